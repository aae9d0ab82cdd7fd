"""The forecast for people, in lines of at most 80 places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

from requirements.language import _, is_chinese
from roadmap.cli.terminal.text_columns import right, row
from roadmap.plans.revenue.funnel import CashLine, CoverageLine, Funnel, QuantityLine, StepLine
from roadmap.views.formats import figure, long_day, money
from roadmap.views.market.funnel_words import (
    WHOLE_FAITH,
    count_text,
    rate_sentences,
    stage_sentence,
    step_word,
    to_find_sentence,
    whole_sentence,
)

LABEL, CELL = 15, 16
CHINESE_COUNT = 7
"""Places of a count beside an amount: in Chinese an amount takes up to eight, such as 1,200 万, and a blank."""
WIDE_LABEL, WIDE_CELL, COVERAGE_CELL = 15, 13, 10

_Part = TypeVar("_Part", CoverageLine, CashLine)


def forecast_text(name: str, as_of: date, currency: str, funnel: Funnel) -> Iterator[str]:
    """The forecast of all segments, line by line."""
    yield _("{name}: pipeline that the targets require, as of {day}").format(name=name, day=long_day(as_of))
    yield _("Amounts in {currency}. Counts are exact; whole customers are stated below.").format(currency=currency)
    for line in funnel.segments:
        yield ""
        yield line.name
        yield from ("  " + sentence for sentence in rate_sentences(line))
        yield from _steps(line.steps, is_careful=line.caution != WHOLE_FAITH)
        yield "  " + whole_sentence(line.steps)
        yield from ("  " + sentence for sentence in (to_find_sentence(line), stage_sentence(line)) if sentence)
    if len(funnel.segments) != 1:
        yield ""
        yield _("All segments")
        yield from _steps(funnel.steps, is_careful=any(line.caution != WHOLE_FAITH for line in funnel.segments))
        yield "  " + whole_sentence(funnel.steps)
        text = _("To be found: {count} opportunities worth {amount}.")
        count = "–" if funnel.to_find.whole is None else funnel.to_find.whole
        yield "  " + text.format(count=count, amount=figure(funnel.to_find.amount))
    yield from _covered(funnel, currency)


def _steps(steps: Sequence[StepLine], *, is_careful: bool) -> Iterator[str]:
    heads = [_("needed"), _("in hand"), _("missing")]
    if is_careful:
        heads = [_("at the rates"), _("with caution"), *heads[1:]]
    yield row("", heads, label_width=LABEL, width=CELL)
    for line in steps:
        cells = [line.at_rates, line.needed, line.in_hand, line.missing]
        yield row(
            "  " + step_word(line.step), [_cell(c) for c in cells[not is_careful :]], label_width=LABEL, width=CELL
        )


def _cell(quantity: QuantityLine) -> str:
    count = CHINESE_COUNT if is_chinese() else CELL // 2
    return right(count_text(quantity.exact), count) + right(figure(quantity.amount), CELL - count)


def _covered(funnel: Funnel, currency: str) -> Iterator[str]:
    """What the plan covers, and the cash; without a plan only the cash that is due."""
    yield ""
    if funnel.coverage is None:
        due = money(funnel.cash.due, currency)
        yield _("Cash due in the period if every gate is met in time: {amount}.").format(amount=due)
        return
    heads = [_("target"), _("secured"), _("at risk"), _("late"), _("to find"), _("placeholders")]
    yield _coverage_row(_("Covered by plan"), heads)
    for name, coverage in _named(funnel, [line.coverage for line in funnel.segments], funnel.coverage):
        yield _coverage_row("  " + name, _coverage(coverage))
    yield ""
    heads = [_("due"), _("arrives"), _("moves out"), _("given up"), _("placeholders")]
    yield row(_("Cash in period"), heads, label_width=WIDE_LABEL, width=WIDE_CELL)
    for name, cash in _named(funnel, [line.cash for line in funnel.segments], funnel.cash):
        yield row("  " + name, _cash(cash), label_width=WIDE_LABEL, width=WIDE_CELL)


def _named(funnel: Funnel, parts: Sequence[_Part | None], together: _Part) -> Iterator[tuple[str, _Part]]:
    """The lines of the segments, and that of all of them where there are several."""
    for line, part in zip(funnel.segments, parts, strict=True):
        if part is not None:
            yield line.name, part
    if len(parts) != 1:
        yield _("All segments"), together


def _coverage_row(label: str, cells: list[str]) -> str:
    """A row of the coverage, whose last heading is the widest."""
    *amounts, last = cells
    return row(label, amounts, label_width=WIDE_LABEL, width=COVERAGE_CELL) + row("", [last], label_width=0, width=15)


def _coverage(line: CoverageLine) -> list[str]:
    return [figure(n) for n in (line.target, line.secured, line.at_risk, line.late, line.to_find, line.placeholders)]


def _cash(line: CashLine) -> list[str]:
    amounts = (line.due, line.comes, line.moves_out, line.given_up, line.placeholders)
    return ["–" if amount is None else figure(amount) for amount in amounts]
