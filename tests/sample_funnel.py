"""The forecast of the sample plan, made by hand: two segments, one believed by half, and six months of cash.

Amounts are in thousand CNY.
"""

from __future__ import annotations

from datetime import date

from requirements.funnel.forecast import Step
from requirements.gate import Stage
from roadmap.plans.revenue import funnel as f


def sample_funnel() -> f.Funnel:
    """What the sample plan covers: 890 of 2,000, and 100 by placeholders."""
    segments = [_isv(), _cloud()]
    return f.Funnel(
        segments=segments,
        steps=[_sum(*parts) for parts in zip(*(line.steps for line in segments), strict=True)],
        to_find=quantity("7", 1400),
        placeholders=2,
        coverage=f.CoverageLine(
            target=2000, secured=500, at_risk=240, late=150, given_up=550, to_find=1200, placeholders=100
        ),
        cash=f.CashLine(due=1000, comes=700, moves_out=60, given_up=240, placeholders=50),
        months=[
            f.CashMonth(month=date(2026, month, 1), due=due, comes=comes, placeholders=to_come)
            for month, due, comes, to_come in ((1, 0, 0, 0), (2, 100, 100, 0), (3, 400, 200, 0), (4, 500, 400, 50))
        ],
    )


def quantity(exact: str | None, amount: int, whole: int | None = None, about: int | None = None) -> f.QuantityLine:
    """So many customers; whole and about are the exact number unless they are given."""
    number = int(exact) if exact is not None and whole is None else whole
    return f.QuantityLine(exact=exact, whole=number, about=number if about is None else about, amount=amount)


def _step(step: Step, rates: f.QuantityLine, needed: f.QuantityLine, *more: f.QuantityLine) -> f.StepLine:
    return f.StepLine(step=step, at_rates=rates, needed=needed, in_hand=more[0], missing=more[1])


def _isv() -> f.SegmentFunnelLine:
    """Target 800 in 4 contracts; 4 / (1/3) = 12; 12 / (2/3) = 18. Nine opportunities and three leads in hand."""
    contracts = _step(Step.CONTRACTS, *[quantity("4", 800)] * 2, quantity("0", 0), quantity("4", 800))
    opportunities = _step(Step.OPPORTUNITIES, *[quantity("12", 2400)] * 2, quantity("9", 1800), quantity("3", 600))
    leads = _step(Step.LEADS, *[quantity("18", 3600)] * 2, quantity("12", 2400), quantity("6", 1200))
    return f.SegmentFunnelLine(
        id="isv",
        name="Independent software vendors",
        target=800,
        win_rate="1/3",
        lead_rate="2/3",
        caution="100%",
        average=200,
        steps=[contracts, opportunities, leads],
        stages=[
            f.StageLine(stage=Stage.LEAD, deals=3, amount=600),
            f.StageLine(stage=Stage.OPPORTUNITY, deals=9, amount=1800),
        ],
        from_leads="2",
        to_find=quantity("1", 200),
        placeholders=1,
        coverage=f.CoverageLine(
            target=800, secured=500, at_risk=240, late=150, given_up=150, to_find=0, placeholders=40
        ),
        cash=f.CashLine(due=800, comes=600, moves_out=60, given_up=140, placeholders=20),
    )


def _cloud() -> f.SegmentFunnelLine:
    """Target 1,200 in 2 contracts; 2 / (1/2) = 4, 8 with caution; 4 / (3/4) = 5.33, 10.67 with caution."""
    contracts = _step(Step.CONTRACTS, *[quantity("2", 1200)] * 2, quantity("0", 0), quantity("2", 1200))
    opportunities = _step(
        Step.OPPORTUNITIES, quantity("4", 2400), quantity("8", 4800), quantity("1", 800), quantity("7", 4000)
    )
    leads = _step(
        Step.LEADS,
        quantity("16/3", 3200, 6, 5),
        quantity("32/3", 6400, 11, 10),
        quantity("2", 1400),
        quantity("26/3", 5000, 9),
    )
    return f.SegmentFunnelLine(
        id="cloud",
        name="Internet and cloud 互联网",
        target=1200,
        win_rate="50%",
        lead_rate="75%",
        caution="50%",
        average=600,
        steps=[contracts, opportunities, leads],
        stages=[
            f.StageLine(stage=Stage.LEAD, deals=1, amount=600),
            f.StageLine(stage=Stage.OPPORTUNITY, deals=1, amount=800),
        ],
        from_leads="3/4",
        to_find=quantity("25/4", 3600, 7, 6),
        placeholders=1,
        coverage=f.CoverageLine(target=1200, secured=0, at_risk=0, late=0, given_up=400, to_find=1200, placeholders=60),
        cash=f.CashLine(due=200, comes=100, moves_out=0, given_up=100, placeholders=30),
    )


def _sum(one: f.StepLine, other: f.StepLine) -> f.StepLine:
    """Two steps added up; of counts the whole ones are enough here."""
    parts = {}
    for field in ("at_rates", "needed", "in_hand", "missing"):
        first, second = getattr(one, field), getattr(other, field)
        parts[field] = quantity(str(first.whole + second.whole), first.amount + second.amount)
    return f.StepLine(step=one.step, **parts)
