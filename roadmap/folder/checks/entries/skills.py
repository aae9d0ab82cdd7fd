"""Skills: further skills of people that no work asks for under this name, but under one that is much like it."""

from __future__ import annotations

from collections.abc import Iterator

from requirements.finding import Finding, Severity
from requirements.language import _
from requirements.reading.did_you_mean import did_you_mean
from roadmap.folder.checks.entries.references import whole_sections
from roadmap.folder.texts.collected import Collected


def check_skills(collected: Collected) -> Iterator[Finding]:
    """A skill stated under `skills` that no work asks for, while work asks for one that is spelt nearly the same.

    Skills are words, not entries, so that nothing else would notice. Says nothing while faults hide work.
    """
    if not whole_sections(collected).issuperset({"features", "segments", "deals"}):
        return
    asked = asked_skills(collected)
    stated = [("teams", key, skill) for key, team in collected.teams.items() for skill in team.skills]
    stated += [("people", key, skill) for key, person in collected.people.items() for skill in person.skills]
    for section, key, skill in stated:
        hint = did_you_mean(skill, sorted(asked)) if skill not in asked else ""
        if hint:
            message = _("no work uses the skill {skill}").format(skill=skill)
            place = collected.place(section, key, "skills", skill, key=True)
            yield Finding("skill-unasked", place, message, hint, Severity.WARNING)


def asked_skills(collected: Collected) -> set[str]:
    """The skills that the work of features and of support cases asks for."""
    asked = {skill for feature in collected.features.values() for item in feature.work for skill in item.lines}
    cases = [case for segment in collected.segments.values() for case in segment.support]
    cases += [case for deal in collected.deals.values() for case in deal.support or ()]
    return asked | {work.skill for case in cases for work in case.work}
