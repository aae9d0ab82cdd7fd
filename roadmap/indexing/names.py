"""Names: what the positions of a problem stand for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from roadmap.calendar import Calendar
from roadmap.indexing.staff import Staff
from roadmap.problem import Problem


@dataclass(frozen=True, slots=True)
class Names:
    """The ids behind the positions of a problem, in the order of the positions, and the day of each slot.

    `lines[item]` is the position of an item in the `work` list of its feature. Slot 0 is the first working day at or
    after `origin`.
    """

    origin: date
    calendar: Calendar
    skills: tuple[str, ...]
    releases: tuple[str, ...]
    features: tuple[str, ...]
    deals: tuple[str, ...]
    lines: tuple[int, ...]

    def day(self, slot: int) -> date:
        """The day of a slot."""
        return self.calendar.day(slot, self.origin)


@dataclass(frozen=True, slots=True)
class Indexed:
    """A problem, the names of its positions, and the people behind its capacity."""

    problem: Problem
    names: Names
    staff: Staff
