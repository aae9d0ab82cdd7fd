"""Working days of a country, as the `holidays` package knows them.

Only `build_calendar` imports this module, and only when a country is asked for: the package takes a quarter of a second
to import.
"""

from __future__ import annotations

from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import holidays
from holidays import HolidayBase
from holidays.registry import COUNTRIES

EXCHANGES_IN_USE_SINCE = 2024
"""A country that published its last exchange of a weekend before this year has given the custom up."""


def working_days_of(country: str, days: list[date]) -> tuple[list[date], int | None]:
    """The working days of a country among `days`, and the last year whose make-up days are published.

    `days` are in order and not empty. The year is None for a country without make-up days. The years before and after
    are read too, because a make-up day can lie in the year next to its holiday. LookupError for a country without
    holiday data.
    """
    known = _country_class(country)(years=range(days[0].year - 1, days[-1].year + 2), expand=False)
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


def _country_class(country: str) -> type[HolidayBase]:
    """The class of one country, loaded from its own file.

    `holidays.country_holidays` would import the modules of all 250 countries first, which takes 0.4 s.
    """
    name = next((name for name, (_, *codes) in COUNTRIES.items() if country in codes), None)
    if name is None:
        raise LookupError(country)
    path = Path(holidays.__file__).parent / "countries" / f"{name}.py"
    spec = spec_from_file_location(f"holidays.countries.{name}", path)
    if spec is None or spec.loader is None:  # pragma: no cover - the package holds a file for every entry
        raise LookupError(country)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    found: type[HolidayBase] = getattr(module, country)
    return found
