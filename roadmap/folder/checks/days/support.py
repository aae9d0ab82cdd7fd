"""Support: cases that ask for a skill nobody has, or that nobody can do in the days they have."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from requirements.finding import Finding, Severity, obstacle
from requirements.language import _
from requirements.reading.did_you_mean import did_you_mean
from requirements.support import CaseWork, SupportCase
from roadmap.folder.checks.days.progress import ahead
from roadmap.folder.checks.days.staff import most_people, too_many_hint
from roadmap.folder.checks.entries.references import whole_sections
from roadmap.folder.checks.listing import listed
from roadmap.folder.span import Span
from roadmap.folder.texts.collected import Collected

Where = tuple[str, str, int, int]
"""Section, entry, position of the case and of the piece in it."""


def check_support(collected: Collected, span: Span) -> Iterator[Finding]:
    """Pieces of support cases whose skill nobody has, whose crew is never there, or that take longer than they may.

    Says nothing while faults hide teams or people.
    """
    if not whole_sections(collected).issuperset({"teams", "people"}):
        return
    most, fastest = most_people(collected, span), _fastest(collected)
    for where, work in _works(collected):
        faults = list(_check_work(collected, where, work, most))
        yield from faults or _check_days(collected, where, work, fastest[work.skill] / (1 + _loss(span, work)))


def check_support_progress(collected: Collected, span: Span) -> Iterator[Finding]:
    """Progress of support cases that the deal does not bring, and after the `as_of` day."""
    for key, deal in collected.deals.items():
        segment = collected.segments.get(deal.segment)
        kinds = deal.support if deal.support is not None else () if segment is None else segment.support
        for number, told in enumerate(deal.support_progress):
            for field in ("started", "done"):
                day = getattr(told, field)
                if day is not None and day > span.as_of:
                    yield ahead(collected.place("deals", key, "support_progress", number, field), span)
            brought = [kind for kind in kinds if (told.number or 1) <= (deal.cases or kind.count)]
            if not any(told.tells_of(kind.name, told.number or 1, work) for kind in brought for work in kind.work):
                message = _("the deal {deal} brings no such support case; its support cases are: {cases}")
                place = collected.place("deals", key, "support_progress", number)
                named = listed(dict.fromkeys(kind.name for kind in kinds)) if kinds else _("none")
                yield Finding("case-unknown", place, message.format(deal=key, cases=named))


def _loss(span: Span, work: CaseWork) -> Fraction:
    return span.header.policy.crew_loss * (work.crew - 1)


def _fastest(collected: Collected) -> dict[str, Fraction]:
    """How much of a day's work the fastest people of each skill get done in a day."""
    speeds: dict[str, Fraction] = {}
    for team in collected.teams.values():
        for skill, share in team.proficiencies().items():
            speeds[skill] = max(speeds.get(skill, Fraction(0)), share * (1 - team.reserved))
    for person in collected.people.values():
        team = collected.teams[person.team]
        reserved = team.reserved if person.reserved is None else person.reserved
        for skill, share in (person.proficiencies() or team.proficiencies()).items():
            speeds[skill] = max(speeds.get(skill, Fraction(0)), share * (1 - reserved))
    return speeds


def _check_days(collected: Collected, where: Where, work: CaseWork, speed: Fraction) -> Iterator[Finding]:
    section, key, case, piece = where
    days = ceil(work.effort / (work.crew * speed))
    if days > work.spread:
        message = _(
            "people of the skill {skill} reserve time for other work, so this work takes {days} working days, but "
            "the spread is {most}"
        )
        place = collected.place(section, key, "support", case, "work", piece, "spread")
        sentence = message.format(skill=work.skill, days=days, most=work.spread)
        hint = _("Allow more days in `spread`, or use more people. Otherwise the plan counts only {most} days.").format(
            most=work.spread
        )
        yield Finding("case-tight", place, sentence, hint, Severity.WARNING)


def _works(collected: Collected) -> Iterator[tuple[Where, CaseWork]]:
    stated: list[tuple[str, str, list[SupportCase]]] = []
    stated += [("segments", key, segment.support) for key, segment in collected.segments.items()]
    stated += [("deals", key, deal.support) for key, deal in collected.deals.items() if deal.support]
    for section, key, kinds in stated:
        for case, kind in enumerate(kinds):
            for piece, work in enumerate(kind.work):
                yield (section, key, case, piece), work


def _check_work(collected: Collected, where: Where, work: CaseWork, most: dict[str, int]) -> Iterator[Finding]:
    section, key, case, piece = where
    people = most.get(work.skill, 0)
    if not people:
        message = _("nobody with the skill {skill} has time for planned work, now or later").format(skill=work.skill)
        place = collected.place(section, key, "support", case, "work", piece, "skill")
        known = [skill for skill, count in most.items() if count]
        yield obstacle("skill-nobody", place, message, did_you_mean(work.skill, known))
    elif work.crew > people:
        message = _(
            "this work takes {crew} people of the skill {skill} at the same time, but there are never more than {most}"
        )
        place = collected.place(section, key, "support", case, "work", piece, "crew")
        sentence = message.format(crew=work.crew, skill=work.skill, most=people)
        yield obstacle("crew-too-large", place, sentence, too_many_hint(work.skill))
