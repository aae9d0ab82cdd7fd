"""Questions: what most customers of a kind need, and some deals of that kind say nothing about."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from requirements.deal import Deal, gates_ahead
from requirements.finding import Finding, Place, Severity
from requirements.funnel.profile import ProfileNeed
from requirements.gate import Gate, Importance, Stage
from requirements.language import _, ngettext
from requirements.market import CLOSED
from roadmap.folder.checks.listing import listed
from roadmap.folder.span import Span
from roadmap.folder.texts.collected import Collected

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
        questions: list[str] = []
        for gate, need in lines:
            silent = [name for name, deal in deals.items() if gate in gates_ahead(deal) and not _says(deal, need)]
            questions += [_question(gate, need, silent)] if silent else []
        yield from _findings(collected.place("segments", key, "profile"), sorted(questions))


def _is_asked(need: ProfileNeed) -> bool:
    return need.frequency >= OFTEN and need.importance is not Importance.NICE


def _says(deal: Deal, need: ProfileNeed) -> bool:
    """Whether the deal needs one of the alternatives by any gate, or needs none of them for certain."""
    stated = {name for needs in deal.needs.values() for other in needs for name in other.any_of}
    return bool(stated & set(need.any_of)) or set(need.any_of) <= set(deal.not_needed)


def _question(gate: Gate, need: ProfileNeed, silent: list[str]) -> str:
    return ngettext(
        "{share} of such customers need {need} by {gate}, but {count} deal does not mention it: {deals}",
        "{share} of such customers need {need} by {gate}, but {count} deals do not mention it: {deals}",
        len(silent),
    ).format(
        share=f"{float(need.frequency):.0%}",
        need=" | ".join(need.any_of),
        gate=gate.value,
        count=len(silent),
        deals=listed(silent),
    )


def _findings(place: Place, questions: list[str]) -> Iterator[Finding]:
    """The questions of one segment; what to do about them is said once, below the last."""
    hint = _("Ask these customers. Then state the need, or list the capability under `not_needed`.")
    for number, question in enumerate(questions, start=1):
        text = hint if number == len(questions) else ""
        yield Finding("profile-question", place, question, text, Severity.HINT)
