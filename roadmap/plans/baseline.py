"""Published promises in the plan document: what was promised, what becomes of it, and what that costs.

Amounts are in thousands of the currency; days are ISO days; weeks are started weeks of five working days.
"""

from __future__ import annotations

from requirements.gate import Gate
from roadmap.plans.plan_part import Part, PlanDay


class PromiseLine(Part):
    """One promise of the baseline that this plan keeps or moves.

    Promises are left out when nothing can break them any more: what was promised is there, the gate is passed, or the
    deal is closed.
    """

    deal: str
    gates: list[Gate]
    """The gates that were promised for this day."""
    day: PlanDay
    """The day that was promised."""
    release: str
    """The release that was promised."""
    ready: PlanDay | None
    """The day on which this plan has ready what was promised; None if the deal is not served."""
    weeks: int
    """By how many started weeks it moves later, 0 if it is kept; if the deal is not served, after how many the price
    no longer rises."""
    price: int
    """What moving it costs this plan; 0 if it is kept."""
    most: int
    """What breaking it would cost."""
    held: bool = False
    """Whether the plan had to keep it: the policy asks for consent, and no decision lets it move."""
