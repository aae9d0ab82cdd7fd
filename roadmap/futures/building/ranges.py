"""Ranges: how far the effort of a work item may be from what is planned."""

from __future__ import annotations

from fractions import Fraction

from requirements.amounts.halves import Halves
from roadmap.futures.network import SURE, Range
from roadmap.policy.uncertainty import EffortSpread
from roadmap.supply.feature import Effort


def stated_range(effort: Effort, planned: Halves) -> Range | None:
    """Low, likely and high of a work item as shares of what is planned for it; None where it states one number."""
    if effort.low == effort.high or not planned:
        return None
    return float(effort.low / planned), float(effort.likely / planned), float(effort.high / planned)


def default_range(spread: EffortSpread) -> Range:
    """The policy's range of an effort that is one number."""
    if not spread.less and not spread.more:
        return SURE
    return float(1 - spread.less), 1.0, float(1 + spread.more)


def exact_days(effort: Halves, days: int, ways: list[Fraction], *, extra: int = 0) -> tuple[Fraction, int]:
    """How many days so much effort takes before rounding up, and days that come on top whatever it is.

    `ways` are days for each person-day, as crews are reckoned; `extra` is what a change of hands costs. Where they do
    not explain the `days` of the mode, as with a piece that was cut to fit, effort and days are in proportion.
    """
    for way in ways:
        exact = Fraction(effort * way)
        for more in (0, extra):
            if -(-exact.numerator // exact.denominator) + more == days:
                return exact, more
    return Fraction(days), 0
