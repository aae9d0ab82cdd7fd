"""How Chinese sets words beside each other: a space between Han and Latin letters or digits, none between Han and Han.

A message is written before it is known what fills it. "{day} 的计划" is right for "WW26 的计划" and wrong for "6 月
30 日 的计划"; so the spaces at its placeholders are settled when it is filled.
"""

from __future__ import annotations

import gettext
import re
import unicodedata
from functools import lru_cache
from string import Formatter

_WIDE = re.compile(r"[\u2018-\u201d\u2026\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]")
"""Han, and the marks that are as wide; no space stands between two of them."""
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_NARROW_AT_END = re.compile(r"[A-Za-z0-9%]")
_NARROW_AT_START = re.compile(r"[A-Za-z0-9]")


def set_beside(left: str, right: str) -> str:
    """Two texts as one: with a space where Han meets a Latin letter or a digit, without one where both are wide."""
    if left.endswith(" ") and _WIDE.match(left[-2:-1]) and _WIDE.match(right[:1]):
        return left[:-1] + right
    if right.startswith(" ") and _WIDE.match(left[-1:]) and _WIDE.match(right[1:2]):
        return left + right[1:]
    is_apart = (_HAN.match(left[-1:]) and _NARROW_AT_START.match(right[:1])) or (
        _NARROW_AT_END.match(left[-1:]) and _HAN.match(right[:1])
    )
    return f"{left} {right}" if is_apart else left + right


class ChineseText(str):
    """A Chinese message with placeholders; filled, it is spaced by what fills it."""

    __slots__ = ()

    def format(self, *args: object, **values: object) -> str:
        """The message filled as `str.format` does. A space that stands alone between two values stays."""
        text = ""
        for literal, field in _pieces(str(self)):
            value = field.format(*args, **values)
            text = f"{text} {value}" if literal == " " else set_beside(set_beside(text, literal), value)
        return text


@lru_cache(maxsize=4_000)
def _pieces(message: str) -> tuple[tuple[str, str], ...]:
    """What stands before each placeholder, and the placeholder; the last has none."""
    found = []
    for literal, name, form, conversion in Formatter().parse(message):
        sign, colon = f"!{conversion}" if conversion else "", f":{form}" if form else ""
        found.append((literal, "" if name is None else f"{{{name}{sign}{colon}}}"))
    return tuple(found)


class ChineseCatalogue(gettext.GNUTranslations):
    """The Chinese messages; those with placeholders know how to be filled."""

    def gettext(self, message: str) -> str:
        """The Chinese of a message, the message itself where there is none."""
        found = super().gettext(message)
        return ChineseText(found) if found is not message and "{" in found else found

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The Chinese of a message that counts something."""
        found = super().ngettext(msgid1, msgid2, n)
        return ChineseText(found) if found not in {msgid1, msgid2} and "{" in found else found


def places(text: str) -> int:
    """The places that a text takes where all letters are alike wide: wide characters two, combining ones none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )
