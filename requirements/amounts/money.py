"""Amounts of money: in thousands of the folder's currency, those of deals exact to the currency's own unit."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainSerializer

from requirements.amounts.halves import in_halves, number_of
from requirements.describing.expected import expected_of
from requirements.fault import fault
from requirements.fields import LARGEST_AMOUNT, Plain, number_in, schema_of, whole_number

Thousands = int | Fraction
"""A number of thousands: an int where it is whole, else a fraction in thousandths, the currency's own unit."""

THOUSAND = 1_000
OWN_UNIT = Decimal("0.001")
"""The currency's own unit, in thousands."""
_UNITS = {"元": Decimal("0.001"), "k": Decimal(1), "千": Decimal(1), "万": Decimal(10), "m": Decimal(1_000)} | {
    "亿": Decimal(100_000)
}
_GROUPED = re.compile(r"[1-9]\d{0,2}(,\d{3})+(\.\d+)?", re.ASCII)


def _said(value: object) -> Decimal:
    """The thousands that a text with a unit says, with quotes or without; else the number."""
    if not isinstance(value, str):
        return number_in(value, "amount")
    text = value.strip()
    bare = text[:-1].rstrip() if text[-2:-1] in ("千", "万", "亿") and text.endswith("元") else text
    unit = _UNITS.get(bare[-1:].lower())
    if unit is not None:
        digits = bare[:-1].strip().lstrip("¥￥").strip()
        grouped = _GROUPED.fullmatch(digits)
        return number_in(Plain(digits.replace(",", "") if grouped else digits), "amount") * unit
    if text.startswith(("¥", "￥")):
        raise fault(
            "ambiguous-number",
            "an amount with ¥ needs a unit; expected {expected}",
            expected=expected_of("amount"),
        )
    return number_in(value, "amount")


def _amount(value: object) -> int:
    """Whole thousands of the currency."""
    return whole_number(_said(value), 0, LARGEST_AMOUNT, "amount")


def _exact(value: object) -> Thousands:
    """Thousands of the currency, exact to its own unit."""
    number = value if isinstance(value, Fraction) else Fraction(_said(value))
    if not 0 <= number.numerator <= LARGEST_AMOUNT * number.denominator:
        raise fault("out-of-range", "expected {expected}", expected=expected_of("exact"))
    if THOUSAND % number.denominator:
        raise fault("not-whole", "expected {expected}", expected=expected_of("exact"))
    return in_halves(number)


def exact_thousands(number: float) -> Thousands:
    """A number of JSON as an exact amount: 1234.567 is 1,234,567 of the currency's own unit."""
    return in_halves(Fraction(round(number * THOUSAND), THOUSAND))


def read_rate(value: Any) -> Any:
    """What one of another currency is worth."""
    if isinstance(value, Decimal) and value > 0:
        return value
    if isinstance(value, Plain) and re.fullmatch(r"\d{1,6}(\.\d{1,8})?", value.strip()) and Decimal(value.strip()):
        return Decimal(value.strip())
    raise fault("not-a-number", "expected the exchange rate of this currency, more than 0, such as 7.1")


def in_units(thousands: Thousands) -> int:
    """An exact amount in the currency's own unit: 1234.567 thousands are 1,234,567."""
    return int(thousands * THOUSAND)


_WRITTEN = r"^[¥￥]? ?\d[\d,]*(\.\d+)? ?(元|[kKmM]|[千万亿]元?)$"

Amount = Annotated[
    int,
    BeforeValidator(_amount),
    schema_of(_WRITTEN, numeric="integer", minimum=0, maximum=LARGEST_AMOUNT),
]
"""An amount of money in whole thousands of the folder's currency. Units such as 200万 and 1.2亿 can be written."""

ExactAmount = Annotated[
    Thousands,
    BeforeValidator(_exact),
    PlainSerializer(number_of, return_type=int | float, when_used="json"),
    schema_of(_WRITTEN, numeric="number", minimum=0, maximum=LARGEST_AMOUNT, multipleOf=0.001),
]
"""An amount of money in thousands of the folder's currency, exact to its own unit: 2400, 0.45, 1234.567. Units such as
450元, 1,234,567元, 200万 and 1.2亿 can be written. What the search and all sums count is whole thousands."""

CURRENCY = r"^[A-Z]{3}$"
"""The pattern of the code of a currency."""

Rates = dict[
    Annotated[str, Field(pattern=CURRENCY)],
    Annotated[Decimal, BeforeValidator(read_rate), schema_of(r"^\d{1,6}(\.\d{1,8})?$", numeric="number", minimum=0)],
]
"""What one of each other currency is worth in the folder's."""
