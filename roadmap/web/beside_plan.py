"""What lies beside a plan: the plan before it, and its chances."""

from __future__ import annotations

from dataclasses import dataclass

from requirements.errors import InputFault
from requirements.finding import Finding
from roadmap.futures.chances import Chances
from roadmap.operations.sources.chances import chances_beside
from roadmap.operations.sources.earlier import known_before
from roadmap.operations.sources.stored_plans import FoundPlan
from roadmap.plans.document import Plan


@dataclass(frozen=True, slots=True)
class BesidePlan:
    """The plan that readers know, and the chances of the plan; None where there are none. `findings` say what is wrong
    with the file of the chances."""

    before: Plan | None = None
    chances: Chances | None = None
    findings: tuple[Finding, ...] = ()


def read_beside(found: FoundPlan | None) -> BesidePlan:
    """What lies beside a plan; nothing beside none."""
    if found is None:
        return BesidePlan()
    before = known_before(found)
    try:
        return BesidePlan(before, chances_beside(found))
    except InputFault as fault:
        return BesidePlan(before, None, tuple(fault.findings))
