"""Left out: what the input asks for and no plan can do, said before anything else."""

from __future__ import annotations

from requirements.language import _, bracketed, follow_on, in_clauses, ngettext
from roadmap.plans.causes import CauseKind
from roadmap.plans.document import Plan, UnplannedLine
from roadmap.views.lookup import Lookup, in_hand, look_up
from roadmap.views.reasons.causes import cause_text, sentence
from roadmap.views.reasons.repairs import repair_text
from roadmap.views.roadmap.reach import PROVED, is_out_of_reach, reasons, repairs_of

MOST_LINES = 8
"""More than these are only counted."""


def left_out_lines(plan: Plan) -> list[str]:
    """What is left out, a line each with the reason and what repairs it; empty if nothing is."""
    lookup = look_up(plan)
    lines = [*_pins(plan, lookup), *_features(plan, lookup), *_deals(plan, lookup)]
    more = len(lines) - MOST_LINES
    if more > 0:
        counted = ngettext("{count} more is left out.", "{count} more are left out.", more)
        lines = [*lines[:MOST_LINES], counted.format(count=more)]
    return lines


def _pins(plan: Plan, lookup: Lookup) -> list[str]:
    found = []
    for pin in plan.pins:
        if pin.cause is not None:
            where = bracketed(f"`{pin.text}`", "" if pin.place is None else str(pin.place))
            why = cause_text(pin.cause, lookup, currency=plan.currency)
            line = _("Pin {pin} is left out: {why}. {repair}")
            found.append(line.format(pin=where, why=why, repair=sentence(repair_text(pin.cause))))
    return found


def _features(plan: Plan, lookup: Lookup) -> list[str]:
    """Features that nobody can build, and those that cannot be built while they are of use."""
    return [_feature(line, lookup) for line in plan.unplanned if line.cause.kind in PROVED]


def _feature(line: UnplannedLine, lookup: Lookup) -> str:
    why, repair = cause_text(line.cause, lookup), sentence(repair_text(line.cause))
    begins_with_it = line.cause.feature == line.id and (line.id in why or (line.cause.name or line.id) in why)
    if begins_with_it and line.cause.kind is not CauseKind.TOO_MUCH:
        return _("Left out: {why}. {repair}").format(why=why, repair=repair)
    text = _("Feature {feature} is left out: {why}. {repair}")
    return text.format(feature=line.id, why=why, repair=repair)


def _deals(plan: Plan, lookup: Lookup) -> list[str]:
    """Deals that no plan can serve for another cause than a feature that is named already, the dearest first."""
    named = {line.id for line in plan.unplanned if line.cause.kind in PROVED}
    deals = [deal for deal in in_hand(plan) if is_out_of_reach(deal)]
    deals.sort(key=lambda deal: (-deal.expected, deal.id))
    template = _("Deal {deal} is left out: {why}. {repair}")
    return [
        template.format(
            deal=deal.id,
            why=in_clauses(reasons(deal, lookup, plan.currency)),
            repair=follow_on(*map(sentence, repairs_of(deal))),
        )
        for deal in deals
        if not any(cause.feature in named for cause in deal.causes)
    ]
