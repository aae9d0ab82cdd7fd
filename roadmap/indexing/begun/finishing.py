"""What was begun is finished, as far as that can be shown: it must never make a whole plan impossible.

What is held, by pins above all, is put into the time that people have, and then the open work of everything that was
begun: one after another, each as early and as quickly as it fits, in the first release that it can land in. What finds
its place so can be held all at once. Of the rest, which may have no place, the planner decides.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from roadmap.pausing import Fit, Free, first_fit
from roadmap.problem import Demand, Feature, Item, Mode, Precedence, Problem
from roadmap.schedule import NOWHERE

Rows = list[list[int]]


def finish_begun(problem: Problem, begun: Collection[int]) -> Problem:
    """The problem in which those of the features that were `begun` must be finished which are shown to fit beside all
    that is held: what must be planned and shipped, and the deals that must be served. Pinned features are not begun."""
    placing = _Placing(problem)
    held = bool(begun) and placing.hold(begun)
    features = [
        replace(feature, planned=None)
        if position in begun and feature.planned and not (held and placing.place(position))
        else feature
        for position, feature in enumerate(problem.features)
    ]
    return replace(problem, features=tuple(features))


def _copied(rows: Rows) -> Rows:
    return [list(row) for row in rows]


def _fewest(rows: Rows, pools: list[int]) -> list[int]:
    """By slot, the fewest of some pools."""
    return [min(counts) for counts in zip(*(rows[pool] for pool in pools), strict=True)]


class _Placing:
    """Features placed one after another, in what is left of the people."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._rows: Rows = [list(row) for row in problem.capacity]
        self._away: Rows = [list(row) for row in problem.absent]
        self._runs: dict[int, tuple[int, int]] = {}
        self._landed: dict[int, int] = {}
        self._waits: dict[int, list[Precedence]] = {}
        for wait in problem.precedences:
            self._waits.setdefault(wait.then, []).append(wait)

    def hold(self, begun: Collection[int]) -> bool:
        """Place all that must be planned, but for what was begun, and what each deal needs that must be served; False
        where that fails, which shows nothing of what can be."""
        features = self._problem.features
        wanted = [n for n, feature in enumerate(features) if feature.planned and n not in begun]
        wanted.sort(key=lambda n: min((self._problem.items[item].latest for item in features[n].items), default=0))
        deals = [deal for deal in self._problem.deals if deal.served and deal.levels]
        return all(self.place(n) for n in wanted) and all(
            self._serve(demand) for deal in deals for demand in deal.levels[0].demands
        )

    def _serve(self, demand: Demand) -> bool:
        """Have a demand met by what is placed, or by the first of its features that can be placed in time."""
        if any(self._meets(feature, demand) for feature in demand.features):
            return True
        for feature in demand.features:
            before = self._state()
            if feature not in self._landed and self.place(feature) and self._meets(feature, demand):
                return True
            self._rows, self._away, self._runs, self._landed = before
        return False

    def _meets(self, feature: int, demand: Demand) -> bool:
        if feature not in self._landed:
            return False
        lands = self._problem.features[feature].lands
        return not lands or self._problem.releases[self._landed[feature]].ship <= demand.latest

    def _state(self) -> tuple[Rows, Rows, dict[int, tuple[int, int]], dict[int, int]]:
        return _copied(self._rows), _copied(self._away), dict(self._runs), dict(self._landed)

    def place(self, position: int) -> bool:
        """Place a feature and all that it comes after; where that fails everything is as before."""
        if position in self._landed:
            return True
        before = self._state()
        feature = self._problem.features[position]
        if feature.planned is not False and all(self.place(other) for other in feature.after) and self._fits(position):
            return True
        self._rows, self._away, self._runs, self._landed = before
        return False

    def _fits(self, position: int) -> bool:
        feature, items = self._problem.features[position], self._problem.items
        ready = 0
        for item in feature.items:
            begin, least = self._waited(item)
            run = self._run(items[item], max(ready, items[item].earliest, begin), max(least, items[item].ends_from))
            if run is None:
                return False
            self._runs[item], ready = run, run[1] if feature.lands else 0
        release = self._release(feature) if feature.lands else NOWHERE
        if release is not None:
            self._landed[position] = release
        return release is not None

    def _waited(self, item: int) -> tuple[int, int]:
        """When an item may begin, and end, after what it waits for, as far as that is placed."""
        waits = [wait for wait in self._waits.get(item, []) if wait.first in self._runs]
        begin = max((wait.ready(*self._runs[wait.first]) for wait in waits if not wait.to_end), default=0)
        return begin, max((wait.ready(*self._runs[wait.first]) for wait in waits if wait.to_end), default=0)

    def _run(self, item: Item, earliest: int, least: int) -> tuple[int, int] | None:
        """Take the people for the way that ends first, and not before `least`; its start and end, or None if there is
        none."""
        begin = max(earliest, item.start or 0)
        fits = [(fit, mode) for mode in item.modes if (fit := self._ending(item, mode, begin, least)) is not None]
        if item.start is not None:
            fits = [(fit, mode) for fit, mode in fits if fit.start == item.start]
        if not fits:
            return None
        fit, mode = min(fits, key=lambda found: (found[0].end, found[0].start))
        pausing = dict(fit.pauses)
        for pool, amount in mode.crews:
            for slot in range(fit.start, fit.end):
                self._rows[pool][slot] -= amount - pausing.get(slot, 0)
            for slot, seats in fit.pauses:
                self._away[pool][slot] -= seats
        return (fit.start, fit.end) if fit.end <= min(item.latest, self._problem.horizon) else None

    def _ending(self, item: Item, mode: Mode, earliest: int, least: int) -> Fit | None:
        """Where a mode runs from `earliest` on that does not end before `least`; None if it finds no place."""
        fit = self._fit(item, mode, earliest)
        while fit is not None and fit.end < least:
            fit = self._fit(item, mode, fit.start + 1)
        return fit

    def _fit(self, item: Item, mode: Mode, earliest: int) -> Fit | None:
        """Where a mode runs from `earliest` on, with pauses where it may; None if it finds no place."""
        horizon, pools = self._problem.horizon, [pool for pool, _ in mode.crews]
        if item.pauses and self._away and mode.can_pause:
            free = Free(0, _fewest(self._rows, pools), _fewest(self._away, pools))
            pause = self._problem.longest_pause
            return first_fit(mode, free, begin=earliest, last=horizon, end=horizon, pause=pause)
        if mode.until:
            return Fit(earliest, mode.end(earliest), ())
        start = self._start(mode, earliest)
        return None if start < 0 else Fit(start, start + mode.days, ())

    def _start(self, mode: Mode, earliest: int) -> int:
        """The first slot from `earliest` on from which there are people for a mode; -1 if there is none."""
        start = run = earliest
        while run - start < mode.days:
            if run >= self._problem.horizon:
                return -1
            enough = all(self._rows[pool][run] >= amount for pool, amount in mode.crews)
            run += 1
            start = start if enough else run
        return start

    def _release(self, feature: Feature) -> int | None:
        """The first release that the placed work of a feature is in time for."""
        first = max([feature.not_before, *(self._landed[other] for other in feature.after)])
        ends = [(self._problem.items[item].by_freeze, self._runs[item][1]) for item in feature.items]
        for position in range(first, len(self._problem.releases)):
            if feature.release not in (None, position):
                continue
            release = self._problem.releases[position]
            if all(end <= (release.freeze if by_freeze else release.ship) for by_freeze, end in ends):
                return position
        return None
