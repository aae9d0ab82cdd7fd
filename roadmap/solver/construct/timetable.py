"""Who is free when: what is left of each pool in each slot, with every change undoable.

All slots of a pool are packed into one integer, a lane of bits each, so that a whole window is compared or changed at
once: a few microseconds for a year of days. The pools that an item takes from are intersected slot by slot, and then
runs of free slots are found by doubling shifts.
"""

from __future__ import annotations

from copy import copy
from functools import cache

from roadmap.pausing import Fit, Free, FreeByPool, first_fit
from roadmap.problem import Mode, Problem
from roadmap.schedule import Pauses, end_of

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

    `starts`, `ends` and `modes` are by item position, -1 for an item that is not placed; so are `pauses`.
    """

    def __init__(self, problem: Problem) -> None:
        most = max((max(people, default=0) for people in (*problem.capacity, *problem.absent)), default=0)
        self._lane = LANE * -(-(most.bit_length() + 1) // LANE)
        self._most = (1 << (self._lane - 1)) - 1
        self._masks = _masks_of(self._lane)
        self._problem = problem
        self._free = [_packed(people, self._lane) for people in problem.capacity]
        self._away = [_packed(people, self._lane) for people in problem.absent]
        size = len(problem.items)
        self.starts, self.ends, self.modes = [-1] * size, [-1] * size, [-1] * size
        self.pauses: list[Pauses] = [()] * size
        self.trail: list[int] = []

    def copy(self) -> Timetable:
        """The same timetable, to be changed apart, with an empty trail."""
        other = copy(self)
        other._free, other._away = self._free[:], self._away[:]  # noqa: SLF001 - of the same class
        other.starts, other.ends, other.modes, other.trail = self.starts[:], self.ends[:], self.modes[:], []
        other.pauses = self.pauses[:]
        return other

    def left(self, pool: int, slot: int) -> int:
        """What is left of a pool in a slot."""
        return (self._free[pool] >> (self._lane * slot)) & self._most

    def _left_away(self, pool: int, slot: int) -> int:
        """How many of the people of a pool are away in a slot whose place nobody holds."""
        return (self._away[pool] >> (self._lane * slot)) & self._most

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

    def find(
        self, item: int, mode: int, begin: int, latest_start: int, latest_end: int, *, earliest_end: int = 0
    ) -> Fit | None:
        """Where an item runs that starts in [begin, latest_start] and ends in [earliest_end, latest_end], as early as
        it goes; it pauses only where it may. None if there is no such place."""
        found = self._find(item, mode, begin, latest_start, latest_end)
        while found is not None and found.end < earliest_end:
            sure = not self._away and not self._problem.items[item].modes[mode].until
            begin = found.start + (earliest_end - found.end if sure else 1)
            found = self._find(item, mode, begin, latest_start, latest_end)
        return found

    def find_last(self, item: int, mode: int, begin: int, latest_start: int, latest_end: int) -> Fit | None:
        """Where an item runs that starts in [begin, latest_start] and ends by `latest_end`, as late as it goes; None if
        there is no such place."""
        work = self._problem.items[item]
        chosen = work.modes[mode]
        last = min(latest_start, latest_end - chosen.days)
        if not chosen.until and not (self._away and work.pauses and chosen.can_pause):
            start = self.fit_last(chosen.crews, begin, chosen.days, last)
            return Fit(start, start + chosen.days, ()) if start >= 0 else None
        found = (self._find(item, mode, start, start, latest_end) for start in range(last, begin - 1, -1))
        return next((fit for fit in found if fit is not None), None)

    def _find(self, item: int, mode: int, begin: int, latest_start: int, latest_end: int) -> Fit | None:
        chosen = self._problem.items[item].modes[mode]
        if chosen.until:
            end = chosen.end(begin)
            return Fit(begin, end, ()) if begin <= latest_start and end <= latest_end else None
        last = min(latest_start, latest_end - chosen.days)
        start = self.fit(chosen.crews, begin, chosen.days, last)
        if start != begin and begin <= last and self._away and self._problem.items[item].pauses and chosen.can_pause:
            free = self._free_for(chosen, begin, latest_end)
            pause = self._problem.longest_pause
            return first_fit(chosen, free, begin=begin, last=last, end=latest_end, pause=pause)
        return Fit(start, start + chosen.days, ()) if start >= 0 else None

    def _free_for(self, mode: Mode, begin: int, end: int) -> Free | FreeByPool:
        pools = [pool for pool, _ in mode.crews]
        if mode.lines:
            there, away = (
                tuple(self._fewest(rows, [pool], begin, end) for pool in pools) for rows in (self._free, self._away)
            )
            return FreeByPool(begin, there, away)
        return Free(begin, self._fewest(self._free, pools, begin, end), self._fewest(self._away, pools, begin, end))

    def _fewest(self, rows: list[int], pools: list[int], begin: int, end: int) -> list[int] | bytes:
        """By slot in [begin, end), what is left of the pool of which least is left."""
        size, every = self._lane // 8, self._masks[max(0, end - begin)][2]
        found = []
        for pool in pools:
            packed = ((rows[pool] >> (self._lane * begin)) & every).to_bytes(size * max(0, end - begin), "little")
            wide = (packed[n : n + size] for n in range(0, len(packed), size))
            found.append(packed if size == 1 else [int.from_bytes(one, "little") for one in wide])
        return found[0] if len(found) == 1 else list(map(min, *found))

    def holds(self, item: int, mode: int, start: int, pauses: Pauses) -> bool:
        """Whether an item finds its people if it runs exactly so."""
        chosen, away = self._problem.items[item].modes[mode], dict(pauses)
        end = end_of(chosen, start, pauses)
        if not 0 <= start <= end <= self._problem.horizon:
            return False
        if not pauses:
            return bool(chosen.until) or self.fit(chosen.crews, start, chosen.days, start) == start
        return bool(self._away) and all(
            amount - missing <= self.left(pool, slot) and missing <= self._left_away(pool, slot)
            for slot in range(start, end)
            for (pool, amount), missing in zip(chosen.crews, chosen.pausing(away.get(slot, 0)), strict=True)
        )

    def put(self, item: int, start: int, mode: int, pauses: Pauses = ()) -> None:
        """Place an item where its crews are free, or away where they pause."""
        chosen = self._problem.items[item].modes[mode]
        self.starts[item], self.ends[item], self.modes[item] = start, end_of(chosen, start, pauses), mode
        self.pauses[item] = pauses
        self._take(item, chosen, 1)
        self.trail.append(item)

    def lift(self, item: int) -> None:
        """Take an item out again, apart from the trail."""
        self._take(item, self._problem.items[item].modes[self.modes[item]], -1)
        self.starts[item] = self.ends[item] = self.modes[item] = -1
        self.pauses[item] = ()

    def _take(self, item: int, mode: Mode, sign: int) -> None:
        """Take an item's people, or with `sign` -1 give them back."""
        start, days = self.starts[item], self.ends[item] - self.starts[item]
        if not days:
            return
        taken = self._masks[days][0] << (self._lane * start)
        away = [0] * len(mode.crews)
        for slot, seats in self.pauses[item]:
            for place, missing in enumerate(mode.pausing(seats)):
                away[place] += missing << (self._lane * slot)
        for (pool, amount), missing in zip(mode.crews, away, strict=True):
            self._free[pool] -= sign * (amount * taken - missing)
            if missing:
                self._away[pool] -= sign * missing

    def undo(self, mark: int) -> None:
        """Take out everything placed since the trail had `mark` entries."""
        while len(self.trail) > mark:
            self.lift(self.trail.pop())


def _packed(people: tuple[int, ...], lane: int) -> int:
    return int.from_bytes(b"".join(count.to_bytes(lane // 8, "little") for count in people), "little")


def _with(crews: Crews, more: int) -> Crews:
    return tuple((pool, amount + more) for pool, amount in crews)
