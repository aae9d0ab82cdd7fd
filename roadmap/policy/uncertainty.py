"""How sure things are: ranges, errors that people share, gates that move, sick days, and how sure a promise is."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from requirements.fault import fault
from requirements.fields import Count, Days, Share
from requirements.funnel.spread import Spread, SpreadLine
from requirements.gate import Gate
from requirements.model import Model

LOST_AT = {Gate.EVALUATION: Fraction(4, 10), Gate.DESIGN_IN: Fraction(5, 10), Gate.SIGNING: Fraction(1, 10)}
"""At which gate the deals drop out that are lost, where nothing else is said."""


class EffortSpread(Model):
    """The range of an effort that is stated as one number."""

    less: Share = Fraction(20, 100)
    """If all goes well, it takes so much less."""
    more: Share = Fraction(60, 100)
    """If much goes wrong, it takes so much more."""


class CommonError(Model):
    """Which part of the error of estimates is shared: people are wrong together. The parts are shares of the variance;
    what is left belongs to the single work item."""

    company: Share = Fraction(15, 100)
    """All estimates of the company are wrong in the same direction."""
    skill: Share = Fraction(15, 100)
    """All estimates of work of one skill are."""
    feature: Share = Fraction(20, 100)
    """All estimates of one feature are."""

    @model_validator(mode="after")
    def _leaves_something(self) -> CommonError:
        if self.company + self.skill + self.feature > 1:
            raise fault(
                "common-shares",
                "the shares of company, skill and feature add up to more than 100%",
                hint="Lower one of them: what is left of 100% is the error of the single work item.",
            )
        return self


def _all_are_lost(shares: dict[Gate, Fraction]) -> dict[Gate, Fraction]:
    if sum(shares.values()) != 1:
        raise fault(
            "lost-sum",
            "the shares of the gates do not add up to 100%",
            hint="State how many of 100 lost deals drop out at each gate.",
        )
    return shares


class UncertaintyPolicy(Model):
    """How sure estimates, gates and deals are; `roadmap simulate` draws from it."""

    effort: EffortSpread = EffortSpread()
    """The range of work whose effort is one number. Work that states [low, likely, high] keeps its own."""
    common: CommonError = CommonError()
    """Which part of the error is shared."""
    gates: SpreadLine = Spread(earlier=10, later=10)
    """How far gates move, such as `10 days`, `3 weeks`, or {earlier: 5 days, later: 3 weeks}; a segment may state its
    own. All gates of a deal move together."""
    estimated_wider: Annotated[Count, Field(ge=1, le=10)] = 2
    """The factor by which gates move further if their day is only `estimated`."""
    sick_days: Annotated[Days, Field(le=120)] = 4
    """Working days that a person is ill in a year, on average; nobody takes over for them."""
    lost_at: Annotated[dict[Gate, Share], AfterValidator(_all_are_lost)] = LOST_AT
    """Of the deals that are lost, the share that drops out at each gate. Support for the deal ends there."""
    confidence: Share = Fraction(80, 100)
    """A promise names the first release that comes in time with at least this chance."""
