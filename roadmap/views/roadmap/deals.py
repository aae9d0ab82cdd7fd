"""The deals: how each stands, gate by gate."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from requirements.gate import Gate
from requirements.language import _, follow_on, ngettext
from roadmap.plans.deals import DealLine, DealStatus, GateLine, GateStatus
from roadmap.plans.document import Plan
from roadmap.views.formats import exact_figure, figure, percent, short_day, short_table_day, working_days
from roadmap.views.lookup import Lookup, in_hand
from roadmap.views.roadmap.cases import case_counts
from roadmap.views.roadmap.head.headline import missing_of
from roadmap.views.roadmap.reach import heading_of, is_out_of_reach, reasons, repairs_of
from roadmap.views.words import Badge, deal_badge, gate_badge, gate_word, stage_word, to_come_badge


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
    segment: str
    stage: str
    owner: str
    value: str
    chance: str
    expected: str
    kept: str
    release: str
    badge: Badge
    to_come: bool
    """Whether it is a placeholder, a deal that nobody has yet."""
    gates: tuple[GateCell | None, ...]
    """By the gates of the table; None for a gate that the deal does not have."""
    missing: tuple[str, ...]
    causes: tuple[str, ...]
    """Why it is not served, or not in time, one text for each cause."""
    causes_heading: str
    out_of_reach: bool
    """Whether no plan can serve it."""
    repairs: tuple[str, ...]
    """What would repair the causes."""
    notes: tuple[str, ...] = ()
    """Texts about it: what the input says of it, and how many support cases it brings."""


@dataclass(frozen=True, slots=True)
class DealGroup:
    """The deals of one status, the dearest first; or the placeholders."""

    badge: Badge
    summary: str
    rows: tuple[DealRow, ...]


@dataclass(frozen=True, slots=True)
class DealsView:
    """All open deals by status, the worst first, and the placeholders last; `gates` heads the columns in use."""

    gates: tuple[str, ...]
    groups: tuple[DealGroup, ...]
    columns: str
    """How many columns the table has."""


Rows = Mapping[str, Callable[[], DealRow]]
"""What makes the row of each deal, by its id."""

FIXED_COLUMNS = 5
MOST_PLACEHOLDERS = 60
"""More placeholders than this are not listed one by one."""
MOST_DEALS, MOST_OF_MANY = 240, 36
"""Where there are more deals than this, only the dearest of each status are listed."""


def build_deals(plan: Plan, lookup: Lookup) -> DealsView:
    """List the deals of a plan."""
    used = {line.gate for deal in plan.deals for line in deal.gates}
    gates = [gate for gate in Gate if gate in used]
    cases = case_counts(plan)
    rows = {deal.id: partial(_row, deal, gates, lookup, cases.get(deal.id)) for deal in plan.deals}
    groups = [_group(status, plan, rows) for status in reversed(DealStatus)]
    groups.append(_to_come(plan, rows))
    return DealsView(
        gates=tuple(gate_word(gate) for gate in gates),
        groups=tuple(group for group in groups if group.rows),
        columns=str(FIXED_COLUMNS + len(gates)),
    )


def notes_of(deal: DealLine) -> tuple[str, ...]:
    """The texts of a deal that the input states and the plan takes over, as pages for colleagues show them."""
    return tuple(text for text in (deal.situation,) if text)


def _group(status: DealStatus, plan: Plan, rows: Rows) -> DealGroup:
    every = in_hand(plan)
    deals = sorted((d for d in every if d.status is status), key=lambda deal: (-deal.expected, deal.id))
    room = len(deals) if len(every) <= MOST_DEALS else MOST_OF_MANY
    listed = tuple(rows[deal.id]() for deal in deals[:room])
    return DealGroup(deal_badge(status), follow_on(_summary(deals), _not_shown(len(deals) - room)), listed)


def _not_shown(more: int) -> str:
    return _("{n} more are not shown.").format(n=more) if more > 0 else ""


def _to_come(plan: Plan, rows: Rows) -> DealGroup:
    """The placeholders, by their first gate; of very many the first ones."""
    deals = [deal for deal in plan.deals if deal.placeholder]
    deals.sort(key=lambda deal: (min((line.day for line in deal.gates), default=plan.horizon), deal.id))
    note = _not_shown(len(deals) - MOST_PLACEHOLDERS)
    listed = tuple(rows[deal.id]() for deal in deals[:MOST_PLACEHOLDERS])
    return DealGroup(to_come_badge(), follow_on(_summary(deals), note), listed)


def _name(deal: DealLine) -> str:
    """The deal's name; a placeholder says for how many customers it stands."""
    if deal.stands_for == 1:
        return deal.name
    text = ngettext("{name}, for {n} customer", "{name}, for {n} customers", deal.stands_for)
    return text.format(name=deal.name, n=deal.stands_for)


def _to_come_name() -> str:
    mark = to_come_badge()
    return f"{mark.symbol} {mark.word}"


def _summary(deals: list[DealLine]) -> str:
    text = ngettext(
        "{n} deal, {kept} kept of {expected} expected value",
        "{n} deals, {kept} kept of {expected} expected value",
        len(deals),
    )
    return text.format(
        n=len(deals),
        kept=figure(sum(deal.kept for deal in deals)),
        expected=figure(sum(deal.expected for deal in deals)),
    )


def _row(deal: DealLine, gates: list[Gate], lookup: Lookup, cases: str | None) -> DealRow:
    by_gate = {line.gate: line for line in deal.gates}
    brought = () if cases is None else (_("Brings {cases}").format(cases=cases),)
    return DealRow(
        id=deal.id,
        customer=_to_come_name() if deal.placeholder else deal.customer,
        name=_name(deal),
        segment=lookup.segment(deal.segment),
        stage=stage_word(deal.stage),
        owner=deal.owner or "",
        value=exact_figure(deal.value),
        chance=percent(deal.win_probability),
        expected=figure(deal.expected),
        kept=figure(deal.kept),
        release=deal.release or "–",
        badge=deal_badge(deal.status),
        to_come=deal.placeholder,
        gates=tuple(_cell(by_gate[gate]) if gate in by_gate else None for gate in gates),
        missing=missing_of(deal, lookup),
        causes=reasons(deal, lookup),
        causes_heading=heading_of(deal),
        out_of_reach=is_out_of_reach(deal),
        repairs=repairs_of(deal),
        notes=(*notes_of(deal), *brought),
    )


def _cell(line: GateLine) -> GateCell:
    badge = gate_badge(line.status)
    ready = _("ready {day}").format(day=short_day(line.ready)) if line.ready else _("never ready")
    return GateCell(
        badge=badge,
        day=short_table_day(line.day),
        slack="–" if line.slack is None or line.status is GateStatus.NOT_PROMISED else working_days(line.slack),
        title=_("{status}, {ready}").format(status=badge.word, ready=ready),
    )
