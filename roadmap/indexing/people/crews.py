"""Crews: in which ways people of a skill can do so much work, and how long each takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import combinations, combinations_with_replacement, product
from math import ceil

from requirements.amounts.halves import Halves
from roadmap.indexing.people.pools import ALONE
from roadmap.indexing.people.staff import MOST_ALONE, Staff
from roadmap.problem import Crews, Mode

NEVER = 10**6
"""The days that people take who have no time at all."""
MOST_MIXED = 40
"""The most crews of two speeds that are looked at for one piece of work, the quickest ones."""


def days_for(effort: Halves, crew: int, *, loss: Fraction, speed: Fraction) -> int:
    """Working days that a crew takes: ceil(effort x (1 + loss x (crew - 1)) / its speeds together)."""
    return ceil(effort * (1 + loss * (crew - 1)) / speed) if speed else NEVER


def modes_for(
    effort: Halves, skill: str, sizes: tuple[int, int], *, loss: Fraction, staff: Staff, divisible: bool = False
) -> tuple[Mode, ...]:
    """The modes of so many person-days for the fewest to the most people; none for no effort.

    A crew that needs more, larger or faster than another and is no quicker is left out. Where there are never enough
    people, one mode says what the fewest would take. `divisible`: people of two speeds add up.
    """
    if not effort:
        return ()
    asked = (effort, skill, sizes, loss, divisible)
    if asked not in staff.ways:
        staff.ways[asked] = _find_modes(effort, skill, sizes, loss=loss, staff=staff, divisible=divisible)
    return staff.ways[asked]


def _find_modes(
    effort: Halves, skill: str, sizes: tuple[int, int], *, loss: Fraction, staff: Staff, divisible: bool
) -> tuple[Mode, ...]:
    fewest, most = sizes
    ways: list[tuple[tuple[Fraction, ...], Mode]] = []
    crews = range(fewest, max(fewest, min(most, staff.most(skill))) + 1)
    alike = [speeds for crew in crews for speeds in _speeds(crew, skill, staff)]
    mixed = [speeds for crew in crews for speeds in _mixed(crew, skill, staff)] if divisible else []

    def days_of(speeds: tuple[Fraction, ...]) -> int:
        return days_for(effort, len(speeds), loss=loss, speed=sum(speeds, Fraction(0)))

    for speeds in [*alike, *sorted(mixed, key=days_of)[:MOST_MIXED]]:
        days = days_of(speeds)
        if not any(mode.days <= days and _asks_no_more(others, speeds) for others, mode in ways):
            ways.append((speeds, Mode(staff.crews(skill, speeds), days, _lines(skill, speeds, staff))))
    return tuple(mode for _, mode in ways)


def _lines(skill: str, speeds: tuple[Fraction, ...], staff: Staff) -> tuple[Crews, ...]:
    """What the people of each of several speeds take of the pools; nothing where all are alike."""
    kinds = Counter(speeds)
    if len(kinds) == 1:
        return ()
    return tuple(staff.crews(skill, (speed,) * people) for speed, people in kinds.items())


def _mixed(crew: int, skill: str, staff: Staff) -> list[tuple[Fraction, ...]]:
    """The crews of a size whose people have two speeds, at which there are ever so many; the faster ones first."""
    levels = staff.speeds[skill]
    return [
        (fast,) * some + (slow,) * (crew - some)
        for fast, slow in combinations(levels, 2)
        for some in range(1, crew)
        if staff.most_at(skill, fast) >= some and staff.most_at(skill, slow) >= crew
    ]


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


def modes_alone(
    effort: Halves, lines: Mapping[str, tuple[int, int]], *, loss: Fraction, staff: Staff, divisible: bool
) -> tuple[Mode, ...]:
    """The modes of so many person-days that stay with the same people: `lines` are the fewest and the most of each
    skill, the same where there are several. One mode for each crew there can be, of several people the `MOST_ALONE`
    quickest at most; none where nobody has the skill."""
    if not effort:
        return ()
    ranges = [range(fewest, most + 1) for fewest, most in lines.values()]
    sizes = [dict(zip(lines, crew, strict=True)) for crew in product(*ranges)]
    found = [
        _alone(effort, crew, loss=loss, staff=staff, divisible=divisible)
        for size in sizes
        for crew in _crews_alone(size, staff)
    ]
    several = sorted((mode for mode in found if mode.crew > 1), key=lambda mode: mode.days)
    return (*(mode for mode in found if mode.crew == 1), *several[:MOST_ALONE])


def _crews_alone(size: Mapping[str, int], staff: Staff) -> Iterator[Counter[str]]:
    """The crews there can be of so many people of each skill, by what asks for them."""
    for chosen in product(*(combinations_with_replacement(staff.groups(skill), n) for skill, n in size.items())):
        crew = Counter(name for names in chosen for name in names)
        if all(people <= len(staff.alike[name]) for name, people in crew.items()):
            yield crew


def _alone(effort: Halves, crew: Counter[str], *, loss: Fraction, staff: Staff, divisible: bool) -> Mode:
    speeds = {name: staff.workers[staff.alike[name][0]].speed(name.partition(ALONE)[0]) for name in crew}
    heads = crew.total()
    each = sum((speeds[name] * people for name, people in crew.items()), Fraction(0))
    days = days_for(effort, heads, loss=loss, speed=each if divisible else heads * min(speeds.values()))
    lines = tuple(staff.crews(name, (speeds[name],) * people) for name, people in crew.items())
    return Mode(_sum(lines), days, lines if len(lines) > 1 else ())


def _together(people: Mapping[str, int], speeds: Mapping[str, Fraction], days: int, staff: Staff) -> Mode:
    lines = tuple(staff.crews(skill, (speeds[skill],) * crew) for skill, crew in people.items())
    return Mode(_sum(lines), days, lines)


def _sum(lines: Iterable[Crews]) -> Crews:
    """What some people take of the pools together."""
    amounts: Counter[int] = Counter()
    for line in lines:
        amounts.update(dict(line))
    return tuple(sorted(amounts.items()))


def _levels(skill: str, crew: int, staff: Staff) -> list[Fraction]:
    """The speeds at which there are ever so many people of a skill; where there are never, the slowest there is."""
    levels = staff.speeds[skill]
    return [v for v in levels if staff.most_at(skill, v) >= crew] or [*(levels or (Fraction(0),))[-1:]]


def _asks_no_more(one: tuple[Fraction, ...], other: tuple[Fraction, ...]) -> bool:
    """Whether whoever could be the other crew could be this one; the fastest of each come first."""
    return len(one) <= len(other) and all(mine <= theirs for mine, theirs in zip(one, other, strict=False))


def _speeds(crew: int, skill: str, staff: Staff) -> list[tuple[Fraction, ...]]:
    """The crews of a size as the least speeds of their people, all alike: slower ones first.

    Whoever is faster than the others goes at their pace. Counting that too, as crews of two speeds, made three times
    as many modes, and plans were worse for it; so that is only done for work that is said to be divisible.
    """
    levels = staff.speeds[skill]
    if not levels or staff.most(skill) < crew:
        return [(levels or (Fraction(0),))[-1:] * crew]
    return [(level,) * crew for level in reversed(levels) if staff.most_at(skill, level) >= crew]
