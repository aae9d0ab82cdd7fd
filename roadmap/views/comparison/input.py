"""What is different in the input of two plans, in words. Restricted: it may hold values and chances to win."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from requirements.amounts.money import exact_thousands
from requirements.gate import Stage
from requirements.language import _, enumerated
from roadmap.comparing.pairs import DifferenceKind, PlanChange
from roadmap.views.comparison.compared_names import NamesOfBoth, gate_of
from roadmap.views.formats import exact_money, percent, table_day
from roadmap.views.words import stage_word


@dataclass(frozen=True, slots=True)
class InputRow:
    """One difference: of what, what it was and what it is."""

    what: str
    before: str
    after: str


def input_rows(changes: tuple[PlanChange, ...], names: NamesOfBoth, *, currency: str) -> tuple[InputRow, ...]:
    """Every difference of the input that the two plans show, in words."""
    return tuple(
        InputRow(
            _what(change, names),
            *(_value(change.kind, side, currency) for side in (change.values.before, change.values.after)),
        )
        for change in changes
    )


def _what(change: PlanChange, names: NamesOfBoth) -> str:
    subject, kind = change.subject, change.kind
    deal = names.deal(subject.partition("/")[0])
    if kind in _OF_DEALS:
        need = names.need(subject.split("/")[2]) if kind is DifferenceKind.NEED else ""
        gate = gate_of(subject) if kind in (DifferenceKind.GATE, DifferenceKind.NEED) else ""
        return _OF_DEALS[kind]().format(deal=deal, gate=gate, need=need)
    if kind in (DifferenceKind.FEATURE, DifferenceKind.EFFORT, DifferenceKind.PROGRESS, DifferenceKind.COST):
        return _OF_FEATURES[kind]().format(feature=names.feature(subject))
    return _OTHERS[kind]().format(subject=enumerated(subject.split("/")))


_OF_DEALS: dict[DifferenceKind, Callable[[], str]] = {
    DifferenceKind.DEAL: lambda: _("{deal}: open"),
    DifferenceKind.STAGE: lambda: _("{deal}: stage"),
    DifferenceKind.WORTH: lambda: _("{deal}: value"),
    DifferenceKind.CHANCE: lambda: _("{deal}: win probability"),
    DifferenceKind.GATE: lambda: _("{deal}: date of {gate}"),
    DifferenceKind.NEED: lambda: _("{deal}: need {need} by {gate}"),
}
_OF_FEATURES: dict[DifferenceKind, Callable[[], str]] = {
    DifferenceKind.FEATURE: lambda: _("{feature}: in the input"),
    DifferenceKind.EFFORT: lambda: _("{feature}: person-days"),
    DifferenceKind.PROGRESS: lambda: _("{feature}: work items done / started / planned"),
    DifferenceKind.COST: lambda: _("{feature}: cost"),
}
_OTHERS: dict[DifferenceKind, Callable[[], str]] = {
    DifferenceKind.AS_OF: lambda: _("Today"),
    DifferenceKind.HORIZON: lambda: _("Last day of the plan"),
    DifferenceKind.SAFE_SLACK: lambda: _("Safe slack, working days"),
    DifferenceKind.TARGET: lambda: _("Target of {subject}"),
    DifferenceKind.RELEASE: lambda: _("Release {subject}"),
    DifferenceKind.FREEZE: lambda: _("{subject}: freeze day"),
    DifferenceKind.SHIP: lambda: _("{subject}: ship day"),
    DifferenceKind.PEOPLE: lambda: _("{subject}: people"),
    DifferenceKind.PIN: lambda: _("Pin {subject}"),
}


def _value(kind: DifferenceKind, value: Any, currency: str) -> str:
    if value is None or value is False:
        return "–"
    if value is True:
        return _("yes")
    if isinstance(value, date):
        return table_day(value)
    if kind in (DifferenceKind.WORTH, DifferenceKind.TARGET, DifferenceKind.COST):
        return exact_money(exact_thousands(value), currency)
    if kind is DifferenceKind.CHANCE:
        return percent(float(value))
    return stage_word(value) if isinstance(value, Stage) else str(value)
