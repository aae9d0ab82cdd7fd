"""How work runs that pauses, placed beside what is there already: the rule of every search.

One item after another is placed. Of one that is being placed as many seats work as there are people free, and the rest
pause, if as many people are away whose place nobody else holds; where that fails it cannot run. So nothing that is
there already ever moves. Whoever starts earlier ends no later: one sweep over the slots finds the first start and the
first end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from roadmap.problem import Mode
from roadmap.schedule import Pauses, end_of


@dataclass(frozen=True, slots=True)
class Fit:
    """Where an item runs: its start, its exclusive end, its pauses."""

    start: int
    end: int
    pauses: Pauses


@dataclass(frozen=True, slots=True)
class Free:
    """What is left for the crews of a mode in each slot from `begin` on: the fewest people of any of their pools who
    are free, and the fewest who are away."""

    begin: int
    there: Sequence[int]
    away: Sequence[int]


@dataclass(frozen=True, slots=True)
class FreeByPool:
    """The same for a mode of several lines: in each slot from `begin` on, the people of each pool who are free, and
    those who are away, in the order of its crews."""

    begin: int
    there: tuple[Sequence[int], ...]
    away: tuple[Sequence[int], ...]


def first_fit(mode: Mode, free: Free | FreeByPool, *, begin: int, last: int, end: int, pause: int) -> Fit | None:
    """The first start in [begin, last] from which a mode runs and ends by `end`; None if there is none.

    `pause` is the longest for which nobody works. The mode can pause.
    """
    start = begin
    while start <= last and start + mode.days <= end:
        if isinstance(free, Free):
            found = run_from(mode, free, start=start, end=end, pause=pause)
        else:
            found = run_apart(mode, free, start=start, end=end, pause=pause)
        if isinstance(found, Fit):
            return found
        start = found + 1
    return None


def run_from(mode: Mode, free: Free, *, start: int, end: int, pause: int) -> Fit | int:
    """How a mode runs from a start; or else the last slot, from `start` on, that is of no use as a start either."""
    crew, before, idle, slot = mode.crew, free.begin, 0, start
    left, most, pauses = crew * mode.days, min(end, start + mode.longest(pause)), []
    while slot < most:
        seats = min(crew, free.there[slot - before])
        if crew - seats > free.away[slot - before] or (not seats and slot == start):
            return slot
        idle = 0 if seats else idle + 1
        if idle > pause:
            return slot
        if seats < crew:
            pauses.append((slot, crew - seats))
        left -= seats
        slot += 1
        if left <= 0:
            return Fit(start, slot, tuple(pauses))
    return start if most < end else end


def run_apart(mode: Mode, free: FreeByPool, *, start: int, end: int, pause: int) -> Fit | int:
    """The same for a mode of several lines: as few of its seats pause as can, and it ends when each line has worked its
    days. Who pauses in a slot does not depend on when it began, so that who begins earlier ends no later here, too."""
    every, idle, slot = mode.seats(mode.heads), 0, start
    most, pauses = min(end, start + mode.longest(pause)), list[tuple[int, int]]()
    while slot < most:
        seats = _seats_that_pause(mode, free, slot - free.begin)
        idle = idle + 1 if seats == every else 0
        if seats is None or (seats == every and slot == start) or idle > pause:
            return slot
        if seats:
            pauses.append((slot, seats))
        slot += 1
        if slot >= start + mode.days and end_of(mode, start, tuple(pauses)) <= slot:
            return Fit(start, slot, tuple(pauses))
    return start if most < end else end


def _seats_that_pause(mode: Mode, free: FreeByPool, slot: int) -> int | None:
    """Which seats pause in a slot, the fewest that can; None if it cannot run then."""
    there, away = [row[slot] for row in free.there], [row[slot] for row in free.away]
    for seats, pausing in ways_to_pause(mode):
        rows = zip(mode.crews, pausing, there, away, strict=True)
        if all(amount - missing <= people and missing <= gone for (_, amount), missing, people, gone in rows):
            return seats
    return None


@cache
def ways_to_pause(mode: Mode) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """The ways in which people of a mode of several lines may pause, the fewest first, that in which nobody does before
    all, and how many people of each of its pools each misses."""
    counts = product(*(range(crew + 1) for crew in mode.heads))
    found = sorted((sum(missing), mode.seats(missing)) for missing in counts)
    return tuple((seats, mode.pausing(seats)) for _, seats in found)


def is_sound(mode: Mode, start: int, pauses: Pauses, *, pause: int) -> bool:
    """Whether a mode may pause so, whoever is away: within its span, not at its beginning, and never for too long."""
    if not mode.can_pause or not all(is_way(mode, seats) for _, seats in pauses):
        return False
    away = {slot: sum(mode.missing(seats)) for slot, seats in pauses}
    crew, end, idle = mode.crew, end_of(mode, start, pauses), 0
    if end - start > mode.longest(pause) or away.get(start, 0) == crew:
        return False
    for slot in range(start, end):
        idle = idle + 1 if away.get(slot, 0) == crew else 0
        if idle > pause or (idle and slot == end - 1):
            return False
    return all(start <= slot < end for slot in away)


def is_way(mode: Mode, seats: int) -> bool:
    """Whether a number says which seats of a mode pause, at least one."""
    return 0 < seats <= mode.seats(mode.heads)
