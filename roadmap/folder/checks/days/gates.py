"""Gates: deals that no plan over these days can do anything for, and days that are behind the stage or far away."""

from __future__ import annotations

from collections.abc import Iterator

from requirements.deal import Deal, gates_ahead
from requirements.finding import Finding, Severity
from requirements.language import _
from requirements.market import CLOSED
from roadmap.folder.span import Span
from roadmap.folder.texts.collected import Collected


def check_gates(collected: Collected, span: Span) -> Iterator[Finding]:
    """Open deals without a gate between the first day that can be planned and the horizon, and single gates outside."""
    for key, deal in collected.deals.items():
        if deal.stage in CLOSED:
            continue
        if any(span.as_of <= day <= span.header.horizon for day in deal.gates.values()):
            yield from _check_each(collected, span, key, deal)
            continue
        message = _("none of the gates lies within the plan, from {first} to {last}")
        place = collected.place("deals", key, "gates")
        sentence = message.format(first=span.as_of, last=span.header.horizon)
        yield Finding("gates-outside", place, sentence, severity=Severity.WARNING)


def _check_each(collected: Collected, span: Span, key: str, deal: Deal) -> Iterator[Finding]:
    for gate in gates_ahead(deal):
        place = collected.place("deals", key, "gates", gate.value)
        if deal.gates[gate] < span.as_of:
            message = _("the gate {gate} lies before {first}, but the stage says that the deal has not passed it")
            sentence = message.format(gate=gate.value, first=span.as_of)
            hint = _("Correct the day, or update the stage. A plan made now can only meet this gate late.")
            yield Finding("gate-past", place, sentence, hint, Severity.WARNING)
        elif deal.gates[gate] > span.wider.last:
            message = _("the gate {gate} lies more than a year after the end of the plan")
            hint = _("Check the year. Slack is counted for at most one year after the end of the plan.")
            yield Finding("gate-far", place, message.format(gate=gate.value), hint, Severity.WARNING)
