"""The five gestures of a meeting, and the one line of a scenario file that each becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from requirements.gate import Gate
from requirements.reading.nodes import Path
from roadmap.changes.scenarios.changes import PEOPLE


@dataclass(frozen=True, slots=True)
class MoveGate:
    """A gate of a deal is on another day. None: as the folder says."""

    deal: str
    gate: Gate
    day: date | None


@dataclass(frozen=True, slots=True)
class SwitchDeal:
    """A deal must be served (True) or is given up (False). None: as the plan likes."""

    deal: str
    served: bool | None


@dataclass(frozen=True, slots=True)
class ChangePeople:
    """So many more people of a skill from a day on, fewer below 0, on top of what the meeting changed before."""

    skill: str
    count: int
    day: date | None = None


@dataclass(frozen=True, slots=True)
class PinFeature:
    """A feature lands in a release (`release`), or is not built (`planned` False). Neither: as the plan likes."""

    feature: str
    release: str | None = None
    planned: bool | None = None


@dataclass(frozen=True, slots=True)
class ChangeNeed:
    """A need of a deal by a gate, named by its capability, is replaced by another (`by`, in the short form), or left
    out (None). `kept` True: as the folder says."""

    deal: str
    gate: Gate
    need: str
    by: str | None = None
    kept: bool = False


Gesture = MoveGate | SwitchDeal | ChangePeople | PinFeature | ChangeNeed


@dataclass(frozen=True, slots=True)
class LineChange:
    """What a gesture does to a scenario: the places of the lines that go, and the place and value of the one that
    comes (None: none does). A place that ends with a position counts members from 0."""

    gone: tuple[Path, ...]
    place: Path | None
    value: Any = None


def line_change(gesture: Gesture, stated: Mapping[str, Any]) -> LineChange:
    """The one line of a scenario that a gesture is. `stated` is what the file says now."""
    if isinstance(gesture, MoveGate):
        path = f"deals.{gesture.deal}.gates.{gesture.gate.value}"
        return _set(path, None if gesture.day is None else gesture.day, stated)
    if isinstance(gesture, SwitchDeal):
        pin = None if gesture.served is None else {"deal": gesture.deal, "served": gesture.served}
        return _pin("deal", gesture.deal, pin, stated)
    if isinstance(gesture, PinFeature):
        said = {"release": gesture.release} if gesture.release is not None else {"planned": gesture.planned}
        free = gesture.release is None and gesture.planned is None
        return _pin("feature", gesture.feature, None if free else {"feature": gesture.feature, **said}, stated)
    if isinstance(gesture, ChangePeople):
        return _people(gesture, stated)
    return _need(gesture, stated)


def _set(path: str, value: object, stated: Mapping[str, Any]) -> LineChange:
    place = ("set", path)
    if value is not None:
        return LineChange((), place, value)
    return LineChange((place,) if path in (stated.get("set") or {}) else (), None)


def _pin(kind: str, name: str, pin: Mapping[str, Any] | None, stated: Mapping[str, Any]) -> LineChange:
    """The pin of a deal or feature: it takes the place of the one that the scenario states."""
    pins = stated.get("pins") or []
    known = [n for n, other in enumerate(pins) if isinstance(other, dict) and other.get(kind) == name]
    if pin is None:
        return LineChange(tuple(("pins", n) for n in known), None)
    first = known[0] if known else len(pins)
    return LineChange(tuple(("pins", n) for n in known[1:]), ("pins", first), dict(pin))


def _people(gesture: ChangePeople, stated: Mapping[str, Any]) -> LineChange:
    """More or fewer people of the same skill from the same day on are one line, with their sum."""
    lines = stated.get("people") or []
    day = None if gesture.day is None else gesture.day.isoformat()
    found = [PEOPLE.fullmatch(_full(line)) for line in lines]
    known = [n for n, match in enumerate(found) if match is not None and match[3] == gesture.skill and match[4] == day]
    before = sum(int(match[1] + match[2]) for n in known if (match := found[n]) is not None)
    total = before + gesture.count
    gone = tuple(("people", n) for n in (known[1:] if total else known))
    if not total:
        return LineChange(gone, None)
    text = f"{total:+d}:{gesture.skill}" + ("" if day is None else f"@{day}")
    return LineChange(gone, ("people", known[0] if known else len(lines)), text)


def _full(line: object) -> str:
    text = str(line).strip()
    return text if text.startswith("people.") else f"people.{text}"


def _need(gesture: ChangeNeed, stated: Mapping[str, Any]) -> LineChange:
    """A need is left out by a line of `drop`, and replaced by one of `set`; never both."""
    path = f"deals.{gesture.deal}.needs.{gesture.gate.value}.{gesture.need}"
    drops = stated.get("drop") or []
    dropped = tuple(("drop", n) for n, line in enumerate(drops) if line == path)
    replaced = (("set", path),) if path in (stated.get("set") or {}) else ()
    if gesture.kept:
        return LineChange((*dropped, *replaced), None)
    if gesture.by is not None:
        return LineChange(dropped, ("set", path), gesture.by)
    if dropped:
        return LineChange(replaced, None)
    return LineChange(replaced, ("drop", len(drops)), path)
