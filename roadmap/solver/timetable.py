"""Who is free when: people left per skill and slot, with every change undoable."""

from __future__ import annotations

from copy import copy
from functools import cache
from typing import Protocol

from roadmap.problem import Problem

MOST_PACKED = 120
"""A skill with more people than this at once, is counted slot by slot instead of packed."""


class Row(Protocol):
    """The people of one skill who are left in each slot."""

    def fit(self, begin: int, crew: int, days: int, latest_start: int) -> int:
        """The first start in [begin, latest_start] at which the crew is free for all the days; -1 if there is none."""

    def fit_last(self, begin: int, crew: int, days: int, latest_start: int) -> int:
        """The last such start; -1 if there is none."""

    def take(self, start: int, days: int, crew: int) -> None:
        """Take a crew that is free for all the days from `start` on."""

    def give(self, start: int, days: int, crew: int) -> None:
        """Give a crew back."""

    def copy(self) -> Row:
        """The same row, to be changed apart."""


LANE = 8
"""Bits of a slot in a packed row; the highest stays free for comparing."""


@cache
def _ones(slots: int) -> int:
    """One in each of so many lanes."""
    return ((1 << (LANE * slots)) - 1) // ((1 << LANE) - 1)


class PackedRow:
    """All slots in one integer, a lane of eight bits each, so that a whole window is compared or changed at once.

    Runs of free slots are found by doubling shifts: a few microseconds for a year of days.
    """

    __slots__ = ("people",)

    def __init__(self, people: int) -> None:
        self.people = people

    @classmethod
    def of(cls, people: tuple[int, ...]) -> PackedRow:
        """The row of a skill nobody of which is at work yet."""
        return cls(int.from_bytes(bytes(people), "little"))

    def copy(self) -> PackedRow:
        """The same row, to be changed apart."""
        return PackedRow(self.people)

    def _starts(self, begin: int, crew: int, days: int, latest_start: int) -> int:
        """The high bit of lane k says that the crew is free from slot begin + k on for all the days."""
        if latest_start < begin:
            return 0
        wanted = _ones(latest_start - begin + 1) << (LANE - 1)
        if not crew or not days:
            return wanted
        if crew > MOST_PACKED:
            return 0
        ones = _ones(latest_start - begin + days)
        high = ones << (LANE - 1)
        window = (self.people >> (LANE * begin)) & (high - ones | high)
        runs, length = ((window | high) - crew * ones) & high, 1
        while length < days and runs:
            step = min(length, days - length)
            runs &= runs >> (LANE * step)
            length += step
        return runs & wanted

    def fit(self, begin: int, crew: int, days: int, latest_start: int) -> int:
        """See `Row`."""
        starts = self._starts(begin, crew, days, latest_start)
        return begin + ((starts & -starts).bit_length() - 1) // LANE if starts else -1

    def fit_last(self, begin: int, crew: int, days: int, latest_start: int) -> int:
        """See `Row`."""
        starts = self._starts(begin, crew, days, latest_start)
        return begin + (starts.bit_length() - 1) // LANE if starts else -1

    def take(self, start: int, days: int, crew: int) -> None:
        """See `Row`."""
        self.people -= crew * _ones(days) << (LANE * start)

    def give(self, start: int, days: int, crew: int) -> None:
        """See `Row`."""
        self.people += crew * _ones(days) << (LANE * start)


class CountRow:
    """One number per slot, for skills with very many people."""

    __slots__ = ("left",)

    def __init__(self, left: list[int]) -> None:
        self.left = left

    def copy(self) -> CountRow:
        """The same row, to be changed apart."""
        return CountRow(self.left[:])

    def _fits(self, start: int, crew: int, days: int) -> bool:
        window = self.left[start : start + days]
        return not crew or (len(window) == days and min(window, default=crew) >= crew)

    def fit(self, begin: int, crew: int, days: int, latest_start: int) -> int:
        """See `Row`."""
        return next((s for s in range(begin, latest_start + 1) if self._fits(s, crew, days)), -1)

    def fit_last(self, begin: int, crew: int, days: int, latest_start: int) -> int:
        """See `Row`."""
        return next((s for s in range(latest_start, begin - 1, -1) if self._fits(s, crew, days)), -1)

    def take(self, start: int, days: int, crew: int) -> None:
        """See `Row`."""
        self.left[start : start + days] = [people - crew for people in self.left[start : start + days]]

    def give(self, start: int, days: int, crew: int) -> None:
        """See `Row`."""
        self.take(start, days, -crew)


class Timetable:
    """Placed items and the people they leave, with a trail so that a failed attempt costs only what it changed.

    `starts`, `ends` and `modes` are by item position, -1 for an item that is not placed.
    """

    def __init__(self, problem: Problem) -> None:
        self.rows: list[Row] = [
            PackedRow.of(people) if max(people, default=0) <= MOST_PACKED else CountRow(list(people))
            for people in problem.capacity
        ]
        size = len(problem.items)
        self.starts, self.ends, self.modes = [-1] * size, [-1] * size, [-1] * size
        self._skills = [item.skill for item in problem.items]
        self._crews = [[mode.crew for mode in item.modes] for item in problem.items]
        self.trail: list[int] = []

    def copy(self) -> Timetable:
        """The same timetable, to be changed apart, with an empty trail."""
        other = copy(self)
        other.rows = [row.copy() for row in self.rows]
        other.starts, other.ends, other.modes, other.trail = self.starts[:], self.ends[:], self.modes[:], []
        return other

    def fit(self, skill: int, begin: int, crew: int, days: int, latest_start: int) -> int:
        """The first start in [begin, latest_start] at which the crew is free for all the days; -1 if there is none."""
        return self.rows[skill].fit(begin, crew, days, latest_start)

    def fit_last(self, skill: int, begin: int, crew: int, days: int, latest_start: int) -> int:
        """The last start in [begin, latest_start] at which the crew is free for all the days; -1 if there is none."""
        return self.rows[skill].fit_last(begin, crew, days, latest_start)

    def put(self, item: int, start: int, days: int, mode: int) -> None:
        """Place an item where its crew is free."""
        if days:
            self.rows[self._skills[item]].take(start, days, self._crews[item][mode])
        self.starts[item], self.ends[item], self.modes[item] = start, start + days, mode
        self.trail.append(item)

    def lift(self, item: int) -> None:
        """Take an item out again, apart from the trail."""
        start, days = self.starts[item], self.ends[item] - self.starts[item]
        if days:
            self.rows[self._skills[item]].give(start, days, self._crews[item][self.modes[item]])
        self.starts[item] = self.ends[item] = self.modes[item] = -1

    def undo(self, mark: int) -> None:
        """Take out everything placed since the trail had `mark` entries."""
        while len(self.trail) > mark:
            self.lift(self.trail.pop())
