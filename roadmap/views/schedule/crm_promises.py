"""What a CRM takes back: what each deal may be promised, by the number it has there. No amounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requirements.gate import Gate
from roadmap.plans.deals import DealLine, DealStatus
from roadmap.plans.document import Plan
from roadmap.views.lookup import in_hand


@dataclass(frozen=True, slots=True)
class PromisedDeal:
    """One deal as its CRM knows it, with the day that may be promised for each gate; None where nothing is."""

    ref: str
    deal: str
    status: DealStatus
    release: str | None
    days: tuple[tuple[Gate, date | None, str | None], ...]
    """Gate, day and confidence (firm, tight, late), in the order of gates."""


@dataclass(frozen=True, slots=True)
class WriteBackView:
    """The deals that have a ref, in the order of refs; and the ids of those that have none."""

    deals: tuple[PromisedDeal, ...]
    without_ref: tuple[str, ...]


def build_promises(plan: Plan) -> WriteBackView:
    """The promises of a plan by `ref`, for deals in hand."""
    deals = in_hand(plan)
    known = sorted((deal for deal in deals if deal.ref is not None), key=lambda deal: (deal.ref or "", deal.id))
    return WriteBackView(tuple(map(_deal, known)), tuple(deal.id for deal in deals if deal.ref is None))


def _deal(deal: DealLine) -> PromisedDeal:
    told = {promise.gate: promise for promise in deal.promises}
    days = tuple(
        (gate, told[gate].day if gate in told else None, told[gate].confidence if gate in told else None)
        for gate in Gate
    )
    return PromisedDeal(deal.ref or "", deal.id, deal.status, deal.release, days)
