"""The timeline of promises in the site of an edition, grouped by owner, segment and release."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from requirements.language import _, enumerated, labelled, ngettext
from roadmap.plans.deals import DealStatus, GateStatus
from roadmap.views.chart.axis import axis_of
from roadmap.views.chart.gate_chart import DrawnDeal, DrawnGroup, GateChart, GateMark, GateSpan
from roadmap.views.chart.scale import Scale, scale_of
from roadmap.views.editions.site.edition_register import EditionRegister
from roadmap.views.formats import long_day, short_table_day
from roadmap.views.words import deal_badge, gate_badge, gate_word


class GateGrouping(StrEnum):
    """By what the rows are put together."""

    OWNER = "owner"
    SEGMENT = "segment"
    RELEASE = "release"


@dataclass(frozen=True, slots=True)
class _GroupedDeal:
    """A row, and by what it is grouped."""

    row: DrawnDeal
    is_late: bool
    group: Mapping[GateGrouping, str | None]


def by_next_gate(deals: Iterable[Any], today: date) -> list[Any]:
    """Deals with gates, those first whose gates come first."""
    gated = [deal for deal in deals if deal.gates]
    return sorted(gated, key=lambda deal: (_next(deal.gates, today).day, deal.customer, deal.id))


def gate_chart(register: EditionRegister) -> GateChart | None:
    """The deals that the audience sees, by owner; by segment where they have one owner; None without deals."""
    charts = dict(gate_charts(register))
    by = GateGrouping.OWNER if len(register.by_owner) > 1 else GateGrouping.SEGMENT
    return charts[by] if charts[by].groups else None


def gate_charts(register: EditionRegister) -> Iterator[tuple[GateGrouping, GateChart]]:
    """Draw the gates of all deals that the audience sees, in each grouping."""
    plan = register.plan
    scale = scale_of(plan)
    axis = axis_of(plan, scale, freezes=False)
    drawn = [_drawn_deal(deal, register, scale) for deal in by_next_gate(register.deals, plan.as_of)]
    for grouping in GateGrouping:
        groups = tuple(
            DrawnGroup(name, _remark(rows), tuple(one.row for one in rows))
            for name, rows in _grouped(drawn, register, grouping)
            if rows
        )
        yield grouping, GateChart(**axis, legend=tuple(map(gate_badge, GateStatus)), groups=groups)


def _drawn_deal(deal: Any, register: EditionRegister, scale: Scale) -> _GroupedDeal:
    gates = sorted(deal.gates, key=lambda gate: gate.gate.rank)
    coming = _next(gates, register.plan.as_of)
    return _GroupedDeal(
        row=_row(deal, gates, coming, scale),
        is_late=deal.status in (DealStatus.LATE, DealStatus.GIVEN_UP),
        group={
            GateGrouping.OWNER: deal.owner,
            GateGrouping.SEGMENT: register.segments.get(deal.segment, deal.segment),
            GateGrouping.RELEASE: deal.release,
        },
    )


def _grouped(
    drawn: list[_GroupedDeal], register: EditionRegister, by: GateGrouping
) -> Iterator[tuple[str, list[_GroupedDeal]]]:
    """The groups by name, releases by the day they ship; what belongs to none comes last."""
    ships = {line.id: line.ship for line in register.releases} if by is GateGrouping.RELEASE else {}
    found: dict[str | None, list[_GroupedDeal]] = {}
    for one in drawn:
        found.setdefault(one.group[by], []).append(one)
    names = sorted((name for name in found if name is not None), key=lambda name: (ships.get(name, date.max), name))
    yield from ((name, found[name]) for name in names)
    yield _("No owner") if by is GateGrouping.OWNER else _("No release"), found.get(None, [])


def _next(gates: Iterable[Any], today: date) -> Any:
    """The gate that comes next, else the last one."""
    ordered = sorted(gates, key=lambda gate: (gate.day, gate.gate.rank))
    return next((gate for gate in ordered if gate.day >= today), ordered[-1])


def _remark(deals: list[_GroupedDeal]) -> str:
    late = sum(deal.is_late for deal in deals)
    count = ngettext("{n} deal", "{n} deals", len(deals)).format(n=len(deals))
    return enumerated([count, _("{n} late or not promised").format(n=late) if late else ""])


def _row(deal: Any, gates: list[Any], coming: Any, scale: Scale) -> DrawnDeal:
    promises = {promise.gate: promise for promise in deal.promises}
    promise = promises.get(coming.gate)
    drawn = [_drawn(gate, promises.get(gate.gate), scale) for gate in gates]
    return DrawnDeal(
        deal=deal.id,
        customer=deal.customer,
        name=deal.name,
        standing=deal_badge(deal.status),
        next_gate=gate_word(coming.gate),
        next_day=short_table_day(coming.day),
        promised="–" if promise is None else enumerated([short_table_day(promise.day), promise.release or ""]),
        spans=tuple(span for spans, _marks in drawn for span in spans),
        marks=tuple(mark for _spans, marks in drawn for mark in marks),
    )


def _drawn(gate: Any, promise: Any, scale: Scale) -> tuple[list[GateSpan], list[GateMark]]:
    """A gate, and what is promised for it. What lies outside of the scale is not drawn; a promise for a day after it is
    an arrow at its end."""
    word = gate_word(gate.gate)
    needed = labelled(word, long_day(gate.day))
    if promise is None:
        badge = gate_badge(GateStatus.NOT_PROMISED)
        missed = GateMark(scale.at(gate.day), "missed", badge.tone, enumerated([needed, badge.word]))
        return [], [missed] if _is_on(scale, gate.day) else []
    badge = gate_badge(gate.status)
    told = _("{gate}: promised for {day}").format(gate=word, day=long_day(promise.day))
    title = enumerated([told, promise.release or "", badge.word])
    shape = "promise" if promise.day <= scale.last else "beyond"
    marks = [
        GateMark(scale.at(gate.day), "gate", badge.tone, needed),
        GateMark(scale.at(promise.day), shape, badge.tone, title),
    ]
    days = (gate.day, promise.day)
    kept = [mark for mark, day in zip(marks, days, strict=True) if _is_on(scale, day) or mark.shape == "beyond"]
    between = GateSpan(scale.at(min(days)), scale.at(max(days)), badge.tone)
    return [between] if between.from_at != between.to_at else [], kept


def _is_on(scale: Scale, day: date) -> bool:
    return scale.first <= day <= scale.last


def gate_grouping_word(grouping: GateGrouping) -> str:
    """What a grouping is called."""
    return {
        GateGrouping.OWNER: _("By owner"),
        GateGrouping.SEGMENT: _("By segment"),
        GateGrouping.RELEASE: _("By release"),
    }[grouping]
