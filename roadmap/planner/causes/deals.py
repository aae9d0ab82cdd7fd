"""Why deals are late or not served: a cause for each need that stands in the way, or one for the deal as a whole."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from requirements.deal import Deal, Need
from requirements.gate import Gate, Importance
from roadmap.indexing.deals.demand import demand_of, needs_of, shipped_day
from roadmap.planner.causes.displaced import displaced_by
from roadmap.planner.causes.obstacles import Obstacles
from roadmap.planner.causes.taken import people_left, support_taken
from roadmap.planner.draft import Draft
from roadmap.plans.causes import Cause, CauseKind
from roadmap.tuning import TUNING

EASIEST = (
    CauseKind.PIN,
    CauseKind.NOT_BEFORE,
    CauseKind.AWAY,
    CauseKind.NOBODY,
    CauseKind.TOO_MUCH,
    CauseKind.CANNOT_END,
    CauseKind.TOO_LATE,
)
"""Of several ways to meet a need that all are blocked, the one whose obstacle comes first here is told."""


def deal_causes(draft: Draft, obstacles: Obstacles, *, proved: bool) -> dict[str, list[Cause]]:
    """By open deal what keeps it from being served, or served in time; nothing for one that is. `proved` says that no
    plan is worth more than this one."""
    left, by_key = people_left(draft), dict[str, list[Cause]]()
    lacking = [key for key in dearest(draft) if not _is_in_time(key, draft)]
    for rank, key in enumerate(lacking):
        is_served = draft.served[key].levels > 0
        found = list(_of_needs(key, draft, obstacles, is_served=is_served))
        deal = draft.indexed.names.deal_position(key)
        if not found and rank < TUNING.cause_alone:
            whole = obstacles.in_time(deal) if is_served else obstacles.of_deal(deal)
            found = [] if whole is None else [whole]
        if not found and obstacles.reach is not None and obstacles.reach[deal] <= draft.served[key].levels:
            found = [Cause(kind=CauseKind.ALONE, in_time=is_served)]
        taken = None if found or is_served else _refuted(key, draft) or support_taken(key, draft, left)
        by_key[key] = found or [taken or choice(proved=proved, in_time=is_served)]
    by_key = {key: by_key.get(key, []) for key in draft.project.market.open_deals()}
    return by_key | _with_displaced(by_key, draft)


def _with_displaced(causes: dict[str, list[Cause]], draft: Draft) -> dict[str, list[Cause]]:
    """The causes of the dearest deals that are worth nothing more, with what they would displace."""
    unworthy = [key for key in dearest(draft) if [c.kind for c in causes[key]] == [CauseKind.NOT_WORTH_IT]]
    found = {}
    for key in unworthy[: TUNING.cause_displacing]:
        displaced = displaced_by(draft.indexed.names.deal_position(key), draft)
        if displaced is not None:
            update = {"deals": displaced.deals, "loses": displaced.loses}
            found[key] = [cause.model_copy(update=update) for cause in causes[key]]
    return found


def dearest(draft: Draft) -> list[str]:
    """The open deals, those first of which most is expected."""
    market = draft.project.market
    worth = {key: deal.value * market.win_probability(deal) for key, deal in market.open_deals().items()}
    return sorted(worth, key=lambda key: (-worth[key], key))


def choice(*, proved: bool, in_time: bool = False) -> Cause:
    """Nothing stands in the way: no plan with it is worth more, or the search found none."""
    return Cause(kind=CauseKind.NOT_WORTH_IT if proved else CauseKind.NOT_FOUND, in_time=in_time)


def _is_in_time(key: str, draft: Draft) -> bool:
    """Whether a deal is served with everything in time."""
    levels = draft.indexed.deals[draft.indexed.names.deal_position(key)].levels
    return draft.served[key].levels == len(levels) > 0


def _refuted(key: str, draft: Draft) -> Cause | None:
    """That no plan serves a deal which a pin wants served, where that pin is void."""
    pins = draft.project.pins
    void = any(pins[position].deal == key and pins[position].served for position in draft.project.void)
    return Cause(kind=CauseKind.NO_PLAN) if void else None


def _of_needs(key: str, draft: Draft, obstacles: Obstacles, *, is_served: bool) -> Iterator[Cause]:
    """What stands in the way of each breaker need: in time for a deal that is served, else while it is worth anything.

    Each set of alternatives is told once.
    """
    pinned = _held_out(key, draft, obstacles)
    if pinned is not None:
        yield pinned
        return
    deal, told = draft.project.market.deal(key), set[tuple[str, ...]]()
    for gate, need in needs_of(deal, Importance.BREAKER, draft.project):
        names = tuple(need.any_of)
        if names in told:
            continue
        found = _of_need(need, gate, deal, draft, obstacles, is_served=is_served)
        if found is not None:
            told.add(names)
            yield found.model_copy(update={"any_of": list(names)})


def _held_out(key: str, draft: Draft, obstacles: Obstacles) -> Cause | None:
    """The pin by which a deal is not to be served."""
    held = (n for n, pin in enumerate(draft.project.pins) if pin.deal == key and pin.served is False)
    position = next(held, None)
    return None if position is None else obstacles.pin(position)


def _of_need(
    need: Need, gate: Gate, deal: Deal, draft: Draft, obstacles: Obstacles, *, is_served: bool
) -> Cause | None:
    names, releases, calendar = draft.indexed.names, draft.indexed.problem.releases, draft.project.calendar
    late = 0 if is_served else max(step.days for step in draft.project.market.segments[deal.segment].lateness)
    demand = demand_of(need, gate, deal, draft.project, obstacles.positions, origin=names.origin, late=late)
    shipped = shipped_day(need, gate, draft.project)
    if shipped is not None:
        too_late = calendar.limit(shipped, names.origin) > demand.latest
        return Cause(kind=CauseKind.SHIPPED_LATE, first=shipped) if too_late else None
    if not demand.features:
        return Cause(kind=CauseKind.NOTHING_PROVIDES)
    last = bisect_right([release.ship for release in releases], demand.latest) - 1
    if is_served and any(_lands(feature, last, draft) for feature in demand.features):
        return None
    causes = [obstacles.of_feature(feature, last) for feature in demand.features]
    known = [cause for cause in causes if cause is not None]
    return min(known, key=lambda cause: EASIEST.index(cause.kind)) if len(known) == len(causes) else None


def _lands(feature: int, last: int, draft: Draft) -> bool:
    placed = draft.schedule.placements[feature]
    return placed is not None and placed.release <= last
