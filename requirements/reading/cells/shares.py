"""Shares as people write them: 75%, 0.75, 3/4, and 75 where a column is in percent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from requirements.language import _
from requirements.reading.cells.doubt import Doubt, plain

_SIGNED = re.compile(r"(\d{1,6}(?:[.,]\d{1,12})?) ?%", re.ASCII)
_FRACTION = re.compile(r"(\d{1,6}) ?/ ?([1-9]\d{0,5})", re.ASCII)
_BARE = re.compile(r"\d{1,6}(?:[.,]\d{1,12})?", re.ASCII)


def read_shares(cells: Sequence[str], *, percent: bool = False) -> list[Fraction | Doubt]:
    """The shares that the cells of one column say, in their order. `percent` says that bare numbers are percentages.

    A bare number above 1 can only be a percentage and one below 1 only a share, unless `percent`; a bare 1 is 1 % in a
    column of percentages, 100 % in one of shares, and in doubt where both stand.
    """
    texts = [plain(cell) for cell in cells]
    bare = [_number(text) for text in texts if _BARE.fullmatch(text)]
    above, below = any(number > 1 for number in bare), any(0 < number < 1 for number in bare)
    return [_read(text, percent=percent, above=above, below=below) for text in texts]


def _number(text: str) -> Fraction:
    return Fraction(Decimal(text.replace(",", ".")))


def _read(text: str, *, percent: bool, above: bool, below: bool) -> Fraction | Doubt:
    if found := _SIGNED.fullmatch(text):
        return _within(_number(found[1]) / 100)
    if found := _FRACTION.fullmatch(text):
        return _within(Fraction(int(found[1]), int(found[2])))
    if not _BARE.fullmatch(text):
        return Doubt("not-a-number", _("expected a share, such as 75%, 0.75 or 3/4"))
    return _of_bare(_number(text), percent=percent, above=above, below=below)


def _of_bare(number: Fraction, *, percent: bool, above: bool, below: bool) -> Fraction | Doubt:
    if number > 1:
        return _within(number / 100)
    if 0 < number < 1 and percent:
        message = _("the column holds percentages, so this number can mean a share or less than 1%")
        return Doubt("percent-sign", message, _("Write the share with a percent sign, such as 75%."))
    return _one(percent=percent, below=below) if number == 1 and (above or percent) else number


def _one(*, percent: bool, below: bool) -> Fraction | Doubt:
    if percent or not below:
        return Fraction(1, 100)
    message = _("the column holds percentages and shares, so this 1 can mean 1% or 100%")
    return Doubt("percent-sign", message, _("Write the share with a percent sign, such as 1% or 100%."))


def _within(share: Fraction) -> Fraction | Doubt:
    return share if share <= 1 else Doubt("out-of-range", _("a share must not be more than 100%"))
