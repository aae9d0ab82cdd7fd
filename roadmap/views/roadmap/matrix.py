"""Deal x capability: which deal needs what, and whether it is there in time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from requirements.capability import Kind
from requirements.gate import Importance, Maturity
from requirements.language import _, enumerated, in_clauses, labelled
from roadmap.plans.deals import DealLine, DealStatus, NeedLine
from roadmap.plans.document import CapabilityLine, Plan
from roadmap.views.formats import figure, short_day
from roadmap.views.lookup import Lookup, in_hand
from roadmap.views.words import Badge, deal_badge, gate_word, importance_word, kind_word, maturity_word

MOST_COLUMNS, FEW_COLUMNS = 32, 4
"""So many capabilities have a column; a few more do not make it unreadable."""
MOST_DEALS = 120
"""More rows than this nobody reads; the deals of the highest expected value are shown."""


@dataclass(frozen=True, slots=True)
class CapabilityColumn:
    """One capability: when it lands, how many deals need it and what they are worth."""

    name: str
    lands: str
    deals: str
    expected: str
    starts: bool
    """Whether its kind begins here."""


@dataclass(frozen=True, slots=True)
class NeedCell:
    """One need of a deal for a capability."""

    symbol: str
    tone: str
    title: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One deal, with a cell by column; None where it does not need the capability."""

    id: str
    customer: str
    badge: Badge
    expected: str
    cells: tuple[NeedCell | None, ...]


@dataclass(frozen=True, slots=True)
class MatrixGroup:
    """The deals of one segment, the dearest first."""

    segment: str
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class KindSpan:
    """A kind of capabilities and the number of columns it heads."""

    name: str
    columns: str


@dataclass(frozen=True, slots=True)
class MatrixView:
    """The matrix: within its kind, the capability with the most expected value comes first."""

    kinds: tuple[KindSpan, ...]
    columns: tuple[CapabilityColumn, ...]
    groups: tuple[MatrixGroup, ...]
    legend: tuple[Badge, ...]
    width: str
    """How many columns the table has."""
    unused: str
    """The capabilities that no open deal needs."""
    note: str
    """What is left out; empty if nothing is."""
    others: str
    """Further capabilities that deals need, and how many of them; empty if there are none."""


READY, PLUS, LATE, NEVER, OTHER = "●", "○", "◆", "✕", "–"
FIXED_COLUMNS = 2


def build_matrix(plan: Plan, lookup: Lookup) -> MatrixView:
    """Set deals against capabilities."""
    deals = in_hand(plan)
    needed = _needed(deals)
    lines = _in_order(_dearest(plan.capabilities, needed), needed)
    shown = sorted((deal for deal in deals if deal.needs), key=lambda deal: (-deal.expected, deal.id))
    left_out = len(shown[MOST_DEALS:])
    asked = _needed(plan.deals)
    note = _("The deals with the highest expected value are shown. {n} more deals are in the list of deals.")
    return MatrixView(
        kinds=_spans(lines),
        columns=tuple(
            CapabilityColumn(
                line.name, _lands(line), str(len(needed[line.id])), figure(_worth(needed[line.id])), starts
            )
            for line, starts in zip(lines, _starts(lines), strict=True)
        ),
        groups=_groups(shown[:MOST_DEALS], lines, plan, lookup),
        legend=_legend(),
        width=str(FIXED_COLUMNS + len(lines)),
        unused=enumerated(line.name for line in plan.capabilities if line.id not in asked),
        note=note.format(n=left_out) if left_out else "",
        others=_others(plan.capabilities, needed),
    )


def _legend() -> tuple[Badge, ...]:
    return (
        Badge(READY, _("ready in time"), "good"),
        Badge(PLUS, _("ready in time, not a breaker"), "good"),
        Badge(LATE, _("lands after the gate"), "late"),
        Badge(NEVER, _("does not land"), "lost"),
        Badge(OTHER, _("another alternative is used"), "quiet"),
    )


def _needed(deals: list[DealLine]) -> dict[str, list[DealLine]]:
    """The deals that name each capability, alone or as an alternative."""
    needed: dict[str, list[DealLine]] = {}
    for deal in deals:
        for key in dict.fromkeys(key for need in deal.needs for key in need.any_of):
            needed.setdefault(key, []).append(deal)
    return needed


def _in_order(capabilities: list[CapabilityLine], needed: dict[str, list[DealLine]]) -> list[CapabilityLine]:
    """The capabilities that are needed: by kind, then by the expected value of the deals that need them."""
    order = {kind: at for at, kind in enumerate(Kind)}
    lines = [line for line in capabilities if line.id in needed]
    return sorted(lines, key=lambda line: (order[line.kind], -_worth(needed[line.id]), line.id))


