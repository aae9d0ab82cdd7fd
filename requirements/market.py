"""The market: segments, capabilities and deals together."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from requirements.capability import Capability
from requirements.deal import Deal
from requirements.gate import Stage
from requirements.profile import Profile
from requirements.segment import Segment

CLOSED = frozenset({Stage.LOST, Stage.PAID})
SIGNED = frozenset({Stage.WON, Stage.DELIVERY, Stage.ACCEPTED})


@dataclass(frozen=True, slots=True)
class Market:
    """What the market needs, by id, each in the order of the files."""

    segments: dict[str, Segment]
    capabilities: dict[str, Capability]
    deals: dict[str, Deal]
    profiles: dict[str, Profile] = field(default_factory=dict)

    def win_probability(self, deal: Deal) -> Fraction:
        """The deal's own win probability, or what its segment's rates give at its stage; 1 once it is signed."""
        if deal.win_probability is not None:
            return deal.win_probability
        if deal.stage in SIGNED:
            return Fraction(1)
        segment = self.segments[deal.segment]
        return segment.win_rate * (segment.lead_rate if deal.stage is Stage.LEAD else 1)

    def lead_time(self, deal: Deal) -> int:
        """Working days the customer needs to take a release into use."""
        return self.segments[deal.segment].lead_time if deal.lead_time is None else deal.lead_time

    def open_deals(self) -> dict[str, Deal]:
        """The deals that a plan can still do something for."""
        return {key: deal for key, deal in self.deals.items() if deal.stage not in CLOSED}
