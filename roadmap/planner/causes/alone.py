"""One thing alone: what stops a feature or a deal if everything else is dropped, by counts that are proofs."""

from __future__ import annotations

from dataclasses import replace

from roadmap.planner.causes.bare import bare, needed_with
from roadmap.planner.causes.shortage import NothingInTime, NotThen, Shortage, TooFewDays, TooFewPeople, shortage_of
from roadmap.problem import Deal, Demand, Item, Level, Problem


def stops(problem: Problem, asked: Deal) -> Shortage | None:
    """What keeps a deal from being served at all, all else dropped; None if no count shows it."""
    part = _Part(problem, wanted_by(problem, asked), releases=len(problem.releases))
    return part.found(shortage_of(replace(part.problem, deals=(part.deal(asked),))))


def only(problem: Problem, asked: Deal) -> Problem:
    """The problem of one deal that must be served, all else dropped, without amounts."""
    part = _Part(problem, wanted_by(problem, asked), releases=len(problem.releases))
    return bare(replace(part.problem, deals=(part.deal(asked),)))


def in_time(asked: Deal) -> Deal:
    """A deal that can only be served with everything in time."""
    demands = tuple(dict.fromkeys(demand for level in asked.levels for demand in level.demands))
    return replace(asked, levels=(replace(asked.levels[0], demands=demands), *asked.levels[1:]))


def landing(problem: Problem, feature: int, last: int) -> Deal:
    """A deal that only asks that a feature lands in release `last` or before."""
    return Deal((Level(0, (Demand((feature,), problem.releases[last].ship),)),))


def wanted_by(problem: Problem, asked: Deal) -> list[int]:
    """The features that a deal can use to be served at all, and all that they come after."""
    return sorted(
        needed_with(problem, (f for level in asked.levels[:1] for demand in level.demands for f in demand.features))
    )


class _Part:
    """The problem of a few features, which hold all that they come after, of their pools and of the first releases."""

    def __init__(self, problem: Problem, kept: list[int], *, releases: int) -> None:
        self._features = {feature: position for position, feature in enumerate(kept)}
        self._kept = kept
        self._items = [item for feature in kept for item in problem.features[feature].items]
        items = {item: position for position, item in enumerate(self._items)}
        self._pools = sorted({pool for item in self._items for pool in problem.items[item].pools})
        self.problem = replace(
            problem,
            capacity=tuple(problem.capacity[pool] for pool in self._pools),
            absent=tuple(problem.absent[pool] for pool in self._pools) if problem.absent else (),
            items=tuple(self._item(problem.items[item]) for item in self._items),
            features=tuple(
                replace(
                    problem.features[feature],
                    items=tuple(items[item] for item in problem.features[feature].items),
                    after=tuple(self._features[other] for other in problem.features[feature].after),
                    planned=None if problem.features[feature].planned else problem.features[feature].planned,
                )
                for feature in kept
            ),
            precedences=tuple(
                replace(wait, first=items[wait.first], then=items[wait.then])
                for wait in problem.precedences
                if wait.first in items and wait.then in items
            ),
            releases=problem.releases[:releases],
            deals=(),
        )

    def _item(self, item: Item) -> Item:
        pools = {pool: position for position, pool in enumerate(self._pools)}
        modes = tuple(mode.of_pools(pools) for mode in item.modes)
        return replace(item, feature=self._features[item.feature], modes=modes)

    def deal(self, deal: Deal) -> Deal:
        """A deal of the whole as one of the part that must be served, at its first level."""
        levels = tuple(
            replace(
                level,
                demands=tuple(
                    replace(demand, features=tuple(self._features[f] for f in demand.features))
                    for demand in level.demands
                ),
            )
            for level in deal.levels[:1]
        )
        return Deal(levels, served=True)

    def found(self, shortage: Shortage | None) -> Shortage | None:
        """A shortage of the part in the positions of the whole."""
        if isinstance(shortage, TooFewPeople):
            features = tuple(self._kept[f] for f in shortage.features)
            return replace(shortage, pool=self._pools[shortage.pool], features=features)
        if isinstance(shortage, NothingInTime):
            return replace(shortage, features=tuple(self._kept[f] for f in shortage.features))
        if isinstance(shortage, TooFewDays | NotThen):
            return replace(shortage, item=self._items[shortage.item], feature=self._kept[shortage.feature])
        if shortage is not None:
            return replace(shortage, feature=self._kept[shortage.feature], after=self._kept[shortage.after])
        return None
