"""Seasons: how much of its business a segment closes in each month of a year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import AfterValidator, BeforeValidator

from requirements.describing.schema import short
from requirements.fault import fault
from requirements.fields import Word


class Month(Word):
    """A month of the year. The order of the members is the order of the year."""

    JAN = "jan"
    FEB = "feb"
    MAR = "mar"
    APR = "apr"
    MAY = "may"
    JUN = "jun"
    JUL = "jul"
    AUG = "aug"
    SEP = "sep"
    OCT = "oct"
    NOV = "nov"
    DEC = "dec"


QUIET = frozenset({Month.JAN, Month.FEB, Month.NOV, Month.DEC})
"""The months that close little: before and after the spring festival, and once budgets are spent."""
SEASON = {month: 1 if month in QUIET else 8 for month in Month}
"""Eight productive months, each eight times as good as one of the other four: those close 4 of 68 parts, 6 %."""


def weight(closes: Mapping[Month, int], day: date) -> int:
    """How much closes in the month of a day, beside the other months; 0 if the month closes nothing."""
    return closes.get(list(Month)[day.month - 1], 0)


def _read_months(value: Any) -> Any:
    return dict.fromkeys(value, 1) if isinstance(value, list) and all(isinstance(m, str) for m in value) else value


def _close_something(closes: dict[Month, int]) -> dict[Month, int]:
    if not any(closes.values()):
        raise fault("no-closing-month", "expected at least one month with a weight above 0")
    return closes


READ_MONTHS = BeforeValidator(_read_months)
"""Marks of weights by month, for `Annotated`: a list of months counts them alike, ..."""
CLOSE_SOMETHING = AfterValidator(_close_something)
"""... at least one weight is above 0, ..."""
MONTH_LIST = short(
    {"type": "array", "items": {"enum": list(Month)}, "description": "Short form: months that close alike."}
)
"""... and editors know the list."""
