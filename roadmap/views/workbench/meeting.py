"""The table of a meeting: a row for each deal with its gates on the calendar, and the forms of the gestures.

Rows stand in the order of the plan, whatever is answered: nobody loses the row that is talked about.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from requirements.gate import Importance
from roadmap.calendar import Calendar
from roadmap.plans.deals import DealLine, GateLine, NeedLine
from roadmap.plans.document import Plan
from roadmap.views.chart.scale import Scale, Tick, scale_of, ticks
from roadmap.views.formats import figure, table_day
from roadmap.views.lookup import Lookup, in_hand
from roadmap.views.words import Badge, deal_badge, gate_word, importance_word

Days = Mapping[tuple[str, str], date]
"""The days to which gates were moved, by deal and gate."""


@dataclass(frozen=True, slots=True)
class GateHandle:
    """A gate on its row: where it stands, the day (ISO and as it is shown), where it stood before it was moved, its
    needs with the days on which they are ready, as JSON, and the days from the first of the calendar to its own."""

    key: str
    gate: str
    word: str
    day: str
    shown: str
    at: str
    from_at: str
    is_moved: bool
    needs: str
    offset: int


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A deal: who it is, how it stands in the plan, its gates, and the days on which what it needs is ready."""

    id: str
    customer: str
    name: str
    badge: Badge
    expected: str
    gates: tuple[GateHandle, ...]
    ready: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CalendarLane:
    """What all rows share: the months, the freezes with their releases, and the days off as offsets from the first."""

    first: str
    days: int
    months: tuple[Tick, ...]
    freezes: tuple[tuple[str, str, str], ...]
    """Place, day and release of each freeze."""
    off: str
    """The days without work, as offsets from the first day."""


@dataclass(frozen=True, slots=True)
class NeedChoice:
    """A need of the deal that is looked at: its gate, its first capability, its name, how much it matters, and the
    capability that alone meets it (empty: one of several does)."""

    gate: str
    gate_word: str
    key: str
    name: str
    importance: str
    only: str


@dataclass(frozen=True, slots=True)
class ChosenDeal:
    """The deal that is looked at, with what the forms need."""

    row: MeetingRow
    needs: tuple[NeedChoice, ...]
    owner: str


@dataclass(frozen=True, slots=True)
class FormChoice:
    """One value of a list to choose from."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class MeetingTableView:
    """The table and the choices of its forms."""

    lane: CalendarLane
    rows: tuple[MeetingRow, ...]
    skills: tuple[FormChoice, ...]
    features: tuple[FormChoice, ...]
    releases: tuple[FormChoice, ...]
    capabilities: tuple[FormChoice, ...]
    day: str


def build_table(plan: Plan, lookup: Lookup, calendar: Calendar, moved: Days) -> MeetingTableView:
    """Make the table of a plan; `moved` are gates that the meeting has put on other days."""
    scale = scale_of(plan)
    features = [*((line.id, line.name) for line in plan.features), *((line.id, line.name) for line in plan.unplanned)]
    ahead = [line for line in plan.releases if not line.past]
    return MeetingTableView(
        lane=_lane(plan, scale, calendar),
        rows=tuple(_row(deal, lookup, scale, moved) for deal in in_hand(plan)),
        skills=tuple(FormChoice(line.id, line.id) for line in plan.skills),
        features=tuple(FormChoice(key, name) for key, name in sorted(features, key=lambda pair: pair[1])),
        releases=tuple(FormChoice(line.id, f"{line.id} · {table_day(line.ship)}") for line in ahead),
        capabilities=tuple(
            FormChoice(line.id, line.name) for line in sorted(plan.capabilities, key=lambda line: line.name)
        ),
        day=plan.as_of.isoformat(),
    )


def chosen_deal(table: MeetingTableView, lookup: Lookup, key: str) -> ChosenDeal | None:
    """The deal that is looked at; None if the plan has none of this id."""
    row = next((row for row in table.rows if row.id == key), None)
    deal = lookup.deals.get(key)
    return None if row is None or deal is None else ChosenDeal(row, _needs(deal, lookup), deal.owner or "")


def _lane(plan: Plan, scale: Scale, calendar: Calendar) -> CalendarLane:
    every = [scale.first + timedelta(days=n) for n in range((scale.last - scale.first).days + 1)]
    off = [n for n, day in enumerate(every) if not calendar.is_working(day)]
    freezes = tuple((scale.end(line.freeze), line.freeze.isoformat(), line.id) for line in plan.releases)
    return CalendarLane(scale.first.isoformat(), len(every), tuple(ticks(scale)), freezes, " ".join(map(str, off)))


def _row(deal: DealLine, lookup: Lookup, scale: Scale, moved: Days) -> MeetingRow:
    ready = sorted({need.ready for need in deal.needs if need.ready is not None})
    return MeetingRow(
        id=deal.id,
        customer=deal.customer,
        name=deal.name,
        badge=deal_badge(deal.status),
        expected=figure(deal.expected),
        gates=tuple(_handle(line, deal, lookup, scale, moved.get((deal.id, line.gate.value))) for line in deal.gates),
        ready=tuple(dict.fromkeys(scale.at(day) for day in ready)),
    )


def _handle(line: GateLine, deal: DealLine, lookup: Lookup, scale: Scale, moved: date | None) -> GateHandle:
    day = moved or line.day
    needs = [
        [_named(need, lookup), None if need.ready is None else need.ready.isoformat()]
        for need in deal.needs
        if need.importance is Importance.BREAKER and need.gate.rank <= line.gate.rank
    ]
    return GateHandle(
        key=f"{deal.id}-{line.gate.value}",
        gate=line.gate.value,
        word=gate_word(line.gate),
        day=day.isoformat(),
        shown=table_day(day),
        at=scale.at(day),
        from_at=scale.at(line.day),
        is_moved=day != line.day,
        needs=json.dumps(needs, ensure_ascii=False),
        offset=(day - scale.first).days,
    )


def _named(need: NeedLine, lookup: Lookup) -> str:
    return lookup.missing(" | ".join(need.any_of)) if need.capability is None else lookup.capability(need.capability)


def _needs(deal: DealLine, lookup: Lookup) -> tuple[NeedChoice, ...]:
    return tuple(
        NeedChoice(
            need.gate.value,
            gate_word(need.gate),
            need.any_of[0],
            lookup.missing(" | ".join(need.any_of)),
            importance_word(need.importance),
            need.any_of[0] if len(need.any_of) == 1 else "",
        )
        for need in deal.needs
    )
