"""When each item of a schedule runs, counted day by day from its start and its pauses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby
from math import prod
from operator import mul

from roadmap.problem import Crews, Item, Mode, Problem
from roadmap.schedule import Placement

NEVER = 10**4
"""Slots that reach beyond the last day of any plan: the end of a wait that begins after that day, and as far as days of
work are counted that would take longer, as where nobody can do it."""


@dataclass(frozen=True, slots=True)
class ItemSpan:
    """The slots of one item in order, each with the seats that pause in each of its lines; `start` and exclusive `end`.

    A milestone has no slots.
    """

    item: int
    mode: Mode
    start: int
    end: int
    days: tuple[tuple[int, tuple[int, ...]], ...]

    @property
    def lines(self) -> tuple[Crews, ...]:
        """What its people take of the pools, those of each line apart."""
        return lines_of(self.mode)


def spans(problem: Problem, feature: int, placement: Placement) -> Iterator[ItemSpan]:
    """The spans of the items of a feature, in their order. The schedule must be well formed."""
    for number, (item, start, mode) in enumerate(
        zip(problem.features[feature].items, placement.starts, placement.modes, strict=True)
    ):
        chosen = problem.items[item].modes[mode]
        days = tuple(_days(chosen, start, dict(placement.pauses[number]) if placement.pauses else {}))
        yield ItemSpan(item, chosen, start, start + len(days), days)


def lines_of(mode: Mode) -> tuple[Crews, ...]:
    """What the people of a mode take of the pools; one line where all are alike."""
    return mode.lines or (mode.crews,)


def people_of(line: Crews) -> int:
    """How many people a line has."""
    return max((amount for _, amount in line), default=0)


def _days(mode: Mode, start: int, pauses: dict[int, int]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Day after day until each line has worked its days: what takes no people lasts its days all the same."""
    crews = [people_of(line) for line in lines_of(mode)]
    if mode.until:
        yield from ((day, (0,)) for day in range(start, mode.until[start] if start < len(mode.until) else NEVER))
        return
    if not pauses:
        yield from ((day, (0,) * len(crews)) for day in range(start, start + min(mode.days, NEVER)))
        return
    left, slot = [max(1, crew) * mode.days for crew in crews], start
    while any(days > 0 for days in left) and slot < start + NEVER:
        missing = tuple(map(min, crews, _missing(crews, pauses.get(slot, 0))))
        yield slot, missing
        left = [days - max(1, crew) + away for days, crew, away in zip(left, crews, missing, strict=True)]
        slot += 1


def _missing(crews: list[int], seats: int) -> list[int]:
    """How many people of each line pause: of one line the number that is told; of several it counts through all their
    numbers, those of the first line in the first place."""
    if len(crews) == 1:
        return [seats]
    worth = accumulate((crew + 1 for crew in crews[:-1]), mul, initial=1)
    return [seats // unit % (crew + 1) for crew, unit in zip(crews, worth, strict=True)]


def broken_pauses(
    problem: Problem, item: Item, mode: Mode, start: int, pauses: tuple[tuple[int, int], ...]
) -> Iterator[str]:
    """What is wrong with the pauses of an item: seats of it may pause, in order, within its span; somebody works on the
    first day, and again after the longest pause."""
    slots = [slot for slot, _ in pauses]
    crew, lines = sum(map(people_of, lines_of(mode))), lines_of(mode)
    alike = all(amount == people_of(line) for line in lines for _, amount in line)
    if pauses and (not item.pauses or not problem.longest_pause or not alike):
        yield "pauses, and may not"
    elif slots != sorted(set(slots)) or any(not 0 < seats <= _most(lines) for _, seats in pauses):
        yield "has pauses that are out of order, or of more seats than it has"
    elif pauses:
        days = list(_days(mode, start, dict(pauses)))
        working = [crew - sum(missing) for _, missing in days]
        if slots[0] < start or slots[-1] >= start + len(days):
            yield "pauses when it does not run"
        if working[0] == 0:
            yield "begins with a pause"
        if _idle(working) > problem.longest_pause:
            yield f"pauses for more than {problem.longest_pause} slots at a time"
        if len(days) > mode.longest(problem.longest_pause):
            yield f"takes {len(days)} slots for {mode.days} days of work"


def _most(lines: tuple[Crews, ...]) -> int:
    """The largest number that says how many pause."""
    return prod(people_of(line) + 1 for line in lines) - 1


def _idle(working: list[int]) -> int:
    """The most slots in a row in which nobody works."""
    return max((len(list(run)) for works, run in groupby(working, bool) if not works), default=0)
