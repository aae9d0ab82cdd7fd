"""Numbers as people write them: which of comma and point parts the thousands, and which the decimals."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from requirements.fields import Word
from requirements.language import _
from requirements.reading.cells.doubt import Doubt

LONGEST = 30


class Decimals(Word):
    """How numbers are written, by an example."""

    POINT = "1,234.5"
    COMMA = "1.234,5"


_GROUPS = r"[1-9]\d{0,2}(?:%s\d{3})+|[1-9]\d{0,2}(?:[' ]\d{3})+"
_FORMS = {
    Decimals.POINT: re.compile(rf"\d*\.?\d+|(?:{_GROUPS % ','})(?:\.\d+)?", re.ASCII),
    Decimals.COMMA: re.compile(rf"\d+(?:,\d+)?|(?:{_GROUPS % '[.]'})(?:,\d+)?", re.ASCII),
}
_DIGITS = re.compile(r"\d[\d., ']*\d", re.ASCII)
_THREE_DECIMALS = re.compile(r"[1-9]\d{0,2},\d{3}", re.ASCII)


def read_number(text: str, decimals: Decimals | None = None) -> Decimal | Doubt:
    """The number in a text without sign and unit. One that is two numbers, such as 1,200, is in doubt unless `decimals`
    says how numbers are written; so is one that is not written as `decimals` says, and 1,200 where a comma parts the
    decimals, since nobody is known to mean 1.2 by it."""
    readings = _readings(text)
    if not readings:
        return (
            _unsure(text) if re.fullmatch(r"\d[\d., ']*\d", text, re.ASCII) and len(text) <= LONGEST else _no_number()
        )
    if decimals is not None:
        refused = decimals not in readings or (decimals is Decimals.COMMA and _THREE_DECIMALS.fullmatch(text))
        return _unsure(text) if refused else readings[decimals]
    return next(iter(readings.values())) if len(set(readings.values())) == 1 else _unsure(text)


def _readings(text: str) -> dict[Decimals, Decimal]:
    """What number a text is, by how numbers may be written."""
    if len(text) > LONGEST:
        return {}
    found = {decimals: text for decimals, form in _FORMS.items() if form.fullmatch(text)}
    return {decimals: _value(text, decimals) for decimals in found}


def _value(text: str, decimals: Decimals) -> Decimal:
    if decimals is Decimals.POINT:
        return Decimal(re.sub("[, ']", "", text))
    return Decimal(re.sub("[. ']", "", text).replace(",", "."))


def decimals_of(texts: Iterable[str]) -> Decimals | None:
    """How the numbers of a column are written, as those show that have one meaning; None if none does or they
    disagree."""
    found = {next(iter(readings)) for text in texts if len(readings := _readings(text)) == 1}
    return found.pop() if len(found) == 1 else None


def _unsure(text: str) -> Doubt:
    separators = " ".join(sorted(set(re.sub(r"\d", "", text).replace(" ", "␣"))))
    message = _("the separators between these digits ({separators}) can be read in two ways")
    hint = _(
        'Write the number without separators, or state their form in the mapping: `numbers: "1,234.5"` under `from`.'
    )
    return Doubt("ambiguous-number", message.format(separators=separators), hint)


def _no_number() -> Doubt:
    return Doubt("not-a-number", _("this is not a number"), _("Write the number in digits, such as 1200 or 1,234.5."))
