"""The working year of the plan document: which days are worked, when customers sign, and what people do first.

With it, a reader of the plan can count the work of any period without the company's calendar.
"""

from __future__ import annotations

from collections.abc import Container
from datetime import date

from roadmap.plans.plan_part import Part, PlanDay

SATURDAY = 5


def is_worked(day: date, *, off: Container[date], on: Container[date]) -> bool:
    """Whether a day is worked: Mondays to Fridays but for the days `off`, and the weekends that are `on`."""
    return day in on or (day.weekday() < SATURDAY and day not in off)


class ClosingLine(Part):
    """When the customers of a segment sign."""

    segment: str
    weights: list[int]
    """Twelve numbers, January first: how much is closed in each month."""


class WorkerLine(Part):
    """One person, named or counted."""

    id: str
    """The id, or TEAM-N for people counted by number."""
    skill: str
    """What they do first; work of another skill they do as a second line."""


class WorkingYear(Part):
    """Days and people from the `as_of` day to the horizon."""

    days_off: list[PlanDay] = []
    """Mondays to Fridays on which nobody works."""
    worked_weekends: list[PlanDay] = []
    """Saturdays and Sundays that are worked."""
    closes: list[ClosingLine] = []
    """The segments in the order of the files."""
    people: list[WorkerLine] = []
    """The people in the order of the files, those counted by number first."""
