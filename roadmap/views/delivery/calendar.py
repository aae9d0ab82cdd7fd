"""The weeks and months of a plan, and how many days are worked in each.

A week belongs to the month that holds its Thursday, as in the load by skill and month.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from roadmap.plan.document import Plan

TO_THURSDAY = timedelta(days=3)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The working days of a plan from its `as_of` day to its horizon, in order."""

    days: tuple[date, ...]
    mondays: tuple[date, ...]
    """The Monday of each week that has a working day."""
    months: tuple[date, ...]
    """The first day of each month that has such a week."""
    week_of: tuple[int, ...]
    """The week of each day."""
    month_of: tuple[int, ...]
    """The month of each week."""

    def spread(self, first: date, last: date, people: int) -> Counter[int]:
        """Person-days in each week of so many people at work from one day to another, both included."""
        weeks = self.week_of[bisect_left(self.days, first) : bisect_right(self.days, last)]
        return Counter({week: days * people for week, days in Counter(weeks).items()})

    def worked(self, month: int | None = None) -> int:
        """Working days in the weeks of a month, or in all."""
        return sum(month is None or self.month_of[week] == month for week in self.week_of)

    def until(self, day: date) -> int:
        """How many of the days lie before the end of a day."""
        return bisect_right(self.days, day)


def work_calendar(plan: Plan) -> WorkCalendar:
    """The working days that a plan states: Mondays to Fridays but for days off, and weekends that are worked."""
    off, on = set(plan.year.days_off), set(plan.year.worked_weekends)
    every = (plan.as_of + timedelta(days=count) for count in range((plan.horizon - plan.as_of).days + 1))
    days = tuple(day for day in every if day in on or (day.weekday() < SATURDAY and day not in off))
    mondays = tuple(dict.fromkeys(_monday(day) for day in days))
    months = tuple(dict.fromkeys(month_of_week(monday) for monday in mondays))
    weeks = {monday: at for at, monday in enumerate(mondays)}
    return WorkCalendar(
        days=days,
        mondays=mondays,
        months=months,
        week_of=tuple(weeks[_monday(day)] for day in days),
        month_of=tuple(months.index(month_of_week(monday)) for monday in mondays),
    )


def month_of_week(monday: date) -> date:
    """The first day of the month that a week belongs to."""
    return (monday + TO_THURSDAY).replace(day=1)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
