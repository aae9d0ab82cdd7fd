"""The forecast as lines of the plan: the funnel of each segment, what a plan covers of it, and the cash."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from requirements.fields import write_share
from requirements.funnel.cash import instalments
from requirements.funnel.forecast import FunnelStep, Quantity, SegmentFunnel, Step, forecast, total
from requirements.gate import Stage
from roadmap.folder.project import Project
from roadmap.plans.deals import DealLine, DealStatus
from roadmap.plans.revenue.funnel import (
    CashLine,
    CashMonth,
    CoverageLine,
    Funnel,
    QuantityLine,
    SegmentFunnelLine,
    StageLine,
    StepLine,
)

STANDING = (DealStatus.SECURED.value, DealStatus.AT_RISK.value, DealStatus.LATE.value)
"""How a deal stands that is served; amounts are told by these words."""


@dataclass(frozen=True, slots=True)
class _Money:
    """One instalment of a deal: expected cash, what the plan keeps of it (None without a plan), and the first days of
    the months in which it is due and comes (None outside the planning period)."""

    segment: str
    is_placeholder: bool
    expected: Fraction
    kept: Fraction | None
    due: date | None
    comes: date | None


def funnel_lines(project: Project, deals: Sequence[DealLine] | None) -> Funnel:
    """The forecast of a project, and what a plan covers of it; `deals` are the plan's, None if there is no plan."""
    funnels = forecast(project.market)
    money = list(_money(project, deals))
    covered = None if deals is None else _coverage(project, deals)
    own: dict[str, list[_Money]] = {funnel.segment: [] for funnel in funnels}
    for part in money:
        own[part.segment].append(part)
    segments = [_segment_line(funnel, project, covered, own[funnel.segment]) for funnel in funnels]
    return Funnel(
        segments=segments,
        steps=[_step_line(total(funnels, step), [f.step(step) for f in funnels]) for step in Step],
        to_find=_added([funnel.to_find for funnel in funnels]),
        placeholders=sum(line.placeholders for line in segments),
        coverage=None if covered is None else _all_covered(list(covered.values())),
        cash=_cash(money, is_planned=deals is not None),
        months=_months(project, money, is_planned=deals is not None),
    )


def coverage_of(funnel: Funnel) -> CoverageLine:
    """What a plan covers of all targets. ValueError for a forecast without a plan."""
    if funnel.coverage is None:
        raise ValueError("a forecast without a plan covers nothing")
    return funnel.coverage


def covered_by(funnel: Funnel, planned: Funnel) -> Funnel:
    """The forecast of today with what a plan, made before, covers of it; segments are matched by id."""
    before = {line.id: line for line in planned.segments}
    return funnel.model_copy(
        update={
            "segments": [
                line.model_copy(update={"coverage": before[line.id].coverage, "cash": before[line.id].cash})
                if line.id in before
                else line
                for line in funnel.segments
            ],
            "coverage": planned.coverage,
            "cash": planned.cash,
            "months": planned.months,
        }
    )


def _segment_line(
    funnel: SegmentFunnel, project: Project, covered: dict[str, CoverageLine] | None, money: list[_Money]
) -> SegmentFunnelLine:
    key, market = funnel.segment, project.market
    return SegmentFunnelLine(
        id=key,
        name=market.segments[key].name,
        target=funnel.target,
        win_rate=write_share(funnel.win_rate),
        lead_rate=write_share(funnel.lead_rate),
        caution=write_share(funnel.caution),
        average=None if funnel.average is None else round(funnel.average),
        steps=[_step_line(step, [step]) for step in funnel.steps],
        stages=[
            StageLine(stage=stage, deals=quantity.whole or 0, amount=round(quantity.amount))
            for stage, quantity in funnel.stages.items()
        ],
        from_leads=str(funnel.from_leads),
        to_find=_quantity(funnel.to_find),
        placeholders=sum(p.stands_for for p in market.placeholders.values() if p.deal.segment == key),
        coverage=None if covered is None else covered[key],
        cash=_cash(money, is_planned=covered is not None),
    )


def _quantity(quantity: Quantity) -> QuantityLine:
    exact = None if quantity.count is None else str(quantity.count)
    return QuantityLine(exact=exact, whole=quantity.whole, about=quantity.about, amount=round(quantity.amount))


def _added(quantities: Sequence[Quantity]) -> QuantityLine:
    """Exact numbers added up, and whole ones: a total of whole customers is the sum of the numbers above it."""
    counts = [quantity.count for quantity in quantities if quantity.count is not None]
    known = len(counts) == len(quantities)
    amount = sum((quantity.amount for quantity in quantities), Fraction(0))
    whole = sum(quantity.whole or 0 for quantity in quantities) if known else None
    line = _quantity(Quantity(sum(counts, Fraction(0)) if known else None, amount))
    return line.model_copy(update={"whole": whole})


