"""The figures of the headline: one card each."""

from __future__ import annotations

from dataclasses import dataclass

from requirements.language import _, in_clauses, ngettext
from roadmap.plans.document import Plan
from roadmap.plans.revenue.money import Headline
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
    return (
        Card(_("Target"), money(head.target, currency), _("revenue target"), "plain"),
        *_standing_cards(plan),
        Card(
            _("Open deals"),
            money(head.open_expected, currency),
            ngettext(
                "expected value. Contract value of {count} deal: {value}",
                "expected value. Contract value of {count} deals: {value}",
                count,
            ).format(value=figure(head.open_value), count=count),
            "plain",
        ),
        _promised_card(plan),
        *_to_come_card(plan),
        Card(_("Plan value"), money(head.value, currency), _costs(head), "plain"),
    )


def _costs(head: Headline) -> str:
    """What is taken off the value already."""
    amount = figure(head.release_cost + head.feature_cost)
    if not head.moved_promises:
        return _("after {amount} for releases and features").format(amount=amount)
    text = _("after {amount} for releases and features, and {price} for moved promises")
    return text.format(amount=amount, price=figure(head.moved_promises))


def _standing_cards(plan: Plan) -> tuple[Card, ...]:
    """What is secured, at risk, late and given up: revenue of the period, and the contract value beside it."""
    head = plan.headline
    cards = (
        (_("Secured"), head.secured, _of(head.secured, head.target), head.secured_value, "good"),
        (_("At risk"), head.at_risk, _("little slack"), head.at_risk_value, "risk"),
        (_("Late"), head.late, _("after the gate date"), head.late_value, "late"),
        (_("Given up"), head.given_up, _("not served, late, or a challenge not met"), head.given_up_value, "lost"),
    )
    return tuple(
        Card(name, money(amount, plan.currency), _remark(remark, value), tone)
        for name, amount, remark, value, tone in cards
    )


def _remark(remark: str, value: int) -> str:
    return in_clauses([remark, _("contract value {value}").format(value=figure(value))])


def _promised_card(plan: Plan) -> Card:
    """How many promises the plan makes, and to how many deals."""
    deals = len({deal for deal, _day in plan.promised})
    text = ngettext("to {count} deal", "to {count} deals", deals)
    return Card(_("Promises"), str(len(plan.promised)), text.format(count=deals), "plain")


def _to_come_card(plan: Plan) -> tuple[Card, ...]:
    head = plan.headline
    if not head.placeholders:
        return ()
    text = ngettext("{n} deal still to be found", "{n} deals still to be found", head.placeholders)
    remark = _remark(text.format(n=head.placeholders), head.placeholders_kept)
    return (Card(_("Placeholders"), money(head.placeholders_revenue, plan.currency), remark, "to-come"),)


def _of(part: int, target: int) -> str:
    return _("{share} of the target").format(share=percent(part, target)) if target else _("no target is set")
