"""What waits for what in the plan: features for features, and work items that run beside the one before."""

from __future__ import annotations

from roadmap.plans.plan_part import Part
from roadmap.supply.dependency import WaitFor


class AfterLine(Part):
    """A feature that another one waits for."""

    feature: str
    """The feature it waits for."""
    wait_for: WaitFor
    """interface: for its design; finish: until it is verified; start: until it has started; end: its own verified day
    comes after the other's."""
    lag: int = 0
    """Working days in between."""


class OverlapLine(Part):
    """How a work item runs beside the item before it."""

    start: int
    """The least number of working days between the start of the other work and its own start."""
    end: int | None
    """The least number of working days between the end of the other work and its own end; None if it may end first."""
