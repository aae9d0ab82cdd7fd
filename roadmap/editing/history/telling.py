"""Edits in sentences, for the history and for the message of a commit; restricted values are left out."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any

from requirements.language import _, labelled
from requirements.model import RESTRICTED
from roadmap.editing.entries import entry_of
from roadmap.editing.tables import Location
from roadmap.folder.texts.collected import LISTED
from roadmap.folder.texts.files import shown

LONGEST = 60
"""Signs of a value that a sentence repeats."""


def made_sentence(location: Location, before: Any, after: Any) -> str:
    """One edit as a line of the history: `north-harbour: gate design_in 2026-06-30 -> 2026-08-15`."""
    place = entry_of(location)
    rest = location[len(place) :]
    if not rest:
        return _whole_entry(place, before, after)
    subject = str(place[-1]) if place[0] not in LISTED else f"{place[0]} {int(place[1]) + 1}"
    return labelled(subject, _changed(_named(rest), before, after, hidden=_is_restricted(location)))


def _is_restricted(location: Location) -> bool:
    return location[0] == "deals" and bool({str(step) for step in location[2:]} & RESTRICTED)


def _whole_entry(place: Location, before: Any, after: Any) -> str:
    if len(place) == 1:
        return _changed(str(place[0]), before, after, hidden=False)
    if place[0] in LISTED:
        name = f"{place[0]} {int(place[1]) + 1}"
        return _changed(name, before, after, hidden=False)
    if before is None:
        return _("{section}: {id} added").format(section=place[0], id=place[1])
    if after is None:
        return _("{section}: {id} removed").format(section=place[0], id=place[1])
    return _("{section}: {id} changed").format(section=place[0], id=place[1])


def _named(rest: Location) -> str:
    """The place within an entry as people say it."""
    if rest[0] == "gates" and len(rest) == 2:
        return _("gate {gate}").format(gate=rest[1])
    if rest[0] == "needs" and len(rest) == 2:
        return _("needs of the gate {gate}").format(gate=rest[1])
    if rest[0] == "needs" and len(rest) == 3 and isinstance(rest[2], int):
        return _("need {number} of the gate {gate}").format(number=rest[2] + 1, gate=rest[1])
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in rest)


def _changed(name: str, before: Any, after: Any, *, hidden: bool) -> str:
    if hidden or not (_is_short(before) and _is_short(after)):
        return _("{what} changed").format(what=name)
    if before is None:
        return _("{what} added: {after}").format(what=name, after=_value(after))
    if after is None:
        return _("{what} removed: {before}").format(what=name, before=_value(before))
    return _("{what} {before} -> {after}").format(what=name, before=_value(before), after=_value(after))


def _is_short(value: Any) -> bool:
    return len(_value(value)) <= LONGEST and "\n" not in _value(value)


def _value(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_value(part) for part in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_value(part)}" for key, part in value.items()) + "}"
    return "" if value is None else str(value)


def unified(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """The difference of some texts by name, as `diff -u` and git show it."""
    parts: list[str] = []
    for name, text in after.items():
        old, new = (_lines(one) for one in (before.get(name, ""), text))
        parts += difflib.unified_diff(old, new, f"a/{shown(name)}", f"b/{shown(name)}")
    return "".join(parts)


def _lines(text: str) -> list[str]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    return lines
