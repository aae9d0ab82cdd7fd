"""One thing alone: what stops a feature or a deal if everything else is dropped, by counts that are proofs."""

from __future__ import annotations

from dataclasses import replace

from roadmap.planner.causes.shortage import NothingInTime, NotThen, Shortage, TooFewDays, TooFewPeople, shortage_of
from roadmap.problem import Deal, Demand, Level, Problem
from roadmap.solver.apart import Apart, up_to, wanted_by


def stops(problem: Problem, asked: Deal) -> Shortage | None:
    """What keeps a deal from being served at all, all else dropped; None if no count shows it."""
    part = Apart(problem, wanted_by(problem, asked), releases=len(problem.releases))
    return _of_whole(part, shortage_of(replace(part.problem, deals=(part.deal(asked),))))


def in_time(asked: Deal) -> Deal:
    """A deal that can only be served with everything in time."""
    return up_to(asked, len(asked.levels))


def landing(problem: Problem, feature: int, last: int) -> Deal:
    """A deal that only asks that a feature lands in release `last` or before."""
    return Deal((Level(0, (Demand((feature,), problem.releases[last].ship),)),))


def _of_whole(part: Apart, shortage: Shortage | None) -> Shortage | None:
    """A shortage of the part in the positions of the whole."""
    if isinstance(shortage, TooFewPeople):
        features = tuple(part.kept[f] for f in shortage.features)
        return replace(shortage, pool=part.pools[shortage.pool], features=features)
    if isinstance(shortage, NothingInTime):
        return replace(shortage, features=tuple(part.kept[f] for f in shortage.features))
    if isinstance(shortage, TooFewDays | NotThen):
        return replace(shortage, item=part.items[shortage.item], feature=part.kept[shortage.feature])
    if shortage is not None:
        return replace(shortage, feature=part.kept[shortage.feature], after=part.kept[shortage.after])
    return None
