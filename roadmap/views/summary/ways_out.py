"""Why a deal is late or given up in a line, and the cheapest way out that the plan itself knows.

Nothing is guessed: a way out is a repair of a proved cause, a day from which the plan has all that the deal needs, or
what building something would displace where that was found.
"""

from __future__ import annotations

from requirements.gate import Importance
from requirements.language import _, enumerated, ngettext
from roadmap.plans.causes import Cause, CauseKind
from roadmap.plans.deals import DealLine, DealStatus, GateLine, NeedLine
from roadmap.plans.document import Plan, UnplannedLine
from roadmap.views.formats import money, short_day
from roadmap.views.lookup import Lookup
from roadmap.views.reasons.causes import cause_text, sentence
from roadmap.views.reasons.repairs import repair_text
from roadmap.views.roadmap.reach import PROVED
from roadmap.views.words import gate_word

MOST_NAMES = 2


def why(deal: DealLine, lookup: Lookup) -> str:
    """Why a deal keeps less than it could, in one sentence."""
    known = _known(deal, but={CauseKind.NOT_FOUND})
    if known is not None:
        return sentence(cause_text(known, lookup))
    never = [need for need in _unmet(deal) if need.ready is None]
    if never:
        day = next((line.day for line in deal.gates if line.gate is never[0].gate), None)
        words = {"names": _names(never, lookup), "gate": gate_word(never[0].gate)}
        if day is None:
            return _("Not built: {names}.").format(**words)
        return _("Not built for {gate} on {day}: {names}.").format(**words, day=short_day(day))
    late = latest_gate(deal)
    names = _names(_last_needs(deal), lookup)
    if late is not None and names:
        days = -(late.slack or 0)
        text = ngettext(
            "Ready {n} working day after {gate}: {names}.", "Ready {n} working days after {gate}: {names}.", days
        )
        return text.format(names=names, n=days, gate=gate_word(late.gate))
    if deal.causes:
        return sentence(cause_text(deal.causes[0], lookup))
    challenges = _names([need for need in deal.needs if _is_missed_challenge(need)], lookup)
    return _("Without {names} it is less likely to be won.").format(names=challenges) if challenges else ""


def way_out(deal: DealLine, plan: Plan) -> str:
    """The cheapest way out that is known; empty where the plan knows none."""
    known = _known(deal, but={CauseKind.NOT_FOUND, CauseKind.NOT_WORTH_IT})
    if known is not None:
        return sentence(repair_text(known))
    late = latest_gate(deal)
    if late is not None and late.ready is not None:
        text = _("Ask for {gate} on {day}: all is ready then.")
        return text.format(gate=gate_word(late.gate), day=short_day(late.ready))
    missing = [need for need in _unmet(deal) if need.ready is None]
    feature = next((line for line in plan.unplanned if _provides(line, missing)), None)
    if feature is not None:
        return _of_feature(feature, deal.causes, plan.currency)
    return sentence(repair_text(deal.causes[0])) if deal.causes else ""


def _known(deal: DealLine, *, but: set[CauseKind]) -> Cause | None:
    """The cause that is told first: a proved one, else the first of another kind than these."""
    causes = sorted(deal.causes, key=lambda cause: cause.kind not in PROVED)
    return next((cause for cause in causes if cause.kind not in but), None)


def latest_gate(deal: DealLine) -> GateLine | None:
    """The gate that this plan misses by the most days, if all that it needs up to that gate is ready some day; None if
    no gate is missed or something is never ready."""
    if any(line.ready is None for line in deal.gates):
        return None
    missed = [line for line in deal.gates if line.slack is not None and line.slack < 0]
    return min(missed, key=lambda line: line.slack or 0, default=None)


def _unmet(deal: DealLine) -> list[NeedLine]:
    return [need for need in deal.needs if need.importance is Importance.BREAKER and not need.met]


def _last_needs(deal: DealLine) -> list[NeedLine]:
    """The unmet breaker needs that are ready last."""
    unmet = [need for need in _unmet(deal) if need.ready is not None]
    last = max((need.ready for need in unmet if need.ready is not None), default=None)
    return [need for need in unmet if need.ready == last]


def _is_missed_challenge(need: NeedLine) -> bool:
    return need.importance is Importance.CHALLENGE and not need.met


def _names(needs: list[NeedLine], lookup: Lookup) -> str:
    each = {frozenset(need.any_of): lookup.missing(" | ".join(need.any_of)) for need in reversed(needs)}
    names = list(reversed(each.values()))
    shown, more = enumerated(names[:MOST_NAMES]), len(names) - MOST_NAMES
    if more <= 0:
        return shown
    return ngettext("{names} and {count} more", "{names} and {count} more", more).format(names=shown, count=more)


def _provides(line: UnplannedLine, needs: list[NeedLine]) -> bool:
    wanted = {key for need in needs for key in need.any_of}
    return not wanted.isdisjoint(line.provides) and line.cause.kind is not CauseKind.OTHER_VARIANT


def _of_feature(feature: UnplannedLine, causes: list[Cause], currency: str) -> str:
    if feature.cause.kind in PROVED:
        return sentence(repair_text(feature.cause))
    priced = [cause.loses for cause in (*causes, feature.cause) if cause.loses is not None]
    if priced:
        text = _("Build {feature}: the plan is then worth {amount} less.")
        return text.format(feature=feature.name, amount=money(min(priced), currency))
    return _("Build {feature}; its price is not known yet.").format(feature=feature.name)


def is_losing(deal: DealLine) -> bool:
    """Whether the plan keeps less of a deal than it is expected to bring."""
    return deal.status is DealStatus.GIVEN_UP or deal.expected > deal.kept
