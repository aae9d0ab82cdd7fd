"""The forecast: from a revenue target backward to the contracts, opportunities and leads it asks for.

    amount of contracts      = target / share recognised in the period
    contracts                = as the segment states, else that amount / average deal
    opportunities            = contracts / (win rate x caution)
    leads                    = opportunities / lead rate

Amounts follow the same divisions. Everything is an exact fraction; three ways of saying a number are kept apart:

- exact: 67.5 leads, 135 million;
- whole: counts rounded up, since nobody finds half a customer: 68 leads. Each step is rounded for itself, from its
  exact number, so that one rounding never grows into the next. A total is the sum of the whole numbers it stands under;
- about: as people say it. A count that is not whole goes to one significant digit, halves up (67.5: about 70; 5.33:
  about 5); an amount is cut, never raised, to two (135 million: 130 million; 588.3 million: 580 million).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from requirements.deal import Deal
from requirements.fields import Word
from requirements.funnel.segment import Segment
from requirements.gate import Stage
from requirements.market import SIGNED, Market

CONTRACT_STAGES = SIGNED | {Stage.PAID}
NO_OPPORTUNITY = frozenset({Stage.LEAD, Stage.LOST})


class Step(Word):
    """A step of the funnel, from the target backward."""

    CONTRACTS = "contracts"
    OPPORTUNITIES = "opportunities"
    LEADS = "leads"


@dataclass(frozen=True, slots=True)
class Quantity:
    """So many customers and what they are worth together, in thousands of the currency, both exact.

    The count is None where it cannot be known: nothing says how large a deal is.
    """

    count: Fraction | None
    amount: Fraction

    @property
    def whole(self) -> int | None:
        """The count rounded up to whole customers."""
        return None if self.count is None else ceil(self.count)

    @property
    def about(self) -> int | None:
        """The count as people say it: whole numbers as they are, others to one significant digit, halves up."""
        if self.count is None or self.count.denominator == 1:
            return self.whole
        size: int = 10 ** (len(str(floor(self.count))) - 1)
        return floor(self.count / size + Fraction(1, 2)) * size

    @property
    def about_amount(self) -> int:
        """The amount as people say it: cut to two significant digits, so that it never says more than there is."""
        size: int = 10 ** max(0, len(str(floor(self.amount))) - 2)
        return floor(self.amount / size) * size

    def divided(self, rate: Fraction) -> Quantity:
        """What it takes one step earlier in the funnel, where only this share goes on; the rate is more than 0."""
        return Quantity(None if self.count is None else self.count / rate, self.amount / rate)

    def less(self, other: Quantity) -> Quantity:
        """What is missing when that much is there; never less than nothing."""
        unknown = self.count is None or other.count is None
        count = None if unknown else max(Fraction(0), (self.count or Fraction(0)) - (other.count or Fraction(0)))
        return Quantity(count, max(Fraction(0), self.amount - other.amount))


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """One step of a segment's funnel."""

    step: Step
    at_rates: Quantity
    """What the target asks for if the rates hold."""
    needed: Quantity
    """What it asks for once the caution is counted in; contracts are the same."""
    in_hand: Quantity
    """The deals that have come so far: signed ones; opportunities and further; all that are not lost."""
    missing: Quantity
    """needed less in_hand, in counts and in amounts."""


@dataclass(frozen=True, slots=True)
class SegmentFunnel:
    """The forecast of one segment."""

    segment: str
    target: int
    win_rate: Fraction
    lead_rate: Fraction
    caution: Fraction
    average: Fraction | None
    """Value of a typical contract; None if nothing says how large a deal is."""
    steps: tuple[FunnelStep, ...]
    """Contracts, opportunities, leads."""
    stages: dict[Stage, Quantity]
    """The deals in hand by stage, lost ones left out, in the order of the funnel."""
    from_leads: Fraction
    """The opportunities that the leads in hand become at the lead rate."""

    def step(self, step: Step) -> FunnelStep:
        """One step of the funnel."""
        return self.steps[list(Step).index(step)]

    @property
    def to_find(self) -> Quantity:
        """Opportunities still to be found: needed, less those in hand and those that leads in hand will become."""
        opportunities = self.step(Step.OPPORTUNITIES)
        leads = self.stages.get(Stage.LEAD, Quantity(Fraction(0), Fraction(0)))
        return opportunities.missing.less(Quantity(self.from_leads, leads.amount * self.lead_rate))


