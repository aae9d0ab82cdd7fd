"""Second lines: training that trains nobody, skills that people have already, and skills spelt in another way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from requirements.finding import Finding, Severity
from requirements.language import _
from requirements.reading.did_you_mean import did_you_mean
from roadmap.folder.checks.entries.references import whole_sections
from roadmap.folder.checks.entries.skills import asked_skills
from roadmap.folder.texts.collected import Collected
from roadmap.supply.feature import Phase
from roadmap.supply.second_line import SecondLine


class Stated(NamedTuple):
    """A second line and where it stands."""

    section: str
    key: str
    position: int
    line: SecondLine


def check_second_lines(collected: Collected) -> Iterator[Finding]:
    """Second lines whose training is a feature without `enable` work, that a person has from the team as a skill of
    their own, or that no work asks for under this name."""
    whole = whole_sections(collected)
    stated = list(_stated(collected))
    for one in stated:
        feature = collected.features.get(str(one.line.training))
        if feature is not None and not any(item.phase is Phase.ENABLE for item in feature.work):
            place = collected.place(one.section, one.key, "second_lines", one.position, "training")
            message = _("{feature} has no `enable` work, so it trains nobody").format(feature=one.line.training)
            yield Finding("training-without-enable", place, message)
    if "teams" in whole:
        yield from _check_own(collected, stated)
    if whole.issuperset({"features", "segments", "deals"}):
        yield from _check_asked(collected, stated)


def _stated(collected: Collected) -> Iterator[Stated]:
    for section, entries in (("teams", collected.teams), ("people", collected.people)):
        for key, entry in entries.items():
            for position, line in enumerate(entry.second_lines):
                yield Stated(section, key, position, line)


def _check_own(collected: Collected, stated: list[Stated]) -> Iterator[Finding]:
    for section, key, position, line in stated:
        person = collected.people[key] if section == "people" else None
        team = collected.teams.get(person.team) if person is not None else None
        if person is None or team is None or person.proficiencies():
            continue
        if line.skill in team.proficiencies():
            message = _("{skill} is already one of their own skills").format(skill=line.skill)
            place = collected.place("people", key, "second_lines", position, "skill")
            yield Finding("second-line-own", place, message)


def _check_asked(collected: Collected, stated: list[Stated]) -> Iterator[Finding]:
    asked = asked_skills(collected)
    for section, key, position, line in stated:
        hint = did_you_mean(line.skill, sorted(asked)) if line.skill not in asked else ""
        if hint:
            message = _("no work uses the skill {skill}").format(skill=line.skill)
            place = collected.place(section, key, "second_lines", position, "skill")
            yield Finding("skill-unasked", place, message, hint, Severity.WARNING)
