"""Who is free when: what is left of each pool in each slot, with every change undoable.

All slots of a pool are packed into one integer, a lane of bits each, so that a whole window is compared or changed at
once: a few microseconds for a year of days. The pools that an item takes from are intersected slot by slot, and then
runs of free slots are found by doubling shifts.
"""

from __future__ import annotations

from copy import copy
from functools import cache

from roadmap.problem import Problem

Crews = tuple[tuple[int, int], ...]
"""What something takes of each pool: pairs (pool, amount)."""
LANE = 8
"""Bits of a slot, or a multiple of it where a pool is large; the highest stays free for comparing."""
Masks = tuple[int, int, int]
"""Of so many lanes: the lowest bit of each, the highest bit of each, all bits."""


class _MasksByCount(dict[int, Masks]):
    """The masks for each number of lanes, made when they are first asked for."""

    def __init__(self, lane: int) -> None:
        super().__init__()
        self._lane = lane

    def __missing__(self, count: int) -> Masks:
        every = (1 << (self._lane * count)) - 1
        ones = every // ((1 << self._lane) - 1)
        self[count] = masks = (ones, ones << (self._lane - 1), every)
        return masks


@cache
def _masks_of(lane: int) -> _MasksByCount:
    return _MasksByCount(lane)


class Timetable:
    """Placed items and the people they leave, with a trail so that a failed attempt costs only what it changed.

    `starts`, `ends` and `modes` are by item position, -1 for an item that is not placed.
    """

    def __init__(self, problem: Problem) -> None:
        most = max((max(people, default=0) for people in problem.capacity), default=0)
        self._lane = LANE * -(-(most.bit_length() + 1) // LANE)
        self._most = (1 << (self._lane - 1)) - 1
        self._masks = _masks_of(self._lane)
        self._free = [_packed(people, self._lane) for people in problem.capacity]
        size = len(problem.items)
        self.starts, self.ends, self.modes = [-1] * size, [-1] * size, [-1] * size
        self._crews = [[mode.crews for mode in item.modes] for item in problem.items]
        self.trail: list[int] = []

    def copy(self) -> Timetable:
        """The same timetable, to be changed apart, with an empty trail."""
        other = copy(self)
        other._free = self._free[:]  # noqa: SLF001 - of the same class
        other.starts, other.ends, other.modes, other.trail = self.starts[:], self.ends[:], self.modes[:], []
        return other

    def left(self, pool: int, slot: int) -> int:
        """What is left of a pool in a slot."""
        return (self._free[pool] >> (self._lane * slot)) & self._most

    def _starts(self, crews: Crews, begin: int, days: int, latest_start: int) -> int:
        """The high bit of lane k says that all the crews are free from slot begin + k on for all the days."""
        if latest_start < begin:
            return 0
        masks = self._masks
        if not crews or not days:
            return masks[latest_start - begin + 1][1]
        ones, high, every = masks[latest_start - begin + days]
        shift, runs, length, lane = self._lane * begin, high, 1, self._lane
        for pool, amount in crews:
            if amount > self._most:
                return 0
            runs &= ((self._free[pool] >> shift) & every | high) - amount * ones
        while length < days and runs:
            step = min(length, days - length)
            runs &= runs >> (lane * step)
            length += step
        return runs & masks[latest_start - begin + 1][1]

    def fit(self, crews: Crews, begin: int, days: int, latest_start: int) -> int:
        """The first start in [begin, latest_start] at which the crews are free for all the days; -1 if there is none.

        `latest_start` + `days` lies within the horizon.
        """
        starts = self._starts(crews, begin, days, latest_start)
        return begin + ((starts & -starts).bit_length() - 1) // self._lane if starts else -1

    def fit_last(self, crews: Crews, begin: int, days: int, latest_start: int) -> int:
        """The last start in [begin, latest_start] at which the crews are free for all the days; -1 if there is none."""
        starts = self._starts(crews, begin, days, latest_start)
        return begin + (starts.bit_length() - 1) // self._lane if starts else -1

    def fit_loosely(self, crews: Crews, begin: int, days: int, latest_start: int) -> int:
        """The start in [begin, latest_start] that leaves most free in its fullest slot and pool; -1 if there is none.

        Of equals the first.
        """
        found = self.fit(crews, begin, days, latest_start)
        if found < 0 or not crews or not days:
            return found
        spare, tight = 0, 1
        while (start := self.fit(_with(crews, tight), begin, days, latest_start)) >= 0:
            found, spare, tight = start, tight, 2 * tight
        while tight - spare > 1:
            middle = (spare + tight) // 2
            start = self.fit(_with(crews, middle), begin, days, latest_start)
            if start >= 0:
                found, spare = start, middle
            else:
                tight = middle
        return found

    def put(self, item: int, start: int, days: int, mode: int) -> None:
        """Place an item where its crews are free."""
        if days:
            taken = self._masks[days][0] << (self._lane * start)
            for pool, amount in self._crews[item][mode]:
                self._free[pool] -= amount * taken
        self.starts[item], self.ends[item], self.modes[item] = start, start + days, mode
        self.trail.append(item)

    def lift(self, item: int) -> None:
        """Take an item out again, apart from the trail."""
        start, days = self.starts[item], self.ends[item] - self.starts[item]
        if days:
            given = self._masks[days][0] << (self._lane * start)
            for pool, amount in self._crews[item][self.modes[item]]:
                self._free[pool] += amount * given
        self.starts[item] = self.ends[item] = self.modes[item] = -1

    def undo(self, mark: int) -> None:
        """Take out everything placed since the trail had `mark` entries."""
        while len(self.trail) > mark:
            self.lift(self.trail.pop())


def _packed(people: tuple[int, ...], lane: int) -> int:
    return int.from_bytes(b"".join(count.to_bytes(lane // 8, "little") for count in people), "little")


def _with(crews: Crews, more: int) -> Crews:
    return tuple((pool, amount + more) for pool, amount in crews)
