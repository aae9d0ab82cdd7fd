"""Workers: who can do what, how fast, and when they are there."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Worker:
    """One person, named or counted: how well they know each of their skills (at most 1), the share of their time that
    they keep for support and defects, and when they are there, as half-open intervals of slots in order."""

    id: str
    skills: dict[str, Fraction]
    reserved: Fraction
    present: tuple[tuple[int, int], ...]
    away: tuple[tuple[int, int], ...] = ()
    """When they are away for so short a while that their work waits for them, in the same way."""

    def speed(self, skill: str) -> Fraction:
        """How much of a person-day of a skill's work they do in a day; 0 for a skill that they do not have."""
        return self.skills.get(skill, Fraction(0)) * (1 - self.reserved)
