"""Text in columns for a terminal: Chinese characters take two places, and what is too long is cut."""

from __future__ import annotations

import re
from collections.abc import Sequence

from requirements.chinese import places
from roadmap.cli.terminal.printing import printable

CUT = "…"
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60"
_PIECES = re.compile(rf"[{_WIDE}][，。：；、！？）”》」]*\s*|[^\s{_WIDE}]+[，。：；、！？）”》」]*\s*|\s+")
"""What stands together on a line: a wide character or a word, with the punctuation and the spaces after it."""


def left(text: str, width: int) -> str:
    """The text at the left of so many places; a longer one is cut, and shows that it is."""
    plain = printable(text)
    if places(plain) > width:
        while places(plain) > width - 1:
            plain = plain[:-1]
        plain += CUT
    return plain + " " * (width - places(plain))


def right(text: str, width: int) -> str:
    """The text at the right of so many places; a number is never cut."""
    plain = printable(text)
    return " " * (width - places(plain)) + plain


def row(label: str, cells: Sequence[str], *, label_width: int, width: int) -> str:
    """A label and cells of one width each, without blanks at the end."""
    return (left(label, label_width) + "".join(right(cell, width) for cell in cells)).rstrip()


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of so many places at most. Chinese may be broken anywhere, but not before its punctuation."""
    lines, line = [], ""
    for piece in _PIECES.findall(text):
        if line and places(line + piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()] if line.strip() else lines
