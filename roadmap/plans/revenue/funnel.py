"""The forecast in the plan document: what the targets ask for, what is in hand, what the plan covers, and the cash.

Amounts are in thousands of the currency. Deals in hand and placeholders, deals nobody has yet, are never added up.
"""

from __future__ import annotations

from pydantic import Field

from requirements.funnel.forecast import Step
from requirements.gate import Stage
from roadmap.plans.plan_part import Part, PlanDay

EXACT = r"^\d{1,60}(/[1-9]\d{0,60})?$"
"""An exact number, such as 45 or 135/2."""
RATE = r"^\d{1,9}(\.\d{1,9})?%$|^\d{1,9}/[1-9]\d{0,8}$"
"""An exact share, such as 50% or 1/3."""


class QuantityLine(Part):
    """So many customers and what they are worth."""

    exact: str | None = Field(pattern=EXACT)
    """The customers as an exact number, such as 45 or 135/2; None if nothing says how large a deal is."""
    whole: int | None
    """The same rounded up to whole customers."""
    about: int | None
    """The same as people say it: whole numbers as they are, others to one significant digit, halves up."""
    amount: int
    """What they are worth together."""


class StepLine(Part):
    """One step of the funnel, from the target backward."""

    step: Step
    """contracts, opportunities or leads."""
    at_rates: QuantityLine
    """What the target asks for if the rates hold."""
    needed: QuantityLine
    """What it asks for once the caution is counted in."""
    in_hand: QuantityLine
    """Deals that have come so far: signed ones; opportunities and further; all that are not lost."""
    missing: QuantityLine
    """needed less in_hand."""


class StageLine(Part):
    """The deals in hand at one stage."""

    stage: Stage
    """Where they are in the funnel."""
    deals: int
    """How many."""
    amount: int
    """Their contract value."""


class CoverageLine(Part):
    """The target and what the plan does for it: expected revenue, of contracts only the share recognised in the period.

    target = secured + at_risk + late + to_find, unless there is more than the target asks for.
    """

    target: int
    """Revenue wanted."""
    secured: int
    """Kept by deals in hand whose gates are all met with safe slack, and by deals that were paid in the period."""
    at_risk: int
    """Kept by deals in hand whose gates are all met, some with little slack."""
    late: int
    """Kept by deals in hand that are late."""
    given_up: int
    """What the deals in hand would bring besides, if every need of each were met in time."""
    to_find: int
    """The rest of the target."""
    placeholders: int
    """Of the rest: what the plan would keep of placeholders once they are found."""


class CashLine(Part):
    """Expected cash of deals in hand that is due in the planning period: due = comes + moves_out + given_up."""

    due: int
    """What is due in the period if every gate is met in time."""
    comes: int | None
    """What comes in the period by this plan; None without a plan."""
    moves_out: int | None
    """What comes after the period because gates are met late; None without a plan."""
    given_up: int | None
    """What does not come at all; None without a plan."""
    placeholders: int | None
    """Expected cash of placeholders in the period by this plan, not part of the others; None without a plan."""


class CashMonth(Part):
    """Expected cash of one month."""

    month: PlanDay
    """Its first day."""
    due: int
    """What is due if every gate is met in time."""
    comes: int | None
    """What comes by this plan; None without a plan."""
    placeholders: int | None
    """What comes of placeholders by this plan, not part of the others; None without a plan."""


class SegmentFunnelLine(Part):
    """The forecast of one segment."""

    id: str
    name: str
    target: int
    """Revenue wanted in the planning period."""
    win_rate: str = Field(pattern=RATE)
    """The share of opportunities that are won, as text that reads back exactly."""
    lead_rate: str = Field(pattern=RATE)
    """The share of leads that become opportunities."""
    caution: str = Field(pattern=RATE)
    """How much of the win rate is believed."""
    average: int | None
    """Value of a typical contract; None if nothing says how large a deal is."""
    steps: list[StepLine]
    """Contracts, opportunities, leads."""
    stages: list[StageLine]
    """The deals in hand by stage, lost ones left out."""
    from_leads: str = Field(pattern=EXACT)
    """The opportunities that the leads in hand become, as an exact number."""
    to_find: QuantityLine
    """Opportunities still to be found: needed, less those in hand and those that leads in hand will become."""
    placeholders: int
    """How many of them are planned for, as deals nobody has yet."""
    coverage: CoverageLine | None
    """What the plan covers of the target; None without a plan."""
    cash: CashLine


class Funnel(Part):
    """The forecast of all segments."""

    segments: list[SegmentFunnelLine]
    """As the input lists them."""
    steps: list[StepLine]
    """The steps over all segments; exact numbers are added up, and so are whole ones."""
    to_find: QuantityLine
    """Opportunities still to be found over all segments."""
    placeholders: int
    """How many of them are planned for."""
    coverage: CoverageLine | None
    """What the plan covers of all targets; None without a plan."""
    cash: CashLine
    """The cash of all segments."""
    months: list[CashMonth]
    """The cash month by month over the planning period."""
