"""Branching: the bound from prices where some levels of deals are settled, reached or not, best first.

The relaxation reaches dear levels in part: it mixes choices that exclude each other. A level that is now reached and
now not is settled both ways, each side gets prices of its own, from those of both together, and the bound of the
problem is the highest of all sides that are open. A side that cannot hold more than the best schedule is worth is
closed (branch and bound, Land and Doig 1960; over prices, Geoffrion, "Lagrangean relaxation for integer programming",
1974).
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from roadmap.solver.bound.priced.closure import Sides
from roadmap.solver.bound.priced.priced_relaxation import PricedRelaxation, PricePoint
from roadmap.tuning import TUNING


@dataclass(order=True, slots=True)
class Branch:
    """Some levels settled: what no such schedule is worth more than (less, so that the highest comes first), its turn,
    its prices, and how often each level was reached."""

    below: int
    turn: int
    sides: Sides = field(compare=False)
    point: PricePoint = field(compare=False)
    reached: NDArray[np.float32] = field(compare=False)


class Branching:
    """The open sides of one problem, from prices that bound all of it."""

    def __init__(self, pricing: PricedRelaxation) -> None:
        self._pricing = pricing
        self._gains = np.abs(pricing.closure.gains())
        self._turn = 0
        self._open: list[Branch] = []
        bound = pricing.bound
        if bound is not None:
            self._open.append(self._side(bound, pricing.sides, pricing, pricing.best))

    def bound(self) -> int | None:
        """What no schedule of any open side is worth more than; None if no side is open."""
        return -self._open[0].below if self._open else None

    def step(self, value: int, over: Callable[[], bool]) -> bool:
        """Settle one more level of the side with the highest bound; sides that cannot hold more than `value` are
        closed. False if nothing is open or left to settle, or if it is `over` before both sides have a bound."""
        if not self._open:
            return False
        side = self._open[0]
        level = self._level(side)
        if level is None:
            return False
        reached, missed = side.sides.reached, side.sides.missed
        new: list[Branch] = []
        for sides in (Sides((*reached, level), missed), Sides(reached, (*missed, level))):
            priced = self._priced(side, sides, value=value, over=over)
            if priced is None:
                return False
            new.append(priced)
        heapq.heappop(self._open)
        for each in new:
            if -each.below > value:
                heapq.heappush(self._open, each)
        return True

    def _level(self, side: Branch) -> int | None:
        """The level with the most to gain that is now reached and now not; None if all are settled."""
        unsure = self._gains * (np.minimum(side.reached, 1 - side.reached) + TUNING.branch_least)
        unsure[[*side.sides.reached, *side.sides.missed]] = -1
        level = int(np.argmax(unsure)) if len(unsure) else 0
        return level if len(unsure) and unsure[level] >= 0 else None

    def _priced(self, side: Branch, sides: Sides, *, value: int, over: Callable[[], bool]) -> Branch | None:
        """A part of a side with prices of its own; None if it is over."""
        pricing = self._pricing.aside(side.point, sides, length=TUNING.branch_length)
        for _ in range(TUNING.branch_steps):
            if over():
                return None
            if not pricing.step(float(value)) or (pricing.bound is not None and pricing.bound <= value):
                break
        bound = -side.below if pricing.bound is None else min(-side.below, pricing.bound)
        return self._side(
            bound, sides, pricing, pricing.best if len(self._open) < TUNING.branch_most_open else side.point
        )

    def _side(self, bound: int, sides: Sides, pricing: PricedRelaxation, point: PricePoint) -> Branch:
        self._turn += 1
        return Branch(-bound, self._turn, sides, point, pricing.reached.astype(np.float32))
