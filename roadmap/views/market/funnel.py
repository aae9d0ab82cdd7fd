"""The funnel and the coverage of the target: what is asked for, in hand, covered by the plan, and paid when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from requirements.gate import Stage
from requirements.language import _, follow_on, ngettext
from roadmap.plans.document import Plan
from roadmap.plans.revenue.funnel import (
    CashLine,
    CashMonth,
    CoverageLine,
    Funnel,
    QuantityLine,
    SegmentFunnelLine,
    StepLine,
)
from roadmap.views.formats import figure, money, month_of_year, percent
from roadmap.views.market.funnel_words import (
    WHOLE_FAITH,
    count_text,
    rate_sentences,
    step_word,
    to_find_sentence,
    whole_sentence,
)
from roadmap.views.quarterly.quarter import quarter_of
from roadmap.views.roadmap.head.headline import Slice
from roadmap.views.words import stage_word

COLUMNS, CAREFUL_COLUMNS = 9, 11
MONTHS_ONE_BY_ONE, MONTHS_BY_QUARTER = 18, 60
"""Up to so many months of cash are shown one by one, up to so many by quarter, more by year."""


@dataclass(frozen=True, slots=True)
class FunnelCell:
    """So many customers and what they are worth."""

    count: str
    amount: str


@dataclass(frozen=True, slots=True)
class FunnelRow:
    """One step of a funnel; the bar shows how much of the amount needed is in hand."""

    step: str
    cells: tuple[FunnelCell, ...]
    reach: str
    bar: tuple[Slice, ...]


@dataclass(frozen=True, slots=True)
class FunnelGroup:
    """The funnel of one segment, or of all."""

    name: str
    remarks: tuple[str, ...]
    rows: tuple[FunnelRow, ...]


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One target and what the plan does for it."""

    name: str
    target: str
    secured: str
    at_risk: str
    late: str
    to_find: str
    placeholders: str
    reach: str
    bar: tuple[Slice, ...]


@dataclass(frozen=True, slots=True)
class StageRow:
    """The deals in hand at one stage, by segment and together."""

    stage: str
    cells: tuple[FunnelCell, ...]


@dataclass(frozen=True, slots=True)
class CashRow:
    """Expected cash of one month, quarter or year: due, and by this plan; the bars are to one scale."""

    name: str
    due: str
    comes: str
    placeholders: str
    due_width: str
    comes_width: str


@dataclass(frozen=True, slots=True)
class FunnelView:
    """Targets, pipeline and cash. Holds amounts by segment: for the internal audience only."""

    statement: str
    careful: bool
    """Whether some win rate is not believed in full, so that there is a column for it."""
    columns: str
    """How many columns the table of the funnel has."""
    coverage: tuple[CoverageRow, ...]
    coverage_total: CoverageRow
    groups: tuple[FunnelGroup, ...]
    """By segment, and last for all segments."""
    segments: tuple[str, ...]
    stages: tuple[StageRow, ...]
    cash_statement: str
    cash: tuple[CashRow, ...]
    cash_total: CashRow


def build_funnel(plan: Plan) -> FunnelView | None:
    """Say what the targets ask for and what the plan covers; None for a plan without a forecast."""
    funnel = plan.funnel
    if funnel is None or funnel.coverage is None:
        return None
    careful = any(line.caution != WHOLE_FAITH for line in funnel.segments)
    together = FunnelGroup(_("All segments"), (whole_sentence(funnel.steps),), _rows(funnel.steps, careful=careful))
    return FunnelView(
        statement=_statement(funnel, funnel.coverage, plan.currency),
        careful=careful,
        columns=str(CAREFUL_COLUMNS if careful else COLUMNS),
        coverage=tuple(_coverage_row(line.name, line.coverage) for line in funnel.segments if line.coverage),
        coverage_total=_coverage_row(_("All segments"), funnel.coverage),
        groups=(*(_group(line, careful=careful) for line in funnel.segments), together),
        segments=(*(line.name for line in funnel.segments), _("All segments")),
        stages=_stages(funnel.segments),
        cash_statement=_cash_statement(funnel.cash, plan.currency),
        cash=_cash_rows(funnel.months),
        cash_total=_cash_row(_("Whole period"), funnel.cash.due, funnel.cash.comes, funnel.cash.placeholders, scale=0),
    )


def _statement(funnel: Funnel, coverage: CoverageLine, currency: str) -> str:
    """The whole section in a few sentences."""
    needed, in_hand = (getattr(funnel.steps[1], name) for name in ("needed", "in_hand"))
    text = _(
        "The targets of {target} need {needed} opportunities. {in_hand} are in the pipeline, "
        "{to_find} must still be found. The pipeline secures {secured}, {share} of the targets."
    )
    sentences = [
        text.format(
            target=money(coverage.target, currency),
            needed=_whole(needed),
            in_hand=_whole(in_hand),
            to_find=_whole(funnel.to_find),
            secured=money(coverage.secured, currency),
            share=percent(coverage.secured, coverage.target),
        )
    ]
    if funnel.placeholders:
        text = ngettext(
            "{n} placeholder (a deal still to be found) would add {amount}.",
            "{n} placeholders (deals still to be found) would add {amount}.",
            funnel.placeholders,
        )
        sentences.append(text.format(n=funnel.placeholders, amount=money(coverage.placeholders, currency)))
    return follow_on(*sentences)


