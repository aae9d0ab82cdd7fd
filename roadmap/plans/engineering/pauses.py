"""When work pauses: the days on which people of it are away, as the plan tells them."""

from __future__ import annotations

from roadmap.plans.plan_part import Part, PlanDay


class PauseLine(Part):
    """Working days in a row on which the same people of a work item are away, and come back to it."""

    first: PlanDay
    """The first of the days."""
    last: PlanDay
    """The last of the days."""
    people: list[str]
    """Ids of those who are away, or TEAM-N for people counted by number."""
    whole: bool
    """Whether nobody works on the item meanwhile."""
