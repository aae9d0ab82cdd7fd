"""The difference in value taken apart by what the two plans say. The parts add up to it, to the last thousand."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from roadmap.comparing.comparison import MoneyChange, ValuePart
from roadmap.comparing.pairs import Gain, Pair
from roadmap.comparing.sides import Side
from roadmap.plans.document import Plan

LINES = (
    "target",
    "open_value",
    "open_expected",
    "secured",
    "at_risk",
    "late",
    "given_up",
    "secured_value",
    "at_risk_value",
    "late_value",
    "given_up_value",
    "placeholders_revenue",
    "placeholders_kept",
    "release_cost",
    "feature_cost",
    "moved_promises",
    "value",
)
"""The lines of the headline that are compared."""


def money_of(before: Plan, after: Plan) -> Iterator[MoneyChange]:
    """The lines of the headline that differ, and the bound."""
    for line in LINES:
        pair = Pair(getattr(before.headline, line), getattr(after.headline, line))
        if pair.differs:
            yield MoneyChange(line, pair)


def accounts_of(one: Side, two: Side) -> Iterator[ValuePart]:
    """The parts of the difference in value that are not 0.

    entered, left: deals that only one of the plans knows as open; worth: open deals that are worth more or less by
    their own value and chance; served: deals that keep another share of what they are worth; then the costs.
    """
    worth, served = _shared(one, two)
    first, second = one.plan.headline, two.plan.headline
    came = sum(deal.kept for key, deal in two.deals.items() if key not in one.deals)
    left = sum(deal.kept for key, deal in one.deals.items() if key not in two.deals)
    parts = {
        "deals": came - left,
        "worth": worth,
        "served": served,
        "placeholders": second.placeholders_kept - first.placeholders_kept,
        "releases": first.release_cost - second.release_cost,
        "features": first.feature_cost - second.feature_cost,
        "promises": first.moved_promises - second.moved_promises,
    }
    return (ValuePart(name, Gain(amount)) for name, amount in parts.items() if amount)


def _shared(one: Side, two: Side) -> tuple[int, int]:
    """What deals that are open in both plans gain by being worth more, and by keeping more of it.

    kept = expected x share kept. The change of each factor is weighed with the mean of the other, so that neither
    comes first and turning the comparison round turns both signs.
    """
    worth = served = 0
    for key in one.deals.keys() & two.deals.keys():
        old, new = one.deals[key], two.deals[key]
        shares = [Fraction(deal.kept, deal.expected) if deal.expected else Fraction(0) for deal in (old, new)]
        by_worth = round((new.expected - old.expected) * sum(shares) / 2)
        worth += by_worth
        served += new.kept - old.kept - by_worth
    return worth, served
