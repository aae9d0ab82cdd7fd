"""Crews: in which ways people of a skill can do so much work, and how long each takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
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


def modes_together(effort: Halves, people: Mapping[str, int], *, loss: Fraction, staff: Staff) -> tuple[Mode, ...]:
    """The modes of so many person-days for people of several skills, so many of each, who share them evenly; none for
    no effort.

    All go at the pace of the slowest that is asked for, so that there are no more modes than paces: at each, the
    slowest people of every skill who keep up.
    """
    if not effort:
        return ()
    heads = sum(people.values())
    found: list[Mode] = []
    for pace in sorted({speed for skill, crew in people.items() for speed in _levels(skill, crew, staff)}):
        chosen = {s: min((v for v in _levels(s, n, staff) if v >= pace), default=None) for s, n in people.items()}
        speeds = {skill: speed for skill, speed in chosen.items() if speed is not None}
        if len(speeds) == len(people):
            days = days_for(effort, heads, loss=loss, speed=heads * min(speeds.values()))
            if not any(mode.days <= days for mode in found):
                found.append(_together(people, speeds, days, staff))
    return tuple(found)


def _together(people: Mapping[str, int], speeds: Mapping[str, Fraction], days: int, staff: Staff) -> Mode:
    lines = tuple(staff.crews(skill, (speeds[skill],) * crew) for skill, crew in people.items())
    amounts: Counter[int] = Counter()
    for line in lines:
        amounts.update(dict(line))
    return Mode(tuple(sorted(amounts.items())), days, lines)


def _levels(skill: str, crew: int, staff: Staff) -> list[Fraction]:
    """The speeds at which there are ever so many people of a skill; where there are never, the slowest there is."""
    levels = staff.speeds[skill]
    return [v for v in levels if staff.most_at(skill, v) >= crew] or [*(levels or (Fraction(0),))[-1:]]


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
