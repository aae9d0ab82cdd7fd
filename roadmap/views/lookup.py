"""What the ids of a plan are called: made once, used by every part of a page."""

from __future__ import annotations

from dataclasses import dataclass

from requirements.gate import Maturity
from requirements.language import bracketed, either, enumerated
from roadmap.editions.seen import Seen
from roadmap.plans.deals import DealLine, DealStatus
from roadmap.plans.document import FeatureLine, Plan, ReleaseLine
from roadmap.views.words import maturity_word


@dataclass(frozen=True, slots=True)
class Lookup:
    """Lines and names by id, in the order of the plan. An id that the plan does not hold is its own name."""

    deals: dict[str, DealLine]
    features: dict[str, FeatureLine]
    releases: dict[str, ReleaseLine]
    capability_names: dict[str, str]
    segment_names: dict[str, str]
    team_names: dict[str, str]

    def capability(self, key: str) -> str:
        """What people call a capability."""
        return self.capability_names.get(key, key)

    def segment(self, key: str) -> str:
        """What people call a segment."""
        return self.segment_names.get(key, key)

    def team(self, key: str) -> str:
        """What people call a team."""
        return self.team_names.get(key, key)

    def customer(self, key: str) -> str:
        """Who buys; for a placeholder, which has no customer, what it is called, with the mark of placeholders."""
        deal = self.deals.get(key)
        return key if deal is None else f"◌ {deal.name}" if deal.placeholder else deal.customer

    def missing(self, ids: str) -> str:
        """One missing need, `a | b`, by names: A or B."""
        return either(self.capability(key) for key in ids.split(" | "))

    def provides(self, provided: dict[str, Maturity]) -> str:
        """What a feature provides: Triton backend (GA), Python API (preview)."""
        return enumerated(bracketed(self.capability(key), maturity_word(level)) for key, level in provided.items())


def in_hand(plan: Plan | Seen) -> list[DealLine]:
    """The open deals that somebody has: all but the placeholders."""
    return [line for line in plan.deals if not line.placeholder]


def given_up(plan: Plan) -> list[DealLine]:
    """The deals in hand that a plan gives up, the one that would bring most first."""
    lines = [line for line in plan.deals if line.status is DealStatus.GIVEN_UP and not line.placeholder]
    return sorted(lines, key=lambda line: (-line.expected, line.id))


def with_id(name: str, key: str) -> str:
    """What people call something, and its id, by which commands and files know it."""
    return name if name == key else f"{name} ({key})"


def look_up(plan: Plan) -> Lookup:
    """Index a plan by its ids."""
    return Lookup(
        deals={line.id: line for line in plan.deals},
        features={line.id: line for line in plan.features},
        releases={line.id: line for line in plan.releases},
        capability_names={line.id: line.name for line in plan.capabilities},
        segment_names={line.id: line.name for line in plan.segments},
        team_names={line.id: line.name for line in plan.teams},
    )


def kept_by_deals_of(feature: FeatureLine, lookup: Lookup) -> int:
    """What the deals in hand that count on a feature keep."""
    deals = (lookup.deals[key] for key in feature.deals if key in lookup.deals)
    return sum(deal.kept for deal in deals if not deal.placeholder)
