"""Segments: kinds of customers, with their revenue target, their rates and their patience."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Annotated

from pydantic import model_validator

from requirements.amounts.money import Amount
from requirements.fault import fault
from requirements.fields import Count, Days, Id, Share, Text
from requirements.funnel.payment import ON_PAYMENT, WHOLE_PRICE, PaymentLine
from requirements.funnel.season import CLOSE_SOMETHING, MONTH_LIST, READ_MONTHS, SEASON, Month
from requirements.funnel.spread import SpreadLine
from requirements.gate import Gate
from requirements.model import Model
from requirements.support import SupportCase


class Lateness(Model):
    """One step of a lateness curve: if a gate is met up to `days` late, the deal keeps this share of its value."""

    days: Days
    """The number of working days after the gate, up to and including this number."""
    keeps: Share
    """The share of value x win probability that remains."""


class Segment(Model):
    """A kind of customers, such as ISV, internet and cloud, or carriers."""

    name: Text
    """The name for readers."""
    target: Amount
    """The revenue target of the planning period, in thousands."""
    win_rate: Share
    """The share of opportunities that are won."""
    lead_rate: Share
    """The share of leads that become opportunities."""
    contracts: Count | None = None
    """The number of contracts needed to reach the target. If omitted, it is computed from the average deal."""
    average_deal: Amount | None = None
    """The value of a typical contract, in thousands. If omitted, it is computed from the number of contracts, or
    from the known deals."""
    caution: Share | None = None
    """A factor on the win rate. 1/2 doubles the opportunities and leads that are needed. Default: the policy's."""
    recognised: Share = Fraction(1)
    """The share of a contract that counts as revenue in the planning period. A deal can state its own share."""
    payments: Annotated[dict[Gate, PaymentLine], WHOLE_PRICE] = ON_PAYMENT
    """The payments of customers, by gate. A deal can state its own payments."""
    closes: Annotated[dict[Month, Count], READ_MONTHS, CLOSE_SOMETHING, MONTH_LIST] = SEASON
    """The weight of each month in signing contracts. In months that are not listed, no contracts are signed. A list
    of months gives all of them the same weight."""
    profile: Id | None = None
    """The profile of its deals: their typical needs, and how often each need occurs."""
    lead_time: Days = 10
    """Working days that a customer needs to take a release into use. A deal can state its own number."""
    lateness: list[Lateness] = [Lateness(days=0, keeps=Fraction(1)), Lateness(days=20, keeps=Fraction(1, 2))]
    """The share of a deal's value that remains when a gate is met late: steps with rising days. After the last
    step, nothing remains."""
    gate_spread: SpreadLine | None = None
    """How far the gates of its deals move, such as `3 weeks` or {earlier: 5 days, later: 3 weeks}. Default: the
    policy's."""

    support: list[SupportCase] = []
    """The support cases that a deal of this segment brings. A deal can state its own support cases."""

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
