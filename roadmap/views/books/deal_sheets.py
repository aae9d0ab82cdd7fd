"""What deals need by when, and what they may be promised, as sheets of a workbook."""

from __future__ import annotations

from requirements.language import _, in_clauses
from roadmap.plans.deals import DealLine, GateLine, GateStatus, NeedLine
from roadmap.plans.deals import Promise as PromisedGate
from roadmap.plans.document import Plan
from roadmap.views.books.sheet_columns import SheetColumn as Column
from roadmap.views.books.sheet_columns import sheet_of
from roadmap.views.editions.edition import EditionTable
from roadmap.views.editions.timelines.timeline_sheets import confidence_word
from roadmap.views.lookup import Lookup
from roadmap.views.words import gate_badge, gate_word, importance_word, maturity_word

OfGate = tuple[DealLine, GateLine]
OfNeed = tuple[DealLine, NeedLine]
OfPromise = tuple[DealLine, PromisedGate]


def gate_sheet(plan: Plan, look: Lookup) -> EditionTable:
    """A row for each gate of each open deal."""
    columns: list[Column[OfGate]] = [
        Column(_("Deal"), lambda pair: pair[0].id),
        Column(_("Customer"), lambda pair: look.customer(pair[0].id)),
        Column(_("Gate"), lambda pair: gate_word(pair[1].gate)),
        Column(_("Gate day"), lambda pair: pair[1].day),
        Column(_("Ready"), lambda pair: pair[1].ready),
        Column(_("Slack (working days)"), lambda pair: _slack(pair[1])),
        Column(_("Standing"), lambda pair: gate_badge(pair[1].status)),
        Column(_("Release"), lambda pair: pair[1].release),
        Column(_("Still missing"), lambda pair: in_clauses(map(look.missing, pair[1].missing))),
    ]
    return sheet_of("gates", _("Gates"), [(deal, gate) for deal in plan.deals for gate in deal.gates], columns)


def _slack(gate: GateLine) -> int | None:
    return None if gate.status is GateStatus.NOT_PROMISED else gate.slack


def need_sheet(plan: Plan, look: Lookup) -> EditionTable:
    """A row for each need of each open deal."""
    columns: list[Column[OfNeed]] = [
        Column(_("Deal"), lambda pair: pair[0].id),
        Column(_("Customer"), lambda pair: look.customer(pair[0].id)),
        Column(_("Gate"), lambda pair: gate_word(pair[1].gate)),
        Column(_("Need"), lambda pair: look.missing(" | ".join(pair[1].any_of))),
        Column(_("Maturity"), lambda pair: maturity_word(pair[1].maturity)),
        Column(_("Importance"), lambda pair: importance_word(pair[1].importance)),
        Column(_("Drop of the win probability"), lambda pair: round(pair[1].drop, 4) or None),
        Column(_("Feature"), lambda pair: pair[1].feature),
        Column(_("Release"), lambda pair: pair[1].release),
        Column(_("Ready"), lambda pair: pair[1].ready),
        Column(_("In time"), lambda pair: _("yes") if pair[1].met else _("no")),
    ]
    return sheet_of("needs", _("Needs"), [(deal, need) for deal in plan.deals for need in deal.needs], columns)


def promise_sheet(plan: Plan, look: Lookup) -> EditionTable:
    """A row for each gate of a deal that may be promised."""
    columns: list[Column[OfPromise]] = [
        Column(_("Deal"), lambda pair: pair[0].id),
        Column(_("Customer"), lambda pair: look.customer(pair[0].id)),
        Column(_("Owner"), lambda pair: pair[0].owner),
        Column(_("Gate"), lambda pair: gate_word(pair[1].gate)),
        Column(_("Promised for"), lambda pair: pair[1].day),
        Column(_("Release"), lambda pair: pair[1].release),
        Column(_("Confidence"), lambda pair: confidence_word(pair[1].confidence)),
    ]
    return sheet_of("promises", _("Promises"), [(deal, one) for deal in plan.deals for one in deal.promises], columns)
