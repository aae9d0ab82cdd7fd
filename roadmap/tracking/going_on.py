"""Going on: what is to be told on a later day of work that runs although the plan does not build its feature."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any

from requirements.amounts.halves import Halves, in_halves, number_of
from roadmap.folder.project import Project
from roadmap.indexing.begun.facts import facts_of
from roadmap.indexing.begun.running import Going
from roadmap.indexing.people.staff import Staff
from roadmap.supply.facts import State
from roadmap.supply.progress import ItemProgress, meant_items
from roadmap.supply.waiting import end_of_begun, last_day


def told_later(key: str, project: Project, staff: Staff, day: date) -> dict[str, list[dict[str, Any]]]:
    """The progress of one feature before a day begins, by phase, where its running work has gone on as it can."""
    feature, progress = project.engineering.features[key], project.engineering.progress[key]
    return {
        phase.value: [
            _entry(item) | dict(_later(key, meant[0], item, project, staff, day))
            if len(meant := meant_items(feature, phase, item)) == 1
            else _entry(item)
            for item in items
        ]
        for phase, items in progress.items.items()
    }


def is_exact(project: Project, staff: Staff, day: date, built: set[str]) -> bool:
    """Whether what is left of all running work of features that are not `built` is a number of half days."""
    return all(
        done.denominator <= 2 for going in staff.going if going.work.feature not in built
        for done in [_left_of(going, project, staff, day)]
    )  # fmt: skip


def wait_left(first: date, last: date, project: Project, day: date, *, by_calendar: bool) -> int:
    """The days that are left of a wait before a day begins, as `remaining` counts them."""
    begin = max(first, day)
    return (last - begin).days + 1 if by_calendar else project.calendar.days_between(begin, last) + 1


def _entry(item: ItemProgress) -> dict[str, Any]:
    return item.model_dump(mode="json", exclude_none=True, exclude_defaults=True)


def _later(
    key: str, line: int, item: ItemProgress, project: Project, staff: Staff, day: date
) -> Iterator[tuple[str, Any]]:
    """What is different of one line of progress."""
    if facts_of(project)[key][line].state is not State.RUNNING:
        return
    calendar, origin, wait = project.calendar, project.as_of, project.engineering.features[key].work[line].wait
    if wait is not None:
        last = end_of_begun(wait, item.since, item.remaining, origin, calendar=calendar)
        as_stated = last == last_day(item.since, wait.days, calendar, by_calendar=wait.calendar)
        if last < day:
            yield from (("done", last.isoformat()), ("remaining", 0))
        elif not as_stated:
            yield "remaining", wait_left(item.since, last, project, day, by_calendar=wait.calendar)
        return
    going = next(one for one in staff.going if (one.work.feature, one.work.line) == (key, line))
    if going.end is not None and going.end <= calendar.slot(day, origin):
        last = max(item.since, calendar.day(going.end - 1, origin))
        yield from (("done", last.isoformat()), ("remaining", 0))
    else:
        left = Fraction(floor(2 * _left_of(going, project, staff, day)), 2)
        yield "remaining", number_of(in_halves(max(left, Fraction(1, 2))))


def _left_of(going: Going, project: Project, staff: Staff, day: date) -> Fraction:
    """The person-days that are left of running work: its people share them evenly, so those who do least say it."""
    told = facts_of(project)[going.work.feature][going.work.line].told
    whole: Halves | Fraction = 0 if told is None else told.remaining or 0
    slots = min(project.calendar.slot(day, project.as_of), len(staff.rows[0]) if staff.rows else 0)
    shares = [_done(going, skill, staff, slots) / (going.work.left * crew / going.work.crew)
              for skill, crew in going.work.people if going.work.left and crew]  # fmt: skip
    return Fraction(whole) * (1 - min([Fraction(1), *shares]))


def _done(going: Going, skill: str, staff: Staff, slots: int) -> Fraction:
    """What the people of one skill do of it before a slot."""
    done = Fraction(0)
    for slot in range(slots):
        on = [
            staff.whole[who].speed(skill)
            for (who, begin, end), own in zip(going.stints, going.skills, strict=True)
            if own == skill and begin <= slot < end
        ]
        done += sum(on, Fraction(0)) if going.work.divisible else min(on, default=Fraction(0)) * len(on)
    return done
