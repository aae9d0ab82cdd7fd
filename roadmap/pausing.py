"""How work runs that pauses, placed beside what is there already: the rule of every search.

One item after another is placed. Of one that is being placed as many seats work as there are people free, and the rest
pause, if as many people are away whose place nobody else holds; where that fails it cannot run. So nothing that is
there already ever moves. Whoever starts earlier ends no later: one sweep over the slots finds the first start and the
first end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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


def first_fit(mode: Mode, free: Free, *, begin: int, last: int, end: int, pause: int) -> Fit | None:
    """The first start in [begin, last] from which a mode runs and ends by `end`; None if there is none.

    `pause` is the longest for which nobody works. The mode can pause.
    """
    start = begin
    while start <= last and start + mode.days <= end:
        found = run_from(mode, free, start=start, end=end, pause=pause)
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


def is_sound(mode: Mode, start: int, pauses: Pauses, *, pause: int) -> bool:
    """Whether a mode may pause so, whoever is away: within its span, not at its beginning, and never for too long."""
    crew, end, idle, away = mode.crew, end_of(mode, start, pauses), 0, dict(pauses)
    if not mode.can_pause or end - start > mode.longest(pause) or away.get(start, 0) == crew:
        return False
    for slot in range(start, end):
        idle = idle + 1 if away.get(slot, 0) == crew else 0
        if idle > pause or (idle and slot == end - 1):
            return False
    return all(start <= slot < end and 0 < seats <= crew for slot, seats in pauses)
