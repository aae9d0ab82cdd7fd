"""What was begun is finished, as far as that can be shown: it must never make a whole plan impossible.

The open work of everything that was begun is put into the time that people have, one after another, each as early and
as quickly as it fits, in the first release that it can land in. What finds its place so can be held all at once. Of
the rest, which may have no place, the planner decides.
"""

from __future__ import annotations

from dataclasses import replace

from roadmap.pausing import Fit, Free, first_fit
from roadmap.problem import Feature, Item, Mode, Precedence, Problem

Rows = list[list[int]]


def finish_begun(problem: Problem) -> Problem:
    """The problem in which those features that were begun (`planned`) must be finished which are shown to fit."""
    placing = _Placing(problem)
    features = [
        replace(feature, planned=None)
        if feature.planned and feature.release is None and not placing.place(position)
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

    def place(self, position: int) -> bool:
        """Place a feature and all that it comes after; where that fails everything is as before."""
        if position in self._landed:
            return True
        before = _copied(self._rows), _copied(self._away), dict(self._runs), dict(self._landed)
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
            self._runs[item], ready = run, run[1]
        release = self._release(feature)
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
        fits = [(fit, mode) for mode in item.modes if (fit := self._ending(item, mode, earliest, least)) is not None]
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
            release = self._problem.releases[position]
            if all(end <= (release.freeze if by_freeze else release.ship) for by_freeze, end in ends):
                return position
        return None
