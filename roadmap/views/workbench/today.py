"""Today: what needs attention in a folder, how old its plan is, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from requirements.finding import Finding, Severity
from requirements.language import _, ngettext
from roadmap.folder.project import Project
from roadmap.plans.document import Plan
from roadmap.tracking.ledger import LedgerLine
from roadmap.views.formats import money, percent, table_day
from roadmap.views.lookup import Lookup, look_up
from roadmap.views.roadmap.head.headline import proof_sentence
from roadmap.views.site.parts import Cell, Column, SiteRow, SiteTable, Thing, ThingLink
from roadmap.views.summary.what_changed import ChangesView, build_changes
from roadmap.views.words import Badge, gate_badge, gate_word, phase_word
from roadmap.views.workbench.findings import FindingRow, finding_rows, state_badge
from roadmap.views.workbench.outdated import PlanAge, plan_age

MOST_FINDINGS = 8
MOST_HINTS = 3
"""Findings that are shown where all are hints."""
MOST_GATES = 10
MOST_TRAINS = 4
MOST_WIRES = 8


@dataclass(frozen=True, slots=True)
class TodayView:
    """The first page of the workbench. Parts that have nothing to say are empty or None; holds customers and
    amounts."""

    state: Badge
    findings: tuple[FindingRow, ...]
    more_findings: str
    statement: str
    """What the plan is worth, in a sentence; empty without a plan."""
    proof: str
    made: str
    plan_findings: tuple[FindingRow, ...]
    age: PlanAge | None
    changes: ChangesView | None
    gates: SiteTable | None
    trains: SiteTable | None
    wires: SiteTable | None
    ledger_findings: tuple[FindingRow, ...]


@dataclass(frozen=True, slots=True)
class TodaySources:
    """What the first page is made from: the folder as far as it can be read, its findings, its plan and the plan before
    it, and the lines of its ledger."""

    findings: Sequence[Finding]
    project: Project | None
    plan: Plan | None
    plan_findings: Sequence[Finding] = ()
    before: Plan | None = None
    ledger: Sequence[LedgerLine] = ()
    ledger_findings: Sequence[Finding] = ()


def build_today(sources: TodaySources) -> TodayView:
    """Make the first page."""
    plan, rows = sources.plan, finding_rows(sources.findings)
    most = MOST_FINDINGS if any(one.severity is not Severity.HINT for one in sources.findings) else MOST_HINTS
    more = len(rows) - most
    lookup = None if plan is None else look_up(plan)
    return TodayView(
        state=state_badge(sources.findings),
        findings=rows[:most],
        more_findings=ngettext("{n} more finding", "{n} more findings", more).format(n=more) if more > 0 else "",
        statement="" if plan is None else _statement(plan),
        proof="" if plan is None else proof_sentence(plan.proof, plan.currency),
        made="" if plan is None else _("Date of the plan: {day}").format(day=table_day(plan.as_of)),
        plan_findings=finding_rows(sources.plan_findings),
        age=None if plan is None or sources.project is None else plan_age(plan, sources.project),
        changes=None if plan is None or lookup is None else build_changes(plan, lookup, sources.before),
        gates=None if plan is None or lookup is None else _gates(plan),
        trains=None if plan is None or lookup is None else _trains(plan, lookup),
        wires=_wires(sources.ledger, _day_of(sources), lookup),
        ledger_findings=finding_rows(sources.ledger_findings),
    )


def _day_of(sources: TodaySources) -> date:
    if sources.project is not None:
        return sources.project.as_of
    return date.min if sources.plan is None else sources.plan.as_of


def _statement(plan: Plan) -> str:
    head = plan.headline
    secured = money(head.secured, plan.currency)
    if not head.target:
        return _("The plan secures {secured} of open deals.").format(secured=secured)
    sentence = _("The plan secures {secured}, {share} of the target.")
    return sentence.format(secured=secured, share=percent(head.secured, head.target))


def _gates(plan: Plan) -> SiteTable | None:
    """The next gates of all deals in hand."""
    coming = [
        (line.day, deal.id, line, deal)
        for deal in plan.deals
        for line in deal.gates
        if not deal.placeholder and line.day >= plan.as_of
    ]
    coming.sort(key=lambda gate: gate[:2])
    rows = tuple(
        SiteRow(
            (
                Cell(table_day(day)),
                Cell(deal.customer, ThingLink(Thing.DEAL, deal.id), note=deal.name),
                Cell(gate_word(line.gate)),
                Cell("", badge=gate_badge(line.status)),
                Cell(deal.owner or "–", ThingLink(Thing.OWNER, deal.owner) if deal.owner else None),
            )
        )
        for day, _id, line, deal in coming[:MOST_GATES]
    )
    heads = (Column(_("Day")), Column(_("Customer")), Column(_("Gate")), Column(_("Status")), Column(_("Owner")))
    return SiteTable("gates", _("Next gates"), heads, rows) if rows else None


def _trains(plan: Plan, lookup: Lookup) -> SiteTable | None:
    """The next releases that the plan uses."""
    ahead = sorted(
        (line for line in plan.releases if line.used and line.ship >= plan.as_of), key=lambda r: (r.ship, r.id)
    )
    rows = []
    for line in ahead[:MOST_TRAINS]:
        served = [deal for deal in lookup.deals.values() if deal.release == line.id and not deal.placeholder]
        features = ngettext("{count} feature", "{count} features", len(line.features)).format(count=len(line.features))
        deals = ngettext("{n} customer", "{n} customers", len(served)).format(n=len(served))
        cells = (
            Cell(line.id, ThingLink(Thing.RELEASE, line.id)),
            Cell(table_day(line.freeze)),
            Cell(table_day(line.ship)),
            Cell(features),
            Cell(deals),
        )
        rows.append(SiteRow(cells))
    heads = (Column(_("Release")), Column(_("Freeze")), Column(_("Ships")), Column(_("Features")), Column(_("For")))
    return SiteTable("trains", _("Next releases"), heads, tuple(rows)) if rows else None


def _wires(ledger: Sequence[LedgerLine], today: date, lookup: Lookup | None) -> SiteTable | None:
    """Work that must be done by a day, or a published promise becomes unsure: the next days, of the newest promise of
    each gate."""
    newest = {(line.deal, line.gate): line for line in ledger}
    coming = sorted(
        ((wire.by, line.deal, wire, line) for line in newest.values() for wire in line.tripwires if wire.by >= today),
        key=lambda found: (found[0], found[1], found[2].feature),
    )
    rows = tuple(
        SiteRow(
            (
                Cell(table_day(by)),
                Cell(_feature(wire.feature, lookup), ThingLink(Thing.FEATURE, wire.feature)),
                Cell(phase_word(wire.phase)),
                Cell(deal if lookup is None else lookup.customer(deal), ThingLink(Thing.DEAL, deal)),
                Cell(gate_word(line.gate)),
                Cell(percent(wire.chance)),
            )
        )
        for by, deal, wire, line in coming[:MOST_WIRES]
    )
    heads = (
        Column(_("Day")), Column(_("Feature")), Column(_("Work")), Column(_("Customer")), Column(_("Gate")),
        Column(_("Chance if it is not done by then"), number=True),
    )  # fmt: skip
    return SiteTable("wires", _("Tripwires: work to be done by a day"), heads, rows) if rows else None


def _feature(key: str, lookup: Lookup | None) -> str:
    """What people call a feature; its id if the plan does not build it."""
    line = None if lookup is None else lookup.features.get(key)
    return key if line is None else line.name
