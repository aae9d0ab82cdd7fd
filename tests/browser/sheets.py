"""What stands on the sheets of a printed document: the lines of text of each, from top to bottom."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import pypdfium2  # type: ignore[import-untyped]

SAME_LINE = 3
"""Points by which the feet of letters of one line may differ."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: its width and height in points, and its lines without blanks."""

    width: float
    height: float
    lines: tuple[str, ...]


def sheets_of(document: bytes) -> list[Sheet]:
    """The sheets of a PDF document."""
    opened = pypdfium2.PdfDocument(document)
    try:
        return [Sheet(page.get_width(), page.get_height(), tuple(_lines(page))) for page in opened]
    finally:
        opened.close()


def _lines(page: pypdfium2.PdfPage) -> list[str]:
    text = page.get_textpage()
    found: dict[int, list[tuple[float, str]]] = defaultdict(list)
    for at in range(text.count_chars()):
        letter = text.get_text_range(at, 1)
        if letter.strip():
            left, bottom, _right, _top = text.get_charbox(at, loose=True)
            found[round(bottom / SAME_LINE)].append((left, letter))
    return ["".join(letter for _left, letter in sorted(found[foot])) for foot in sorted(found, reverse=True)]
