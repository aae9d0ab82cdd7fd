"""The types of single fields: how the text of a file becomes an id, a day, an amount, a share or a count.

Text is read without typing: an unquoted scalar arrives as `Plain`, a quoted one as `str`. Each type here decides
what its text may be; nothing is guessed. All types also take the true Python value, so models can be built in code.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
LARGEST_AMOUNT = 1_000_000_000
LARGEST_EFFORT = 2_600  # 520 weeks of five days
LONGEST_DIGITS = 30

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
_UNITS = {"": Decimal(1), "k": Decimal(1), "万": Decimal(10), "m": Decimal(1_000), "亿": Decimal(100_000)}


class Plain(str):
    """An unquoted scalar of a file: its text, for the field's own type to read."""

    __slots__ = ()


class Model(BaseModel):
    """The ground of every input model: strict, frozen, no unknown fields, no input echoed in errors."""

    model_config: ClassVar[ConfigDict] = ConfigDict(
        extra="forbid",
        strict=True,
        frozen=True,
        str_strip_whitespace=True,
        allow_inf_nan=False,
        validate_default=True,
        hide_input_in_errors=True,
        use_attribute_docstrings=True,
        populate_by_name=True,
    )


def _fault(code: str, message: str, **context: str) -> PydanticCustomError:
    return PydanticCustomError(code, message, context or None)  # type: ignore[arg-type]


def _number(value: object, expected: str) -> Decimal:
    """The number in plain text, an int or a Decimal; never a bool, a quoted text, NaN or an exponent."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        number = Decimal(value)
        if number.is_finite():
            return number
    elif isinstance(value, float) and value == value and abs(value) < LARGEST_AMOUNT * 10:
        return Decimal(repr(value))
    elif isinstance(value, Plain) and len(value) <= LONGEST_DIGITS and _NUMBER.fullmatch(value):
        try:
            return Decimal(value)
        except InvalidOperation:  # pragma: no cover - the pattern admits only numbers
            pass
    elif isinstance(value, str) and not isinstance(value, Plain):
        raise _fault("quoted-number", "expected {expected} without quotes", expected=expected)
    raise _fault("not-a-number", "expected {expected}", expected=expected)


def _whole(value: object, low: int, high: int, expected: str) -> int:
    number = _number(value, expected)
    if number != number.to_integral_value():
        raise _fault("not-whole", "expected {expected}, without a fraction", expected=expected)
    if not low <= number <= high:
        raise _fault("out-of-range", "expected {expected}", expected=expected)
    return int(number)


def _count(value: object) -> int:
    return _whole(value, 0, 100_000, "a whole number from 0 to 100000")


def _days(value: object) -> int:
    return _whole(value, 0, LARGEST_EFFORT, "whole days from 0 to 2600 (520 weeks)")


def _effort(value: object) -> int:
    return _whole(value, 0, LARGEST_EFFORT, "whole person-days from 0 to 2600")


def _amount(value: object) -> int:
    expected = "thousand CNY from 0 to 1000000000, or with a unit such as 200万 or 1.2亿"
    if isinstance(value, Plain):
        unit = value[-1:].lower() if value[-1:].lower() in _UNITS else ""
        text = Plain(value[: len(value) - len(unit)].strip().lstrip("¥￥"))
        return _whole(_number(text, expected) * _UNITS[unit], 0, LARGEST_AMOUNT, expected)
    return _whole(value, 0, LARGEST_AMOUNT, expected)


def _share(value: object) -> Fraction:
    """A share from 0 to 1, exact: "0.6", "60%" or "1/3". A bare 60 is refused."""
    expected = "a share from 0 to 1, such as 0.6, 60% or 1/3"
    if isinstance(value, Fraction):
        share = value
    elif isinstance(value, str) and re.fullmatch(r"\d{1,6}/[1-9]\d{0,5}", value, re.ASCII):
        share = Fraction(value)
    elif isinstance(value, str) and value.endswith("%"):
        share = Fraction(_number(Plain(value[:-1].strip()), expected)) / 100
    else:
        share = Fraction(_number(value, expected))
        if 1 < share <= 100:
            raise _fault("out-of-range", "expected {expected}; did you mean {guess}%?", expected=expected, guess="N")
    if not 0 <= share <= 1:
        raise _fault("out-of-range", "expected {expected}", expected=expected)
    return share


def write_share(share: Fraction) -> str:
    """A share as text that reads back exactly: a percentage where it is finite, else a fraction."""
    percent = share * 100
    denominator = percent.denominator
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    if denominator != 1:
        return f"{share.numerator}/{share.denominator}"
    number = Decimal(percent.numerator) / Decimal(percent.denominator)
    return f"{number.normalize():f}%"


def _day(value: object) -> date:
    expected = "a day such as 2026-07-01"
    if isinstance(value, datetime) or not isinstance(value, str | date):
        raise _fault("not-a-day", "expected {expected}, without a time", expected=expected)
    if isinstance(value, str):
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
            raise _fault("not-a-day", "expected {expected}, without a time", expected=expected)
        try:
            value = date.fromisoformat(value)
        except ValueError:
            raise _fault("no-such-day", "there is no such day; expected {expected}", expected=expected) from None
    if not FIRST_DAY <= value <= LAST_DAY:
        raise _fault("out-of-range", "expected a day from 2000-01-01 to 2100-12-31")
    return value


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, Plain) and value in ("true", "false"):
        return value == "true"
    raise _fault("not-a-flag", "expected true or false")


def _text(value: Any) -> Any:
    if isinstance(value, str):
        return str(value)
    raise _fault("not-text", "expected text")


def _schema(pattern: str, *, numeric: str | None = None, **more: Any) -> WithJsonSchema:
    text: dict[str, Any] = {"type": "string", "pattern": pattern}
    return WithJsonSchema({"anyOf": [{"type": numeric, **more}, text]} if numeric else text)


Id = Annotated[str, BeforeValidator(_text), Field(pattern=r"^[A-Za-z][A-Za-z0-9._-]{0,63}$")]
"""The name a thing is referred to by; ASCII, at most 64 characters, starting with a letter."""

Text = Annotated[str, BeforeValidator(_text), Field(min_length=1, max_length=2000)]
"""One line or paragraph for people."""

Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
"""A calendar day, never a time."""

Count = Annotated[int, BeforeValidator(_count), Field(ge=0, le=100_000)]
"""A whole number of things."""

Days = Annotated[int, BeforeValidator(_days), Field(ge=0, le=LARGEST_EFFORT)]
"""Working days."""

PersonDays = Annotated[int, BeforeValidator(_effort), Field(ge=0, le=LARGEST_EFFORT)]
"""Effort in person-days."""

Amount = Annotated[
    int, BeforeValidator(_amount), _schema(r"^[¥￥]?\d+(\.\d+)? ?[kKmM万亿]?$", numeric="integer", minimum=0, maximum=LARGEST_AMOUNT)
]
"""Money in thousand CNY (or thousands of the folder's currency); units such as 200万 and 1.2亿 are read."""

Share = Annotated[
    Fraction,
    BeforeValidator(_share),
    PlainSerializer(write_share, return_type=str, when_used="json"),
    _schema(r"^\d+(\.\d+)?%$|^\d+/\d+$|^[01](\.\d+)?$", numeric="number", minimum=0, maximum=1),
]
"""An exact share of one: 0.6, 60% or 1/3."""

Flag = Annotated[bool, BeforeValidator(_flag)]
"""true or false."""
