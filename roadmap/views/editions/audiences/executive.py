"""The edition for executives: all of it, condensed to the target, the largest losses and the next trains."""

from __future__ import annotations

from typing import Any

from requirements.language import _, either, enumerated, in_clauses
from roadmap.editions.imprint import Imprint, imprint_of
from roadmap.editions.lens import Lens
from roadmap.editions.seen import Seen, see
from roadmap.futures.chances import Chances
from roadmap.futures.chances_file import are_of
from roadmap.plans.deals import DealLine
from roadmap.plans.document import Plan
from roadmap.views.editions.cover import edition_view, quarter_word
from roadmap.views.editions.edition import (
    EditionCell,
    EditionColumn,
    EditionCurve,
    EditionFigure,
    EditionLane,
    EditionTable,
    EditionView,
    badge,
    linked,
    text,
)
from roadmap.views.editions.promised import moved_table
from roadmap.views.formats import figure, money, percent, short_day
from roadmap.views.futures.chance_words import target_sentence
from roadmap.views.futures.pictures import curve_of
from roadmap.views.lookup import Lookup, look_up
from roadmap.views.quarterly.quarter import quarter_of
from roadmap.views.roadmap.reach import reasons
from roadmap.views.site.parts import Thing
from roadmap.views.words import deal_badge

LARGEST_LOSSES = 5
TRAINS = 4
"""The next releases that are shown."""
NAMED_ITEMS = 6
"""Features that are named of a release; of more, how many."""


def build_executive(plan: Plan, lens: Lens, *, chances: Chances | None = None) -> EditionView:
    """The edition of a whole plan, with the curve of revenue where it was simulated."""
    curve = None if chances is None or not are_of(chances, plan) else _curve(chances)
    return _edition(see(plan, lens), imprint_of(plan, lens), why_of(plan), curve)


def _curve(chances: Chances) -> EditionCurve:
    least = _("In 16 of 20 futures, revenue is at least {amount}.")
    amount = money(chances.revenue.total.amounts.p80, chances.currency)
    return EditionCurve(
        heading=_("How sure"),
        lines=(target_sentence(chances), least.format(amount=amount)),
        note=_("The curve shows in how many futures at least so much revenue is reached."),
        picture=curve_of(chances.revenue),
    )


def why_of(plan: Plan) -> dict[str, str]:
    """Why each deal that keeps less than it could does so, by its id."""
    lookup = look_up(plan)
    return {deal.id: _why(deal, lookup) for deal in plan.deals if deal.kept < deal.expected}


def _why(deal: DealLine, lookup: Lookup) -> str:
    """Why a deal keeps less than it could: its causes, or the wishes that are not met."""
    unmet = [either(map(lookup.capability, need.any_of)) for need in deal.needs if need.drop and not need.met]
    return in_clauses(reasons(deal, lookup)) or _("Not met: {needs}").format(needs=enumerated(dict.fromkeys(unmet)))


def _edition(plan: Seen, imprint: Imprint, why: dict[str, str], curve: EditionCurve | None) -> EditionView:
    head = plan.headline
    statement = _("{secured} of {target} is secured ({share}), {risk} is at risk.").format(
        secured=money(head.secured, plan.currency),
        target=money(head.target, plan.currency),
        share=percent(head.secured, head.target),
        risk=money(head.at_risk, plan.currency),
    )
    return edition_view(
        imprint,
        name=plan.name,
        statement=statement,
        figures=_figures(plan),
        lanes=_trains(plan),
        curve=curve,
        tables=(_losses(plan, why), _segments(plan), moved_table(plan)),
    )


def _figures(plan: Seen) -> tuple[EditionFigure, ...]:
    head, currency = plan.headline, plan.currency
    to_find = max(0, head.target - head.secured - head.at_risk - head.late)
    parts = (
        (_("Secured"), head.secured, "good"),
        (_("At risk"), head.at_risk, "risk"),
        (_("Late"), head.late, "late"),
        (_("Still to be found"), to_find, "plain"),
    )
    whole = max(1, head.target, sum(amount for _name, amount, _tone in parts))
    return (
        EditionFigure(_("Target"), money(head.target, currency)),
        *(
            EditionFigure(name, money(amount, currency), percent(amount, head.target), tone, amount / whole)
            for name, amount, tone in parts
        ),
        EditionFigure(_("Given up"), money(head.given_up, currency), "", "lost"),
    )


def _trains(plan: Seen) -> tuple[EditionLane, ...]:
    names = {line.id: line.name for line in plan.features}
    coming = [line for line in plan.releases if line.used and line.ship > plan.as_of][:TRAINS]
    return tuple(
        EditionLane(
            name=line.id,
            remark=f"{short_day(line.ship)} · {quarter_word(str(quarter_of(line.ship)))}",
            items=_few([names.get(key, key) for key in line.features]),
        )
        for line in coming
    )


def _few(names: list[str]) -> tuple[str, ...]:
    rest = len(names) - NAMED_ITEMS
    more = [_("and {n} more").format(n=rest)] if rest > 0 else []
    return (*names[:NAMED_ITEMS], *more)


def _losses(plan: Seen, why: dict[str, str]) -> EditionTable:
    losing = [deal for deal in plan.deals if deal.kept < deal.expected and not deal.placeholder]
    losing.sort(key=lambda deal: (deal.kept - deal.expected, deal.id))
    rows = tuple(_loss(deal, why.get(deal.id, "")) for deal in losing[:LARGEST_LOSSES])
    columns = (
        EditionColumn(_("Customer")),
        EditionColumn(_("Standing")),
        EditionColumn(_("Given up"), number=True),
        EditionColumn(_("Why")),
    )
    note = _("Expected contract value, in {currency}.").format(currency=plan.currency)
    return EditionTable("losses", _("Largest losses"), note, columns, rows, _("Nothing is given up."))


def _loss(deal: Any, why: str) -> tuple[EditionCell, ...]:
    lost = deal.expected - deal.kept
    return (
        linked(deal.customer, Thing.DEAL, deal.id),
        badge(deal_badge(deal.status)),
        EditionCell(figure(lost), lost),
        text(why or "–"),
    )


def _segments(plan: Seen) -> EditionTable:
    rows = tuple(
        (
            text(line.name),
            EditionCell(str(line.deals), line.deals),
            *(EditionCell(figure(amount), amount) for amount in (line.target, line.secured, line.at_risk, line.late)),
            text(percent(line.secured, line.target)),
        )
        for line in plan.segments
    )
    names = (_("Deals"), _("Target"), _("Secured"), _("At risk"), _("Late"), _("Secured of target"))
    columns = (EditionColumn(_("Segment")), *(EditionColumn(name, number=True) for name in names))
    note = _("Revenue of the planning period, in {currency}.").format(currency=plan.currency)
    return EditionTable("segments", _("Segments"), note, columns, rows)
