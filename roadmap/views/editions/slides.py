"""Slides for an audience: one for the quarter, one for each segment, one for each team, one of changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from requirements.gate import Gate
from requirements.language import _, follow_on
from roadmap.editions.imprint import imprint_of
from roadmap.editions.lens import Lens, lens_for
from roadmap.editions.seen import Seen, see, shown
from roadmap.futures.chances import Chances
from roadmap.plans.document import Plan
from roadmap.policy.editions import Audience
from roadmap.views.editions.edition import (
    EditionCell,
    EditionColumn,
    EditionCurve,
    EditionFigure,
    EditionLane,
    EditionTable,
    EditionView,
    badge,
    text,
)
from roadmap.views.editions.edition_for import build_edition
from roadmap.views.editions.promised import moved_table
from roadmap.views.formats import figure, long_day, money, percent, short_day, working_days
from roadmap.views.futures.sure import dots_text, sure_gates
from roadmap.views.words import deal_badge, gate_word

MOST_ROWS = 12
"""Rows of a table on one slide."""
MOST_LANES = 4
MOST_ITEMS = 8
"""Items of a lane; of more, how many."""
Sure = Mapping[tuple[str, Gate], Any]
"""How sure the gates are that an audience sees, by deal and gate; empty where nothing is known."""


@dataclass(frozen=True, slots=True)
class SlideView:
    """One slide: a headline that says what it shows, and figures, lanes, a curve or a table below it."""

    title: str
    note: str = ""
    figures: tuple[EditionFigure, ...] = ()
    lanes: tuple[EditionLane, ...] = ()
    table: EditionTable | None = None
    curve: EditionCurve | None = None


@dataclass(frozen=True, slots=True)
class SlidesView:
    """All slides for an audience, and what stands at the foot of each."""

    name: str
    language: str
    colour: str
    company: str
    logo: str
    """As a data address; empty without one."""
    as_of: date
    foot: str
    legal: str
    slides: tuple[SlideView, ...]


def build_slides(
    plan: Plan, *, audience: Audience | str, deal: str | None, owner: str | None, chances: Chances | None = None
) -> SlidesView:
    """The slides of a plan for an audience; those of the internal one are those of executives. With its chances, where
    it was simulated, executives see the curve of revenue, and executives and sales how sure each deal is.

    UsageFault for an audience, deal or owner that is not there.
    """
    lens = lens_for(plan, audience, deal=deal, owner=owner)
    if lens.audience is Audience.INTERNAL:
        lens = lens_for(plan, Audience.EXECUTIVE)
    cover = build_edition(plan, audience=lens.audience, deal=deal, owner=owner, chances=chances)
    may_see = lens.audience in (Audience.EXECUTIVE, Audience.SALES)
    sure = {(one.deal, one.gate): one for one in shown(sure_gates(plan, chances).values(), lens)} if may_see else {}
    imprint = imprint_of(plan, lens, owner=owner)
    return SlidesView(
        name=cover.name,
        language=cover.language,
        colour=cover.colour,
        company=cover.company,
        logo=cover.logo,
        as_of=imprint.as_of,
        foot=" · ".join(filter(None, (cover.notice, cover.running))),
        legal=" ".join(cover.legal),
        slides=tuple(one for slide in _slides(see(plan, lens), lens, cover, sure) for one in _parts(slide)),
    )


def _slides(plan: Seen, lens: Lens, cover: EditionView, sure: Sure) -> Iterator[SlideView]:
    yield _quarter(plan, lens, cover)
    if cover.curve is not None:
        yield SlideView(cover.curve.heading, cover.curve.note, curve=cover.curve)
    if lens.audience is Audience.CUSTOMER:
        yield from (SlideView(table.heading, table.note, table=table) for table in cover.tables)
        return
    if lens.audience is not Audience.ENGINEERING:
        yield from _segments(plan, sure, with_money=lens.audience is Audience.EXECUTIVE)
    if lens.audience is not Audience.SALES:
        yield from _teams(plan)
    if lens.audience is not Audience.ENGINEERING:
        yield _changes(plan)


def _quarter(plan: Seen, lens: Lens, cover: EditionView) -> SlideView:
    """The first slide: the figures of the edition and what comes next."""
    lanes = cover.lanes
    if lens.audience is Audience.ENGINEERING:
        names = {line.id: line.name for line in plan.features}
        lanes = _trains(plan, lambda line: [names.get(key, key) for key in line.features])
    if lens.audience is Audience.SALES:
        names = {deal.id: deal.customer for deal in plan.deals}
        lanes = _trains(plan, lambda line: sorted({names[deal] for deal in line.deals if deal in names}))
    return SlideView(
        cover.statement or cover.name, cover.eyebrow, cover.figures, tuple(map(_short, lanes[:MOST_LANES]))
    )


def _trains(plan: Seen, holds: Any) -> tuple[EditionLane, ...]:
    coming = [line for line in plan.releases if line.used and line.ship > plan.as_of][:MOST_LANES]
    return tuple(EditionLane(line.id, short_day(line.ship), tuple(holds(line))) for line in coming)


def _short(lane: EditionLane) -> EditionLane:
    rest = len(lane.items) - MOST_ITEMS
    if rest <= 0:
        return lane
    return replace(lane, items=(*lane.items[:MOST_ITEMS], _("and {n} more").format(n=rest)))


def _segments(plan: Seen, sure: Sure, *, with_money: bool) -> Iterator[SlideView]:
    for segment in plan.segments:
        own = [deal for deal in plan.deals if deal.segment == segment.id]
        own = [deal for deal in own if not with_money or not deal.placeholder]
        if own:
            figures = _amounts(segment, plan.currency) if with_money else ()
            table = _deals(own, sure, with_money=with_money)
            note = _("Each dot is one of twenty futures. In the filled ones the next gate is late.") if sure else ""
            if with_money and len(own) > MOST_ROWS:
                table = replace(table, rows=table.rows[:MOST_ROWS])
                note = follow_on(
                    _("The {shown} largest of {count} deals.").format(shown=MOST_ROWS, count=len(own)), note
                )
            yield SlideView(segment.name, note, figures, table=table)


def _amounts(segment: Any, currency: str) -> tuple[EditionFigure, ...]:
    parts = (
        (_("Secured"), segment.secured, "good"),
        (_("At risk"), segment.at_risk, "risk"),
        (_("Late"), segment.late, "late"),
    )
    whole = max(1, segment.target, sum(amount for _name, amount, _tone in parts))
    shares = (
        EditionFigure(name, money(amount, currency), percent(amount, segment.target), tone, amount / whole)
        for name, amount, tone in parts
    )
    return (EditionFigure(_("Target"), money(segment.target, currency)), *shares)


def _deals(deals: list[Any], sure: Sure, *, with_money: bool) -> EditionTable:
    """Deals with the next gate of each; by expected value where that may be seen, else by customer. With twenty dots,
    where the plan was simulated."""
    ordered = sorted(deals, key=lambda deal: (-deal.expected if with_money else 0, deal.customer, deal.id))
    names = [_("Customer"), _("Standing"), _("Next gate"), _("Gate day"), _("Release")]
    names += [_("Twenty futures")] if sure else []
    columns = [EditionColumn(name) for name in names]
    if with_money:
        columns.append(EditionColumn(_("Expected"), number=True))
    rows = []
    for deal in ordered:
        cells = [text(deal.customer), badge(deal_badge(deal.status)), *_next_gate(deal)]
        cells += [_dots(deal, sure)] if sure else []
        rows.append((*cells, EditionCell(figure(deal.expected), deal.expected)) if with_money else tuple(cells))
    return EditionTable("deals", _("Deals"), "", tuple(columns), tuple(rows))


def _dots(deal: Any, sure: Sure) -> EditionCell:
    gate = _next(deal)
    one = None if gate is None else sure.get((deal.id, gate.gate))
    return text("–") if one is None else EditionCell(dots_text(one.late), one.late)


def _next(deal: Any) -> Any:
    """The gate of a deal that comes next; None where none is ahead."""
    return min(deal.gates, key=lambda one: (one.day, one.gate.rank), default=None)


def _next_gate(deal: Any) -> tuple[EditionCell, ...]:
    gate = _next(deal)
    if gate is None:
        return text("–"), text("–"), text("–")
    promise = next((one for one in deal.promises if one.gate is gate.gate), None)
    release = promise.release if promise is not None else None
    return text(gate_word(gate.gate)), EditionCell(long_day(gate.day), gate.day), text(release or "–")


def _teams(plan: Seen) -> Iterator[SlideView]:
    names = (_("Feature"), _("Release"), _("Verified"), _("Slack"))
    columns = tuple(EditionColumn(name, number=name == _("Slack")) for name in names)
    for team in plan.teams:
        own = sorted((line for line in plan.features if line.team == team.id), key=lambda line: line.verified)
        rows = tuple(
            (
                text(line.name),
                text(line.release),
                EditionCell(long_day(line.verified), line.verified),
                EditionCell(working_days(line.slack), line.slack),
            )
            for line in own
        )
        if rows:
            yield SlideView(team.name, "", table=EditionTable("team", team.name, "", columns, rows))


def _changes(plan: Seen) -> SlideView:
    table = moved_table(plan)
    if not table.rows:
        return SlideView(_("Published promises"), _("No published promise is open."))
    return SlideView(_("Published promises"), table=table)


def _parts(slide: SlideView) -> Iterator[SlideView]:
    """A slide, or several where its table is too long; parts are about as long as each other."""
    rows = slide.table.rows if slide.table is not None else ()
    count = -(-len(rows) // MOST_ROWS)
    if slide.table is None or count <= 1:
        yield slide
        return
    for number in range(count):
        begin, end = (len(rows) * at // count for at in (number, number + 1))
        title = _("{title} ({number} of {count})").format(title=slide.title, number=number + 1, count=count)
        part = replace(slide.table, rows=rows[begin:end])
        yield replace(slide, title=title, table=part, figures=slide.figures if number == 0 else ())
