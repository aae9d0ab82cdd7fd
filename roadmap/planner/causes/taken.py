"""Support that found no people left: all that a deal needs lands in time, and others have the people for its cases."""

from __future__ import annotations

from collections import Counter

from roadmap.planner.causes.cause_names import pool_of, skill_ids
from roadmap.planner.draft import Draft
from roadmap.plans.causes import Cause, CauseKind
from roadmap.problem import Item

MOST_NAMED = 5
"""More deals and features than these that have the people are not named."""
Rows = list[list[int]]


def people_left(draft: Draft) -> Rows:
    """By pool and slot the people whom a schedule leaves."""
    problem = draft.indexed.problem
    left = [list(row) for row in problem.capacity]
    for run in draft.runs.values():
        for slot, pool, working, _pausing in run.taken():
            if slot < problem.horizon:
                left[pool][slot] -= working
    return left


def support_taken(key: str, draft: Draft, left: Rows) -> Cause | None:
    """The first piece of the cases of a deal that finds no people, where all that the deal needs lands in time."""
    names, problem = draft.indexed.names, draft.indexed.problem
    if key not in names.support:
        return None
    support = len(names.features) + names.support.index(key)
    if draft.schedule.placements[support] is not None or not _all_lands(key, draft):
        return None
    rows = {pool: list(left[pool]) for item in problem.features[support].items for pool in problem.items[item].pools}
    items = sorted(problem.features[support].items, key=lambda item: problem.items[item].latest)
    taken = next((item for item in items if not _put(problem.items[item], rows)), None)
    return None if taken is None else _cause(taken, draft, rows)


def _all_lands(key: str, draft: Draft) -> bool:
    """Whether everything that a deal needs to be served at all lands in time."""
    names, problem = draft.indexed.names, draft.indexed.problem
    for demand in problem.deals[names.deal_position(key)].levels[0].demands:
        placed = (draft.schedule.placements[f] for f in demand.features if problem.features[f].lands)
        lands = any(p is not None and problem.releases[p.release].ship <= demand.latest for p in placed)
        if not lands and all(problem.features[f].lands for f in demand.features):
            return False
    return True


def _put(item: Item, rows: dict[int, list[int]]) -> bool:
    """Take the people for an item as early as they are left at one go; whether there are any."""
    for mode in item.modes:
        for start in range(item.earliest, item.latest - mode.days + 1):
            slots = range(start, start + mode.days)
            if all(rows[pool][slot] >= amount for pool, amount in mode.crews for slot in slots):
                for pool, amount in mode.crews:
                    for slot in slots:
                        rows[pool][slot] -= amount
                return True
    return False


def _cause(item: int, draft: Draft, rows: dict[int, list[int]]) -> Cause:
    names, problem = draft.indexed.names, draft.indexed.problem
    piece, (pool, crew) = problem.items[item], pool_of(item, problem)
    busy: Counter[int] = Counter()
    for run in draft.runs.values():
        days = min(run.end, piece.latest) - max(run.start, piece.earliest)
        amount = dict(run.mode.crews).get(pool, 0)
        if days > 0 and amount:
            busy[problem.items[run.item].feature] += amount * days
    known = len(names.features)
    most = [feature for feature, _days in busy.most_common(MOST_NAMED)]
    return Cause(
        kind=CauseKind.SUPPORT_TAKEN,
        skill=skill_ids(pool, draft.indexed),
        first=names.day(piece.earliest),
        last=names.day(piece.latest - 1),
        needed=crew * min(mode.days for mode in piece.modes),
        available=sum(max(0, min(crew, left)) for left in rows[pool][piece.earliest : piece.latest]),
        features=[names.features[feature] for feature in most if feature < known],
        deals=[names.support[feature - known] for feature in most if feature >= known],
    )
