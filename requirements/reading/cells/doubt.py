"""Doubt: what is said where a cell has no meaning, or more than one."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_UNKNOWN = (
    "待定 未定 暂无 无 空 未知 不详 暂不确定 待确认 tbd tba tbc n/a na none null nil - -- --- — —— – / ? . 0000-00-00"
)
_BLANK = frozenset(_UNKNOWN.split())


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a cell cannot be read: a code of findings, one sentence, and what to do about it."""

    code: str
    message: str
    hint: str = ""


def plain(text: str) -> str:
    """The text of a cell with full-width signs as ASCII ones, every blank as a space, and none at its ends."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def is_blank(text: str) -> bool:
    """Whether a cell says that nothing is known: it is empty, or holds a word such as 待定, TBD, n/a or a dash."""
    return not text or plain(text).casefold() in _BLANK or not text.strip()
