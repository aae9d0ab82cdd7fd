"""Support cases of the plan document: the work that deals themselves bring, piece by piece.

Days are ISO days, first and last both included; `days` are working days.
"""

from __future__ import annotations

from requirements.fields import PersonDays
from requirements.gate import Gate
from requirements.support import CasePhase
from roadmap.plans.engineering.pauses import PauseLine
from roadmap.plans.engineering.stints import StintLine
from roadmap.plans.plan_part import Part, PlanDay


class CaseLine(Part):
    """One piece of one support case of an open deal, planned if the deal is served.

    What lies before the `as_of` day or after the horizon is left out: a piece whose spread reaches beyond the plan is
    counted by the share of the spread that lies within.
    """

    deal: str
    """The deal that brings it."""
    case: str
    """What people call the kind of case."""
    number: int
    """Which of the deal's cases of this kind, from 1."""
    phase: CasePhase
    """What it is for."""
    gate: Gate
    """The gate it belongs to."""
    skill: str
    """The skill it takes."""
    crew: int
    """The number of people who work at the same time."""
    effort: PersonDays
    """Person-days within the plan, before the share that people keep for support and defects is added."""
    days: int
    """Working days it takes with its crew, that share included."""
    earliest: PlanDay
    """The first day on which it may start."""
    latest: PlanDay
    """The last day by which it must be done."""
    customary_first: PlanDay
    """The first day if nobody planned: everybody at work right before the gate, or right after it."""
    customary_last: PlanDay
    """The last day if nobody planned."""
    first: PlanDay | None
    """The first day in this plan; None if the deal is not served."""
    last: PlanDay | None
    """The last day in this plan; None if the deal is not served."""
    people: list[str]
    """Ids of the people who do it, or TEAM-N for people counted by number; empty if the deal is not served."""
    stints: list[StintLine] = []
    """Who does it when, where people change; otherwise all of `people` do it from its first day to its last."""
    pauses: list[PauseLine] = []
    """When people of it are away, in the order of time; only what cannot be done at one go within its days pauses."""

    @property
    def people_by_skill(self) -> dict[str, int]:
        """How many people of each skill it takes at once."""
        return {self.skill: self.crew}
