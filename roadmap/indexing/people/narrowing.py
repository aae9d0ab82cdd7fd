"""Narrowing: people who share too many skills at too many speeds are taken to know less, as little less as it goes.

What is given up is the least of what there is of a skill: a difference between two speeds, or one skill of some people
who know others. What only few can do is never what goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from roadmap.indexing.people.ability import Ability

AT_ONCE = 10
"""Of all that could be given up, one part in so many goes before the sets are counted again."""


class _Less(NamedTuple):
    """What could be given up: `loss` is the share of all there is of the skill. All people who know the skill at the
    speed `high` count as `low`; where `kind` is not None, only those who know exactly these skills, who lose it."""

    loss: Fraction
    skill: str
    high: Fraction
    low: Fraction
    kind: tuple[tuple[str, Fraction], ...] | None


def narrowed(people: list[Ability], wanted: set[str]) -> list[Ability]:
    """The same people, knowing a little less of the wanted skills."""
    ways = sorted(_ways(people, wanted), key=lambda way: (way.loss, way.skill, way.high, way.kind or ()))
    for way in _apart(ways, max(1, len(ways) // AT_ONCE)):
        people = [_less(one, way) for one in people]
    return people


def _ways(people: list[Ability], wanted: set[str]) -> Iterator[_Less]:
    for skill in sorted(wanted):
        days: dict[Fraction, int] = {}
        kinds: dict[tuple[tuple[str, Fraction], ...], int] = {}
        for one in people:
            if speed := one.speeds.get(skill):
                there = sum(end - begin for begin, end in one.present)
                days[speed] = days.get(speed, 0) + there
                if len(wanted & one.speeds.keys()) > 1:
                    kinds[_kind(one)] = kinds.get(_kind(one), 0) + there
        whole = sum(speed * count for speed, count in days.items())
        levels = sorted(days)
        for low, high in pairwise(levels):
            yield _Less(days[high] * (high - low) / max(whole, 1), skill, high, low, None)
        for kind, count in kinds.items():
            speed = dict(kind)[skill]
            yield _Less(count * speed / max(whole, 1), skill, speed, Fraction(0), kind)


def _apart(ways: Iterable[_Less], most: int) -> Iterator[_Less]:
    """The first of the ways, at most so many, none of which changes what another one counts with."""
    skills: set[str] = set()
    kinds: set[tuple[tuple[str, Fraction], ...]] = set()
    for way in ways:
        if (way.kind is None and way.skill in skills) or way.kind in kinds:
            continue
        if len(skills) + len(kinds) == most:
            return
        if way.kind is None:
            skills.add(way.skill)
        else:
            kinds.add(way.kind)
        yield way


def _less(one: Ability, way: _Less) -> Ability:
    if one.speeds.get(way.skill) != way.high or (way.kind is not None and _kind(one) != way.kind):
        return one
    speeds = {skill: speed for skill, speed in one.speeds.items() if skill != way.skill}
    return replace(one, speeds=speeds | ({way.skill: way.low} if way.low else {}))


def _kind(one: Ability) -> tuple[tuple[str, Fraction], ...]:
    return tuple(sorted(one.speeds.items()))
