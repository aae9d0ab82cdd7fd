"""Why features are not built: what no plan could change first, then what the plan chose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from requirements.deal import gates_ahead
from roadmap.indexing.deals.demand import needed_maturity, providers
from roadmap.planner.causes.deals import choice, dearest
from roadmap.planner.causes.obstacles import Obstacles
from roadmap.planner.draft import Draft
from roadmap.plans.causes import Cause, CauseKind

CHOSEN = frozenset({CauseKind.NOT_WORTH_IT, CauseKind.NOT_FOUND})
"""Causes of what could be, as far as is known."""


def feature_causes(
    draft: Draft, obstacles: Obstacles, deals: dict[str, list[Cause]], *, proved: bool
) -> dict[str, Cause]:
    """By feature that is not built why it is not. `deals` are the causes of the deals; `proved` says that no plan is
    worth more than this one."""
    wanted = _wanted(draft)
    return {
        key: _cause(key, draft, obstacles, wanted.get(key, []), deals, proved=proved)
        for key in draft.project.engineering.features
        if key not in draft.landings
    }


def _cause(
    key: str, draft: Draft, obstacles: Obstacles, wanted: list[str], deals: dict[str, list[Cause]], *, proved: bool
) -> Cause:
    feature = draft.indexed.names.position(key)
    pins = draft.project.pins
    pinned = next((n for n, pin in enumerate(pins) if pin.feature == key and pin.planned is False), None)
    if pinned is not None:
        return obstacles.pin(pinned)
    never = obstacles.cannot_end(feature) or obstacles.nobody(feature)
    if never is not None:
        return never
    if not wanted:
        return Cause(kind=CauseKind.NO_NEED)
    if _is_covered(key, draft):
        return Cause(kind=CauseKind.OTHER_VARIANT)
    last = _last(feature, draft, obstacles)
    found = obstacles.of_feature(feature, last) or obstacles.counted(feature, last)
    return _choice(wanted, draft, deals, proved=proved) if found is None else found


def _choice(wanted: list[str], draft: Draft, deals: dict[str, list[Cause]], *, proved: bool) -> Cause:
    unserved = all(not draft.served[deal].levels for deal in wanted)
    if unserved and not any(cause.kind in CHOSEN for deal in wanted for cause in deals[deal]):
        return Cause(kind=CauseKind.NOT_SERVED, deals=wanted)
    return choice(proved=proved)


def _last(feature: int, draft: Draft, obstacles: Obstacles) -> int:
    """The last release in which a feature is of use; the last of all where it could be of use in none."""
    last = obstacles.windows.last_release[feature]
    return last if last >= 0 else len(draft.indexed.problem.releases) - 1


def _is_covered(key: str, draft: Draft) -> bool:
    """Whether all that a feature provides is there through others."""
    return all(
        any(other.rank >= maturity.rank for _, _, other in draft.bringers.get(capability, []))
        for capability, maturity in draft.project.engineering.features[key].provides.items()
    )


def _wanted(draft: Draft) -> dict[str, list[str]]:
    """By feature the open deals that could use it, or something that comes after it and has not shipped, the dearest
    first."""
    market = draft.project.market
    found: dict[str, dict[str, None]] = defaultdict(dict)
    shipped = {key for key, told in draft.project.engineering.progress.items() if told.shipped is not None}
    for key in dearest(draft):
        deal = market.deal(key)
        asked = {
            (capability, needed_maturity(need, gate, draft.project))
            for gate in gates_ahead(deal)
            for need in deal.needs.get(gate, [])
            for capability in need.any_of
        }
        able = {feature for name, maturity in asked for feature in providers(draft.project, name, maturity)} - shipped
        for feature in _with_foundations(able, draft):
            found[feature][key] = None
    return {feature: list(keys) for feature, keys in found.items()}


def _with_foundations(features: Iterable[str], draft: Draft) -> set[str]:
    return {other for feature in features for other in draft.foundation(feature)}
