"""A plan as an audience sees it: fields that it may not see are not there at all.

Whatever is made for an audience is made from this, so that nothing in it, not a width, an order, a count or a colour,
can come from a hidden value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

from pydantic import BaseModel

from requirements.amounts.halves import number_of
from roadmap.editions.classified import known_fields
from roadmap.editions.lens import Lens
from roadmap.editions.secrecy import Knowledge, Treatment
from roadmap.plans.document import Plan


class Withheld(AttributeError):
    """A field that the audience may not see was asked for: a defect in what is made for it."""


class Seen:
    """A part of a plan, or a frozen dataclass made from one, through a lens."""

    __slots__ = ("_lens", "_part")

    def __init__(self, part: object, lens: Lens) -> None:
        object.__setattr__(self, "_part", part)
        object.__setattr__(self, "_lens", lens)

    def __getattr__(self, name: str) -> Any:
        owner = type(self._part).__name__
        treatment = self._lens.treatment(owner, name)
        if treatment is None:
            raise Withheld(f"{owner}.{name} is not for the audience {self._lens.audience}")
        return _look(getattr(self._part, name), owner, name, treatment, self._lens)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(name)

    def __repr__(self) -> str:
        return f"<{type(self._part).__name__} as seen by {self._lens.audience}>"


def see(plan: Plan, lens: Lens) -> Seen:
    """A plan through a lens."""
    return Seen(plan, lens)


def shown(parts: Iterable[object], lens: Lens) -> tuple[Any, ...]:
    """Parts through a lens: those that the audience sees, in an order that tells nothing it may not know."""
    held = [part for part in parts if lens.holds(part)]
    named = next((name for name in ("id", "deal") if held and _is_renamed(held[0], name, lens)), None)
    if named is not None:
        held.sort(key=lambda part: lens.pseudonym(getattr(part, named)))
    return tuple(Seen(part, lens) for part in held)


def _is_renamed(part: object, name: str, lens: Lens) -> bool:
    return lens.treatment(type(part).__name__, name) is Treatment.PSEUDONYM


def _look(value: Any, owner: str, name: str, treatment: Treatment, lens: Lens) -> Any:
    if value is None:
        return None
    if treatment is Treatment.QUARTER:
        return quarter_of(value)
    if known_fields(owner)[name] is Knowledge.DEAL and not (owner == "DealLine" and treatment is Treatment.SHOW):
        return _named(value, lens)
    return _wrapped(value, lens)


def _named(value: Any, lens: Lens) -> Any:
    """Deals that are named by a part of the plan: those that the audience may know of."""
    if isinstance(value, str):
        return lens.name_of(value)
    return tuple(sorted(lens.name_of(deal) for deal in value if deal in lens.known))


def _wrapped(value: Any, lens: Lens) -> Any:
    if isinstance(value, BaseModel) or is_dataclass(value):
        return Seen(value, lens)
    if isinstance(value, Mapping):
        return {key: _wrapped(item, lens) for key, item in value.items()}
    if isinstance(value, list | tuple):
        parted = any(isinstance(item, BaseModel) or is_dataclass(item) for item in value)
        return shown(value, lens) if parted else tuple(value)
    if isinstance(value, str | int | float | Fraction | date | Enum):
        return value
    raise Withheld(f"a {type(value).__name__} is shown to nobody")


def told(part: Seen) -> dict[str, Any]:
    """What an audience sees of a part of a plan, as plain values by field: the fields that are shown to it, and ids by
    the pseudonyms it knows. Other names of what has a pseudonym are left out."""
    owner, lens = type(part._part).__name__, part._lens  # noqa: SLF001 - its own
    found = {}
    for name, kind in known_fields(owner).items():
        treatment = lens.treatment(owner, name)
        is_other_name = treatment is Treatment.PSEUDONYM and kind is Knowledge.DEAL and name in _OTHER_NAMES
        if treatment is not None and not is_other_name:
            found[name] = _plain(getattr(part, name))
    return found


_OTHER_NAMES = ("name", "ref", "link")


def _plain(value: Any) -> Any:
    if isinstance(value, Seen):
        return told(value)
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Fraction):
        return number_of(value)
    return value.isoformat() if isinstance(value, date) else value


def quarter_of(day: date) -> str:
    """The quarter of a day, such as 2026Q2."""
    return f"{day.year}Q{(day.month + 2) // 3}"
