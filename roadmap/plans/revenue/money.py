"""The money of the plan document: the headline, what each segment gets, and how good the plan is known to be.

What is secured against a target is revenue: the expected value of contracts x the share that is recognised in the
planning period. Beside each such amount stands the whole contract value, of which the plan's value is made.

Amounts are in thousands of the currency. Placeholders, deals that nobody has yet, are never part of what is secured.
"""

from __future__ import annotations

from roadmap.plans.plan_part import Part
from roadmap.schedule import Status, Stopped


class Headline(Part):
    """The money in one place. Expected amounts are value x win probability."""

    target: int
    """Revenue wanted, over all segments."""
    open_value: int
    """Contract value of all open deals in hand."""
    open_expected: int
    """Expected value of all open deals in hand, if every need of each were met in time."""
    secured: int
    """Expected revenue of the period, kept by deals in hand whose gates are all met with safe slack, and by deals that
    were paid in the period."""
    at_risk: int
    """Expected revenue of the period, kept by deals in hand whose gates are all met, some with little slack."""
    late: int
    """Expected revenue of the period, kept by deals in hand that are late."""
    given_up: int
    """Expected revenue of the period that is given up: by deals not served, by lateness, by unmet challenges."""
    secured_value: int
    """Expected contract value kept by the open deals that are secured."""
    at_risk_value: int
    """Expected contract value kept by the deals at risk."""
    late_value: int
    """Expected contract value kept by the late deals."""
    given_up_value: int
    """Expected contract value that is given up: open_expected less what is kept."""
    placeholders: int = 0
    """Deals that nobody has yet and that are planned for: how many customers they stand for."""
    placeholders_expected: int = 0
    """Their expected value, if every need of each were met in time."""
    placeholders_kept: int = 0
    """What the plan would keep of that once they are found."""
    placeholders_revenue: int = 0
    """The part of it that is recognised in the period."""
    release_cost: int
    """Cost of the releases that are used."""
    feature_cost: int
    """Cost and upkeep of the features that are built."""
    moved_promises: int = 0
    """The price of published promises that this plan moves or breaks."""
    value: int
    """What the plan maximises: secured_value + at_risk_value + late_value + placeholders_kept - release_cost -
    feature_cost - moved_promises."""


class PlanProof(Part):
    """How good the plan is known to be."""

    status: Status
    """optimal: no plan is worth more; best_found: the search ended before that was proved."""
    stopped: Stopped
    """Why the search ended."""
    value: int
    """What the plan is worth; the same as in the headline."""
    bound: int | None
    """No plan can be worth more; None if nothing is proved."""
    gap: float | None
    """(bound - value) / |value|; None if there is no bound or no value."""


class SegmentLine(Part):
    """One segment and what the plan does for it."""

    id: str
    name: str
    target: int
    """Revenue wanted."""
    deals: int
    """How many open deals it has in hand."""
    open_expected: int
    """Expected value of its open deals in hand."""
    secured: int
    """Its part of each amount of the headline."""
    at_risk: int
    late: int
    given_up: int
    secured_value: int
    at_risk_value: int
    late_value: int
    given_up_value: int