def _whole(quantity: QuantityLine) -> str:
    return "–" if quantity.whole is None else str(quantity.whole)


def _coverage_row(name: str, line: CoverageLine) -> CoverageRow:
    scale = max(line.target, line.secured + line.at_risk + line.late + line.placeholders, 1)
    return CoverageRow(
        name=name,
        target=figure(line.target),
        secured=figure(line.secured),
        at_risk=figure(line.at_risk),
        late=figure(line.late),
        to_find=figure(line.to_find),
        placeholders=figure(line.placeholders),
        reach=percent(line.secured, line.target),
        bar=_bar(
            [(line.secured, "good"), (line.at_risk, "risk"), (line.late, "late"), (line.placeholders, "to-come")], scale
        ),
    )


def _bar(parts: Sequence[tuple[int, str]], scale: int) -> tuple[Slice, ...]:
    """Amounts side by side as parts of a bar as long as `scale`."""
    slices, at = [], 0
    for amount, tone in parts:
        if amount > 0:
            slices.append(Slice(_share(at, scale), _share(amount, scale), tone))
            at += amount
    return tuple(slices)


def _share(amount: int, scale: int) -> str:
    return f"{100 * min(amount, scale) / scale:.2f}%" if scale else "0%"


def _group(line: SegmentFunnelLine, *, careful: bool) -> FunnelGroup:
    remarks = (*rate_sentences(line), whole_sentence(line.steps), to_find_sentence(line))
    return FunnelGroup(line.name, tuple(filter(None, remarks)), _rows(line.steps, careful=careful))


def _rows(steps: Sequence[StepLine], *, careful: bool) -> tuple[FunnelRow, ...]:
    return tuple(
        FunnelRow(
            step=step_word(line.step),
            cells=tuple(
                _cell(quantity)
                for quantity in (*([line.at_rates] if careful else []), line.needed, line.in_hand, line.missing)
            ),
            reach=percent(line.in_hand.amount, line.needed.amount),
            bar=_bar([(line.in_hand.amount, "plain")], max(line.needed.amount, line.in_hand.amount)),
        )
        for line in steps
    )


def _cell(quantity: QuantityLine) -> FunnelCell:
    return FunnelCell(count_text(quantity.exact), figure(quantity.amount))


def _stages(segments: Sequence[SegmentFunnelLine]) -> tuple[StageRow, ...]:
    """The stages at which there are deals in hand, with a cell by segment and one for all."""
    rows = []
    for stage in Stage:
        pairs = [(at, line) for at, segment in enumerate(segments) for line in segment.stages if line.stage is stage]
        if pairs:
            found = {at: FunnelCell(str(line.deals), figure(line.amount)) for at, line in pairs}
            whole = FunnelCell(
                str(sum(line.deals for _at, line in pairs)), figure(sum(line.amount for _at, line in pairs))
            )
            cells = (*(found.get(at, FunnelCell("–", "")) for at in range(len(segments))), whole)
            rows.append(StageRow(stage_word(stage), cells))
    return tuple(rows)


def _cash_statement(cash: CashLine, currency: str) -> str:
    text = _(
        "Open deals are expected to pay {due} in the period. {comes} of it comes with this plan. {moves} moves out of "
        "the period because gates are met late, and {given_up} is given up."
    )
    amounts = [0 if amount is None else amount for amount in (cash.comes, cash.moves_out, cash.given_up)]
    comes, moves, given_up = (money(amount, currency) for amount in amounts)
    return text.format(due=money(cash.due, currency), comes=comes, moves=moves, given_up=given_up)


def _cash_rows(months: Sequence[CashMonth]) -> tuple[CashRow, ...]:
    """The cash in time: by month, for longer plans by quarter or by year."""
    periods: dict[str, list[CashMonth]] = {}
    for line in months:
        periods.setdefault(_period(line.month, len(months)), []).append(line)
    sums = {
        name: [sum(getattr(line, field) or 0 for line in lines) for field in ("due", "comes", "placeholders")]
        for name, lines in periods.items()
    }
    scale = max((max(due, comes) for due, comes, _to_come in sums.values()), default=0)
    return tuple(_cash_row(name, due, comes, to_come, scale=scale) for name, (due, comes, to_come) in sums.items())


def _period(day: date, months: int) -> str:
    if months > MONTHS_BY_QUARTER:
        return str(day.year)
    if months > MONTHS_ONE_BY_ONE:
        return str(quarter_of(day))
    return month_of_year(day)


def _cash_row(name: str, due: int, comes: int | None, placeholders: int | None, *, scale: int) -> CashRow:
    return CashRow(
        name=name,
        due=figure(due),
        comes=figure(comes or 0),
        placeholders=figure(placeholders or 0),
        due_width=_share(due, scale),
        comes_width=_share(comes or 0, scale),
    )
