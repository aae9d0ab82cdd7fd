"""When each item of a schedule runs, counted day by day from its start and its pauses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from roadmap.problem import Item, Mode, Problem
from roadmap.schedule import Placement

NEVER = 10**5
"""The end of a wait that begins after the last day of the plan."""


@dataclass(frozen=True, slots=True)
class ItemSpan:
    """The slots of one item in order, each with the seats that work and those that pause; `start` and exclusive `end`.

    A milestone has no slots.
    """

    item: int
    mode: Mode
    start: int
    end: int
    seats: tuple[tuple[int, int, int], ...]


def spans(problem: Problem, feature: int, placement: Placement) -> Iterator[ItemSpan]:
    """The spans of the items of a feature, in their order. The schedule must be well formed."""
    for number, (item, start, mode) in enumerate(
        zip(problem.features[feature].items, placement.starts, placement.modes, strict=True)
    ):
        chosen = problem.items[item].modes[mode]
        seats = tuple(_days(chosen, start, dict(placement.pauses[number]) if placement.pauses else {}))
        yield ItemSpan(item, chosen, start, start + len(seats), seats)


def people_of(mode: Mode) -> int:
    """How many people a mode takes, those of all its lines."""
    return sum(max((amount for _, amount in line), default=0) for line in mode.lines or (mode.crews,))


def _days(mode: Mode, start: int, pauses: dict[int, int]) -> Iterator[tuple[int, int, int]]:
    """Day after day until the crew has worked its days together: what takes no people lasts its days all the same."""
    crew = people_of(mode) or 1
    left, slot = crew * mode.days, start
    if mode.until:
        yield from ((day, crew, 0) for day in range(start, mode.until[start] if start < len(mode.until) else NEVER))
        return
    while left > 0:
        missing = min(crew, pauses.get(slot, 0))
        yield slot, crew - missing, missing
        left -= crew - missing
        slot += 1


def broken_pauses(
    problem: Problem, item: Item, mode: Mode, start: int, pauses: tuple[tuple[int, int], ...]
) -> Iterator[str]:
    """What is wrong with the pauses of an item: seats of it may pause, in order, within its span; somebody works on the
    first day, and again after the longest pause."""
    crew = people_of(mode)
    slots = [slot for slot, _ in pauses]
    if pauses and (not item.pauses or not problem.longest_pause or any(amount != crew for _, amount in mode.crews)):
        yield "pauses, and may not"
    elif slots != sorted(set(slots)) or any(not 0 < seats <= crew for _, seats in pauses):
        yield "has pauses that are out of order, or of more seats than it has"
    elif pauses:
        days = list(_days(mode, start, dict(pauses)))
        if slots[0] < start or slots[-1] >= start + len(days):
            yield "pauses when it does not run"
        if days[0][1] == 0:
            yield "begins with a pause"
        if _idle(days) > problem.longest_pause:
            yield f"pauses for more than {problem.longest_pause} slots at a time"
        if len(days) > mode.longest(problem.longest_pause):
            yield f"takes {len(days)} slots for {mode.days} days of work"


def _idle(days: list[tuple[int, int, int]]) -> int:
    """The most slots in a row in which nobody works."""
    most = idle = 0
    for _, working, _ in days:
        idle = 0 if working else idle + 1
        most = max(most, idle)
    return most
