"""Apart: the problem of a few features alone, and of one deal that must be served by them, all else dropped.

What no plan of such a problem does, no plan of the whole one does.
"""

from __future__ import annotations

from dataclasses import replace

from roadmap.problem import Deal, Item, Problem
from roadmap.solver.bare import bare, needed_with


def up_to(asked: Deal, levels: int) -> Deal:
    """A deal that can only be served with all that its first levels demand, so many of them; the rest as it was."""
    demands = tuple(dict.fromkeys(demand for level in asked.levels[:levels] for demand in level.demands))
    return replace(asked, levels=(replace(asked.levels[0], demands=demands), *asked.levels[1:]))


def wanted_by(problem: Problem, asked: Deal) -> list[int]:
    """The features that a deal can use to be served at all, and all that they come after."""
    return sorted(
        needed_with(problem, (f for level in asked.levels[:1] for demand in level.demands for f in demand.features))
    )


def only(problem: Problem, asked: Deal) -> Problem:
    """The problem of one deal that must be served, all else dropped, without amounts."""
    part = Apart(problem, wanted_by(problem, asked), releases=len(problem.releases))
    return bare(replace(part.problem, deals=(part.deal(asked),)))


class Apart:
    """The problem of a few features, which hold all that they come after, of their pools and of the first releases.

    `kept`, `items` and `pools` say which positions of the whole its positions are.
    """

    def __init__(self, problem: Problem, kept: list[int], *, releases: int) -> None:
        self._features = {feature: position for position, feature in enumerate(kept)}
        self.kept = kept
        self.items = [item for feature in kept for item in problem.features[feature].items]
        items = {item: position for position, item in enumerate(self.items)}
        self.pools = sorted({pool for item in self.items for pool in problem.items[item].pools})
        self.problem = replace(
            problem,
            capacity=tuple(problem.capacity[pool] for pool in self.pools),
            absent=tuple(problem.absent[pool] for pool in self.pools) if problem.absent else (),
            items=tuple(self._item(problem.items[item]) for item in self.items),
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
        pools = {pool: position for position, pool in enumerate(self.pools)}
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
