"""Quarters: reading one, choosing the coming one, and the days it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from requirements.language import _
from roadmap.errors import UsageFault
from roadmap.plans.document import Plan

_FORM = re.compile(r"(\d{4})-?[Qq]([1-4])", re.ASCII)


class QuarterFault(UsageFault, ValueError):
    """A quarter that cannot be read, or that the plan does not reach."""


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three calendar months; `number` counts from 1."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        """Its last day, included."""
        return self.following.first - timedelta(days=1)

    @property
    def following(self) -> Quarter:
        """The next quarter."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    def holds(self, day: date) -> bool:
        """Whether a day falls in it."""
        return quarter_of(day) == self

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"


def quarter_of(day: date) -> Quarter:
    """The quarter that holds a day."""
    return Quarter(day.year, (day.month + 2) // 3)


def read_quarter(text: str) -> Quarter:
    """Read `2026Q2`, `2026q2` or `2026-Q2`; anything else raises QuarterFault."""
    match = _FORM.fullmatch(text.strip())
    if match is None or not date.min.year <= int(match[1]) < date.max.year:
        raise QuarterFault(_("{text!r} is not a quarter. Write a quarter such as 2026Q2.").format(text=text[:40]))
    return Quarter(int(match[1]), int(match[2]))


def coming_quarter(as_of: date, horizon: date) -> Quarter:
    """The quarter one plans for: the present one in its first month, later the next if the plan reaches it."""
    present = quarter_of(as_of)
    early = as_of.month == present.first.month
    return present if early or present.following.first > horizon else present.following


def choose_quarter(plan: Plan, text: str | None) -> Quarter:
    """The quarter that was asked for, which the plan must reach (else QuarterFault), or the coming one."""
    if text is None:
        return coming_quarter(plan.as_of, plan.horizon)
    quarter, first, last = read_quarter(text), quarter_of(plan.start), quarter_of(plan.horizon)
    if not first <= quarter <= last:
        message = _("The plan covers {first} to {last}. It does not contain {quarter}.")
        raise QuarterFault(message.format(first=first, last=last, quarter=quarter))
    return quarter
