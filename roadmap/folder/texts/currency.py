"""The currency that a folder counts in, what others are worth in it, and amounts of deals that are stated in others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from pydantic_core import PydanticCustomError

from requirements.amounts.money import OWN_UNIT, read_rate
from requirements.fields import Plain
from requirements.finding import Finding
from requirements.reading.cells.canonical import Forms, amounts_as_text
from requirements.reading.cells.doubt import Doubt
from requirements.reading.nodes import Document, MappingNode, Path
from requirements.reading.tables.columns import advice_on

_NAMES_ONE = re.compile(r"[A-Za-z]{3}\b|[$€£]|美[元金]|欧元|港币|日元|人民币")
"""What only a currency is written with; one letter alone is a unit."""


def stated_currency(roadmap: Document) -> str:
    """The currency that roadmap.yaml states, before anything is typed."""
    stated = roadmap.root.get("currency", "CNY")
    return stated if isinstance(stated, str) else "CNY"


def stated_rates(roadmap: Document) -> dict[str, Decimal]:
    """The rates that roadmap.yaml states, before anything is typed; those that are none are told when it is."""
    stated = roadmap.root.get("rates")
    rates: dict[str, Decimal] = {}
    for currency, rate in stated.items() if isinstance(stated, MappingNode) else ():
        with suppress(PydanticCustomError):
            rates[currency] = read_rate(rate)
    return rates


def in_own_currency(deal: Any, roadmap: Document, document: Document, path: Path) -> tuple[Any, list[Finding]]:
    """A deal whose value names a currency with the value in the folder's, rounded to its own unit; else the deal.
    Without a unit it is in the currency's own. A value in a currency whose rate nobody states is a finding."""
    text = deal.get("value") if isinstance(deal, Mapping) else None
    if not isinstance(text, str) or not _NAMES_ONE.search(text):
        return deal, []
    currency, rates = stated_currency(roadmap), stated_rates(roadmap)
    (amount,) = amounts_as_text([text], unit=1, currency=currency, forms=Forms(), rates=rates)
    if isinstance(amount, Doubt):
        if amount.code != "other-currency":
            return deal, []
        return deal, [Finding(amount.code, document.place((*path, "value")), amount.message, advice_on(amount))]
    return {**deal, "value": Plain(f"{Decimal(amount).quantize(OWN_UNIT, ROUND_HALF_UP):f}")}, []
