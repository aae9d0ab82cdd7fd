"""Whole columns at once: each cell in the one form that files of a folder take, or a doubt.

A column is read as one, because its cells show together how each is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from requirements.amounts.money import OWN_UNIT, THOUSAND
from requirements.fields import write_share
from requirements.language import _
from requirements.reading.cells.amounts import Money, read_amounts
from requirements.reading.cells.days import DayOrder, order_of, read_day
from requirements.reading.cells.doubt import Doubt
from requirements.reading.cells.numbers import Decimals
from requirements.reading.cells.shares import read_shares


@dataclass(frozen=True, slots=True)
class Forms:
    """How the cells of a file are written where they do not show it themselves."""

    order: DayOrder | None = None
    zone: ZoneInfo | None = None
    looked: bool = False
    """Whether the order was looked for in the whole file, so that no column shows another."""
    decimals: Decimals | None = None
    usual: Decimals | None = None
    """How numbers are written where the column does not show it, as where a heading is Chinese."""


def days_as_text(cells: Sequence[str], forms: Forms) -> list[str | Doubt]:
    """The days of one column, such as 2026-07-01; in the order that its cells show, where `forms` knows none."""
    order = forms.order if forms.order or forms.looked else order_of(cells)
    days = [read_day(cell, order=order, zone=forms.zone) for cell in cells]
    return [day.isoformat() if isinstance(day, date) else day for day in days]


def shares_as_text(cells: Sequence[str], *, percent: bool = False) -> list[str | Doubt]:
    """The shares of one column, such as 60% or 1/3."""
    shares = read_shares(cells, percent=percent)
    return [write_share(share) if isinstance(share, Fraction) else share for share in shares]


def amounts_as_text(
    cells: Sequence[str],
    *,
    unit: int,
    currency: str,
    forms: Forms,
    rates: Mapping[str, Decimal] | None = None,
    stated: Sequence[str | None] | None = None,
) -> list[str | Doubt]:
    """The amounts of one column in thousands of `currency`, with decimals where they are no whole thousands; those that
    were in another currency are rounded to its own unit.

    `unit` is how much a bare number counts; `stated` are the currencies of cells that name none themselves; `rates` say
    what one of another currency is worth.
    """
    amounts = read_amounts(cells, unit=unit, decimals=forms.decimals, usual=forms.usual)
    beside = stated or [None] * len(amounts)
    others = {one.currency for one in amounts if isinstance(one, Money)} - {None}
    foreign = min((str(code) for code in others if not _is_own(code, currency)), default=None)
    return [
        one if isinstance(one, Doubt) else _thousands(one.amount, one.currency or other, currency, rates or {}, foreign)
        for one, other in zip(amounts, beside, strict=True)
    ]


def _is_own(stated: str | None, currency: str) -> bool:
    """Whether an amount is in the folder's currency: it names none, or this one."""
    return stated in (None, currency) or (stated == "¥" and currency in ("CNY", "JPY"))


def _thousands(
    amount: Decimal, stated: str | None, currency: str, rates: Mapping[str, Decimal], foreign: str | None
) -> str | Doubt:
    if stated is None and foreign is not None and amount:
        message = _("other amounts of this column are in {currency}, and this one names no currency")
        hint = _("Write the currency beside the amount, or state `currency` of the column in the mapping.")
        return Doubt("other-currency", message.format(currency=foreign), hint)
    same = _is_own(stated, currency)
    rate = Decimal(1) if same else rates.get("CNY" if stated == "¥" else str(stated))
    if rate is None:
        message = _("this amount is in {stated}, but the folder counts in {currency}")
        hint = _("State the exchange rate in the mapping: `rates: {{{stated}: 7.1}}`.")
        return Doubt("other-currency", message.format(stated=stated, currency=currency), hint.format(stated=stated))
    thousands = amount * rate / THOUSAND
    return as_text(thousands if same else thousands.quantize(OWN_UNIT, ROUND_HALF_UP))


def as_text(number: Decimal) -> str:
    """A number without an exponent and without zeros that say nothing."""
    return f"{number.normalize():f}"
