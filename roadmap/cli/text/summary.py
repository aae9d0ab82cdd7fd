"""A plan in a few lines: how good it is, what it secures and gives up, and where it is."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from requirements.chinese import places
from requirements.language import _, bracketed, enumerated, follow_on, labelled
from roadmap.cli.terminal.text_columns import left
from roadmap.operations.planning.plan import PlannedFolder
from roadmap.plans.deals import DealStatus
from roadmap.plans.document import Plan
from roadmap.schedule import Status, Stopped
from roadmap.views.confident import cost_sentence, reached_sentence
from roadmap.views.formats import figure, money, percent, short_day
from roadmap.views.lookup import in_hand
from roadmap.views.roadmap.head.left_out import left_out_lines
from roadmap.views.roadmap.promises import promised_sentence, promises_sentence
from roadmap.views.roadmap.reach import reach_sentence


def proof_sentence(plan: Plan) -> str:
    """How good the plan is known to be, in plain words."""
    proof = plan.proof
    if proof.status is Status.OPTIMAL:
        return _("Proved: no plan is worth more.")
    why = {
        Stopped.PROVED: _("the search ended"),
        Stopped.TIME: _("the time limit was reached")
        if plan.made_from.effort is None
        else _("the processor time given with --effort was used up"),
        Stopped.NARROWED: _("people share more skills than the search can distinguish"),
        Stopped.WORK: _("the work limit was reached"),
        Stopped.INTERRUPTED: _("it was interrupted"),
        Stopped.CRASHED: _("the solver crashed; its best plan was kept"),
    }[proof.stopped]
    if proof.bound is None:
        return _("Best plan found ({why}). How much better a plan could be is not known.").format(why=why)
    return _("Best plan found ({why}). No plan is worth more than {bound}.").format(
        why=why, bound=money(proof.bound, plan.currency)
    )


def deal_counts(plan: Plan) -> dict[DealStatus, int]:
    """How many deals in hand stand how; every status is present."""
    counted = Counter(deal.status for deal in in_hand(plan))
    return {status: counted[status] for status in DealStatus}


def summary_lines(plan: Plan) -> list[str]:
    """The summary for people, a line each."""
    headline, proof = plan.headline, plan.proof
    rows = {_("value"): money(headline.value, plan.currency)} | _standing_rows(plan)
    if headline.placeholders:
        text = _("{amount}  (contract value {value}; {n} deals that must still be found)")
        amount, value = headline.placeholders_revenue, headline.placeholders_kept
        rows[_("placeholders")] = text.format(
            amount=money(amount, plan.currency), value=figure(value), n=headline.placeholders
        )
    if proof.bound is not None:
        gap = "–" if proof.gap is None else percent(proof.gap)
        rows[_("bound")] = _("{bound}  (gap {gap})").format(bound=money(proof.bound, plan.currency), gap=gap)
    rows[_("deals")] = _deals(plan)
    beyond = reach_sentence(plan)
    if beyond is not None:
        rows[_("out of reach")] = beyond
    rows[_("releases")] = _releases(plan)
    rows[_("promises")] = promised_sentence(plan)
    if plan.promises:
        rows[_("published")] = promises_sentence(plan)
    if plan.confidence is not None:
        rows[_("confidence")] = reached_sentence(plan.confidence)
        rows[""] = cost_sentence(plan.confidence, plan.currency)
    width = max(map(places, rows))
    return [
        *left_out_lines(plan),
        labelled(plan.name, proof_sentence(plan)),
        *(f"  {left(word, width)}  {text}" for word, text in rows.items()),
    ]


def _standing_rows(plan: Plan) -> dict[str, str]:
    """Revenue of the period that is secured, at risk, late and given up, with the contract value beside it."""
    head = plan.headline
    amounts = {
        _("secured"): (head.secured, head.secured_value),
        _("at risk"): (head.at_risk, head.at_risk_value),
        _("late"): (head.late, head.late_value),
        _("given up"): (head.given_up, head.given_up_value),
    }
    text, share = _("{amount}  (contract value {value})"), _("{amount}, {share} of the target")
    rows = {
        word: text.format(amount=money(amount, plan.currency), value=figure(value))
        for word, (amount, value) in amounts.items()
    }
    if head.target:
        secured = share.format(amount=money(head.secured, plan.currency), share=percent(head.secured, head.target))
        rows[_("secured")] = text.format(amount=secured, value=figure(head.secured_value))
    return rows


def _deals(plan: Plan) -> str:
    counts = deal_counts(plan)
    return _("{secured} secured, {at_risk} at risk, {late} late, {given_up} given up").format(
        secured=counts[DealStatus.SECURED],
        at_risk=counts[DealStatus.AT_RISK],
        late=counts[DealStatus.LATE],
        given_up=counts[DealStatus.GIVEN_UP],
    )


def _releases(plan: Plan) -> str:
    used = [release for release in plan.releases if release.used]
    if not used:
        return _("none of {all} used").format(all=len(plan.releases))
    named = enumerated(bracketed(release.id, short_day(release.ship)) for release in used)
    return _("{used} of {all} used: {names}").format(used=len(used), all=len(plan.releases), names=named)


def unrepeatable(plan: Plan) -> str:
    """Why another search of the same input and seed may find another plan, where the same one was asked for."""
    why = {
        Stopped.INTERRUPTED: _("The search was interrupted."),
        Stopped.CRASHED: _("The solver crashed."),
    }.get(plan.proof.stopped, _("The time limit was reached before the work limit."))
    return follow_on(why, _("This plan is not reproducible: the same input and seed may give another plan."))


def busy_note(found: PlannedFolder) -> str | None:
    """That the machine gave the search less than half of its time; None where it did not, or nothing was missed."""
    used = found.used
    if used is None or not used.is_little or found.plan.proof.status is Status.OPTIMAL:
        return None
    sentence = _(
        "The machine was busy: in {seconds:.0f} s the search got {got:.0f} s of processor time, and two free cores "
        "give about {free:.0f} s. Another search may find a better plan."
    )
    return sentence.format(seconds=used.clock, got=used.processor, free=used.free)


def summary_record(plan: Plan, path: Path) -> dict[str, Any]:
    """The summary for programs."""
    return {
        "file": str(path),
        "name": plan.name,
        "currency": plan.currency,
        "left_out": left_out_lines(plan),
        "reproducible": plan.made_from.reproducible,
        "proof": plan.proof.model_dump(mode="json"),
        "headline": plan.headline.model_dump(mode="json"),
        "deals": {str(status): count for status, count in deal_counts(plan).items()},
        "promises": len(plan.promised),
        "confidence": None if plan.confidence is None else plan.confidence.model_dump(mode="json"),
        "releases_used": [release.id for release in plan.releases if release.used],
    }
