"""The price of confidence as people read it: a table of steps, each with its bar."""

from __future__ import annotations

from collections.abc import Sequence

from requirements.language import _
from roadmap.futures.confidence.staircase import ConfidenceStep
from roadmap.views.answers.prices import PriceCell, PriceRow, PriceTable
from roadmap.views.formats import figure, percent


def confidence_table(steps: Sequence[ConfidenceStep], currency: str) -> PriceTable:
    """The table of the steps; amounts are of the currency that the heading names."""
    longest = max((abs(amount) for one in steps for amount in (one.value, one.expected, one.assured)), default=0)
    return PriceTable(
        heading=_("More confidence, {currency}").format(currency=currency),
        what=_("Confidence"),
        columns=(_("can be counted on"), _("on average"), _("if all goes as planned"), _("deals that hold")),
        rows=tuple(_row(one, longest) for one in steps),
        notes=(
            _(
                "Can be counted on: a deal whose promises hold with the confidence counts with its planned amount. "
                "Every other deal counts with the smallest amount that it keeps in that share of the futures. "
                "`roadmap plan --confidence` makes the plan of a row."
            ),
        ),
    )


def _row(one: ConfidenceStep, longest: int) -> PriceRow:
    label = _("present plan") if one.confidence is None else percent(one.confidence)
    assured = PriceCell("–") if one.confidence is None else _cell(one.assured, longest)
    holds = _("{reached} of {count}").format(reached=one.reached, count=one.count)
    last = PriceCell("–" if one.confidence is None else holds)
    return PriceRow(label, (assured, _cell(one.expected, longest), _cell(one.value, longest), last))


def _cell(amount: int, longest: int) -> PriceCell:
    share = round(1000 * max(0, amount) / longest) if longest else 0
    return PriceCell(figure(amount), share=share, colour="good")
