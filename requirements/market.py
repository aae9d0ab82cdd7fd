"""The market: segments, capabilities and deals together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from requirements.capability import Capability
from requirements.deal import Deal
from requirements.funnel.payment import Payment
from requirements.funnel.profile import PACE, Profile
from requirements.funnel.segment import Segment
from requirements.gate import Gate, Stage
from requirements.support import SupportCase

CLOSED = frozenset({Stage.LOST, Stage.PAID})
SIGNED = frozenset({Stage.WON, Stage.DELIVERY, Stage.ACCEPTED})


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A deal that does not exist yet, and how many customers it stands for."""

    deal: Deal
    stands_for: int


@dataclass(frozen=True, slots=True)
class Market:
    """What the market needs, by id, each in the order of the files.

    `deals` are those in hand; `placeholders` are those still to be found, made by `requirements.funnel.placeholder`.
    `caution` is how much of the segments' win rates is believed where a segment does not say so itself.
    """

    segments: dict[str, Segment]
    capabilities: dict[str, Capability]
    deals: dict[str, Deal]
    profiles: dict[str, Profile] = field(default_factory=dict)
    caution: Fraction = Fraction(1)
    placeholders: Mapping[str, Placeholder] = field(default_factory=dict)

    def caution_of(self, segment: str) -> Fraction:
        """How much of a segment's win rate is believed."""
        own = self.segments[segment].caution
        return self.caution if own is None else own

    def win_probability(self, deal: Deal) -> Fraction:
        """The deal's own win probability, or what its segment's rates give at its stage; 1 once it is signed."""
        if deal.win_probability is not None:
            return deal.win_probability
        if deal.stage in SIGNED:
            return Fraction(1)
        segment = self.segments[deal.segment]
        believed = segment.win_rate * self.caution_of(deal.segment)
        return believed * (segment.lead_rate if deal.stage is Stage.LEAD else 1)

    def lead_time(self, deal: Deal) -> int:
        """Working days the customer needs to take a release into use."""
        return self.segments[deal.segment].lead_time if deal.lead_time is None else deal.lead_time

    def support(self, deal: Deal) -> tuple[SupportCase, ...]:
        """The kinds of support cases a deal brings: its own, or its segment's in the number that the deal states."""
        if deal.support is not None:
            return tuple(deal.support)
        kinds = self.segments[deal.segment].support
        return tuple(kinds if deal.cases is None else (k.model_copy(update={"count": deal.cases}) for k in kinds))

    def recognised(self, deal: Deal) -> Fraction:
        """The share of the deal's value that counts as revenue in the planning period."""
        return self.segments[deal.segment].recognised if deal.recognised is None else deal.recognised

    def payments(self, deal: Deal) -> dict[Gate, Payment]:
        """When the customer pays, by gate."""
        return self.segments[deal.segment].payments if deal.payments is None else deal.payments

    def pace(self, segment: str) -> dict[Gate, int]:
        """Working days from the first contact to each gate of a typical deal of a segment."""
        profile = self.segments[segment].profile
        return PACE if profile is None else self.profiles[profile].pace

    def deal(self, key: str) -> Deal:
        """A deal in hand or a placeholder. KeyError if there is neither."""
        return self.placeholders[key].deal if key in self.placeholders else self.deals[key]

    def open_deals(self) -> dict[str, Deal]:
        """The deals that a plan can still do something for: those in hand, then the placeholders."""
        in_hand = {key: deal for key, deal in self.deals.items() if deal.stage not in CLOSED}
        return in_hand | {key: placeholder.deal for key, placeholder in self.placeholders.items()}
