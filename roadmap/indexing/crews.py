"""Crews: in which ways people of a skill can do so much work, and how long each takes."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from roadmap.indexing.staff import Staff
from roadmap.problem import Mode

NEVER = 10**6
"""The days that people take who have no time at all."""


def days_for(effort: int, crew: int, *, loss: Fraction, speed: Fraction) -> int:
    """Working days that a crew takes: ceil(effort x (1 + loss x (crew - 1)) / its speeds together)."""
    return ceil(effort * (1 + loss * (crew - 1)) / speed) if speed else NEVER


def modes_for(effort: int, skill: str, sizes: tuple[int, int], *, loss: Fraction, staff: Staff) -> tuple[Mode, ...]:
    """The modes of so many person-days for the fewest to the most people; none for no effort.

    A crew that needs more, larger or faster than another and is no quicker is left out. Where there are never enough
    people, one mode says what the fewest would take.
    """
    if not effort:
        return ()
    fewest, most = sizes
    ways: list[tuple[tuple[Fraction, ...], Mode]] = []
    for crew in range(fewest, max(fewest, min(most, staff.most(skill))) + 1):
        for speeds in _speeds(crew, skill, staff):
            days = days_for(effort, crew, loss=loss, speed=sum(speeds, Fraction(0)))
            if not any(mode.days <= days and _asks_no_more(others, speeds) for others, mode in ways):
                ways.append((speeds, Mode(staff.crews(skill, speeds), days)))
    return tuple(mode for _, mode in ways)


def _asks_no_more(one: tuple[Fraction, ...], other: tuple[Fraction, ...]) -> bool:
    """Whether whoever could be the other crew could be this one: both with the fastest first."""
    return len(one) <= len(other) and all(mine <= theirs for mine, theirs in zip(one, other, strict=False))


def _speeds(crew: int, skill: str, staff: Staff) -> list[tuple[Fraction, ...]]:
    """The crews of a size as the least speeds of their people, fastest first: of one speed, or of two that differ.

    Crews that ask for less come before those that ask for more.
    """
    levels = staff.speeds[skill]
    if not levels or staff.most(skill) < crew:
        return [(levels or (Fraction(0),))[-1:] * crew]
    found = []
    for slow in (level for level in levels if staff.most_at(skill, level) >= crew):
        found.append((slow,) * crew)
        for fast in (level for level in levels if level > slow):
            found += [
                (fast,) * n + (slow,) * (crew - n) for n in range(1, min(crew - 1, staff.most_at(skill, fast)) + 1)
            ]
    return sorted(found, key=sum)
