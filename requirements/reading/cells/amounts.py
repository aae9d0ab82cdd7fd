"""Amounts of money as people write them: 1,200万, 120万元, ¥3,680,000, 1.2亿, $125000, 250k.

A column has a unit, which its heading says: 金额(万元). A cell with a unit of its own says itself how much it is. One
with a sign of a currency and no unit may mean either the currency's own unit or the column's, and the other cells of
the column tell which.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from requirements.language import _
from requirements.reading.cells.doubt import Doubt, plain
from requirements.reading.cells.numbers import Decimals, decimals_of, read_number

UNITS = {
    "元": 1,
    "千": 1_000,
    "k": 1_000,
    "thousand": 1_000,
    "万": 10_000,
    "w": 10_000,
    "百万": 1_000_000,
    "m": 1_000_000,
    "mm": 1_000_000,
    "mn": 1_000_000,
    "mio": 1_000_000,
    "million": 1_000_000,
    "千万": 10_000_000,
    "亿": 100_000_000,
    "b": 1_000_000_000,
    "bn": 1_000_000_000,
    "billion": 1_000_000_000,
}
"""How many of the currency's own unit a unit is."""
_SIGNS = {
    "us$": "USD",
    "hk$": "HKD",
    "nt$": "TWD",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "¥",
    "人民币": "CNY",
    "rmb": "CNY",
    "美元": "USD",
    "美金": "USD",
    "欧元": "EUR",
    "港币": "HKD",
    "日元": "JPY",
}
CURRENCIES = (
    *("CNY", "USD", "EUR", "GBP", "JPY", "HKD", "TWD", "KRW"),
    *("SGD", "INR", "AUD", "CAD", "CHF", "MYR", "THB", "VND"),
)
"""The codes of currencies that amounts are known to be written with."""
_SIGN = "|".join(re.escape(sign) for sign in _SIGNS) + "|" + "|".join(CURRENCIES)
_UNIT = "|".join(sorted((re.escape(unit) for unit in UNITS), key=len, reverse=True))
_AMOUNT = re.compile(
    rf"(?P<before>{_SIGN})? ?(?P<number>[\d.][\d., ']*?) ?(?P<unit>{_UNIT})?(?P<yuan>元)?整? ?(?P<after>{_SIGN})?",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(r"\(.*\d.*\)|[^\d]{0,4}[-−].*\d.*", re.DOTALL)
_HEADED = re.compile(
    rf"(?:^|[(\[/_: ])(?P<sign>{_SIGN})? ?(?P<unit>{_UNIT})?(?P<yuan>元)?s?(?P<after>{_SIGN})?[)\]]?$", re.I
)
_NEAR = 30
"""Cells of one column are thought to differ by no more than this factor from the middle one, either way."""


@dataclass(frozen=True, slots=True)
class Written:
    """An amount as it is written: `unit` is None where the cell has none, `currency` likewise."""

    number: Decimal
    unit: int | None
    currency: str | None


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency's own unit; `currency` is None where the cell does not say."""

    amount: Decimal
    currency: str | None = None


def read_amounts(
    cells: Sequence[str], *, unit: int = 1, decimals: Decimals | None = None, usual: Decimals | None = None
) -> list[Money | Doubt]:
    """The amounts that the cells of one column say, in their order. `unit` is how many of the currency's own unit a
    bare number counts; `decimals` says how numbers are written, `usual` how where the column does not show it."""
    texts = [plain(cell) for cell in cells]
    numbers = [found["number"] for text in texts if (found := _AMOUNT.fullmatch(text))]
    decimals = decimals or decimals_of(numbers) or (usual if _agree(numbers) else None)
    written = [_written(text, decimals) for text in texts]
    middle = _middle([one.number * (one.unit or unit) for one in written if isinstance(one, Written) and _clear(one)])
    return [one if isinstance(one, Doubt) else _money(one, unit, middle) for one in written]


def _agree(numbers: list[str]) -> bool:
    """Whether no two numbers of a column are written in different ways."""
    return len({shown for number in numbers if (shown := decimals_of([number])) is not None}) < 2


def _clear(written: Written) -> bool:
    """Whether the unit of an amount is beyond doubt."""
    return written.unit is not None or written.currency is None


def _written(text: str, decimals: Decimals | None) -> Written | Doubt:
    if _NEGATIVE.fullmatch(text):
        return Doubt("out-of-range", _("an amount must not be negative"))
    found = _AMOUNT.fullmatch(text)
    if found is None or (found["before"] and found["after"]):
        return _no_amount()
    sign = (found["before"] or found["after"] or "").casefold()
    unit = (found["unit"] or found["yuan"] or "").casefold()
    chinese = not unit.isascii() or sign in ("¥", "$", "£", "us$", "hk$")
    number = read_number(found["number"].strip(), decimals or (Decimals.POINT if chinese else None))
    if isinstance(number, Doubt):
        return number
    currency = _SIGNS.get(sign, sign.upper()) or ("CNY" if found["yuan"] or unit == "元" else None)
    return Written(number, UNITS[unit] if unit else None, currency)


def _no_amount() -> Doubt:
    hint = _("Write a single number, with or without a unit: 1200, 120万, 1.2亿, 250k.")
    return Doubt("not-a-number", _("this is not an amount"), hint)


def _money(written: Written, unit: int, middle: Decimal | None) -> Money | Doubt:
    if _clear(written) or unit == 1:
        return Money(written.number * (written.unit or unit), written.currency)
    readings = [written.number, written.number * unit]
    if middle is not None:
        readings = [amount for amount in readings if middle / _NEAR <= amount <= middle * _NEAR]
    if len(readings) == 1:
        return Money(readings[0], written.currency)
    message = _("this amount has a currency sign but no unit, and the column counts in units of {unit}")
    hint = _("Add the unit, such as ¥120万, or leave out the currency sign.")
    return Doubt("ambiguous-number", message.format(unit=unit), hint)


def _middle(amounts: list[Decimal]) -> Decimal | None:
    known = sorted(amount for amount in amounts if amount)
    return known[len(known) // 2] if known else None


def unit_of_heading(heading: str) -> tuple[int | None, str | None]:
    """The unit and the currency that the heading of a column says at its end, such as 金额(万元) or Amount (USD k)."""
    found = _HEADED.search(plain(heading))
    if found is None or not any(found.groups()):
        return None, None
    sign = (found["sign"] or found["after"] or "").casefold()
    unit = (found["unit"] or found["yuan"] or "").casefold()
    return (UNITS[unit] if unit else None), (
        _SIGNS.get(sign, sign.upper()) or ("CNY" if found["yuan"] or unit == "元" else None)
    )
