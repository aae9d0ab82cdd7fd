"""Where most is given up, and the capabilities that hold up most money. Amounts are expected contract value."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from requirements.language import _, ngettext
from roadmap.plans.deals import DealLine
from roadmap.plans.document import Plan
from roadmap.views.formats import figure
from roadmap.views.lookup import Lookup, in_hand
from roadmap.views.summary.ways_out import way_out, why
from roadmap.views.words import Badge, deal_badge

MOST_LOSSES = 5
MOST_CAPABILITIES = 5


@dataclass(frozen=True, slots=True)
class LargestLoss:
    """A deal of which the plan gives up much: who it is, how much, why, and the cheapest way out that is known."""

    id: str
    customer: str
    badge: Badge
    lost: str
    why: str
    way_out: str


@dataclass(frozen=True, slots=True)
class HeldUp:
    """A capability that is missing: what the deals that miss it lose; `width` is its bar in percent of the longest."""

    id: str
    name: str
    amount: str
    deals: str
    width: str


def build_losses(plan: Plan, lookup: Lookup) -> tuple[LargestLoss, ...]:
    """The deals of which most is given up, the dearest first."""
    losing = sorted((deal for deal in in_hand(plan) if lost(deal) > 0), key=lambda deal: (-lost(deal), deal.id))
    return tuple(
        LargestLoss(
            deal.id,
            deal.customer,
            deal_badge(deal.status),
            figure(lost(deal)),
            why(deal, lookup),
            way_out(deal, plan),
        )
        for deal in losing[:MOST_LOSSES]
    )


def build_held_up(plan: Plan, lookup: Lookup) -> tuple[HeldUp, ...]:
    """The capabilities whose lack costs most: each counts the whole loss of every deal that misses it in time."""
    amounts: dict[str, int] = defaultdict(int)
    deals: dict[str, int] = defaultdict(int)
    for deal in in_hand(plan):
        if lost(deal) > 0:
            for key in {key for need in deal.needs if not need.met for key in need.any_of}:
                amounts[key] += lost(deal)
                deals[key] += 1
    dearest = sorted(amounts, key=lambda key: (-amounts[key], key))[:MOST_CAPABILITIES]
    longest = max((amounts[key] for key in dearest), default=1)
    return tuple(
        HeldUp(
            id=key,
            name=lookup.capability(key),
            amount=figure(amounts[key]),
            deals=ngettext("{n} deal", "{n} deals", deals[key]).format(n=deals[key]),
            width=f"{100 * amounts[key] / longest:.1f}%",
        )
        for key in dearest
    )


def lost(deal: DealLine) -> int:
    """What the plan gives up of a deal, in expected contract value."""
    return deal.expected - deal.kept


def held_up_note() -> str:
    """What the amounts of capabilities are."""
    return _("A deal that misses several capabilities counts for each of them.")
