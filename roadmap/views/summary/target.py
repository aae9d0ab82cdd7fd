"""The target as one bar: what is secured, at risk, late, given up, hoped for, and not covered by anything."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from requirements.language import _, ngettext
from roadmap.plans.deals import DealStatus
from roadmap.plans.document import Plan
from roadmap.views.formats import figure, money, percent
from roadmap.views.lookup import in_hand


@dataclass(frozen=True, slots=True)
class TargetPart:
    """One part of the bar and its entry in the legend: tone (good, risk, late, lost, to-come, open), what it is called,
    how much it is, and how many customers that are; where it begins and how wide it is, in percent of the bar."""

    tone: str
    name: str
    amount: str
    remark: str
    left: str
    width: str


@dataclass(frozen=True, slots=True)
class TargetView:
    """The bar from nothing to the target, or to all that there is where that is more or no target is set."""

    parts: tuple[TargetPart, ...]
    mark_at: str
    """Where the target stands on the bar, in percent; empty where it is the end of the bar, or none is set."""
    label: str
    """What the whole bar is."""
    note: str
    """What the amounts are."""


def build_target(plan: Plan) -> TargetView:
    """Draw the target and what the plan does for it, in expected revenue of the period."""
    head = plan.headline
    found = [part for part in _parts(plan) if part[2] > 0]
    together = sum(amount for _tone, _name, amount, _remark in found)
    scale = max(head.target, together, 1)
    if head.target > together:
        found.append(("open", _("Not covered"), head.target - together, _("no deal in sight for it")))
    label = _("Target {amount}").format(amount=money(head.target, plan.currency)) if head.target else _("Open deals")
    return TargetView(
        parts=tuple(_placed(found, scale)),
        mark_at=f"{100 * head.target / scale:.2f}%" if 0 < head.target < scale else "",
        label=label,
        note=_("Expected revenue of the period: contract value × win probability × the share recognised in it."),
    )


def _parts(plan: Plan) -> list[tuple[str, str, int, str]]:
    """Tone, name, amount and remark of each part but the last, in the order of the bar."""
    head, deals = plan.headline, Counter(deal.status for deal in in_hand(plan))
    of_target = percent(head.secured, head.target)
    secured = _customers(deals[DealStatus.SECURED])
    if head.target:
        secured = _("{customers}, {share} of the target").format(customers=secured, share=of_target)
    hoped = ngettext("if {n} more customer is found", "if {n} more customers are found", head.placeholders)
    given_up = ngettext("{n} customer not served", "{n} customers not served", deals[DealStatus.GIVEN_UP])
    return [
        ("good", _("Secured"), head.secured, secured),
        ("risk", _("At risk"), head.at_risk, _customers(deals[DealStatus.AT_RISK])),
        ("late", _("Late"), head.late, _customers(deals[DealStatus.LATE])),
        ("lost", _("Given up"), head.given_up, given_up.format(n=deals[DealStatus.GIVEN_UP])),
        ("to-come", _("To be found"), head.placeholders_revenue, hoped.format(n=head.placeholders)),
    ]


def _customers(count: int) -> str:
    return ngettext("{n} customer", "{n} customers", count).format(n=count)


def _placed(parts: list[tuple[str, str, int, str]], scale: int) -> list[TargetPart]:
    placed, at = [], 0
    for tone, name, amount, remark in parts:
        placed.append(
            TargetPart(tone, name, figure(amount), remark, f"{100 * at / scale:.2f}%", f"{100 * amount / scale:.2f}%")
        )
        at += amount
    return placed
