"""Values: deals that are worth ten times more or less than others of their segment."""

from __future__ import annotations

from collections.abc import Iterator

from requirements.finding import Finding, Severity
from requirements.language import _
from requirements.worth import unlike_values
from roadmap.folder.checks.listing import listed
from roadmap.folder.span import Span
from roadmap.folder.texts.collected import Collected


def check_values(collected: Collected, _span: Span) -> Iterator[Finding]:
    """One question for each segment, with its deals whose value is far from the middle one; no value is repeated."""
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
