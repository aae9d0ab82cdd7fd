"""Chances for people, in lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from requirements.chinese import places
from requirements.language import _
from roadmap.cli.terminal.text_columns import left, right
from roadmap.views.futures.chances_page import ChancesView
from roadmap.views.futures.gate_chances import GateChances

MOST_GATES, MOST_REMOVALS = 8, 5


def chances_lines(view: ChancesView) -> Iterator[str]:
    """The revenue, the gates with most money at risk, and what is worth knowing better."""
    yield view.statement
    yield view.floor
    yield view.played
    if view.ranges:
        yield view.ranges
    if view.gates:
        yield ""
        yield _("Gates with the most money at risk:")
        for row in view.gates[:MOST_GATES]:
            yield from _gate(row)
        more = len(view.gates) - MOST_GATES
        if more > 0:
            yield "  " + _("{count} more with -o.").format(count=more)
    if view.sure:
        yield view.sure
    if view.removals:
        yield ""
        yield _("Worth knowing better: days sooner, and {currency}").format(currency=view.currency)
        width = max(places(row.what) for row in view.removals)
        for removal in view.removals[:MOST_REMOVALS]:
            yield f"  {left(removal.what, width)}{right(removal.days, 9)}{right(removal.money, 12)}"


def _gate(row: GateChances) -> Iterator[str]:
    dots = "".join("●" if dot.is_late else "○" for dot in row.picture.dots)
    yield "  " + _("{deal}, {gate}, {day}").format(deal=row.deal, gate=row.gate, day=row.day)
    yield f"    {dots}  {row.late}"
    promise = _("Planned: {planned}. Promise: {promise}.").format(planned=row.planned, promise=row.promise)
    yield f"    {promise} {row.decides[0] if row.decides else ''}".rstrip()
