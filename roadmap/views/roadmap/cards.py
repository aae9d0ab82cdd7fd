"""The figures of the headline: one card each."""

from __future__ import annotations

from dataclasses import dataclass

from requirements.language import _, ngettext
from roadmap.plan.document import Plan
from roadmap.views.formats import figure, money, percent
from roadmap.views.lookup import in_hand


@dataclass(frozen=True, slots=True)
class Card:
    """One figure with its name and a remark."""

    name: str
    amount: str
    remark: str
    tone: str


def build_cards(plan: Plan) -> tuple[Card, ...]:
    """Target, what becomes of it, the open deals, the placeholders and the value of the plan."""
    head, currency = plan.headline, plan.currency
    count = len(in_hand(plan))
    costs = _("after {amount} for releases and features").format(amount=figure(head.release_cost + head.feature_cost))
    if head.moved_promises:
        costs = _("{costs}, and {price} for moved promises").format(costs=costs, price=figure(head.moved_promises))
    return (
        Card(_("Target"), money(head.target, currency), _("revenue wanted"), "plain"),
        *_standing_cards(plan),
        Card(
            _("Open deals"),
            money(head.open_expected, currency),
            ngettext("expected, of {value} in {count} deal", "expected, of {value} in {count} deals", count).format(
                value=figure(head.open_value), count=count
            ),
            "plain",
        ),
        _promised_card(plan),
        *_to_come_card(plan),
        Card(_("Plan value"), money(head.value, currency), costs, "plain"),
    )


def _standing_cards(plan: Plan) -> tuple[Card, ...]:
    """What is secured, at risk, late and given up: revenue of the period, and the contract value beside it."""
    head = plan.headline
    cards = (
        (_("Secured"), head.secured, _of(head.secured, head.target), head.secured_value, "good"),
        (_("At risk"), head.at_risk, _("little slack"), head.at_risk_value, "risk"),
        (_("Late"), head.late, _("after its gate"), head.late_value, "late"),
        (_("Given up"), head.given_up, _("not served, late, or a challenge not met"), head.given_up_value, "lost"),
    )
    text = _("{remark}; contract value {value}")
    return tuple(
        Card(name, money(amount, plan.currency), text.format(remark=remark, value=figure(value)), tone)
        for name, amount, remark, value, tone in cards
    )


def _promised_card(plan: Plan) -> Card:
    """How many promises the plan makes, and to how many deals."""
    deals = len({deal for deal, _day in plan.promised})
    text = ngettext("to {count} deal", "to {count} deals", deals)
    return Card(_("Promises"), str(len(plan.promised)), text.format(count=deals), "plain")


def _to_come_card(plan: Plan) -> tuple[Card, ...]:
    head = plan.headline
    if not head.placeholders:
        return ()
    text = ngettext("{n} deal that nobody has yet", "{n} deals that nobody has yet", head.placeholders)
    remark = _("{remark}; contract value {value}").format(
        remark=text.format(n=head.placeholders), value=figure(head.placeholders_kept)
    )
    return (Card(_("Placeholders"), money(head.placeholders_revenue, plan.currency), remark, "to-come"),)


def _of(part: int, target: int) -> str:
    return _("{share} of the target").format(share=percent(part, target)) if target else _("no target is set")
