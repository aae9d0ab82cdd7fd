"""Working days of a country, as the `holidays` package knows them.

Only `build_calendar` imports this module, and only when a country is asked for: the package takes a tenth of a
second to import.
"""

from __future__ import annotations

from datetime import date

from holidays import HolidayBase, country_holidays

EXCHANGES_IN_USE_SINCE = 2024
"""A country that published its last exchange of a weekend before this year has given the custom up."""


def working_days_of(country: str, days: list[date]) -> tuple[list[date], int | None]:
    """The working days of a country among `days`, and the last year whose make-up days are published.

    `days` are in order and not empty. The year is None for a country without make-up days. The years before and after
    are read too, because a make-up day can lie in the year next to its holiday. LookupError for a country without
    holiday data.
    """
    years = range(days[0].year - 1, days[-1].year + 2)
    try:
        known = country_holidays(country, years=years, expand=False)
    except NotImplementedError:
        raise LookupError(country) from None
    return [day for day in days if known.is_working_day(day)], last_published(known)


def last_published(known: HolidayBase) -> int | None:
    """The last year whose exchanged weekends are published; None for a country that exchanges none.

    China gives days off around a holiday and has people work on weekends instead; the State Council publishes them
    each November for the year that follows.
    """
    years = [year for year, days in getattr(known, "special_public_holidays", {}).items() if _exchanges(days)]
    return max(years) if years and max(years) >= EXCHANGES_IN_USE_SINCE else None


def _exchanges(days: tuple[object, ...]) -> bool:
    """Whether a year's special days hold an exchange: month and day off, then (year,) month and day worked instead."""
    lines = days if isinstance(days[0], tuple) else (days,)
    return any(isinstance(line, tuple) and len(line) > len(("month", "day", "name")) for line in lines)
