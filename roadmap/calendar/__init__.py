"""Working days: the one module that owns date <-> slot."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

WEEKEND = frozenset({5, 6})
"""Saturday and Sunday, as `date.weekday` counts."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days from `first` to `last`, both included, in order.

    A slot is the position of a working day at or after the day the slots are counted from (`origin`).
    `provisional` are years whose make-up working days are not published yet.
    """

    first: date
    last: date
    working: tuple[date, ...]
    provisional: tuple[int, ...] = ()

    def within(self, first: date, last: date) -> Calendar:
        """The part of this calendar from `first` to `last`, both included and both inside it."""
        begin, end = bisect_left(self.working, first), bisect_right(self.working, last)
        years = tuple(year for year in self.provisional if first.year <= year <= last.year)
        return Calendar(first, last, self.working[begin:end], years)

    def is_working(self, day: date) -> bool:
        """Whether people work on this day."""
        position = bisect_left(self.working, day)
        return position < len(self.working) and self.working[position] == day

    def next_working(self, day: date) -> date | None:
        """This day or the next one on which people work; None if there is none before the calendar ends."""
        position = bisect_left(self.working, day)
        return self.working[position] if position < len(self.working) else None

    def slot(self, day: date, origin: date) -> int:
        """The slot of the first working day at or after `day`: the number of working days in [origin, day)."""
        return bisect_left(self.working, day) - bisect_left(self.working, origin)

    def limit(self, day: date, origin: date) -> int:
        """The exclusive end for work that must be done by the end of `day`: working days in [origin, day]."""
        return bisect_right(self.working, day) - bisect_left(self.working, origin)

    def day(self, slot: int, origin: date) -> date:
        """The day of a slot; negative slots lie before the origin. IndexError outside the calendar."""
        position = slot + bisect_left(self.working, origin)
        if position < 0:
            raise IndexError(slot)
        return self.working[position]

    def add(self, day: date, days: int) -> date:
        """The day `days` working days after `day` (before it, if negative), held within the calendar."""
        position = bisect_right(self.working, day) - 1 + days
        return self.working[min(max(position, 0), len(self.working) - 1)]

    def days_between(self, first: date, last: date) -> int:
        """Working days in the half-open interval [first, last); negative when last is before first."""
        return bisect_left(self.working, last) - bisect_left(self.working, first)


def build_calendar(
    first: date,
    last: date,
    *,
    country: str | None = None,
    days_off: Iterable[date] = (),
    working_days: Iterable[date] = (),
) -> Calendar:
    """The working days of a country from `first` to `last`: weekends and public holidays off, make-up days on.

    `working_days` win over `days_off`, which win over the country. Without a country only Saturdays and Sundays are
    off. A year for which `working_days` name a day is not provisional: its make-up days are stated by hand. LookupError
    for a country without holiday data.
    """
    days = [first + timedelta(days=count) for count in range((last - first).days + 1)]
    stated = set(working_days)
    off = set(days_off) - stated
    worked, published = _worked(days, country)
    on = (set(worked) | stated) - off
    years = range(max(first.year, published + 1), last.year + 1) if published else range(0)
    return Calendar(
        first=first,
        last=last,
        working=tuple(day for day in days if day in on),
        provisional=tuple(year for year in years if all(day.year != year for day in stated)),
    )


def _worked(days: list[date], country: str | None) -> tuple[list[date], int | None]:
    """The days worked by default, and the last year whose make-up days are published (None: it has none)."""
    if country is None or not days:
        return [day for day in days if day.weekday() not in WEEKEND], None
    from roadmap.calendar.country import working_days_of  # noqa: PLC0415 - a quarter of a second, only where asked for

    return working_days_of(country, days)
