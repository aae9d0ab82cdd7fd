"""One release fewer: what the plan would be worth if a release were not used and nothing else changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from roadmap.audit import landing, pins
from roadmap.audit.coverage import Served, serve, shipped
from roadmap.planner.draft import Draft
from roadmap.planner.lines.deal_lines import gate_lines
from roadmap.planner.lines.promise_lines import moved_prices
from roadmap.plans.deals import DealLine, GateLine, GateStatus
from roadmap.plans.document import ReleaseLine
from roadmap.plans.engineering.versions import LaterGate, LosingDeal, Without
from roadmap.schedule import Schedule

TOO_LATE = frozenset({GateStatus.LATE, GateStatus.NOT_PROMISED})


def without(release: ReleaseLine, draft: Draft, ahead: list[ReleaseLine], deals: Mapping[str, DealLine]) -> Without:
    """The plan without one of the releases ahead, which are used and in the order of ship days.

    What lands in it lands in the next one; where there is no next one, it is not built. `deals` are the lines of the
    plan by id.
    """
    later = next((line.id for line in ahead[ahead.index(release) + 1 :]), None)
    moved = _moved(draft, release.id, later)
    changed = Draft(draft.project, draft.indexed, moved)
    earned = _earned(release.deals, changed)
    before, after = moved_prices(draft), moved_prices(changed)
    prices = {deal: after.get(deal, 0) - before.get(deal, 0) for deal in release.deals}
    losing = [
        line
        for deal in release.deals
        if (line := _losing(deal, earned[deal].earned - prices[deal], draft, changed, deals[deal])) is not None
    ]
    return Without(
        content_goes_to=later,
        possible=_is_possible(changed, earned),
        saved=release.cost + _feature_cost(draft, draft.schedule) - _feature_cost(draft, moved),
        lost=sum(line.lost for line in losing),
        deals=sorted(losing, key=lambda line: -line.lost),
    )


def _moved(draft: Draft, release: str, later: str | None) -> Schedule:
    ids = draft.indexed.names.releases
    here = ids.index(release)
    return Schedule(
        tuple(
            placement
            if placement is None or placement.release != here
            else None
            if later is None
            else replace(placement, release=ids.index(later))
            for placement in draft.schedule.placements
        )
    )


def _is_possible(changed: Draft, earned: dict[str, Served]) -> bool:
    """Whether pins and the order of landings allow it; the work itself stays where it is."""
    problem, schedule = changed.indexed.problem, changed.schedule
    pairs = zip(changed.indexed.names.deals, changed.indexed.deals, strict=True)
    if any(deal.served and key in earned and not earned[key].levels for key, deal in pairs):
        return False
    return not any(landing.check(problem, schedule)) and not any(pins.check(problem, schedule))


def _feature_cost(draft: Draft, schedule: Schedule) -> int:
    pairs = zip(draft.indexed.problem.features, schedule.placements, strict=True)
    return sum(feature.cost for feature, placement in pairs if placement is not None)


def _earned(deals: list[str], changed: Draft) -> dict[str, Served]:
    """What each of some deals gets."""
    problem, wanted = changed.indexed.problem, set(deals)
    ships = shipped(problem, changed.schedule)
    pairs = zip(changed.indexed.names.deals, changed.indexed.deals, strict=True)
    return {key: serve(deal, ships) for key, deal in pairs if key in wanted}


def _losing(deal: str, keeps: int, draft: Draft, changed: Draft, line: DealLine) -> LosingDeal | None:
    """What a deal loses; None if nothing. `keeps` is what it keeps then, less the price of promises that move."""
    pairs = zip(line.gates, gate_lines(deal, changed), strict=True)
    gates = [_later(new) for old, new in pairs if new.status in TOO_LATE and new != old]
    lost = draft.served[deal].earned - keeps
    return LosingDeal(deal=deal, lost=lost, gates=gates) if lost or gates else None


def _later(line: GateLine) -> LaterGate:
    return LaterGate(gate=line.gate, day=line.day, ready=line.ready, status=line.status)
