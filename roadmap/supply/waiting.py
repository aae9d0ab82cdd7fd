"""Waits with nobody working: certification, a supplier's board, a customer's laboratory."""

from __future__ import annotations

import re
from datetime import date, timedelta
from math import ceil
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from requirements.amounts.halves import Halves
from requirements.describing.schema import short
from requirements.fault import fault
from requirements.fields import LARGEST_EFFORT, Days, Flag
from requirements.model import Model
from roadmap.calendar import Calendar

_TEXT = re.compile(r"(\d{1,5})(?: (working|calendar))?(?: days?)?", re.ASCII)
_PATTERN = r"^\d{1,4}( (working|calendar))? days?$"


class WaitTime(Model):
    """How long a wait lasts."""

    days: Annotated[Days, Field(ge=1)]
    """The number of days, at least 1."""
    calendar: Flag = False
    """true: calendar days, weekends and holidays included; false: working days."""


def _read_wait(value: Any) -> Any:
    if isinstance(value, dict | WaitTime):
        return value
    text = value if isinstance(value, str) else str(value) if isinstance(value, int) else ""
    found = _TEXT.fullmatch(text.strip())
    if found is None or isinstance(value, bool) or not 1 <= int(found[1]) <= LARGEST_EFFORT:
        raise fault("wait-time", "expected a whole number of days from 1 to 2600, such as 15, or 15 calendar days")
    return {"days": int(found[1]), "calendar": found[2] == "calendar"}


Wait = Annotated[
    WaitTime,
    BeforeValidator(_read_wait),
    short({"type": "integer", "minimum": 1, "maximum": LARGEST_EFFORT}, {"type": "string", "pattern": _PATTERN}),
]
"""Working days as a number, `15 calendar days`, or a mapping."""


def last_day(first: date, days: Halves, calendar: Calendar, *, by_calendar: bool) -> date:
    """The last of so many days from a first one on; of working days, those from the first one on that is worked."""
    if by_calendar:
        return first + timedelta(days=ceil(days) - 1)
    return calendar.add(first - timedelta(days=1), ceil(days))


def end_of_begun(wait: WaitTime, started: date, remaining: Halves | None, as_of: date, *, calendar: Calendar) -> date:
    """The last day of a wait that has begun: by its length from its first day on, or by what is said to remain."""
    first, days = (started, wait.days) if remaining is None else (as_of, remaining)
    return last_day(first, days, calendar, by_calendar=wait.calendar)
