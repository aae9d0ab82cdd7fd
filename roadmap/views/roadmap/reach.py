"""Out of reach: deals that no plan can serve, and why any deal is late or not served."""

from __future__ import annotations

from typing import Final

from requirements.language import _, enumerated, ngettext
from roadmap.plans.causes import CauseKind
from roadmap.plans.deals import DealLine, DealStatus
from roadmap.plans.document import Plan
from roadmap.views.formats import money
from roadmap.views.lookup import Lookup, in_hand
from roadmap.views.reasons.causes import cause_text
from roadmap.views.reasons.repairs import repair_text

NAMED = 5
"""More deals than this are only counted."""

PROVED: Final = frozenset(
    {
        CauseKind.NOTHING_PROVIDES,
        CauseKind.NOBODY,
        CauseKind.AWAY,
        CauseKind.NOT_BEFORE,
        CauseKind.SUPPORT,
        CauseKind.TOO_MUCH,
        CauseKind.TOO_LATE,
        CauseKind.SHIPPED_LATE,
        CauseKind.NO_PLAN,
        CauseKind.ALONE,
        CauseKind.CANNOT_END,
    }
)
"""Causes that no plan of the same input changes."""


def reasons(deal: DealLine, lookup: Lookup, currency: str = "") -> tuple[str, ...]:
    """Why a deal is not served, or not in time, one text for each cause; empty for one that is. With a currency,
    amounts are told too."""
    return tuple(cause_text(cause, lookup, currency=currency) for cause in deal.causes)


def repairs_of(deal: DealLine) -> tuple[str, ...]:
    """What would repair each cause, each text once."""
    return tuple(dict.fromkeys(repair_text(cause) for cause in deal.causes))


def is_out_of_reach(deal: DealLine) -> bool:
    """Whether no plan of the same input serves a deal."""
    return deal.status is DealStatus.GIVEN_UP and any(cause.kind in PROVED for cause in deal.causes)


def heading_of(deal: DealLine) -> str:
    """What stands before the causes of a deal."""
    if deal.status is not DealStatus.GIVEN_UP:
        return _("Why it is not on time")
    return _("No plan can serve it") if is_out_of_reach(deal) else _("Why the plan gives it up")


def reach_sentence(plan: Plan) -> str | None:
    """Which deals in hand no plan can serve, and what they would bring; None if there are none."""
    deals = [deal for deal in in_hand(plan) if is_out_of_reach(deal)]
    if not deals:
        return None
    deals.sort(key=lambda deal: (-deal.expected, deal.id))
    named = enumerated((deal.id for deal in deals), most=NAMED)
    text = ngettext(
        "No plan can serve {n} deal ({amount}): {named}",
        "No plan can serve {n} deals ({amount}): {named}",
        len(deals),
    )
    return text.format(n=len(deals), amount=money(sum(deal.expected for deal in deals), plan.currency), named=named)
