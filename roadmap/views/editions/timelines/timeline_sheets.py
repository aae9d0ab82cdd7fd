"""A timeline as a workbook: a sheet of all rows, one for each segment and one for each owner."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from requirements.gate import Gate, Maturity
from requirements.language import _
from roadmap.editions.imprint import Imprint, imprint_of
from roadmap.editions.lens import lens_for
from roadmap.editions.need_answers import AnswerState
from roadmap.plans.deals import DealStatus, GateStatus
from roadmap.plans.document import Plan
from roadmap.views.editions.audiences.customer import answer_badge
from roadmap.views.editions.cover import audience_word, notice_of, quarter_word
from roadmap.views.editions.edition import EditionCell, EditionColumn, EditionTable, badge, text
from roadmap.views.editions.timelines.audience_timeline import CustomerLine, CustomerTimeline, TimelineAsked
from roadmap.views.sales_timeline import OWN, PromiseChange, TimelineGate, TimelineView
from roadmap.views.words import Badge, deal_badge, gate_badge, gate_word, maturity_word, stage_word


@dataclass(frozen=True, slots=True)
class EditionBook:
    """A workbook for one audience: what it is, and its sheets in order."""

    title: str
    as_of: date
    colour: str
    about: tuple[tuple[str, str], ...]
    """Names and values for the last sheet: for whom it is, as of when, until when, the legal text."""
    tables: tuple[EditionTable, ...]
    hidden: tuple[EditionTable, ...] = ()
    """Sheets for programs, which nobody sees."""


def timeline_book(plan: Plan, view: TimelineView | CustomerTimeline, asked: TimelineAsked) -> EditionBook:
    """The workbook of a timeline that was made for an audience."""
    lens = lens_for(plan, asked.audience, deal=asked.deal, owner=asked.owner)
    imprint = imprint_of(plan, lens, owner=asked.owner)
    tables = _requirements(view) if isinstance(view, CustomerTimeline) else _gates(view)
    return EditionBook(
        title=view.name, as_of=view.as_of, colour=imprint.colour or "", about=_about(imprint), tables=tuple(tables)
    )


def _about(imprint: Imprint) -> tuple[tuple[str, str], ...]:
    lines = [
        (_("Edition"), audience_word(imprint.audience)),
        (_("Notice"), notice_of(imprint)),
        (_("Company"), imprint.company),
        (_("Plan"), imprint.plan),
        (_("For"), imprint.recipient),
        (_("As of"), imprint.as_of.isoformat()),
        (_("Valid until"), imprint.expires.isoformat() if imprint.expires else None),
        (_("Legal"), imprint.legal),
    ]
    return tuple((label, value) for label, value in lines if value)


def _gates(view: TimelineView) -> Iterable[EditionTable]:
    whole = _table(view, view.gates, _("All"))
    yield whole
    for column in ("segment", "owner"):
        if column in view.columns:
            names = sorted({getattr(gate, column) for gate in view.gates} - {None})
            for name in names if len(names) > 1 else ():
                own = [gate for gate in view.gates if getattr(gate, column) == name]
                yield replace(_table(view, own, name), key=column)


def _table(view: TimelineView, gates: Iterable[TimelineGate], name: str) -> EditionTable:
    headings = timeline_headings(view.gates[0].currency if view.gates else "")
    told = {column for column in view.columns for gate in view.gates if _value(gate, column) is not None}
    columns = [one for one in view.columns if one not in _LEFT_OUT and (one in told or one not in _WHERE_TOLD)]
    heads = tuple(
        EditionColumn(headings.get(column, column.removeprefix(OWN)), number=column in _NUMBERS) for column in columns
    )
    rows = tuple(tuple(_cell(gate, column) for column in columns) for gate in gates)
    return EditionTable("all", name, "", heads, rows)


_LEFT_OUT = ("key", "currency")
_WHERE_TOLD = (
    *("published_day", "published_release", "late_of_20", "sure_day", "sure_release"),
    *("change", "before_day", "before_release", "moved_days"),
)
"""Columns that are there only where a row of the timeline says something in them."""
_NUMBERS = ("value", "slack_days", "late_of_20", "moved_days")


def timeline_headings(currency: str) -> dict[str, str]:
    """What the columns of a timeline are called in a workbook."""
    return {
        "deal": _("Deal"),
        "name": _("Name"),
        "customer": _("Customer"),
        "segment": _("Segment"),
        "owner": _("Owner"),
        "stage": _("Stage"),
        "value": _("Contract value (thousand {currency})").format(currency=currency),
        "deal_status": _("Standing of the deal"),
        "cause": _("Why"),
        "gate": _("Gate"),
        "gate_day": _("Gate day"),
        "status": _("Standing"),
        "promised_day": _("Promised for"),
        "confidence": _("Confidence"),
        "published_day": _("Published for"),
        "published_release": _("Published release"),
        "release": _("Release"),
        "ready_day": _("Ready"),
        "slack_days": _("Slack (working days)"),
        "missing": _("Still missing"),
        "late_of_20": _("Number of 20 futures in which it is late"),
        "sure_day": _("Ready in 16 of 20 futures"),
        "sure_release": _("Release that is sure enough"),
        "change": _("Change"),
        "before_day": _("Promised before for"),
        "before_release": _("Release before"),
        "moved_days": _("Moved by (calendar days)"),
    }


def change_badge(change: str) -> Badge:
    """What became of a promise since an earlier plan."""
    return {
        PromiseChange.NEW: Badge("＋", _("New"), "accent"),
        PromiseChange.SAME: Badge("·", _("Unchanged"), "quiet"),
        PromiseChange.LATER: Badge("▼", _("Later"), "late"),
        PromiseChange.EARLIER: Badge("▲", _("Earlier"), "good"),
        PromiseChange.PROMISED: Badge("●", _("Now promised"), "good"),
        PromiseChange.WITHDRAWN: Badge("✕", _("Withdrawn"), "lost"),
    }[PromiseChange(change)]


def confidence_word(confidence: str) -> str:
    """How sure a promise is."""
    return {"firm": _("firm"), "tight": _("tight"), "late": _("late")}[confidence]


_WORDS: dict[str, Callable[[TimelineGate], EditionCell]] = {
    "stage": lambda gate: text(stage_word(gate.stage)),
    "deal_status": lambda gate: badge(deal_badge(DealStatus(gate.deal_status))),
    "gate": lambda gate: text(gate_word(gate.gate)),
    "status": lambda gate: badge(gate_badge(GateStatus(gate.status))),
    "confidence": lambda gate: text(confidence_word(gate.confidence) if gate.confidence else ""),
    "missing": lambda gate: text("; ".join(gate.missing)),
    "change": lambda gate: badge(change_badge(gate.change)) if gate.change else text(""),
}


def _cell(gate: TimelineGate, column: str) -> EditionCell:
    if column in _WORDS:
        return _WORDS[column](gate)
    value = _value(gate, column)
    if isinstance(value, date | int | float):
        return EditionCell(str(value), value)
    return text(value or "")


def _value(gate: TimelineGate, column: str) -> Any:
    """What a gate says in a column; in one of the company's own, its deal's field."""
    return gate.fields.get(column.removeprefix(OWN)) if column.startswith(OWN) else getattr(gate, column)


def _requirements(view: CustomerTimeline) -> Iterable[EditionTable]:
    names = (
        _("Requirement"),
        _("As"),
        _("Needed for"),
        _("Standing"),
        _("Available today as"),
        _("When"),
        _("Release"),
    )
    rows = tuple(_requirement(line) for line in view.lines)
    yield EditionTable("all", _("Requirements"), "", tuple(map(EditionColumn, names)), rows)


def _requirement(line: CustomerLine) -> tuple[EditionCell, ...]:
    words = {level.value: maturity_word(level) for level in Maturity}
    return (
        text(line.requirement),
        text(words[line.maturity]),
        text(gate_word(Gate(line.gate)) if line.gate else ""),
        badge(answer_badge(AnswerState(line.state))),
        text(words[line.available_now] if line.available_now else ""),
        text(quarter_word(line.quarter) if line.quarter else ""),
        text(line.release or ""),
    )