def forecast(market: Market) -> tuple[SegmentFunnel, ...]:
    """The forecast of every segment, in the order of the files. Only deals in hand are counted, no placeholders."""
    deals: dict[str, list[Deal]] = {key: [] for key in market.segments}
    for deal in market.deals.values():
        if deal.stage is not Stage.LOST:
            deals[deal.segment].append(deal)
    return tuple(_segment_funnel(key, market, deals[key]) for key in market.segments)


def total(funnels: Iterable[SegmentFunnel], step: Step) -> FunnelStep:
    """One step over several segments: every exact number added up. Counts are None where one of them is."""
    rows = [funnel.step(step) for funnel in funnels]
    return FunnelStep(
        step=step,
        at_rates=_sum(row.at_rates for row in rows),
        needed=_sum(row.needed for row in rows),
        in_hand=_sum(row.in_hand for row in rows),
        missing=_sum(row.missing for row in rows),
    )


def average_deal(segment: Segment, deals: Iterable[Deal]) -> Fraction | None:
    """The value of a typical contract: stated, or by the contracts needed, or the mean of the deals in hand."""
    if segment.average_deal is not None:
        return Fraction(segment.average_deal)
    if segment.contracts and segment.target:
        return segment.target / segment.recognised / segment.contracts
    values = [deal.value for deal in deals]
    return Fraction(sum(values), len(values)) if any(values) else None


def _segment_funnel(key: str, market: Market, deals: list[Deal]) -> SegmentFunnel:
    segment = market.segments[key]
    leads = [deal for deal in deals if deal.stage is Stage.LEAD]
    average = average_deal(segment, deals)
    return SegmentFunnel(
        segment=key,
        target=segment.target,
        win_rate=segment.win_rate,
        lead_rate=segment.lead_rate,
        caution=market.caution_of(key),
        average=average,
        steps=_steps(_contracts(segment, average), segment, market.caution_of(key), deals),
        stages={stage: _count(found) for stage in Stage if (found := [deal for deal in deals if deal.stage is stage])},
        from_leads=len(leads) * segment.lead_rate,
    )


def _contracts(segment: Segment, average: Fraction | None) -> Quantity:
    """The contracts that make the target."""
    if not segment.target:
        return Quantity(Fraction(0), Fraction(0))
    amount = segment.target / segment.recognised
    if segment.contracts is not None:
        return Quantity(Fraction(segment.contracts), amount)
    return Quantity(amount / average if average else None, amount)


def _steps(contracts: Quantity, segment: Segment, caution: Fraction, deals: list[Deal]) -> tuple[FunnelStep, ...]:
    rates = (segment.win_rate, segment.lead_rate) if segment.target else (Fraction(1), Fraction(1))
    opportunities = contracts.divided(rates[0])
    leads = opportunities.divided(rates[1])
    needed = (contracts, opportunities.divided(caution), leads.divided(caution))
    in_hand = (
        [deal for deal in deals if deal.stage in CONTRACT_STAGES],
        [deal for deal in deals if deal.stage not in NO_OPPORTUNITY],
        deals,
    )
    return tuple(
        FunnelStep(step, at_rates, needs, _count(found), needs.less(_count(found)))
        for step, at_rates, needs, found in zip(Step, (contracts, opportunities, leads), needed, in_hand, strict=True)
    )


def _count(deals: list[Deal]) -> Quantity:
    return Quantity(Fraction(len(deals)), Fraction(sum(deal.value for deal in deals)))


def _sum(quantities: Iterable[Quantity]) -> Quantity:
    parts = list(quantities)
    counts = [part.count for part in parts if part.count is not None]
    known = len(counts) == len(parts)
    return Quantity(sum(counts, Fraction(0)) if known else None, sum((part.amount for part in parts), Fraction(0)))
