"""The working week of somebody who does not work all of it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, model_validator

from requirements.describing.schema import short
from requirements.fault import fault
from requirements.fields import Share
from requirements.model import Model

LENGTHS = (5, 7)


class Week(Model):
    """The share of each day of the week that a person works, from Monday on, for five or seven days."""

    days: list[Share]
    """One share for each day: 1 is a whole day, 0 is a day off."""

    @model_validator(mode="after")
    def _works(self) -> Week:
        if not any(self.days):
            raise fault("week-empty", "expected a week with at least one working day")
        return self

    def is_off(self, day: date) -> bool:
        """Whether they do not work on a day. Of five days, weekends on which the company works are worked."""
        return day.weekday() < len(self.days) and not self.days[day.weekday()]

    @property
    def pace(self) -> Fraction:
        """How much of a day they work, on average of those on which they work."""
        worked = [share for share in self.days if share]
        return sum(worked, Fraction(0)) / len(worked)


def _read_week(value: Any) -> Any:
    if isinstance(value, list):
        if len(value) not in LENGTHS:
            raise fault(
                "week-form",
                (
                    "expected one share for all days, five shares for Monday to Friday, or seven shares for Monday to "
                    "Sunday"
                ),
            )
        return {"days": value}
    return value if isinstance(value, dict | Week) else {"days": [value] * LENGTHS[0]}


_SHARE = {"anyOf": [{"type": "number", "minimum": 0, "maximum": 1}, {"type": "string"}]}

WorkingWeek = Annotated[
    Week,
    BeforeValidator(_read_week),
    short(_SHARE, *({"type": "array", "items": _SHARE, "minItems": n, "maxItems": n} for n in LENGTHS)),
]
"""A share of each day of the week, or one share for all of them."""
