"""The span of a plan: from its start to its horizon, the days on which people work, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from requirements.finding import Finding, Severity
from requirements.language import _
from roadmap.calendar import Calendar, build_calendar
from roadmap.folder.texts.collected import Collected
from roadmap.folder.texts.documents import Header

LONGEST_YEARS = 15


@dataclass(frozen=True, slots=True)
class Span:
    """The header of a folder, the calendar from its start to its horizon, and one a year wider on both sides.

    Gates may lie before the start, and customers take a release into use after the horizon: those days are counted in
    the wider calendar. Its provisional years are those of the plan itself.
    """

    header: Header
    calendar: Calendar
    wider: Calendar

    @property
    def as_of(self) -> date:
        """The first day on which anything can be planned."""
        return max(self.header.start, self.header.as_of or self.header.start)


def years_later(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 28 February where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def read_span(collected: Collected) -> Span | None:
    """The span of a folder, or None; what is wrong with it is noted."""
    header = collected.header
    if header is None:
        return None
    wrong = list(_check_days(collected, header))
    collected.findings += wrong
    if wrong:
        return None
    choice = header.calendar
    try:
        wider = build_calendar(
            years_later(header.start, -1),
            years_later(header.horizon, 1),
            country=choice.country,
            days_off=choice.days_off,
            working_days=choice.working_days,
        )
    except LookupError:
        message = _("no public holidays are known for this country")
        hint = _("Use a two-letter country code such as CN, or delete it and list `days_off`.")
        collected.find(Finding("unknown-country", collected.header_place("calendar", "country"), message, hint))
        return None
    calendar = wider.within(header.start, header.horizon)
    span = Span(header, calendar, replace(wider, provisional=calendar.provisional))
    collected.findings += _check_calendar(collected, span)
    return span if calendar.next_working(span.as_of) else None


def _check_days(collected: Collected, header: Header) -> Iterator[Finding]:
    if header.horizon < header.start:
        message = _("the horizon is before the start")
        yield Finding("horizon-before-start", collected.header_place("horizon"), message)
    elif header.horizon > years_later(header.start, LONGEST_YEARS):
        message = _("the horizon is more than {years} years after the start").format(years=LONGEST_YEARS)
        yield Finding("horizon-too-far", collected.header_place("horizon"), message)
    elif header.as_of is not None and header.as_of > header.horizon:
        message = _("the plan ends before its as_of day")
        yield Finding("as-of-after-horizon", collected.header_place("as_of"), message)


def _check_calendar(collected: Collected, span: Span) -> Iterator[Finding]:
    if span.calendar.next_working(span.as_of) is None:
        message = _("no working day is left between the first day of the plan and its horizon")
        yield Finding("no-working-day", collected.header_place("horizon"), message)
    for year in span.calendar.provisional:
        message = _("the make-up working days of {year} are not published yet").format(year=year)
        hint = _("When they are published, list them under `working_days`, and the days off under `days_off`.")
        place = collected.header_place("calendar", "country")
        yield Finding("provisional-year", place, message, hint, Severity.WARNING)
