"""The two-minute page, as a value."""

from __future__ import annotations

from dataclasses import dataclass

from requirements.language import _, follow_on, ngettext
from roadmap.plans.document import Plan
from roadmap.views.formats import money, percent
from roadmap.views.lookup import Lookup
from roadmap.views.roadmap.head.headline import proof_sentence
from roadmap.views.summary.asked_decisions import Decision, build_decisions
from roadmap.views.summary.losses import HeldUp, LargestLoss, build_held_up, build_losses, held_up_note
from roadmap.views.summary.target import TargetView, build_target
from roadmap.views.summary.trains import ComingTrain, build_trains
from roadmap.views.summary.what_changed import ChangesView, build_changes

MARK = "\x00"
"""Stands around the amount of the statement while it is put into its sentence."""


@dataclass(frozen=True, slots=True)
class Statement:
    """The sentence with the number that counts: what stands before it, the number, and what stands behind it."""

    before: str
    amount: str
    after: str

    @property
    def text(self) -> str:
        """The whole sentence."""
        return f"{self.before}{self.amount}{self.after}"


@dataclass(frozen=True, slots=True)
class SummaryView:
    """The first screen: where the plan stands, what ships, what is lost, what is asked for and what changed. Parts that
    have nothing to say are empty. Holds customers and amounts."""

    statement: Statement
    target: TargetView | None
    """None for a plan without deals and without a target."""
    trains: tuple[ComingTrain, ...]
    losses: tuple[LargestLoss, ...]
    decisions: tuple[Decision, ...]
    held_up: tuple[HeldUp, ...]
    held_up_note: str
    changes: ChangesView | None
    proof: str


def build_summary(plan: Plan, lookup: Lookup, before: Plan | None = None) -> SummaryView:
    """Make the two-minute page of a plan; `before` is the plan that its readers know."""
    decisions = build_decisions(plan, lookup)
    return SummaryView(
        statement=_statement(plan, len(decisions)),
        target=build_target(plan) if plan.deals or plan.headline.target else None,
        trains=build_trains(plan, lookup),
        losses=build_losses(plan, lookup),
        decisions=decisions,
        held_up=build_held_up(plan, lookup),
        held_up_note=held_up_note(),
        changes=build_changes(plan, lookup, before),
        proof=proof_sentence(plan.proof, plan.currency),
    )


def _statement(plan: Plan, decisions: int) -> Statement:
    head = plan.headline
    if not plan.deals:
        return Statement(_("There are no open deals. There is nothing to secure and nothing to build."), "", "")
    first = _("The plan secures {secured}, {share} of the target.")
    if head.target and head.secured >= head.target:
        first = _("The plan covers the target: it secures {secured}, {share} of it.")
    elif not head.target:
        first = _("The plan secures {secured} of open deals.")
    text = first.format(
        secured=f"{MARK}{money(head.secured, plan.currency)}{MARK}", share=percent(head.secured, head.target)
    )
    asked = ""
    if decisions:
        asked = ngettext("{n} decision is asked for.", "{n} decisions are asked for.", decisions).format(n=decisions)
    elif head.given_up:
        asked = _("{amount} is given up.").format(amount=money(head.given_up, plan.currency))
    before, amount, after = follow_on(text, asked).split(MARK)
    return Statement(before, amount, after)
