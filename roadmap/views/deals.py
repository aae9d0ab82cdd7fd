"""The deals: how each stands, gate by gate."""

from __future__ import annotations

from dataclasses import dataclass

from requirements.gate import Gate
from requirements.language import _, ngettext
from roadmap.plan.deals import DealLine, DealStatus, GateLine
from roadmap.plan.document import Plan
from roadmap.views.formats import figure, percent, short_day, working_days
from roadmap.views.headline import missing_of
from roadmap.views.lookup import Lookup
from roadmap.views.words import Badge, deal_badge, gate_badge, gate_word, stage_word


@dataclass(frozen=True, slots=True)
class GateCell:
    """One gate of a deal: its status, its day and the slack to it."""

    badge: Badge
    day: str
    slack: str
    title: str


@dataclass(frozen=True, slots=True)
class DealRow:
    """One deal. Holds customer, value and win probability: for the internal audience only."""

    id: str
    customer: str
    name: str
    situation: str
    segment: str
    stage: str
    owner: str
    value: str
    chance: str
    expected: str
    kept: str
    release: str
    badge: Badge
    gates: tuple[GateCell | None, ...]
    """By the gates of the table; None for a gate that the deal does not have."""
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DealGroup:
    """The deals of one status, the dearest first."""

    badge: Badge
    summary: str
    rows: tuple[DealRow, ...]


@dataclass(frozen=True, slots=True)
class DealsView:
    """All open deals by status, the worst first; `gates` heads the columns that any deal uses."""

    gates: tuple[str, ...]
    groups: tuple[DealGroup, ...]
    columns: str
    """How many columns the table has."""


FIXED_COLUMNS = 5


def build_deals(plan: Plan, lookup: Lookup) -> DealsView:
    """List the deals of a plan."""
    used = {line.gate for deal in plan.deals for line in deal.gates}
    gates = [gate for gate in Gate if gate in used]
    groups = [_group(status, plan, gates, lookup) for status in reversed(DealStatus)]
    return DealsView(
        gates=tuple(gate_word(gate) for gate in gates),
        groups=tuple(group for group in groups if group.rows),
        columns=str(FIXED_COLUMNS + len(gates)),
    )


def _group(status: DealStatus, plan: Plan, gates: list[Gate], lookup: Lookup) -> DealGroup:
    deals = sorted((deal for deal in plan.deals if deal.status is status), key=lambda deal: (-deal.expected, deal.id))
    text = ngettext(
        "{n} deal, {kept} kept of {expected} expected", "{n} deals, {kept} kept of {expected} expected", len(deals)
    )
    summary = text.format(
        n=len(deals),
        kept=figure(sum(deal.kept for deal in deals)),
        expected=figure(sum(deal.expected for deal in deals)),
    )
    return DealGroup(deal_badge(status), summary, tuple(_row(deal, gates, lookup) for deal in deals))


def _row(deal: DealLine, gates: list[Gate], lookup: Lookup) -> DealRow:
    by_gate = {line.gate: line for line in deal.gates}
    return DealRow(
        id=deal.id,
        customer=deal.customer,
        name=deal.name,
        situation=deal.situation or "",
        segment=lookup.segment(deal.segment),
        stage=stage_word(deal.stage),
        owner=deal.owner or "",
        value=figure(deal.value),
        chance=percent(deal.win_probability),
        expected=figure(deal.expected),
        kept=figure(deal.kept),
        release=deal.release or "–",
        badge=deal_badge(deal.status),
        gates=tuple(_cell(by_gate[gate]) if gate in by_gate else None for gate in gates),
        missing=missing_of(deal, lookup),
    )


def _cell(line: GateLine) -> GateCell:
    badge = gate_badge(line.status)
    ready = _("ready {day}").format(day=short_day(line.ready)) if line.ready else _("never ready")
    return GateCell(
        badge=badge,
        day=short_day(line.day),
        slack="–" if line.slack is None else working_days(line.slack),
        title=_("{status}, {ready}").format(status=badge.word, ready=ready),
    )
