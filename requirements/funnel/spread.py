"""Spreads: how far a customer's gate may move."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from requirements.describing.schema import short
from requirements.fault import fault
from requirements.model import Model

WEEK = 5
"""Working days of a week."""
LONGEST = 260
"""The most working days that a gate may move: a year."""
_TEXT = re.compile(r"(\d{1,3}) ?(working days?|days?|weeks?)", re.ASCII)
_PATTERN = r"^\d{1,3} ?(working days?|days?|weeks?)$"
_SPAN_SCHEMA = {"type": "string", "pattern": _PATTERN, "description": "Working days or weeks, such as `10 days`."}


def _read_span(value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    found = _TEXT.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise fault(
            "spread-unit",
            "expected a number with its unit, such as `10 days` or `3 weeks`",
            hint="A week has five working days. Where the two sides differ: {earlier: 5 days, later: 3 weeks}.",
        )
    days = int(found[1]) * (WEEK if found[2].startswith("week") else 1)
    if days > LONGEST:
        raise fault("spread-unit", "expected at most {most} working days", most=str(LONGEST))
    return days


Span = Annotated[int, Field(ge=0, le=LONGEST), BeforeValidator(_read_span), WithJsonSchema(_SPAN_SCHEMA)]
"""Working days, written with their unit: `10 days` or `3 weeks` of five."""


class Spread(Model):
    """How far a gate may move: in 8 of 10 cases it moves by no more than this, in 1 of 10 it comes earlier still, and
    in 1 of 10 later."""

    earlier: Span = 0
    """Working days by which it may come earlier."""
    later: Span = 0
    """Working days by which it may come later."""

    def wider(self, times: int) -> Spread:
        """The same spread so many times as wide."""
        return Spread(earlier=min(LONGEST, self.earlier * times), later=min(LONGEST, self.later * times))


def _read_spread(value: Any) -> Any:
    return value if isinstance(value, dict | Spread) else {"earlier": value, "later": value}


SpreadLine = Annotated[Spread, BeforeValidator(_read_spread), short(_SPAN_SCHEMA)]
"""A spread; one time is enough where it is the same to both sides."""
