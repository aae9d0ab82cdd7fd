"""Questions: what most customers of a kind need, and some deals of that kind say nothing about."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from requirements.deal import Deal, gates_ahead
from requirements.finding import Finding, Severity
from requirements.gate import Gate, Importance, Stage
from requirements.language import _, ngettext
from requirements.market import CLOSED
from requirements.profile import ProfileNeed
from roadmap.folder.checks.listing import listed
from roadmap.folder.collected import Collected
from roadmap.folder.span import Span

OFTEN = Fraction(2, 3)
"""The share of a segment's deals from which on a need is worth a question to those who do not state it."""


def check_questions(collected: Collected, _span: Span) -> Iterator[Finding]:
    """One question for each need that most deals of a segment have and some do not state, with the deals to ask.

    Asked are open deals past the stage of a lead, while the gate of the need is still ahead of them.
    """
    for key, segment in collected.segments.items():
        if segment.profile is None:
            continue
        deals = {
            name: deal
            for name, deal in collected.deals.items()
            if deal.segment == key and deal.stage not in CLOSED and deal.stage is not Stage.LEAD
        }
        lines = [line for line in collected.profiles[segment.profile].lines() if _is_asked(line[1])]
        for gate, need in lines:
            silent = [name for name, deal in deals.items() if gate in gates_ahead(deal) and not _says(deal, need)]
            if silent:
                yield _question(collected, key, (gate, need), silent)


def _is_asked(need: ProfileNeed) -> bool:
    return need.frequency >= OFTEN and need.importance is not Importance.NICE


def _says(deal: Deal, need: ProfileNeed) -> bool:
    """Whether the deal needs one of the alternatives by any gate, or needs none of them for certain."""
    stated = {name for needs in deal.needs.values() for other in needs for name in other.any_of}
    return bool(stated & set(need.any_of)) or set(need.any_of) <= set(deal.not_needed)


def _question(collected: Collected, segment: str, line: tuple[Gate, ProfileNeed], silent: list[str]) -> Finding:
    gate, need = line
    message = ngettext(
        "{share} of such customers need {need} by {gate}; {count} deal does not say: {deals}",
        "{share} of such customers need {need} by {gate}; {count} deals do not say: {deals}",
        len(silent),
    ).format(
        share=f"{float(need.frequency):.0%}",
        need=" | ".join(need.any_of),
        gate=gate.value,
        count=len(silent),
        deals=listed(silent),
    )
    hint = _("Ask them, and state the need, or `not_needed` with the capability.")
    return Finding("profile-question", collected.place("segments", segment, "profile"), message, hint, Severity.HINT)
