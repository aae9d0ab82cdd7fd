"""The working year of a plan: days off, make-up days, closing months and the skill that each person has first."""

from __future__ import annotations

from datetime import date, timedelta

from requirements.funnel.season import Month
from roadmap.calendar import WEEKEND
from roadmap.planner.draft import Draft
from roadmap.plans.revenue.year import ClosingLine, WorkerLine, WorkingYear


def working_year(draft: Draft) -> WorkingYear:
    """Everything from the `as_of` day to the horizon that no line of the plan says."""
    project, calendar = draft.project, draft.project.calendar
    first, days = project.as_of, (project.header.horizon - project.as_of).days + 1
    every = [first + timedelta(days=count) for count in range(days)]
    return WorkingYear(
        days_off=[day for day in every if not _weekend(day) and not calendar.is_working(day)],
        worked_weekends=[day for day in every if _weekend(day) and calendar.is_working(day)],
        closes=[
            ClosingLine(segment=key, weights=[segment.closes.get(month, 0) for month in Month])
            for key, segment in project.market.segments.items()
        ],
        people=[
            WorkerLine(id=person, skill=first_skill(person, draft))
            for person in dict.fromkeys(worker.id for worker in draft.indexed.staff.workers)
        ],
    )


def _weekend(day: date) -> bool:
    return day.weekday() in WEEKEND


def first_skill(worker: str, draft: Draft) -> str:
    """What a person does first: the first of their own skills, or that of their team."""
    engineering = draft.project.engineering
    person = engineering.people.get(worker)
    if person is None:
        return engineering.teams[worker.rpartition("-")[0]].skill
    return next(iter(person.proficiencies()), engineering.teams[person.team].skill)
