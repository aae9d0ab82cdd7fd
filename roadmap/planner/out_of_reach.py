"""Out of reach: deals that no plan can serve, each with the needs that nothing can meet in time.

Told from each feature on its own, as if it had all the people to itself: the first release that it and what it comes
after can land in, against the last one that would do at the deal's last day that is worth anything.
"""

from __future__ import annotations

from bisect import bisect_right

from requirements.deal import Deal
from requirements.gate import Importance
from roadmap.indexing.demand import demand_of, needs_of, shipped_day
from roadmap.plan.deals import OutOfReach
from roadmap.planner.draft import Draft
from roadmap.problem import Demand
from roadmap.solver.windows import Windows, find_windows


def out_of_reach(draft: Draft) -> dict[str, list[OutOfReach]]:
    """By open deal what puts it out of reach, gate by gate; nothing for a deal that some plan may serve."""
    windows = find_windows(draft.indexed.problem)
    features = {key: number for number, key in enumerate(draft.indexed.names.features)}
    return {key: _lines(deal, draft, windows, features) for key, deal in draft.project.market.open_deals().items()}


def _lines(deal: Deal, draft: Draft, windows: Windows, features: dict[str, int]) -> list[OutOfReach]:
    origin, project = draft.indexed.names.origin, draft.project
    late = max(step.days for step in project.market.segments[deal.segment].lateness)
    found: dict[tuple[str, ...], OutOfReach] = {}
    for gate, need in needs_of(deal, Importance.BREAKER, project):
        demand = demand_of(need, gate, deal, project, features, origin=origin, late=late)
        if shipped_day(need, gate, project) is not None:
            continue
        line = _line(list(need.any_of), demand, draft, windows)
        if line is not None:
            found.setdefault(tuple(need.any_of), line)
    return list(found.values())


def _line(any_of: list[str], demand: Demand, draft: Draft, windows: Windows) -> OutOfReach | None:
    """What keeps a demand from being met by any plan; None if nothing does by itself."""
    names, releases = draft.indexed.names, draft.indexed.problem.releases
    latest = bisect_right([release.ship for release in releases], demand.latest) - 1
    if not demand.features:
        return OutOfReach(any_of=any_of, feature=None, name=None, earliest=None, latest=None)
    earliest, feature = min((windows.first_release[feature], feature) for feature in demand.features)
    if earliest <= latest:
        return None
    key = names.features[feature]
    return OutOfReach(
        any_of=any_of,
        feature=key,
        name=draft.project.engineering.features[key].name,
        earliest=names.releases[earliest] if earliest < len(releases) else None,
        latest=names.releases[latest] if latest >= 0 else None,
    )
