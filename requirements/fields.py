"""The types of single fields: how the text of a file becomes an id, a day, an amount, a share or a count.

Text is read without typing: an unquoted scalar arrives as `Plain`, a quoted one as `str`. Each type here decides
what its text may be; nothing is guessed. All types also take the true Python value, so models can be built in code.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Any

from pydantic import (
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    PlainSerializer,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from requirements.amounts.halves import Halves, in_halves, number_of
from requirements.describing.expected import expected_of
from requirements.fault import fault

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
LARGEST_AMOUNT = 1_000_000_000
LARGEST_EFFORT = 2_600  # 520 weeks of five days
LARGEST_CREW = 50
LONGEST_DIGITS = 30

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
_SEPARATED = re.compile(r"[+-]?\d{1,3}([., '_]\d+)+", re.ASCII)
_OTHER_DAY = re.compile(r"(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2}) ?日?", re.ASCII)  # 2026/7/1, 2026年7月1日
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．－＋％／", "0123456789.-+%/")
_EXCEL_EPOCH, _EXCEL_SERIALS = date(1899, 12, 30), range(36_526, 73_416)
_WEB_ADDRESS = re.compile(r"https?://[^\s\"'<>`\\]+", re.ASCII | re.IGNORECASE)
ID_PATTERN = r"^[A-Za-z][A-Za-z0-9._-]{0,63}$"


class Plain(str):
    """An unquoted scalar of a file: its text, for the field's own type to read."""

    __slots__ = ()


UNKNOWN_WORD = "unknown-word"
"""The code of a text that is no word of a closed list; the error's context holds the `known` words."""


