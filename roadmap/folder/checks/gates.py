"""Gates: deals that no plan over these days can do anything for."""

from __future__ import annotations

from collections.abc import Iterator

from requirements.finding import Finding, Severity
from requirements.language import _
from requirements.market import CLOSED
from roadmap.folder.collected import Collected
from roadmap.folder.span import Span


def check_gates(collected: Collected, span: Span) -> Iterator[Finding]:
    """Open deals without a gate between the first day that can be planned and the horizon."""
    for key, deal in collected.deals.items():
        if deal.stage in CLOSED or any(span.as_of <= day <= span.header.horizon for day in deal.gates.values()):
            continue
        message = _("none of the gates lies between {first} and {last}, the days of the plan")
        place = collected.place("deals", key, "gates")
        sentence = message.format(first=span.as_of, last=span.header.horizon)
        yield Finding("gates-outside", place, sentence, severity=Severity.WARNING)
