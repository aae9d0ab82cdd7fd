"""Moves to second lines that differ between two plans: who is moved only by one of them, or in other days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import zip_longest

from roadmap.comparing.comparison import MoveChange
from roadmap.comparing.pairs import Pair
from roadmap.plans.document import Plan
from roadmap.plans.engineering.moves import MoveLine

Days = tuple[date, date, date]
"""First day away, first and last day in the second line."""


def moves_of(before: Plan, after: Plan) -> Iterator[MoveChange]:
    """The moves that differ, by person and skill. Of one person and skill those of the same days belong together, then
    the others in the order of their days. A move that was over before the other plan begins is no difference."""
    old, new = _ahead(before, after.as_of), _ahead(after, before.as_of)
    for person, own, skill in sorted(old.keys() | new.keys()):
        ours, theirs = old.get((person, own, skill), {}), new.get((person, own, skill), {})
        pairs = zip_longest(_but(ours, theirs), _but(theirs, ours))
        for was, now in pairs:
            yield MoveChange(
                person=person,
                own=own,
                skill=skill,
                away=Pair(was.away if was else None, now.away if now else None),
                first=Pair(was.first if was else None, now.first if now else None),
                last=Pair(was.last if was else None, now.last if now else None),
                agree=Pair(was.agree if was else None, now.agree if now else None),
                agreed=Pair(was is not None and was.agreed, now is not None and now.agreed),
            )


def _ahead(plan: Plan, day: date) -> dict[tuple[str, str, str], dict[Days, MoveLine]]:
    """The moves that are not over by a day, by person and skill, each by its days in their order."""
    found: dict[tuple[str, str, str], dict[Days, MoveLine]] = {}
    for line in sorted(plan.moves, key=_days):
        if line.last >= day:
            found.setdefault((line.person, line.own, line.skill), {})[_days(line)] = line
    return found


def _days(line: MoveLine) -> Days:
    return line.away, line.first, line.last


def _but(lines: dict[Days, MoveLine], others: Iterable[Days]) -> list[MoveLine]:
    """The moves whose days are not among those of the others."""
    known = set(others)
    return [line for days, line in lines.items() if days not in known]
