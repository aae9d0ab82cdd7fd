"""The weeks and months of a plan, and how many days are worked in each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from roadmap.plans.document import Plan
from roadmap.plans.revenue.year import is_worked


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The working days of a plan from its `as_of` day to its horizon, in order."""

    days: tuple[date, ...]
    mondays: tuple[date, ...]
    """The Monday of each week that has a working day."""
    months: tuple[date, ...]
    """The first day of each month that has a working day."""
    week_of: tuple[int, ...]
    """The week of each day."""
    month_of: tuple[int, ...]
    """The month of each day."""

    def by_week(self, first: date, last: date, people: int) -> Counter[int]:
        """Person-days in each week of so many people at work from one day to another, both included."""
        return self._spread(self.week_of, first, last, people)

    def by_month(self, first: date, last: date, people: int) -> Counter[int]:
        """The same in each month."""
        return self._spread(self.month_of, first, last, people)

    def _spread(self, parts: tuple[int, ...], first: date, last: date, people: int) -> Counter[int]:
        inside = parts[bisect_left(self.days, first) : bisect_right(self.days, last)]
        return Counter({part: days * people for part, days in Counter(inside).items()})

    def until(self, day: date) -> int:
        """How many of the days lie before the end of a day."""
        return bisect_right(self.days, day)


def work_calendar(plan: Plan) -> WorkCalendar:
    """The working days that a plan states: Mondays to Fridays but for days off, and weekends that are worked."""
    off, on = set(plan.year.days_off), set(plan.year.worked_weekends)
    every = (plan.as_of + timedelta(days=count) for count in range((plan.horizon - plan.as_of).days + 1))
    days = tuple(day for day in every if is_worked(day, off=off, on=on))
    weeks = {monday: at for at, monday in enumerate(dict.fromkeys(_monday(day) for day in days))}
    months = {first: at for at, first in enumerate(dict.fromkeys(day.replace(day=1) for day in days))}
    return WorkCalendar(
        days=days,
        mondays=tuple(weeks),
        months=tuple(months),
        week_of=tuple(weeks[_monday(day)] for day in days),
        month_of=tuple(months[day.replace(day=1)] for day in days),
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
