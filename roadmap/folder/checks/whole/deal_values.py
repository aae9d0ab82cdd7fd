"""Values: deals that are worth ten times more or less than others of their segment, or too little to count."""

from __future__ import annotations

from collections.abc import Iterator

from requirements.finding import Finding, Severity
from requirements.funnel.worth import counts_as_nothing, unlike_values
from requirements.language import _
from requirements.market import CLOSED
from roadmap.folder.checks.listing import listed
from roadmap.folder.span import Span
from roadmap.folder.texts.collected import Collected


def check_values(collected: Collected, _span: Span) -> Iterator[Finding]:
    """A warning for open deals that count as nothing, and one question for each segment, with its deals whose value is
    far from the middle one; no value is repeated."""
    yield from _too_small(collected)
    unlike = unlike_values(collected.deals)
    for key in dict.fromkeys(collected.deals[name].segment for name in unlike):
        deals = [name for name in unlike if collected.deals[name].segment == key]
        message = _(
            "the value is at least ten times the median of the segment {segment}, or at most a tenth of it: {deals}"
        )
        hint = _(
            "Check the unit. An amount without a unit counts thousands: 120 means 120,000, and 120万 is the same as "
            "1200."
        )
        place = collected.place("deals", deals[0], "value")
        yield Finding("value-unlike", place, message.format(segment=key, deals=listed(deals)), hint, Severity.HINT)


def _too_small(collected: Collected) -> Iterator[Finding]:
    deals = [key for key, deal in collected.deals.items() if deal.stage not in CLOSED and counts_as_nothing(deal.value)]
    if deals:
        message = _("these amounts are less than half a thousand and count as 0: {deals}")
        hint = _("Amounts are planned in whole thousands. Check the unit.")
        place = collected.place("deals", deals[0], "value")
        yield Finding("rounded-to-nothing", place, message.format(deals=listed(deals)), hint, Severity.WARNING)
