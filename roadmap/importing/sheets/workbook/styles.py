"""Numbers of a workbook as texts: days where their format shows days, percentages where it shows percentages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from requirements.reading.cells.canonical import as_text
from roadmap.importing.sheets.workbook.archive import Archive
from roadmap.importing.sheets.workbook.xml import read_part

_DAYS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_PERCENTS = frozenset({9, 10})
_SAID = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_FIRST = 61
"""The first day that Excel and the calendar count alike: before it, Excel knows a 29 February 1900."""
_ROUNDED = 10**15
"""Numbers from which on spreadsheets drop digits: they stay as a spreadsheet shows them, so that none is an id."""
_LAST = 2_958_465  # 31 December 9999


class NumberKind(StrEnum):
    """What the format of a cell shows its number as."""

    NUMBER = "number"
    DAY = "day"
    PERCENT = "percent"


def read_styles(archive: Archive) -> list[NumberKind]:
    """What each style of a workbook shows a number as."""
    kinds: list[NumberKind] = []
    formats: dict[int, str] = {}
    inside: list[str] = []

    def begin(tag: str, attributes: Mapping[str, str]) -> None:
        inside.append(tag)
        number = attributes.get("numFmtId", "0")
        number = number if number.isdecimal() else "0"
        if tag == "numFmt":
            formats[int(number)] = attributes.get("formatCode", "")
        elif tag == "xf" and inside[-2:-1] == ["cellXfs"]:
            kinds.append(_kind(int(number), formats))

    def end(_tag: str, _text: str) -> None:
        inside.pop()

    if "xl/styles.xml" in archive.names:
        read_part(archive, "xl/styles.xml", begin, end)
    return kinds


def _kind(number: int, formats: Mapping[int, str]) -> NumberKind:
    if number in formats:
        shown = _SAID.sub("", formats[number]).partition(";")[0].casefold()
        if re.search(r"[dyhs年月日]|m", shown) and not re.search(r"general|[0#?]", shown.replace("ss.0", "")):
            return NumberKind.DAY
        return NumberKind.PERCENT if "%" in shown else NumberKind.NUMBER
    return NumberKind.DAY if number in _DAYS else NumberKind.PERCENT if number in _PERCENTS else NumberKind.NUMBER


def number_text(text: str, kind: NumberKind, *, from_1904: bool) -> str | None:
    """A stored number as a person would write it; None if it is none.

    Days that no calendar has, such as the 0th and the 60th, stay numbers, which no field takes for a day.
    """
    try:
        number = Decimal(f"{float(text):.15g}")  # spreadsheets keep 15 digits, and write 17
    except (ValueError, InvalidOperation, OverflowError):
        return None
    if not number.is_finite():
        return None
    serial = number + 1_462 if from_1904 else number
    if kind is NumberKind.DAY and _FIRST <= serial <= _LAST:
        day = date(1899, 12, 30) + timedelta(days=int(serial))
        minutes = round((serial - int(serial)) * 1440)
        return f"{day}" if not 0 < minutes < 1440 else f"{day} {minutes // 60:02}:{minutes % 60:02}"
    if abs(number) >= _ROUNDED:
        return f"{number:E}"
    return f"{as_text(number * 100)}%" if kind is NumberKind.PERCENT else as_text(number)
