"""Support: cases that ask for a skill nobody has, or that nobody can do in the days they have."""

from __future__ import annotations

from collections.abc import Iterator

from requirements.finding import Finding
from requirements.language import _
from requirements.reading.suggest import did_you_mean
from requirements.support import CaseWork, SupportCase
from roadmap.folder.checks.references import whole_sections
from roadmap.folder.checks.staff import most_people
from roadmap.folder.collected import Collected
from roadmap.folder.span import Span

Where = tuple[str, str, int, int]
"""Section, entry, position of the case and of the piece in it."""


def check_support(collected: Collected, span: Span) -> Iterator[Finding]:
    """Pieces of support cases whose skill nobody has or whose crew is never there.

    Says nothing while faults hide teams or people.
    """
    if not whole_sections(collected).issuperset({"teams", "people"}):
        return
    most = most_people(collected, span)
    for where, work in _works(collected):
        yield from _check_work(collected, where, work, most)


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
        message = _("nobody has time for work of the skill {skill}, now or later").format(skill=work.skill)
        place = collected.place(section, key, "support", case, "work", piece, "skill")
        known = [skill for skill, count in most.items() if count]
        yield Finding("skill-nobody", place, message, did_you_mean(work.skill, known))
    elif work.crew > people:
        message = _("this takes {crew} people of {skill} at once; there are never more than {most}")
        place = collected.place(section, key, "support", case, "work", piece, "crew")
        yield Finding("crew-too-large", place, message.format(crew=work.crew, skill=work.skill, most=people))
