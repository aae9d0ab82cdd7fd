"""The price of moving a published promise."""

from __future__ import annotations

from fractions import Fraction

from pydantic import model_validator

from requirements.fault import fault
from requirements.fields import Share
from requirements.model import Model

MOST_WEEKS = 52


class PromisePolicy(Model):
    """The price of moving a published promise: a share of what the deal is expected to bring, value x win probability.

    A promise that is kept, or becomes earlier, costs nothing. Gates of a deal that were promised for one day are one
    promise. The price only counts where a baseline is published.
    """

    per_week: Share = Fraction(2, 100)
    """The price for each started week (five working days) by which a promise moves to a later day. 0: promises move
    freely."""
    most: Share = Fraction(10, 100)
    """The highest price of moving a promise, however late. It is also the price of breaking the promise by not
    serving the deal."""

    @model_validator(mode="after")
    def _ends_within_a_year(self) -> PromisePolicy:
        if self.per_week * MOST_WEEKS < self.most and self.per_week:
            raise fault(
                "promise-price",
                "with this `per_week`, the price takes more than {weeks} weeks to reach `most`",
                at=("most",),
                weeks=str(MOST_WEEKS),
            )
        return self

    @property
    def weeks(self) -> int:
        """After how many weeks the price no longer rises; 0 if promises move freely."""
        return -(-self.most // self.per_week) if self.per_week else 0

    def price(self, expected: int, weeks: int) -> int:
        """The price of a promise of a deal, from its expected value, when it moves later by so many started weeks."""
        return round(expected * min(self.most, self.per_week * weeks))
