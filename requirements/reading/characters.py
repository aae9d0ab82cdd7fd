"""Characters that no input may hold: they are invisible, reorder text on screen, or break files and terminals."""

from __future__ import annotations

import re
import unicodedata

from requirements.finding import Finding, Place
from requirements.language import _
from requirements.reading.limits import MOST_CHARACTERS_SHOWN

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters, all but tab and line ends
    "\u2028\u2029"  # line ends that editors do not count as such
    "\u202a-\u202e\u2066-\u2069"  # overrides and isolates of the writing direction
    "\ud800-\udfff\ufffe\uffff\ufeff]"  # halves of characters, no characters, marks of byte order inside the text
)


def find_forbidden(text: str, file: str) -> list[Finding]:
    """A finding for each forbidden character, at most 20. Line ends must be single newlines already."""
    findings = []
    for match in FORBIDDEN.finditer(text):
        start = match.start()
        place = Place(file, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))
        findings.append(forbidden(match.group(), place))
        if len(findings) == MOST_CHARACTERS_SHOWN:
            break
    return findings


def forbidden(character: str, place: Place) -> Finding:
    """The finding for one forbidden character."""
    point = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "")
    message = _("the character {point} is not allowed here").format(point=f"{point} {name}".strip())
    return Finding("character", place, message, _("Delete the character. Most editors do not show it."))
