"""The lines of a scenario as chips: with the names that people use, not with ids."""

from __future__ import annotations

from datetime import date
from typing import Any

from requirements.gate import Gate
from requirements.language import _
from requirements.reading.cells.needs import need_names
from roadmap.changes.scenarios.changes import ChangeKind, FolderChange, shown
from roadmap.meeting.lines import line_sentence
from roadmap.views.formats import table_day
from roadmap.views.lookup import Lookup
from roadmap.views.words import gate_word


def chip_words(change: FolderChange, lookup: Lookup) -> str:
    """A change in a few words, in the language in force."""
    if change.kind is ChangeKind.PIN and isinstance(change.value, dict):
        return _pin(change.value, lookup) or line_sentence(change)
    parts = change.path.split(".")
    if parts[0] == "deals" and change.kind in (ChangeKind.SET, ChangeKind.DROP):
        for section, word in (("gates", _gate), ("needs", _need)):
            if section in parts[2:]:
                at = parts.index(section, 2)
                return word(".".join(parts[1:at]), parts[at + 1 :], change, lookup) or line_sentence(change)
        if change.kind is ChangeKind.DROP and ".".join(parts[1:]) in lookup.deals:
            return _("without {path}").format(path=lookup.customer(".".join(parts[1:])))
    return line_sentence(change)


def moved_gate(change: FolderChange) -> tuple[str, str, date] | None:
    """The deal, the gate and the day of a change that moves a gate; None for any other."""
    parts = change.path.split(".")
    if change.kind is not ChangeKind.SET or parts[0] != "deals" or "gates" not in parts[2:]:
        return None
    at, day = parts.index("gates", 2), _day(change.value)
    return None if day is None else (".".join(parts[1:at]), ".".join(parts[at + 1 :]), day)


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _pin(pin: dict[str, Any], lookup: Lookup) -> str:
    if pin.get("deal") is not None:
        text = _("{deal} must be served") if pin.get("served") == "true" else _("{deal} is given up")
        return text.format(deal=lookup.customer(str(pin["deal"])))
    line = lookup.features.get(str(pin.get("feature")))
    name = str(pin.get("feature")) if line is None else line.name
    if pin.get("release") is not None:
        return _("{feature} lands in {release}").format(feature=name, release=pin["release"])
    said = {"true": _("{feature} is built"), "false": _("{feature} is not built")}
    return said.get(str(pin.get("planned")), "").format(feature=name)


def _gate(deal: str, rest: list[str], change: FolderChange, lookup: Lookup) -> str:
    day = _day(change.value)
    if day is None or ".".join(rest) not in set(Gate):
        return ""
    words = {"deal": lookup.customer(deal), "gate": gate_word(Gate(".".join(rest))), "day": table_day(day)}
    return _("{deal}: {gate} on {day}").format(**words)


def _need(deal: str, rest: list[str], change: FolderChange, lookup: Lookup) -> str:
    if len(rest) < 2 or rest[0] not in set(Gate):
        return ""
    words = {
        "deal": lookup.customer(deal),
        "gate": gate_word(Gate(rest[0])),
        "need": lookup.capability(".".join(rest[1:])),
    }
    if change.kind is ChangeKind.DROP:
        return _("{deal}: {gate} without {need}").format(**words)
    new = lookup.missing(" | ".join(need_names(shown(change.value))))
    return _("{deal}: {gate} with {new} instead of {need}").format(new=new, **words)
