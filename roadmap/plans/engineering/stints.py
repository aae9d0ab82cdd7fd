"""Who does a work item when, as the plan tells it."""

from __future__ import annotations

from roadmap.plans.plan_part import Part, PlanDay


class StintLine(Part):
    """Somebody on a work item from one day to another, both included, days away among them."""

    person: str
    """Id of the person, or TEAM-N for people counted by number."""
    skill: str
    """The skill for which the work takes them."""
    group: int
    """Of which group of the crew they are, from 1: there is one for each skill that the work takes, or each pace."""
    first: PlanDay
    last: PlanDay