class Word(StrEnum):
    """A closed list of words. Read from text, quoted or not; everything else about a model stays strict."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """The words by their text."""
        words = core_schema.enum_schema(cls, list(cls), sub_type="str", strict=False)
        known = {"known": ", ".join(cls)}
        return core_schema.custom_error_schema(
            words, UNKNOWN_WORD, custom_error_message="no such word", custom_error_context=known
        )


def number_in(value: object, kind: str) -> Decimal:
    """The number in plain text, an int or a Decimal; never a bool, a quoted text, NaN or an exponent."""
    if isinstance(value, Plain):
        text = value.strip().translate(_HALF_WIDTH)
        if len(text) <= LONGEST_DIGITS and _NUMBER.fullmatch(text):
            return Decimal(text)
        if _SEPARATED.fullmatch(text):
            raise fault(
                "ambiguous-number", "expected {expected}, without separators between digits", expected=expected_of(kind)
            )
    elif isinstance(value, str):
        raise fault("quoted-number", "expected {expected}, without quotes", expected=expected_of(kind))
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        number = Decimal(value)
        if number.is_finite():
            return number
    elif isinstance(value, float) and abs(value) < LARGEST_AMOUNT * 10:
        return Decimal(repr(value))
    raise fault("not-a-number", "expected {expected}", expected=expected_of(kind))


def whole_number(value: object, low: int, high: int, kind: str) -> int:
    """The whole number in plain text or a number, both limits included; `kind` names what a fault says was expected."""
    number = number_in(value, kind)
    if not low <= number <= high:
        raise fault("out-of-range", "expected {expected}", expected=expected_of(kind))
    if number != number.to_integral_value():
        raise fault("not-whole", "expected {expected}; a fraction is not allowed", expected=expected_of(kind))
    return int(number)


def _count(value: object) -> int:
    return whole_number(value, 0, 100_000, "count")


def _days(value: object) -> int:
    return whole_number(value, 0, LARGEST_EFFORT, "days")


def _effort(value: object) -> Halves:
    number = value if isinstance(value, Fraction) else Fraction(number_in(value, "effort"))
    if not 0 <= number.numerator <= LARGEST_EFFORT * number.denominator:  # a plan has tens of thousands of them
        raise fault("out-of-range", "expected {expected}", expected=expected_of("effort"))
    if number.denominator > 2:
        raise fault("not-half", "expected {expected}", expected=expected_of("effort"))
    return in_halves(number)


def _crew(value: object) -> int:
    return whole_number(value, 1, LARGEST_CREW, "crowd")


def _weeks(value: object) -> int:
    return whole_number(value, 1, 52, "weeks")


def _share(value: object) -> Fraction:
    """A share from 0 to 1, exact: "0.6", "60%" or "1/3". A bare 60 is refused."""
    if isinstance(value, str):
        share = _share_of_text(Plain(value))
    else:
        share = value if isinstance(value, Fraction) else Fraction(number_in(value, "share"))
    if 0 <= share.numerator <= share.denominator:
        return share
    if 2 <= share <= 100 and not (isinstance(value, str) and {"%", "/"} & set(value)):
        raise fault(
            "percent-sign",
            "expected {expected}; write a percentage with its sign, such as 60%",
            expected=expected_of("share"),
        )
    raise fault("out-of-range", "expected {expected}", expected=expected_of("share"))


@lru_cache(maxsize=1024)
def _share_of_text(text: Plain) -> Fraction:
    text = Plain(text.strip().translate(_HALF_WIDTH))
    if re.fullmatch(r"\d{1,6}/[1-9]\d{0,5}", text, re.ASCII):
        return Fraction(text)
    if text.endswith("%"):
        return Fraction(number_in(Plain(text[:-1]), "share")) / 100
    return Fraction(number_in(text, "share"))


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
    if isinstance(value, str):
        value = _day_of_text(value.strip())
    if isinstance(value, datetime) or not isinstance(value, date):
        raise fault("not-a-day", "expected {expected}", expected=expected_of("day"))
    if not FIRST_DAY <= value <= LAST_DAY:
        raise fault("out-of-range", "expected {expected}", expected=expected_of("span"))
    return value


@lru_cache(maxsize=4096)
def _day_of_text(text: str) -> date:
    if re.fullmatch(r"\d{5}", text, re.ASCII) and int(text) in _EXCEL_SERIALS:
        day = _EXCEL_EPOCH + timedelta(days=int(text))
        raise fault(
            "excel-serial",
            "this looks like a day as Excel stores it, as a number ({day}?); expected {expected}",
            expected=expected_of("day"),
            day=str(day),
        )
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        raise _not_a_day(text)
    try:
        return date.fromisoformat(text)
    except ValueError:
        expected = expected_of("day")
        raise fault("no-such-day", "the calendar has no such day; expected {expected}", expected=expected) from None


def _not_a_day(text: str) -> PydanticCustomError:
    """The fault of a text that is no day; if its order of year, month and day is beyond doubt, with the day meant."""
    if parts := _OTHER_DAY.fullmatch(text.translate(_HALF_WIDTH)):
        with suppress(ValueError):
            meant = date(*(int(part) for part in parts.groups())).isoformat()
            return fault("not-a-day", "expected {expected}; write {day}", expected=expected_of("day"), day=meant)
    return fault("not-a-day", "expected {expected}", expected=expected_of("day"))


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, Plain) and value in ("true", "false"):
        return value == "true"
    raise fault("not-a-flag", "expected true or false, without quotes")


def _text(value: Any) -> Any:
    if isinstance(value, str):
        return str(value)
    raise fault("not-text", "expected a text")


def is_web_address(text: str) -> bool:
    """Whether a text is the address of a page, and nothing that a browser would run."""
    return _WEB_ADDRESS.fullmatch(text) is not None


def _web_address(value: Any) -> Any:
    if is_web_address(text := str(_text(value))):
        return text
    raise fault("web-address", "expected a web address that begins with https:// or http://, without blanks")


def schema_of(pattern: str, *, numeric: str | None = None, **more: Any) -> WithJsonSchema:
    """The JSON Schema of a field that is written as a text of this pattern, or as a number."""
    text: dict[str, Any] = {"type": "string", "pattern": pattern}
    return WithJsonSchema({"anyOf": [{"type": numeric, **more}, text]} if numeric else text)


Id = Annotated[str, Field(pattern=ID_PATTERN), BeforeValidator(_text)]
"""The name by which other entries refer to an entry: ASCII, at most 64 characters, starting with a letter."""

Text = Annotated[str, Field(min_length=1, max_length=2000), BeforeValidator(_text)]
"""One line or paragraph for people."""

WebAddress = Annotated[str, Field(max_length=2000), BeforeValidator(_web_address)]
"""A page that a reader can open; nothing that a browser would run."""

Day = Annotated[
    date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"})
]
"""A calendar day, never a time."""

Count = Annotated[int, Field(ge=0, le=100_000), BeforeValidator(_count)]
"""A whole number."""

Days = Annotated[int, Field(ge=0, le=LARGEST_EFFORT), BeforeValidator(_days)]
"""Working days."""

PersonDays = Annotated[
    Halves,
    BeforeValidator(_effort),
    PlainSerializer(number_of, return_type=int | float, when_used="json"),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": LARGEST_EFFORT, "multipleOf": 0.5}),
]
"""Effort in person-days, whole or half."""

Crowd = Annotated[int, Field(ge=1, le=LARGEST_CREW), BeforeValidator(_crew)]
"""A number of people who work on one work item at the same time."""

Weeks = Annotated[int, Field(ge=1, le=52), BeforeValidator(_weeks)]
"""Whole weeks."""

Share = Annotated[
    Fraction,
    BeforeValidator(_share),
    PlainSerializer(write_share, return_type=str, when_used="json"),
    schema_of(r"^\d+(\.\d+)?%$|^\d+/\d+$|^0(\.\d+)?$|^1(\.0+)?$", numeric="number", minimum=0, maximum=1),
]
"""An exact share of one: 0.6, 60% or 1/3."""

Flag = Annotated[bool, BeforeValidator(_flag)]
"""true or false."""