def _step_line(step: FunnelStep, parts: Sequence[FunnelStep]) -> StepLine:
    return StepLine(
        step=step.step,
        at_rates=_added([part.at_rates for part in parts]),
        needed=_added([part.needed for part in parts]),
        in_hand=_added([part.in_hand for part in parts]),
        missing=_added([part.missing for part in parts]),
    )


def _coverage(project: Project, deals: Sequence[DealLine]) -> dict[str, CoverageLine]:
    """What the plan covers of each target, contracts counted with the share that is recognised in the period."""
    market = project.market
    kept = Counter[tuple[str, str]]()
    for line in deals:
        share = market.recognised(market.deal(line.id))
        word = "placeholders" if line.placeholder else str(line.status)
        kept[line.segment, word] += round(line.kept * share)
        if not line.placeholder:
            kept[line.segment, "given_up"] += round(line.expected * share) - round(line.kept * share)
    for deal in market.deals.values():
        in_period = any(project.header.start <= day <= project.header.horizon for day in deal.gates.values())
        if deal.stage is Stage.PAID and in_period:
            kept[deal.segment, "secured"] += round(deal.value * market.recognised(deal))
    return {
        key: CoverageLine(
            target=segment.target,
            **{word: kept[key, word] for word in (*STANDING, "given_up", "placeholders")},
            to_find=max(0, segment.target - sum(kept[key, word] for word in STANDING)),
        )
        for key, segment in market.segments.items()
    }


def _all_covered(lines: Sequence[CoverageLine]) -> CoverageLine:
    """All segments: what one has too much does not fill what another lacks."""
    return CoverageLine(**{field: sum(getattr(line, field) for line in lines) for field in CoverageLine.model_fields})


def _money(project: Project, deals: Sequence[DealLine] | None) -> Iterator[_Money]:
    """Every instalment of every open deal, and of the deals that are paid."""
    market, calendar = project.market, project.calendar
    lines = {line.id: line for line in deals or ()}
    everyone = {**market.deals, **{key: placeholder.deal for key, placeholder in market.placeholders.items()}}
    for key, deal in everyone.items():
        if deal.stage is Stage.LOST:
            continue
        line = lines.get(key)
        expected = deal.value * (Fraction(1) if deal.stage is Stage.PAID else market.win_probability(deal))
        kept = None if deals is None else Fraction(line.kept) if line is not None else expected
        late = {gate.gate: -gate.slack for gate in line.gates if gate.slack is not None} if line is not None else {}
        pace = market.pace(deal.segment)
        for part in instalments(deal, market.payments(deal), pace, calendar.add, late=late):
            yield _Money(
                segment=deal.segment,
                is_placeholder=key in market.placeholders,
                expected=expected * part.share,
                kept=None if kept is None else kept * part.share,
                due=_month(part.due, project),
                comes=_month(part.comes, project),
            )


def _month(day: date, project: Project) -> date | None:
    """The first day of the month of a day in the planning period; None outside it."""
    return day.replace(day=1) if project.header.start <= day <= project.header.horizon else None


def _cash(money: Iterable[_Money], *, is_planned: bool) -> CashLine:
    """The cash that is due in the period, and what becomes of it."""
    due, comes, moves, placeholders = Fraction(0), Fraction(0), Fraction(0), Fraction(0)
    for part in money:
        kept = part.kept or Fraction(0)
        if part.is_placeholder:
            placeholders += kept if part.comes else 0
        elif part.due:
            due += part.expected
            comes += kept if part.comes else 0
            moves += 0 if part.comes else kept
    if not is_planned:
        return CashLine(due=round(due), comes=None, moves_out=None, given_up=None, placeholders=None)
    given_up = max(0, round(due - comes - moves))
    return CashLine(
        due=round(comes) + round(moves) + given_up,
        comes=round(comes),
        moves_out=round(moves),
        given_up=given_up,
        placeholders=round(placeholders),
    )


def _months(project: Project, money: list[_Money], *, is_planned: bool) -> list[CashMonth]:
    """Every month of the planning period, also those without cash."""
    due, comes, placeholders = (dict[date, Fraction]() for _ in range(3))
    for part in money:
        kept = part.kept or Fraction(0)
        if part.due and not part.is_placeholder:
            due[part.due] = due.get(part.due, Fraction(0)) + part.expected
        if part.comes:
            into = placeholders if part.is_placeholder else comes
            into[part.comes] = into.get(part.comes, Fraction(0)) + kept
    lines, month = [], project.header.start.replace(day=1)
    while month <= project.header.horizon:
        lines.append(
            CashMonth(
                month=month,
                due=round(due.get(month, 0)),
                comes=round(comes.get(month, 0)) if is_planned else None,
                placeholders=round(placeholders.get(month, 0)) if is_planned else None,
            )
        )
        month = (month + timedelta(days=31)).replace(day=1)
    return lines
