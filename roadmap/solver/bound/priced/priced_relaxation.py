"""The priced relaxation: a bound from prices of people in each slot, improved step by step.

People are not limited but cost; the best choice of deals and landings is then a minimum cut (`closure`) over the
cheapest way through each feature's work (`chains`), and whatever the prices are, no schedule is worth more than that
choice and the price of all the people there are (Lagrangian relaxation; for scheduling by minimum cuts: Mohring,
Schulz, Stork and Uetz, "Solving project scheduling problems by minimum cut computations", 2003). Prices rise where the
choice uses too many people and fall where it leaves some (subgradient steps of Polyak's length along an average of
directions).
Everything is counted in integers at rounded prices, so every bound holds exactly.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from roadmap.problem import Problem
from roadmap.schedule import NOWHERE
from roadmap.solver.bound.priced.closure import OPEN, Closure, Sides
from roadmap.solver.bound.priced.priced_chains import UNIT, Chains, Prices
from roadmap.solver.cpsat.full_model import landed_indices
from roadmap.solver.cpsat.relaxation import ROW_UNITS, Row
from roadmap.solver.cpsat.shared_rows import Fact
from roadmap.solver.local.compiled.chain_layout import IMPOSSIBLE
from roadmap.solver.valuation import Valuation
from roadmap.solver.windows import Windows
from roadmap.tuning import TUNING

Floats = NDArray[np.float64]


@dataclass(slots=True)
class PricePoint:
    """Prices, bonuses and shares of the costs of releases by landing, all in thousands."""

    prices: Prices
    bonus: Floats
    shares: Floats


@dataclass(slots=True)
class Direction:
    """How the bound rises with prices of people, of waiting, and bonuses."""

    people: Floats
    waits: Floats
    bonus: Floats

    def mixed(self, other: Direction) -> Direction:
        """MEMORY of this one and the rest of the other."""
        return Direction(
            TUNING.price_memory * self.people + (1 - TUNING.price_memory) * other.people,
            TUNING.price_memory * self.waits + (1 - TUNING.price_memory) * other.waits,
            TUNING.price_memory * self.bonus + (1 - TUNING.price_memory) * other.bonus,
        )


class PricedRelaxation:
    """The prices of one problem, and the lowest bound they have given (in whole thousands)."""

    def __init__(self, problem: Problem, windows: Windows, *, valuation: Valuation, machine: ModuleType) -> None:
        self.problem = problem
        self.chains = Chains(problem, windows, machine=machine)
        self.closure = Closure(problem, self.chains, valuation=valuation)
        self._still = np.zeros(0)
        self._release_of = np.array([release for _, release in self.chains.landings], dtype=np.int64)
        size, worths = self._first_price(), self.closure.worths()
        self._bonus_pace = TUNING.price_bonus_pace * (worths / max(size, 1e-9)) ** 2
        self.begin(
            PricePoint(self.chains.free(size), TUNING.price_bonus * worths, self._first_shares()), OPEN, length=1.0
        )

    def begin(self, point: PricePoint, sides: Sides, *, length: float) -> None:
        """Forget what was found and go on from these prices, in steps of that share of Polyak's."""
        self.sides = sides
        self.bound: int | None = None
        self.steps = 0
        self.length = length
        self._stale = 0
        self._direction: Direction | None = None
        self._lowest = float("inf")
        self._now = self.best = point
        self.reached = np.zeros(len(self.closure.levels))
        """By each of the closure's levels, how often it was reached of late, from 0 to 1."""

    def aside(self, point: PricePoint, sides: Sides, *, length: float) -> PricedRelaxation:
        """The same problem with some levels settled, from these prices on; prices of waiting stay as they are."""
        other = copy(self)
        other.begin(point, sides, length=length)
        return other

    @property
    def prices(self) -> Prices:
        """The prices as they are after the last step."""
        return self._now.prices

    def _first_price(self) -> float:
        """Half of what all deals would bring for each person and slot."""
        most = sum(max(0, level.value) for deal in self.problem.deals for level in deal.levels)
        return 0.5 * most / max(1, int(self.chains.people.sum()))

    def _costs(self) -> Floats:
        """What cutting each release costs where that is for the planner to decide."""
        costs = [0.0 if release.fixed else float(max(0, release.cost)) for release in self.problem.releases]
        return np.array(costs, dtype=float)

    def _first_shares(self) -> Floats:
        """The cost of each release, in equal shares over all that can land in it."""
        shares = np.zeros(len(self._release_of))
        for release, cost in enumerate(self._costs()):
            mine = self._release_of == release
            if mine.any():
                shares[mine] = cost / mine.sum()
        return shares

    def _given(self) -> int:
        """What the releases bring or cost in any case, at best."""
        releases = self.problem.releases
        return -sum(release.cost if release.fixed else min(0, release.cost) for release in releases)

    def step(self, target: float) -> bool:
        """Evaluate the present prices and move them towards a bound of `target`; False if steps do no more."""
        point = self._now
        costs = self.chains.cheapest(point.prices)
        shares = np.floor(point.shares * UNIT).astype(np.int64)
        choice = self.closure.best(np.minimum(costs + shares, IMPOSSIBLE), point.bonus, self.sides)
        worth = choice.worth + self.chains.worth(point.prices)
        self.steps += 1
        self.reached += max(TUNING.price_recent, 1 / self.steps) * (choice.reached - self.reached)
        self._note(worth / UNIT + self._given(), worth // UNIT + self._given())
        uses = self.chains.place(point.prices, choice.landings)
        waits = uses.waits.astype(float) if self.sides is OPEN else self._still
        direction = Direction((self.chains.people - uses.people).astype(float), waits, choice.more.astype(float))
        self._share(choice.landings)
        if self._stale > TUNING.price_patience:
            self._stale, self.length, self._now = 0, self.length * TUNING.price_shortened, self.best
            return self.length > TUNING.price_least_length
        self._move(direction, worth / UNIT + self._given() - target)
        return True

    def _note(self, worth: float, bound: int) -> None:
        self._stale += 1
        if worth < self._lowest * (1 - 1e-5):
            self._stale = 0
        if worth < self._lowest:
            self._lowest, self.best = worth, self._now
        if self.bound is None or bound < self.bound:
            self.bound = bound

    def _share(self, landings: NDArray[np.int64]) -> None:
        """Move some of the cost of each release to those that land in it."""
        chosen = landings[landings >= 0]
        shares = self._now.shares.copy()
        for release, cost in enumerate(self._costs()):
            mine = chosen[self._release_of[chosen] == release]
            if cost and len(mine):
                shares[self._release_of == release] *= 1 - TUNING.price_share_pace
                shares[mine] += TUNING.price_share_pace * cost / len(mine)
        self._now = PricePoint(self._now.prices, self._now.bonus, shares)

    def _move(self, direction: Direction, excess: float) -> None:
        """A step of Polyak's length, shortened, along the average direction."""
        mean = direction if self._direction is None else self._direction.mixed(direction)
        self._direction = mean
        size = (mean.people**2).sum() + (mean.waits**2).sum() + (self._bonus_pace * mean.bonus**2).sum()
        pace = self.length * max(0.0, excess) / max(1e-9, float(size))
        prices = self._now.prices
        waits = prices.waits if self.sides is not OPEN else np.maximum(0.0, prices.waits - pace * mean.waits)
        self._now = PricePoint(
            Prices(np.maximum(0.0, prices.people - pace * mean.people), waits),
            np.maximum(0.0, self._now.bonus - pace * self._bonus_pace * mean.bonus),
            self._now.shares,
        )


def priced_row(chains: Chains, prices: Prices) -> Fact:
    """The row of the prices in any model of the problem."""
    return lambda model: row_of(chains, prices, landed=landed_indices(model))


def row_of(chains: Chains, prices: Prices, *, landed: Sequence[Sequence[int]]) -> Row:
    """What no landings can exceed at the prices: the cheapest ways of all that lands cost no more than all the people.

    `landed[f][r]` is the variable that says that f lands by release r.
    """
    limit = chains.worth(prices)
    costs = np.minimum(chains.cheapest(prices), limit + 1)
    more = costs.copy()
    for own in chains.of_feature.values():
        more[own.start : own.stop - 1] -= costs[own.start + 1 : own.stop]
    scale = ROW_UNITS / max(1, limit, int(np.abs(more).sum()))
    amounts = np.floor(more * scale).astype(np.int64)
    places = [(chains.landings[n], int(amounts[n])) for n in np.flatnonzero(amounts)]
    variables = [landed[feature][-1 if release == NOWHERE else release] for (feature, release), _ in places]
    return variables, [amount for _, amount in places], math.ceil(limit * scale)
