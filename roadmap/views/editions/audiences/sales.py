"""The edition for sales: what may be promised to whom, for which day, and what moved. No amounts, no work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from requirements.gate import Gate
from requirements.language import _, enumerated, ngettext
from roadmap.editions.imprint import Imprint, imprint_of
from roadmap.editions.lens import Lens
from roadmap.editions.seen import Seen, see, shown
from roadmap.futures.chances import Chances
from roadmap.plans.deals import DealStatus, GateStatus
from roadmap.plans.document import Plan
from roadmap.views.editions.cover import edition_view
from roadmap.views.editions.edition import (
    EditionCell,
    EditionColumn,
    EditionFigure,
    EditionTable,
    EditionView,
    badge,
    linked,
    text,
)
from roadmap.views.editions.promised import moved_table
from roadmap.views.editions.site.edition_register import EditionRegister, edition_register
from roadmap.views.editions.site.gate_timeline import by_next_gate, gate_chart
from roadmap.views.formats import table_day, working_days
from roadmap.views.futures.sure import dots_text, sure_gates, sure_words
from roadmap.views.site.parts import Thing
from roadmap.views.words import deal_badge, gate_badge, gate_word, stage_word

NAMED_CUSTOMERS = 12
"""Customers that are named of a release."""
DRAWN_DEALS = 60
"""Deals that the picture of a page shows: those whose gates come first."""


def build_sales(
    plan: Plan, lens: Lens, *, owner: str | None = None, chances: Chances | None = None, most: int | None = None
) -> EditionView:
    """The edition of the deals that the lens of sales shows: all, or those of one owner; with how sure their gates are
    where the plan was simulated. Of more than `most` deals those whose gates come first, and a table of owners."""
    sure = {(one.deal, one.gate): one for one in shown(sure_gates(plan, chances).values(), lens)}
    return _edition(edition_register(see(plan, lens), lens, {}), imprint_of(plan, lens, owner=owner), sure, most)


def _edition(
    register: EditionRegister, imprint: Imprint, sure: Mapping[tuple[str, Gate], Any], most: int | None
) -> EditionView:
    plan, count = register.plan, len(register.deals)
    is_long = most is not None and count > most
    ordered = by_next_gate(register.deals, plan.as_of)
    deals = ordered[:most] if is_long else register.deals
    chart = gate_chart(replace(register, deals=tuple(ordered[:DRAWN_DEALS])))
    return edition_view(
        imprint,
        name=plan.name,
        statement=ngettext("{count} open deal.", "{count} open deals.", count).format(count=count),
        figures=_figures(plan),
        gates=chart and replace(chart, note=_left_out(len(ordered), DRAWN_DEALS)),
        tables=(
            *([_owners(register)] if is_long else []),
            replace(_gates(plan, deals, sure), note=_left_out(count, len(deals))),
            moved_table(plan),
            _releases(plan),
        ),
    )


def _left_out(count: int, shown_deals: int) -> str:
    if count <= shown_deals:
        return ""
    note = _("The {shown} deals are shown whose gates come first. The site of this edition holds all {n}.")
    return note.format(shown=shown_deals, n=count)


def _figures(plan: Seen) -> tuple[EditionFigure, ...]:
    """How many deals stand how."""
    counted = Counter(deal.status for deal in plan.deals)
    marks = [(status, deal_badge(status)) for status in DealStatus]
    return tuple(EditionFigure(mark.word, str(counted[status]), "", mark.tone) for status, mark in marks)


def _owners(register: EditionRegister) -> EditionTable:
    """How the deals of each owner stand."""
    names = [deal_badge(status).word for status in DealStatus]
    rows = []
    for owner, deals in register.by_owner.items():
        counted = Counter(deal.status for deal in deals)
        numbers = (len(deals), *(counted[status] for status in DealStatus))
        rows.append((linked(owner, Thing.OWNER, owner), *(EditionCell(str(number), number) for number in numbers)))
    columns = (EditionColumn(_("Owner")), *(EditionColumn(name, number=True) for name in (_("Deals"), *names)))
    note = _("--owner NAME writes the page of one owner, with all deals of theirs.")
    return EditionTable("by-owner", _("Owners"), note, columns, tuple(rows))


def _gates(plan: Seen, shown_deals: Sequence[Any], sure: Mapping[tuple[str, Gate], Any]) -> EditionTable:
    """A row for each gate of each deal, by customer and day; with twenty dots where the plan was simulated."""
    segments = {line.id: line.name for line in plan.segments}
    deals = sorted(shown_deals, key=lambda deal: (deal.customer, deal.id))
    names = {line.id: line.name for line in plan.capabilities}
    rows = [
        _gate(deal, gate, segments, names, [_dots(sure.get((deal.id, gate.gate)))] if sure else [])
        for deal in deals
        for gate in sorted(deal.gates, key=lambda one: one.gate.rank)
    ]
    columns = (
        *(_("Customer"), _("Deal"), _("Owner"), _("Segment"), _("Stage"), _("Standing"), _("Gate"), _("Gate day")),
        *(_("Promise"), _("Release"), _("Slack")),
        *((_("Twenty futures"),) if sure else ()),
        _("Still missing"),
    )
    heads = tuple(EditionColumn(name, number=name == _("Slack")) for name in columns)
    return EditionTable("gates", _("Deals and gates"), "", heads, tuple(rows), _("No deal is open."), lead=6)


def _gate(
    deal: Any, gate: Any, segments: Mapping[str, str], names: Mapping[str, str], dots: list[EditionCell]
) -> tuple[EditionCell, ...]:
    promise = next((one for one in deal.promises if one.gate is gate.gate), None)
    standing = gate.status if promise is not None else GateStatus.NOT_PROMISED
    missing = ["/".join(names.get(key, key) for key in ids.split(" | ")) for ids in gate.missing]
    return (
        linked(deal.customer, Thing.DEAL, deal.id),
        text(deal.name),
        linked(deal.owner or "–", Thing.OWNER, deal.owner),
        text(segments.get(deal.segment, deal.segment)),
        text(stage_word(deal.stage)),
        badge(deal_badge(deal.status)),
        badge(gate_badge(standing), gate_word(gate.gate)),
        day_cell(gate.day),
        day_cell(None if promise is None else promise.day),
        release_cell(None if promise is None else promise.release),
        _slack(None if promise is None else gate.slack),
        *dots,
        text(enumerated(missing) or "–"),
    )


def _dots(one: Any) -> EditionCell:
    """Twenty futures of a gate: how many are late, by when it is ready in 16, and what may be promised."""
    if one is None:
        return text("–")
    ready = _("after the plan") if one.ready is None else table_day(one.ready)
    told = _("{late} Ready in 16 of 20 futures: {day}.").format(late=sure_words(one.late), day=ready)
    return EditionCell(dots_text(one.late), one.late, remark=told)


def _slack(days: int | None) -> EditionCell:
    return text("–") if days is None else EditionCell(working_days(days), days)


def release_cell(release: str | None) -> EditionCell:
    """A release, or a dash."""
    return linked(release or "–", Thing.RELEASE, release)


def day_cell(day: Any) -> EditionCell:
    """A day, or a dash."""
    return text("–") if day is None else EditionCell(table_day(day), day)


def _releases(plan: Seen) -> EditionTable:
    names = {deal.id: deal.customer for deal in plan.deals}
    rows = [
        (release_cell(line.id), day_cell(line.ship), text(_served(line.deals, names)))
        for line in plan.releases
        if line.used and not line.past
    ]
    columns = (_("Release"), _("Ships"), _("For"))
    return EditionTable("releases", _("Releases"), "", tuple(map(EditionColumn, columns)), tuple(rows))


def _served(deals: tuple[str, ...], names: Mapping[str, str]) -> str:
    """The first own customers by name; how many others there are is not told."""
    return enumerated(sorted({names[deal] for deal in deals if deal in names}), most=NAMED_CUSTOMERS) or "–"
