"""What is different in the input of two plans, in words. Restricted: it may hold values and chances to win."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from requirements.gate import Stage
from requirements.language import _
from roadmap.compare.changes import Change, Kind
from roadmap.views.comparison.names import Names, gate_of
from roadmap.views.formats import long_day, money, percent
from roadmap.views.words import stage_word


@dataclass(frozen=True, slots=True)
class InputRow:
    """One difference: of what, what it was and what it is."""

    what: str
    before: str
    after: str


def input_rows(changes: tuple[Change, ...], names: Names, *, currency: str) -> tuple[InputRow, ...]:
    """Every difference of the input that the two plans show, in words."""
    return tuple(
        InputRow(
            _what(change, names),
            *(_value(change.kind, side, currency) for side in (change.values.before, change.values.after)),
        )
        for change in changes
    )


def _what(change: Change, names: Names) -> str:
    subject, kind = change.subject, change.kind
    deal = names.deal(subject.partition("/")[0])
    if kind in _OF_DEALS:
        need = names.need(subject.split("/")[2]) if kind is Kind.NEED else ""
        gate = gate_of(subject) if kind in (Kind.GATE, Kind.NEED) else ""
        return _OF_DEALS[kind]().format(deal=deal, gate=gate, need=need)
    if kind in (Kind.FEATURE, Kind.EFFORT, Kind.PROGRESS, Kind.COST):
        return _OF_FEATURES[kind]().format(feature=names.feature(subject))
    return _OTHERS[kind]().format(subject=subject.replace("/", ", "))


_OF_DEALS: dict[Kind, Callable[[], str]] = {
    Kind.DEAL: lambda: _("{deal}: open deal"),
    Kind.STAGE: lambda: _("{deal}: stage"),
    Kind.WORTH: lambda: _("{deal}: value"),
    Kind.CHANCE: lambda: _("{deal}: win probability"),
    Kind.GATE: lambda: _("{deal}: day of {gate}"),
    Kind.NEED: lambda: _("{deal}: {need} for {gate}"),
}
_OF_FEATURES: dict[Kind, Callable[[], str]] = {
    Kind.FEATURE: lambda: _("{feature}: known"),
    Kind.EFFORT: lambda: _("{feature}: person-days"),
    Kind.PROGRESS: lambda: _("{feature}: work items done / started / to come"),
    Kind.COST: lambda: _("{feature}: cost"),
}
_OTHERS: dict[Kind, Callable[[], str]] = {
    Kind.AS_OF: lambda: _("Today"),
    Kind.HORIZON: lambda: _("Last day of the plan"),
    Kind.SAFE_SLACK: lambda: _("Safe slack, working days"),
    Kind.TARGET: lambda: _("Target of {subject}"),
    Kind.RELEASE: lambda: _("Release {subject}"),
    Kind.FREEZE: lambda: _("{subject}: freeze"),
    Kind.SHIP: lambda: _("{subject}: ship day"),
    Kind.PEOPLE: lambda: _("{subject}: people"),
    Kind.PIN: lambda: _("Pin {subject}"),
}


def _value(kind: Kind, value: Any, currency: str) -> str:
    if value is None or value is False:
        return "–"
    if value is True:
        return _("yes")
    if isinstance(value, date):
        return long_day(value)
    if kind in (Kind.WORTH, Kind.TARGET, Kind.COST):
        return money(int(value), currency)
    if kind is Kind.CHANCE:
        return percent(float(value))
    return stage_word(value) if isinstance(value, Stage) else str(value)
