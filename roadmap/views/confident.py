"""How sure a plan was asked to be, what it reaches and what that costs, as people read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from requirements.language import _, enumerated, follow_on
from requirements.support import CasePhase
from roadmap.futures.chances import DOTS
from roadmap.plans.document import Plan
from roadmap.plans.revenue.confidence import ConfidencePart, SureDeal
from roadmap.supply.feature import Phase
from roadmap.views.formats import exact_figure, money, percent
from roadmap.views.futures.chance_words import in_twenty
from roadmap.views.lookup import Lookup, look_up
from roadmap.views.roadmap.cases import case_phase_word
from roadmap.views.words import phase_word

MOST_ROOM = 6
"""Kinds of work whose room is told."""


@dataclass(frozen=True, slots=True)
class ConfidentDeal:
    """A deal and how often its promises hold, in words, now and in the plan that did not ask for it."""

    deal: str
    customer: str
    value: str
    now: str
    without: str
    reached: bool


@dataclass(frozen=True, slots=True)
class ConfidentView:
    """The confidence of a plan for the internal audience: customers and values are named."""

    reached: str
    cost: str
    assured: str
    caption: str
    currency: str
    deals: tuple[ConfidentDeal, ...]
    """Those that anybody has already, the dearest first."""
    about_room: str
    room: str
    """For which work most room was left; empty where none was."""


def build_confident(plan: Plan) -> ConfidentView | None:
    """The confidence of a plan; None where none was asked for."""
    part, lookup = plan.confidence, look_up(plan)
    if part is None:
        return None
    known = [deal for deal in part.deals if deal.deal in lookup.deals and not lookup.deals[deal.deal].placeholder]
    known.sort(key=lambda one: (-lookup.deals[one.deal].value, one.deal))
    return ConfidentView(
        reached=reached_sentence(part),
        cost=cost_sentence(part, plan.currency),
        assured=assured_sentence(part, plan.currency),
        caption=_("In how many of {all} futures everything comes as promised").format(all=DOTS),
        currency=plan.currency,
        deals=tuple(_row(deal, lookup) for deal in known),
        about_room=_("Work may take longer than planned before anything is late."),
        room=_room(part),
    )


def _row(deal: SureDeal, lookup: Lookup) -> ConfidentDeal:
    line = lookup.deals[deal.deal]
    return ConfidentDeal(
        deal=line.name,
        customer=lookup.customer(deal.deal),
        value=exact_figure(line.value),
        now=in_twenty(deal.chance),
        without=_("not served") if deal.without is None else in_twenty(deal.without),
        reached=deal.reached,
    )


def _room(part: ConfidencePart) -> str:
    """For which work most room was left."""
    lines = sorted(part.room, key=lambda one: (-one.more, one.phase, one.skill))
    if not lines:
        return ""
    told = _("Most room was left for {work}.")
    return told.format(work=enumerated(_room_of(line.phase, line.skill, line.more) for line in lines[:MOST_ROOM]))


def _room_of(phase: str, skill: str, more: float) -> str:
    return _("{phase} by {skill} ({more} more)").format(phase=_phase(phase), skill=skill, more=percent(more))


def _phase(phase: str) -> str:
    return phase_word(Phase(phase)) if phase in set(Phase) else case_phase_word(CasePhase(phase))


def reached_sentence(part: ConfidencePart) -> str:
    """How many deals reach the confidence that was asked for, beside the plan that did not ask for it."""
    text = _(
        "A confidence of {asked} was asked for. The promises to {reached} of {count} deals that wait for a release "
        "reach it. In the plan without the confidence, the promises to {before} deals would reach it."
    )
    return text.format(
        asked=percent(part.asked),
        reached=sum(deal.reached for deal in part.deals),
        count=len(part.deals),
        before=part.reached_without,
    )


def cost_sentence(part: ConfidencePart, currency: str) -> str:
    """What that costs if all goes as planned, and what it brings on average."""
    plain = _("The confidence costs {cost} if everything goes as planned.").format(cost=money(part.cost, currency))
    if part.cost <= 0:
        plain = _("The confidence costs nothing if everything goes as planned.")
    mean = _(
        "On average over {runs} futures, this plan is worth {expected}. The plan without the confidence is "
        "worth {without}."
    ).format(
        runs=f"{part.runs:,}",
        expected=money(part.expected, currency),
        without=money(part.expected_without, currency),
    )
    return follow_on(plain, mean)


def assured_sentence(part: ConfidencePart, currency: str) -> str:
    """What can be counted on with the confidence."""
    text = _(
        "If each deal counts only with the amount that it brings in at least {asked} of the futures, this plan is "
        "worth {assured}. The plan without the confidence is then worth {without}."
    )
    return text.format(
        asked=percent(part.asked),
        assured=money(part.assured, currency),
        without=money(part.assured_without, currency),
    )


def confident_lines(plan: Plan, deal: str) -> Iterator[str]:
    """How often the promises of a deal hold in a plan that was asked to be sure."""
    part = plan.confidence
    for one in () if part is None else part.deals:
        if one.deal == deal:
            text = _("In {now} futures everything comes as promised; {asked} of them were asked for.")
            yield text.format(now=in_twenty(one.chance), asked=percent(0 if part is None else part.asked))
