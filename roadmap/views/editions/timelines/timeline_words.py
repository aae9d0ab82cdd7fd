"""Timelines as tables for people: what their columns and values are called in the language in force."""

from __future__ import annotations

from collections.abc import Callable

from requirements.gate import Gate, Maturity, Stage
from requirements.language import _
from roadmap.plans.deals import DealStatus, GateStatus
from roadmap.views.editions.timelines.timeline_sheets import change_badge, confidence_word, timeline_headings
from roadmap.views.words import deal_badge, gate_badge, gate_word, maturity_word, stage_word

_VALUES: dict[str, Callable[[str], str]] = {
    "stage": lambda value: stage_word(Stage(value)),
    "deal_status": lambda value: deal_badge(DealStatus(value)).word,
    "gate": lambda value: gate_word(Gate(value)),
    "status": lambda value: gate_badge(GateStatus(value)).word,
    "confidence": confidence_word,
    "change": lambda value: change_badge(value).word,
    "maturity": lambda value: maturity_word(Maturity(value)),
}


def column_words() -> dict[str, str]:
    """What the columns of a timeline, and of a customer's, are called; the key of an event has no name but its own."""
    return timeline_headings("") | {
        "currency": _("Currency"),
        "value": _("Contract value (thousands)"),
        "requirement": _("Requirement"),
        "maturity": _("As"),
        "state": _("Standing"),
        "available_now": _("Available today as"),
        "quarter": _("When"),
    }


def value_word(column: str, value: object) -> object:
    """A value of a column with a closed list of values in words; any other as it is."""
    return _VALUES[column](value) if column in _VALUES and isinstance(value, str) and value else value
