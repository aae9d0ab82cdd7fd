"""Crews: in which ways people of a skill can do so much work, and how long each takes."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from requirements.halves import Halves
from roadmap.indexing.people.staff import Staff
from roadmap.problem import Mode

NEVER = 10**6
"""The days that people take who have no time at all."""


def days_for(effort: Halves, crew: int, *, loss: Fraction, speed: Fraction) -> int:
    """Working days that a crew takes: ceil(effort x (1 + loss x (crew - 1)) / its speeds together)."""
    return ceil(effort * (1 + loss * (crew - 1)) / speed) if speed else NEVER


def modes_for(effort: Halves, skill: str, sizes: tuple[int, int], *, loss: Fraction, staff: Staff) -> tuple[Mode, ...]:
    """The modes of so many person-days for the fewest to the most people; none for no effort.

    A crew that needs more, larger or faster than another and is no quicker is left out. Where there are never enough
    people, one mode says what the fewest would take.
    """
    if not effort:
        return ()
    asked = (effort, skill, sizes, loss)
    if asked not in staff.ways:
        staff.ways[asked] = _find_modes(effort, skill, sizes, loss=loss, staff=staff)
    return staff.ways[asked]


def _find_modes(
    effort: Halves, skill: str, sizes: tuple[int, int], *, loss: Fraction, staff: Staff
) -> tuple[Mode, ...]:
    fewest, most = sizes
    ways: list[tuple[tuple[Fraction, ...], Mode]] = []
    for crew in range(fewest, max(fewest, min(most, staff.most(skill))) + 1):
        for speeds in _speeds(crew, skill, staff):
            days = days_for(effort, crew, loss=loss, speed=sum(speeds, Fraction(0)))
            if not any(mode.days <= days and _asks_no_more(others, speeds) for others, mode in ways):
                ways.append((speeds, Mode(staff.crews(skill, speeds), days)))
    return tuple(mode for _, mode in ways)


def _asks_no_more(one: tuple[Fraction, ...], other: tuple[Fraction, ...]) -> bool:
    """Whether whoever could be the other crew could be this one."""
    return len(one) <= len(other) and one[:1] <= other[:1]


def _speeds(crew: int, skill: str, staff: Staff) -> list[tuple[Fraction, ...]]:
    """The crews of a size as the least speeds of their people, all alike: slower ones first.

    Whoever is faster than the others goes at their pace. Counting that too, as crews of two speeds, made three times
    as many modes, and plans were worse for it.
    """
    levels = staff.speeds[skill]
    if not levels or staff.most(skill) < crew:
        return [(levels or (Fraction(0),))[-1:] * crew]
    return [(level,) * crew for level in reversed(levels) if staff.most_at(skill, level) >= crew]
