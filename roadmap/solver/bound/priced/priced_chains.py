"""The work of each feature on its own, at given prices of people and of waiting: the part of the priced relaxation that
knows about time.

A price of people is what one person of a pool costs in one slot. A price of waiting belongs to a wait of one item for
another and a slot: the one that waits pays it if it has started by then, and the one that is waited for earns it if it
has ended by then, lag included. Both are integers, UNIT to the thousand.

Where work pauses, the people who are away count too: every item cut down to its first days of work, with its whole crew
on each, keeps to those who are there or away, and nothing ends later. So what no plan at one go exceeds with these
people, no plan that pauses exceeds.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from roadmap.problem import Mode, Problem
from roadmap.schedule import NOWHERE
from roadmap.solver.local.compiled.chain_layout import CREW_WIDTH, FEATURE_WIDTH, ITEM_WIDTH, LIMITS_WIDTH, MODE_WIDTH
from roadmap.solver.windows import Windows

UNIT = 1024
"""Prices and costs are counted in this many parts of a thousand of the currency."""

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Prices:
    """Prices of people, by pool and slot, and of waiting, by wait and slot; none is negative."""

    people: NDArray[np.float64]
    waits: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Uses:
    """What the cheapest ways use: people by pool and slot; and by wait and slot, 1 where the one that is waited for has
    ended in time and the other has not started, -1 where it is the other way round, else 0."""

    people: Integers
    waits: Integers


class Chains:
    """The features that can be scheduled, each with its landings: (feature, release), NOWHERE for support work.

    `machine` is the module of compiled chains.
    """

    def __init__(self, problem: Problem, windows: Windows, *, machine: ModuleType) -> None:
        self._machine = machine
        self.features = [f for f in range(len(problem.features)) if windows.open(f)]
        self.landings: list[tuple[int, int]] = []
        self.of_feature: dict[int, range] = {}
        self._places: dict[int, int] = {}
        self._slots = problem.horizon + 1
        self.people: Integers = np.array(problem.held, dtype=np.int64).reshape(-1, problem.horizon)
        self._lay_out(problem, windows)
        waits = [
            (self._places[wait.first], self._places[wait.then], wait.lag)
            for wait in problem.precedences
            if wait.is_plain
            and _certain(problem, windows, first=wait.first, then=wait.then)
            and {wait.first, wait.then} <= self._places.keys()
        ]
        waits.sort(key=lambda wait: wait[1])
        self._first, self._then, self._lag = np.array(waits, dtype=np.int64).reshape(-1, 3).T
        self._waiting, self._runs = np.unique(self._then, return_index=True)
        self._waits_before: tuple[NDArray[np.float64], Integers, Integers] | None = None

    def _lay_out(self, problem: Problem, windows: Windows) -> None:
        """Write the tables of the compiled chains."""
        features: list[list[int]] = []
        items: list[list[int]] = []
        modes: list[list[int]] = []
        crews: list[tuple[int, int]] = []
        limits: list[tuple[int, int]] = []
        fits: list[NDArray[np.bool_]] = []
        there = np.array(problem.capacity, dtype=np.int64).reshape(-1, problem.horizon)
        for f in self.features:
            feature, first = problem.features[f], len(items)
            for i in feature.items:
                self._places[i] = len(items)
                before = len(modes)
                for mode in (problem.items[i].modes[m] for m in windows.modes[i]):
                    modes.append([mode.days, len(crews), len(crews) + len(mode.crews)])
                    crews.extend(mode.crews)
                    pausing = problem.items[i].pauses and mode.can_pause
                    fits.append(self._fits(mode, self.people if pausing else there))
                flag = problem.items[i].by_freeze
                items.append([windows.earliest[i], windows.latest[i], flag, before, len(modes)])
            releases = range(windows.first_release[f], windows.last_release[f] + 1)
            self.of_feature[f] = range(len(limits), len(limits) + len(releases))
            self.landings.extend((f, release) for release in releases)
            limits.extend(_limits(problem, release) for release in releases)
            features.append([first, len(items), len(limits) - len(releases), len(limits), feature.lands])
        self._features = _table(features, FEATURE_WIDTH)
        self._items = _table(items, ITEM_WIDTH)
        self._limits = _table(limits, LIMITS_WIDTH)
        self._tables = (
            self._items,
            _table(modes, MODE_WIDTH),
            _table(crews, CREW_WIDTH),
            np.array(fits, dtype=np.bool_).reshape(-1, self._slots),
        )

    def _fits(self, mode: Mode, people: Integers) -> NDArray[np.bool_]:
        """By slot, whether the mode can start there as far as some people go."""
        short = np.zeros(self._slots, dtype=np.int64)
        for pool, amount in mode.crews:
            short[:-1] |= people[pool] < amount
        before = np.concatenate([[0], np.cumsum(short)])
        ends = np.minimum(np.arange(self._slots) + mode.days, self._slots)
        return np.asarray(before[ends] == before[: self._slots])

    def free(self, price: float) -> Prices:
        """The same price for all people in all slots, and none for waiting."""
        return Prices(np.full(self.people.shape, price), np.zeros((len(self._first), self.people.shape[1])))

    def cheapest(self, prices: Prices) -> Integers:
        """The least cost of each landing, in parts of UNIT; the compiled chains' IMPOSSIBLE for one out of reach."""
        costs = np.empty(len(self.landings), dtype=np.int64)
        self._machine.find_cheapest(self._priced(prices), self._features, self._limits, costs)
        return costs

    def place(self, prices: Prices, chosen: Integers) -> Uses:
        """What the cheapest ways to the chosen landings use; `chosen` is a landing for each of `features`, or -1."""
        use = np.zeros_like(self.people)
        starts = np.full(len(self._items), self._slots, dtype=np.int64)
        ends = np.full(len(self._items), self._slots, dtype=np.int64)
        priced = self._priced(prices)
        self._machine.place_cheapest(priced, self._features, self._limits, chosen, use, starts, ends)
        slots = np.arange(self.people.shape[1])
        ended = slots >= (ends[self._first] + self._lag)[:, None]
        started = slots >= starts[self._then][:, None]
        return Uses(use, ended.astype(np.int64) - started)

    def worth(self, prices: Prices) -> int:
        """What all the people there are cost, in parts of UNIT."""
        return int((_whole(prices.people) * self.people).sum())

    def _priced(self, prices: Prices) -> tuple[Integers | NDArray[np.bool_], ...]:
        """The tables: the problem's, sums of prices of people by slot, what starting and ending cost by slot."""
        sums = np.zeros((len(self.people), self._slots), dtype=np.int64)
        np.cumsum(_whole(prices.people), axis=1, out=sums[:, 1:])
        return (*self._tables, sums, *self._waited(prices.waits))

    def _waited(self, waits: NDArray[np.float64]) -> tuple[Integers, Integers]:
        """What starting and what ending each item in each slot costs; the last answer is kept for the same prices."""
        if self._waits_before is not None and self._waits_before[0] is waits:
            return self._waits_before[1:]
        starting = np.zeros((len(self._items), self._slots), dtype=np.int64)
        ending = np.zeros_like(starting)
        if len(self._then):
            after = np.zeros((len(self._first), self._slots), dtype=np.int64)
            after[:, :-1] = np.cumsum(_whole(waits)[:, ::-1], axis=1)[:, ::-1]
            starting[self._waiting] = np.add.reduceat(after, self._runs, axis=0)
            ready = np.clip(np.arange(self._slots) + self._lag[:, None], 0, self._slots - 1)
            np.subtract.at(ending, self._first, np.take_along_axis(after, ready, axis=1))
        self._waits_before = waits, starting, ending
        return starting, ending


def _table(rows: list[list[int]] | list[tuple[int, int]], width: int) -> Integers:
    return np.array(rows, dtype=np.int64).reshape(-1, width)


def _whole(prices: NDArray[np.float64]) -> Integers:
    return np.rint(prices * UNIT).astype(np.int64)


def _limits(problem: Problem, release: int) -> tuple[int, int]:
    if release == NOWHERE:
        return problem.horizon, problem.horizon
    return problem.releases[release].freeze, problem.releases[release].ship


def _certain(problem: Problem, windows: Windows, *, first: int, then: int) -> bool:
    """Whether a wait between two features holds whenever the one that waits is scheduled."""
    feature, other = problem.items[then].feature, problem.items[first].feature
    return feature != other and other in windows.closure[feature]