def _dearest(capabilities: list[CapabilityLine], needed: dict[str, list[DealLine]]) -> list[CapabilityLine]:
    """The capabilities that get a column: those that most expected value asks for."""
    asked = [line for line in capabilities if line.id in needed]
    ranked = sorted(asked, key=lambda line: (-_worth(needed[line.id]), line.id))
    return ranked if len(ranked) <= MOST_COLUMNS + FEW_COLUMNS else ranked[:MOST_COLUMNS]


def _others(capabilities: list[CapabilityLine], needed: dict[str, list[DealLine]]) -> str:
    shown = {line.id for line in _dearest(capabilities, needed)}
    rest = [line for line in capabilities if line.id in needed and line.id not in shown]
    return enumerated(f"{line.name} ({len(needed[line.id])})" for line in rest)


def _worth(deals: list[DealLine]) -> int:
    return sum(deal.expected for deal in deals)


def _starts(lines: list[CapabilityLine]) -> list[bool]:
    return [at == 0 or line.kind is not lines[at - 1].kind for at, line in enumerate(lines)]


def _spans(lines: list[CapabilityLine]) -> tuple[KindSpan, ...]:
    counts = Counter(line.kind for line in lines)
    return tuple(KindSpan(kind_word(kind), str(count)) for kind, count in counts.items())


def _groups(deals: list[DealLine], lines: list[CapabilityLine], plan: Plan, lookup: Lookup) -> tuple[MatrixGroup, ...]:
    segments = dict.fromkeys([line.id for line in plan.segments] + [deal.segment for deal in deals])
    groups = [
        MatrixGroup(
            lookup.segment(segment),
            tuple(_row(deal, lines, lookup) for deal in deals if deal.segment == segment),
        )
        for segment in segments
    ]
    return tuple(group for group in groups if group.rows)


def _row(deal: DealLine, lines: list[CapabilityLine], lookup: Lookup) -> MatrixRow:
    return MatrixRow(
        id=deal.id,
        customer=deal.customer,
        badge=deal_badge(deal.status),
        expected=figure(deal.expected),
        cells=tuple(_cell(deal, line.id, lookup) for line in lines),
    )


def _lands(line: CapabilityLine) -> str:
    """The releases by maturity: preview R1, GA R3. What was there before the plan comes first."""
    steps = [_("{maturity} ready already").format(maturity=maturity_word(line.ready))] if line.ready else []
    seen: set[str] = set()
    for level in sorted(line.lands, key=_rank, reverse=True):
        if line.lands[level] not in seen:
            seen.add(line.lands[level])
            steps.insert(1 if line.ready else 0, f"{maturity_word(level)} {line.lands[level]}")
    return enumerated(steps) or "–"


def _rank(maturity: Maturity) -> int:
    return maturity.rank


def _cell(deal: DealLine, capability: str, lookup: Lookup) -> NeedCell | None:
    """The deal's need for a capability; of several, the one that stands worst. Nothing is green for a deal that is
    given up."""
    needs = [need for need in deal.needs if capability in need.any_of]
    if not needs:
        return None
    marks = [(_mark(need, capability), need) for need in needs]
    symbol, need = max(marks, key=lambda pair: (OTHER, PLUS, READY, LATE, NEVER).index(pair[0]))
    good = "quiet" if deal.status is DealStatus.GIVEN_UP else "good"
    tone = {READY: good, PLUS: good, LATE: "late", NEVER: "lost", OTHER: "quiet"}[symbol]
    return NeedCell(symbol, tone, _title(deal, need, lookup))


def _mark(need: NeedLine, capability: str) -> str:
    if need.capability is None:
        return NEVER
    if need.capability != capability:
        return OTHER
    if not need.met:
        return LATE
    return READY if need.importance is Importance.BREAKER else PLUS


def _title(deal: DealLine, need: NeedLine, lookup: Lookup) -> str:
    by = {line.gate: short_day(line.day) for line in deal.gates}
    wanted = _("{maturity} by {gate}, {day} ({importance})").format(
        maturity=maturity_word(need.maturity),
        gate=gate_word(need.gate),
        day=by.get(need.gate, "–"),
        importance=importance_word(need.importance),
    )
    if need.capability is None or need.ready is None:
        return in_clauses([wanted, _("does not land")])
    ready = _("ready {day}").format(day=short_day(need.ready))
    return in_clauses([wanted, labelled(lookup.capability(need.capability), ready)])
