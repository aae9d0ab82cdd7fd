"""As planned: the progress that a company reports on a day on which everything has gone as its plan says."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from roadmap.calendar import Calendar
from roadmap.folder.project import Project
from roadmap.indexing.crews import modes_for
from roadmap.indexing.staff import Staff, staff_of
from roadmap.plan.document import FeatureLine, Plan, WorkLine

Entry = dict[str, Any]
"""What a file would hold about the progress of one feature."""


def progress_as_planned(plan: Plan, project: Project, day: date) -> dict[str, Entry]:
    """The progress before a day begins, by feature: what the plan has ended is done, what it has begun is running.

    `project` is what the plan was made from. A feature has shipped once the ship day of its release is over. What has
    been reported of features that the plan does not build stays as it is. Nothing is said of deals and support cases.
    """
    ships = {release.id: release.ship for release in plan.releases}
    staff = staff_of(project, origin=project.as_of, horizon=project.calendar.limit(plan.horizon, project.as_of))
    found = {
        key: progress.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
        for key, progress in project.engineering.progress.items()
    }
    for line in plan.features:
        items = _items(line, project, staff, day)
        if line.release in ships and ships[line.release] < day:
            found[line.id] = {"items": items, "shipped": line.release}
        elif items:
            found[line.id] = {"items": items}
    return found


def _items(line: FeatureLine, project: Project, staff: Staff, day: date) -> Entry:
    return {
        work.phase.value: _running(work, project, staff, day) if work.last >= day else _done(work)
        for work in line.work
        if work.first < day
    }


def _done(work: WorkLine) -> Entry:
    return {"started": work.first.isoformat(), "done": work.last.isoformat()} | _crew(work)


def _running(work: WorkLine, project: Project, staff: Staff, day: date) -> Entry:
    left = _effort_left(work, project, staff, day)
    return {"started": work.first.isoformat(), "remaining": left} | _crew(work)


def _crew(work: WorkLine) -> Entry:
    return {"crew": work.crew} if work.crew else {}  # a milestone takes nobody


def _effort_left(work: WorkLine, project: Project, staff: Staff, day: date) -> int:
    """The person-days left of running work: of those that take the days that are left, what is nearest to its share."""
    left, days = _days(project.calendar, day, work), _days(project.calendar, work.first, work)
    share = Fraction(work.effort * left, days)
    loss = project.header.policy.crew_loss
    near = sorted(range(1, work.effort + 1), key=lambda effort: abs(effort - share))
    for effort in near:
        modes = modes_for(effort, work.skill, (work.crew, work.crew), loss=loss, staff=staff)
        if any(mode.days == left for mode in modes):
            return effort
    return max(1, int(share))


def _days(calendar: Calendar, first: date, work: WorkLine) -> int:
    """The days of work from a day on to the last: those on which people are away count by who is left."""
    paused = sum(
        len(pause.people) * (calendar.days_between(max(first, pause.first), pause.last) + 1)
        for pause in work.pauses
        if pause.last >= first
    )
    return calendar.days_between(first, work.last) + 1 - -(-paused // max(1, work.crew))
