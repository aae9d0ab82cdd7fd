"""A whole plan as a workbook for colleagues: deals, gates, needs, features, work, releases, people and more."""

from __future__ import annotations

from collections.abc import Iterator

from requirements.amounts.halves import number_of
from requirements.language import _, in_clauses, labelled
from roadmap.plans.deals import DealLine
from roadmap.plans.document import CapabilityLine, Plan, ReleaseLine
from roadmap.plans.revenue.money import SegmentLine
from roadmap.views.books.deal_sheets import gate_sheet, need_sheet, promise_sheet
from roadmap.views.books.sheet_columns import SheetColumn as Column
from roadmap.views.books.sheet_columns import sheet_of
from roadmap.views.books.work_sheets import feature_sheet, people_sheets, unplanned_sheet, work_sheet
from roadmap.views.editions.edition import EditionTable
from roadmap.views.editions.timelines.timeline_sheets import EditionBook
from roadmap.views.lookup import Lookup, look_up
from roadmap.views.reasons.causes import cause_text
from roadmap.views.words import deal_badge, kind_word, maturity_word, stage_word, to_come_badge


def build_plan_book(plan: Plan) -> EditionBook:
    """The workbook of a plan, amounts and customers included: it is for colleagues. Sections without lines are left
    out."""
    tables = tuple(table for table in _tables(plan, look_up(plan)) if table.rows)
    return EditionBook(plan.name, plan.as_of, plan.branding.colour or "", tuple(_about(plan)), tables)


def _about(plan: Plan) -> Iterator[tuple[str, str]]:
    yield _("Plan"), plan.name
    yield _("As of"), plan.as_of.isoformat()
    yield _("First day"), plan.start.isoformat()
    yield _("Last day"), plan.horizon.isoformat()
    yield _("Amounts"), _("in thousand {currency}").format(currency=plan.currency)
    yield _("Value of the plan"), f"{plan.headline.value:,}"
    yield _("Upper bound"), "-" if plan.proof.bound is None else f"{plan.proof.bound:,}"
    yield _("For"), _("Colleagues only. The workbook holds customers and amounts.")


def _tables(plan: Plan, look: Lookup) -> Iterator[EditionTable]:
    yield deal_sheet(plan, look)
    yield gate_sheet(plan, look)
    yield need_sheet(plan, look)
    yield promise_sheet(plan, look)
    yield feature_sheet(plan, look)
    yield work_sheet(plan, look)
    yield unplanned_sheet(plan, look)
    yield _release_sheet(plan)
    yield _capability_sheet(plan)
    yield from people_sheets(plan, look)
    yield _segment_sheet(plan)


def deal_sheet(plan: Plan, look: Lookup) -> EditionTable:
    """A row for each open deal, with a column for each field of the company's own."""
    own = sorted({name for deal in plan.deals for name in deal.fields})
    value = _("Contract value (thousand {currency})").format(currency=plan.currency)
    columns: list[Column[DealLine]] = [
        Column(_("Id"), lambda deal: deal.id),
        Column(_("Deal"), lambda deal: deal.name),
        Column(_("Customer"), lambda deal: None if deal.placeholder else deal.customer),
        Column(_("Segment"), lambda deal: look.segment(deal.segment)),
        Column(_("Owner"), lambda deal: deal.owner),
        Column(_("Stage"), lambda deal: to_come_badge() if deal.placeholder else stage_word(deal.stage)),
        Column(value, lambda deal: number_of(deal.value)),
        Column(_("Win probability"), lambda deal: round(deal.win_probability, 4)),
        Column(_("Expected"), lambda deal: deal.expected),
        Column(_("Kept by the plan"), lambda deal: deal.kept),
        Column(_("Standing"), lambda deal: deal_badge(deal.status)),
        Column(_("Release"), lambda deal: deal.release),
        Column(
            _("Why"),
            lambda deal: "\n".join(cause_text(cause, look, currency=plan.currency) for cause in deal.causes),
        ),
        Column(_("Situation"), lambda deal: deal.situation),
        Column(_("Reference"), lambda deal: deal.ref),
        Column(_("Link"), lambda deal: deal.link),
        *map(_own_column, own),
    ]
    return sheet_of("deals", _("Deals"), plan.deals, columns)


def _own_column(name: str) -> Column[DealLine]:
    """A column of the company's own."""
    return Column(name, lambda deal: deal.fields.get(name))


def _release_sheet(plan: Plan) -> EditionTable:
    columns: list[Column[ReleaseLine]] = [
        Column(_("Release"), lambda line: line.id),
        Column(_("Freeze"), lambda line: line.freeze),
        Column(_("Ship day"), lambda line: line.ship),
        Column(_("Cost"), lambda line: line.cost),
        Column(_("Used"), lambda line: _("yes") if line.used else _("no")),
        Column(_("Features"), lambda line: in_clauses(line.features)),
        Column(_("Deals"), lambda line: in_clauses(line.deals)),
        Column(_("Reference"), lambda line: line.ref),
        Column(_("Link"), lambda line: line.link),
    ]
    return sheet_of("releases", _("Releases"), plan.releases, columns)


def _capability_sheet(plan: Plan) -> EditionTable:
    columns: list[Column[CapabilityLine]] = [
        Column(_("Id"), lambda line: line.id),
        Column(_("Capability"), lambda line: line.name),
        Column(_("Kind"), lambda line: kind_word(line.kind)),
        Column(_("Ready today"), lambda line: None if line.ready is None else maturity_word(line.ready)),
        Column(
            _("Lands"),
            lambda line: in_clauses(labelled(maturity_word(level), release) for level, release in line.lands.items()),
        ),
        Column(_("Reference"), lambda line: line.ref),
        Column(_("Link"), lambda line: line.link),
    ]
    return sheet_of("capabilities", _("Capabilities"), plan.capabilities, columns)


def _segment_sheet(plan: Plan) -> EditionTable:
    columns: list[Column[SegmentLine]] = [
        Column(_("Id"), lambda line: line.id),
        Column(_("Segment"), lambda line: line.name),
        Column(_("Target"), lambda line: line.target),
        Column(_("Deals"), lambda line: line.deals),
        Column(_("Expected"), lambda line: line.open_expected),
        Column(_("Secured"), lambda line: line.secured),
        Column(_("At risk"), lambda line: line.at_risk),
        Column(_("Late"), lambda line: line.late),
        Column(_("Given up"), lambda line: line.given_up),
    ]
    return sheet_of("segments", _("Segments"), plan.segments, columns)
