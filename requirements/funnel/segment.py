"""Segments: kinds of customers, with their revenue target, their rates and their patience."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Annotated

from pydantic import model_validator

from requirements.fault import fault
from requirements.fields import Amount, Count, Days, Id, Share, Text
from requirements.funnel.payment import ON_PAYMENT, WHOLE_PRICE, PaymentLine
from requirements.funnel.season import CLOSE_SOMETHING, MONTH_LIST, READ_MONTHS, SEASON, Month
from requirements.funnel.spread import SpreadLine
from requirements.gate import Gate
from requirements.model import Model
from requirements.support import SupportCase


class Lateness(Model):
    """One step of a lateness curve: a gate met up to `days` late keeps this share of the deal."""

    days: Days
    """Working days after the gate, up to and including."""
    keeps: Share
    """The share of value x win probability that remains."""


class Segment(Model):
    """A kind of customers, such as ISV, internet and cloud, or carriers."""

    name: Text
    """What people call it."""
    target: Amount
    """Revenue wanted in the planning period, thousand CNY."""
    win_rate: Share
    """The share of opportunities that are won."""
    lead_rate: Share
    """The share of leads that become opportunities."""
    contracts: Count | None = None
    """Contracts needed to reach the target. If omitted, they follow from the average deal."""
    average_deal: Amount | None = None
    """Value of a typical contract, thousand CNY. If omitted, it follows from the contracts needed, or from the deals in
    hand."""
    caution: Share | None = None
    """How much of the win rate is believed: 1/2 doubles the opportunities and leads needed. Default: the policy's."""
    recognised: Share = Fraction(1)
    """The share of a contract that counts as revenue in the planning period; a deal may state its own."""
    payments: Annotated[dict[Gate, PaymentLine], WHOLE_PRICE] = ON_PAYMENT
    """When customers pay, by gate; a deal may state its own."""
    closes: Annotated[dict[Month, Count], READ_MONTHS, CLOSE_SOMETHING, MONTH_LIST] = SEASON
    """How much is closed in each month, as weights; months that are left out close nothing. A list of months counts
    them alike."""
    profile: Id | None = None
    """The need profile of its deals: what they typically need, and how often."""
    lead_time: Days = 10
    """Working days a customer needs to take a release into use; a deal may state its own."""
    lateness: list[Lateness] = [Lateness(days=0, keeps=Fraction(1)), Lateness(days=20, keeps=Fraction(1, 2))]
    """What remains of a deal when a gate is met late: steps by rising days; after the last step nothing remains."""
    gate_spread: SpreadLine | None = None
    """How far the gates of its deals move, such as `3 weeks` or {earlier: 5 days, later: 3 weeks}. Default: the
    policy's."""

    support: list[SupportCase] = []
    """The support cases that a deal of this segment brings, unless it states its own."""

    @model_validator(mode="after")
    def _curve_falls(self) -> Segment:
        days = [step.days for step in self.lateness]
        shares = [step.keeps for step in self.lateness]
        rising = all(a < b for a, b in pairwise(days))
        falling = all(a > b for a, b in pairwise(shares))
        if not days or not rising or not falling or days[0] != 0 or shares[0] != 1:
            raise fault(
                "lateness-curve",
                "expected steps: the first keeps 100% at 0 days, each later step has more days and a smaller share",
            )
        return self

    @model_validator(mode="after")
    def _target_can_be_reached(self) -> Segment:
        for field in ("win_rate", "lead_rate", "caution", "recognised"):
            if self.target and getattr(self, field) == 0:
                raise fault(
                    "zero-rate",
                    ("the target cannot be reached with a rate of 0, whatever the number of customers"),
                    at=(field,),
                )
        if self.contracts is not None and self.average_deal is not None:
            raise fault(
                "deal-size",
                "expected the number of contracts or the average deal, not both: each follows from the other",
                at=("average_deal",),
            )
        for field in ("contracts", "average_deal"):
            if self.target and getattr(self, field) == 0:
                raise fault("deal-size", "expected more than 0, because the segment has a target", at=(field,))
        return self
