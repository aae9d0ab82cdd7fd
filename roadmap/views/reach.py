"""Out of reach: what no plan can do, in words."""

from __future__ import annotations

from requirements.language import _, ngettext
from roadmap.plan.deals import DealLine, OutOfReach
from roadmap.plan.document import Plan
from roadmap.views.formats import money
from roadmap.views.lookup import Lookup, in_hand

NAMED = 5
"""More deals than this are only counted."""


def reasons(deal: DealLine, lookup: Lookup) -> tuple[str, ...]:
    """Why no plan can serve a deal, one text for each need; empty for a deal that some plan may serve."""
    return tuple(_reason(line, lookup) for line in deal.out_of_reach)


def _reason(line: OutOfReach, lookup: Lookup) -> str:
    need = lookup.missing(" | ".join(line.any_of))
    if line.feature is None:
        return _("{need}: no feature provides it").format(need=need)
    if line.latest is None:
        return _("{need}: no release ships in time").format(need=need)
    if line.earliest is None:
        return _("{need}: {feature} fits in no release").format(need=need, feature=line.name)
    text = _("{need}: {feature} cannot land before {earliest}, and {latest} is the last that would do")
    return text.format(need=need, feature=line.name, earliest=line.earliest, latest=line.latest)


def reach_sentence(plan: Plan) -> str | None:
    """Which deals in hand no plan can serve, and what they would bring; None if there are none."""
    deals = [deal for deal in in_hand(plan) if deal.out_of_reach]
    if not deals:
        return None
    deals.sort(key=lambda deal: (-deal.expected, deal.id))
    named = ", ".join(deal.id for deal in deals[:NAMED]) + (", …" if len(deals) > NAMED else "")
    text = ngettext(
        "{n} deal that no plan can serve, {amount}: {named}",
        "{n} deals that no plan can serve, {amount}: {named}",
        len(deals),
    )
    return text.format(n=len(deals), amount=money(sum(deal.expected for deal in deals), plan.currency), named=named)
