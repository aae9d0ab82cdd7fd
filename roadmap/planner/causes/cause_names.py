"""What is too little, in the names and days of a project: a cause for the plan document."""

from __future__ import annotations

from typing import Any

from roadmap.indexing import Indexed
from roadmap.planner.causes.shortage import LandsLater, NothingInTime, NotThen, Shortage, TooFewDays, TooFewPeople
from roadmap.plans.causes import Cause, CauseKind
from roadmap.problem import Problem

ANY = " | "
"""Between skills any one of which would do."""


def as_cause(shortage: Shortage, indexed: Indexed) -> Cause:
    """A shortage of the problem as a cause, features by their ids."""
    names = indexed.names
    if isinstance(shortage, TooFewPeople):
        return _too_much(shortage, indexed)
    if isinstance(shortage, NothingInTime):
        kind = CauseKind.TOO_LATE if shortage.features else CauseKind.NOTHING_PROVIDES
        features = [names.features[f] for f in shortage.features if f < len(names.features)]
        return Cause(kind=kind, deals=[indexed.deal(shortage.deal)], features=features)
    about = _about(shortage.feature, indexed)
    if isinstance(shortage, LandsLater):
        first = None if shortage.first is None else names.releases[shortage.first]
        last = names.releases[shortage.last] if shortage.last >= 0 else None
        after = None if shortage.after == shortage.feature else names.features[shortage.after]
        return about.model_copy(update={"earliest": first, "latest": last, "after": after})
    return _late(shortage, about, indexed)


def _about(feature: int, indexed: Indexed) -> Cause:
    """That a feature, or the support that a deal brings, is too late."""
    names = indexed.names
    if feature >= len(names.features):
        return Cause(kind=CauseKind.TOO_LATE, deals=[names.support[feature - len(names.features)]])
    return Cause(kind=CauseKind.TOO_LATE, feature=names.features[feature])


def _late(shortage: TooFewDays | NotThen, about: Cause, indexed: Indexed) -> Cause:
    names = indexed.names
    if shortage.first is None:
        return about.model_copy(update={"kind": CauseKind.NOBODY} | people_of(shortage.item, indexed))
    found = {"first": names.day(shortage.first)}
    if isinstance(shortage, NotThen):
        return about.model_copy(update=found | {"start": names.day(shortage.start)})
    ends = None if shortage.ends is None else names.day(shortage.ends - 1)
    last = names.day(shortage.end - 1) if shortage.end > 0 else None
    return about.model_copy(update=found | {"needed": shortage.needed, "ends": ends, "last": last})


def people_of(item: int, indexed: Indexed) -> dict[str, Any]:
    """The skill that a work item takes; where there are never enough of its people, also the fewest it takes at once
    and the most who are ever there."""
    pool, crew = pool_of(item, indexed.problem)
    if pool < 0:
        return {}
    most = max(indexed.problem.capacity[pool], default=0)
    few = {"crew": crew, "people": most} if most < crew else {}
    return {"skill": skill_ids(pool, indexed)} | few


def pool_of(item: int, problem: Problem) -> tuple[int, int]:
    """The pool of the skill that a work item takes, and the fewest people of it; (-1, 0) for a milestone.

    Of several skills the one of which there are never enough people, if there is one; of several such pools the first.
    """
    modes = [mode for mode in problem.items[item].modes if mode.crews]
    if not modes:
        return -1, 0
    pools = {pool: min(dict(mode.crews).get(pool, 0) for mode in modes) for pool, _ in modes[0].crews}
    short = (pool for pool, crew in pools.items() if crew > max(problem.capacity[pool], default=0))
    pool = next(short, modes[0].crews[0][0])
    return pool, pools[pool]


def skill_ids(pool: int, indexed: Indexed) -> str:
    """The skills of a pool, any one of which would do."""
    return ANY.join(indexed.names.pools[pool].skills)


def _too_much(shortage: TooFewPeople, indexed: Indexed) -> Cause:
    names = indexed.names
    known = len(names.features)
    return Cause(
        kind=CauseKind.TOO_MUCH,
        skill=skill_ids(shortage.pool, indexed),
        first=names.day(shortage.first),
        last=names.day(shortage.end - 1),
        needed=shortage.needed,
        available=shortage.available,
        features=[names.features[f] for f in shortage.features if f < known],
        deals=[names.support[f - known] for f in shortage.features if f >= known],
    )
