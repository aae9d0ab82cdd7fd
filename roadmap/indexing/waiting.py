"""Waits as modes without people: how many slots each takes, by where it starts.

A wait begins when what is before it has ended: on the evening of that day, so that a weekend after it counts among
calendar days. The first wait of a plan begins on the `as_of` day, and one that may not begin before a day on that day.
"""

from __future__ import annotations

from datetime import date, timedelta

from roadmap.folder.project import Project
from roadmap.indexing.floors import floor_day
from roadmap.problem import Mode
from roadmap.supply.feature import Phase
from roadmap.supply.progress import ItemProgress
from roadmap.supply.waiting import WaitTime, end_of_begun, last_day

DAY = timedelta(days=1)


def wait_mode(project: Project, key: str, line: int, *, horizon: int) -> Mode:
    """The only mode of a wait, by feature and position in its `work`."""
    wait = _wait(project, key, line)
    if not wait.calendar:
        return Mode((), wait.days)
    ends = tuple(_end(project, key, line, slot) for slot in range(horizon + 1))
    return Mode((), min(end - slot for slot, end in enumerate(ends)), until=ends)


def wait_days(project: Project, key: str, line: int, slot: int) -> tuple[date, date]:
    """The first and the last day of a wait that starts in a slot, both included; calendar days may be days off."""
    wait, origin = _wait(project, key, line), project.as_of
    first = project.calendar.day(slot, origin)
    if wait.calendar:
        days = [origin, floor_day(project.engineering.features[key], line), _pinned(project, key, line)]
        days.append(project.calendar.day(slot - 1, origin) + DAY if slot else None)
        first = max(day for day in days if day is not None)
    return first, last_day(first, wait.days, project.calendar, by_calendar=wait.calendar)


def begun_end(project: Project, key: str, line: int, told: ItemProgress) -> date:
    """The last day of a wait that has begun."""
    wait = _wait(project, key, line)
    return end_of_begun(wait, told.since, told.remaining, project.as_of, calendar=project.calendar)


def _end(project: Project, key: str, line: int, slot: int) -> int:
    """The exclusive end of a wait that starts in a slot. One that ends on a day off right after a freeze, or for
    `enable` after a ship day, came too late for that: it counts as the next working day."""
    calendar, last = project.calendar, wait_days(project, key, line, slot)[1]
    end = calendar.limit(last, project.as_of)
    return end if calendar.is_working(last) or end not in _trains(project, key, line) else end + 1


def _trains(project: Project, key: str, line: int) -> set[int]:
    """The limits of all releases that count for a work item."""
    enables = project.engineering.features[key].work[line].phase is Phase.ENABLE
    releases = project.engineering.releases.values()
    days = [release.ship if enables else release.freeze for release in releases]
    return {project.calendar.slot(day, project.as_of) + 1 for day in days}


def _wait(project: Project, key: str, line: int) -> WaitTime:
    wait = project.engineering.features[key].work[line].wait
    if wait is None:
        raise ValueError(key)
    return wait


def _pinned(project: Project, key: str, line: int) -> date | None:
    """The day on which a pin has the first work of a feature begin."""
    days = [pin.start for pin in project.pins if pin.feature == key and pin.start is not None]
    return days[-1] if days and line == 0 else None
