"""The decisions that a plan asks for: who must agree to what, by when, and what waits for it.

Each follows from the plan alone: moves to a second line that are not agreed, partners whose work is to begin, published
promises that move, proved causes that people can take away, and gates that the customer could move.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from requirements.language import _, enumerated, ngettext
from roadmap.plans.causes import CauseKind
from roadmap.plans.deals import DealLine
from roadmap.plans.document import Plan
from roadmap.plans.engineering.work import WorkStatus
from roadmap.supply.feature import Variant
from roadmap.views.formats import money, short_day
from roadmap.views.lookup import Lookup, in_hand, kept_by_deals_of
from roadmap.views.reasons.causes import skill_of
from roadmap.views.roadmap.second_lines import is_wanted
from roadmap.views.summary.losses import lost
from roadmap.views.summary.trains import NamedLink
from roadmap.views.summary.ways_out import is_losing, latest_gate
from roadmap.views.words import gate_word

MOST_DECISIONS = 5
MOST_PEOPLE = 3
PEOPLE_MISSING = (CauseKind.NOBODY, CauseKind.TOO_MUCH, CauseKind.SUPPORT, CauseKind.AWAY)


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: the question, what waits for it, who must agree, and by when (empty where the plan sets no day);
    `deals` are those that it is about."""

    question: str
    worth: str
    who: str
    by: str
    deals: tuple[NamedLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A decision with what orders it: its day, if it has one, and the amount that waits for it."""

    decision: Decision
    day: date | None
    amount: int


def build_decisions(plan: Plan, lookup: Lookup) -> tuple[Decision, ...]:
    """The decisions asked for: those with a day first, by that day, then the dearest."""
    asked = [*_second_lines(plan), *_partners(plan, lookup), *_promises(plan, lookup), *_people(plan)]
    asked += _later_gates(plan)
    asked.sort(key=lambda one: (one.day is None, one.day or plan.horizon, -one.amount, one.decision.question))
    dated = [one for one in asked if one.day is not None][: MOST_DECISIONS - 2]
    others = [one for one in asked if one.day is None]
    return tuple(one.decision for one in [*dated, *others][:MOST_DECISIONS])


def _second_lines(plan: Plan) -> Iterator[Asked]:
    """Moves that must be agreed, together, by the first of their days."""
    open_moves = sorted(
        (line for line in plan.moves if not line.agreed and is_wanted(line)), key=lambda line: (line.agree, line.person)
    )
    if not open_moves:
        return
    people = list(dict.fromkeys(line.person for line in open_moves))
    shown = enumerated(people[:MOST_PEOPLE])
    if len(people) > MOST_PEOPLE:
        shown = _("{names} and {count} more").format(names=shown, count=len(people) - MOST_PEOPLE)
    skills = enumerated(sorted({line.skill for line in open_moves}))
    question = _("Move {people} to a second line in {skills}?").format(people=shown, skills=skills)
    first = open_moves[0].agree
    days = sum(line.person_days for line in open_moves)
    worth = ngettext("{n} person-day of this plan", "{n} person-days of this plan", days).format(n=days)
    yield Asked(Decision(question, worth, _("they and their leads"), _by(first)), first, 0)


def _partners(plan: Plan, lookup: Lookup) -> Iterator[Asked]:
    """Partners whose work has not begun, each by the first day of that work."""
    for line in plan.features:
        if line.variant is Variant.PARTNER and not any(item.status is not WorkStatus.PLANNED for item in line.work):
            first = min((item.first for item in line.work), default=None)
            holds = kept_by_deals_of(line, lookup)
            question = _("Let a partner do {feature}?").format(feature=line.name)
            worth = _("costs {cost}; deals worth {amount} count on it")
            told = worth.format(cost=money(line.cost, plan.currency), amount=money(holds, plan.currency))
            yield Asked(Decision(question, told, _("engineering, finance"), _by(first)), first, holds)


def _promises(plan: Plan, lookup: Lookup) -> Iterator[Asked]:
    """Published promises that this plan moves or breaks."""
    for line in plan.promises:
        if line.price <= 0:
            continue
        deal = lookup.deals.get(line.deal)
        words = {
            "customer": lookup.customer(line.deal),
            "old": short_day(line.day),
            "new": short_day(line.ready) if line.ready else "",
        }
        if line.ready is None:
            question = _("Withdraw what {customer} was promised for {old}?").format(**words)
        else:
            question = _("Tell {customer} {new} instead of {old}?").format(**words)
        worth = _("price of the promise: {amount}").format(amount=money(line.price, plan.currency))
        link = NamedLink(line.deal, lookup.customer(line.deal))
        yield Asked(
            Decision(question, worth, (deal.owner if deal else None) or _("sales"), "", (link,)), None, line.price
        )


def _people(plan: Plan) -> Iterator[Asked]:
    """People whose lack is proved to stop deals, by skill."""
    stopped: dict[str, list[DealLine]] = defaultdict(list)
    for deal in in_hand(plan):
        for skill in {skill_of(cause) for cause in deal.causes if cause.kind in PEOPLE_MISSING and cause.skill}:
            stopped[skill].append(deal)
    for skill, deals in stopped.items():
        amount = sum(lost(deal) for deal in deals)
        text = ngettext("{n} deal worth {amount} waits for it", "{n} deals worth {amount} wait for it", len(deals))
        worth = text.format(n=len(deals), amount=money(amount, plan.currency))
        question = _("Hire, train or contract people of {skill}?").format(skill=skill)
        links = tuple(NamedLink(deal.id, deal.customer) for deal in deals)
        yield Asked(Decision(question, worth, _("engineering, finance"), "", links), None, amount)


def _later_gates(plan: Plan) -> Iterator[Asked]:
    """Deals for which all is ready some day, but after the gate: the customer may agree to that day."""
    for deal in in_hand(plan):
        gate = latest_gate(deal)
        if gate is None or gate.ready is None or not is_losing(deal):
            continue
        question = _("May {customer} move {gate} from {old} to {new}?")
        told = question.format(
            customer=deal.customer, gate=gate_word(gate.gate), old=short_day(gate.day), new=short_day(gate.ready)
        )
        worth = _("up to {amount}").format(amount=money(lost(deal), plan.currency))
        link = NamedLink(deal.id, deal.customer)
        yield Asked(Decision(told, worth, deal.owner or _("sales"), "", (link,)), None, lost(deal))


def _by(day: date | None) -> str:
    return "" if day is None else _("by {day}").format(day=short_day(day))
