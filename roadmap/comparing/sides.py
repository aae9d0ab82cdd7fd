"""One plan, looked up by its ids."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap.plans.deals import DealLine
from roadmap.plans.document import FeatureLine, Plan, ReleaseLine


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two plans: deals in hand, features and releases by id."""

    plan: Plan
    deals: dict[str, DealLine]
    features: dict[str, FeatureLine]
    releases: dict[str, ReleaseLine]
    known: frozenset[str]
    """All features that the plan knows, built or not."""


def side_of(plan: Plan) -> Side:
    """Look a plan up. Placeholders are left out: nobody is told anything about them."""
    return Side(
        plan=plan,
        deals={line.id: line for line in plan.deals if not line.placeholder},
        features={line.id: line for line in plan.features},
        releases={line.id: line for line in plan.releases},
        known=frozenset(line.id for line in plan.features) | frozenset(line.id for line in plan.unplanned),
    )
