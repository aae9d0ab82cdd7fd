"""Staff: work that nobody can do, and crews larger than the people there ever are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations

from requirements.catalogue import SHOWN
from requirements.finding import Finding, Place, Severity, obstacle
from requirements.language import _, either
from requirements.reading.did_you_mean import did_you_mean
from roadmap.folder.checks.entries.references import whole_sections
from roadmap.folder.checks.listing import NAMED, listed
from roadmap.folder.span import Span
from roadmap.folder.texts.collected import Collected
from roadmap.supply.feature import Feature
from roadmap.supply.progress import FeatureProgress, told_items

ANY = ""
"""Stands for the people of any of some skills."""
Where = tuple[str, int]
"""A feature, and the position of one of its work items."""


def check_staff(collected: Collected, span: Span) -> Iterator[Finding]:
    """Work items whose skill nobody has or whose smallest crew is never there, and teams without anybody.

    Says nothing while faults hide teams, people or what is finished.
    """
    if not whole_sections(collected).issuperset({"teams", "people", "progress"}):
        return
    most = most_people(collected, span)
    ahead = [
        (key, position)
        for key, feature in collected.features.items()
        for position in _work_ahead(feature, collected.progress.get(key))
    ]
    yield from _check_skills(collected, ahead, most)
    for where in ahead:
        yield from _check_crew(collected, where, most)
        yield from _check_together(collected, span, where, most)
    members = {person.team for person in collected.people.values()}
    for key, team in collected.teams.items():
        ours = not collected.place("teams", key).file.startswith(SHOWN)
        if ours and not team.people and not any(hire.people for hire in team.hires) and key not in members:
            message = _("the team {team} has no people, now or later").format(team=key)
            place = collected.place("teams", key)
            yield Finding("team-empty", place, message, severity=Severity.WARNING)


def most_people(collected: Collected, span: Span) -> dict[str, int]:
    """The most people of each skill who are there at once on any day of the plan and have time for planned work.

    Those whose time is all reserved do not count; leave is not looked at.
    """
    steps = _steps(collected, span)
    return {skill: _highest(rows) for skill, rows in steps.items()}


def _steps(collected: Collected, span: Span, *, together: frozenset[str] = frozenset()) -> dict[str, dict[date, int]]:
    """By skill, by how many its people rise and fall on a day; with `together` those of any of some skills, as one."""
    changes: dict[str, dict[date, int]] = defaultdict(lambda: defaultdict(int))

    def counted(skills: Iterable[str]) -> Iterable[str]:
        if not together:
            return skills
        return [ANY] if together.intersection(skills) else []

    for team in collected.teams.values():
        productive = team.reserved < 1
        for skill in counted(team.proficiencies()):
            changes[skill][span.as_of] += team.people * productive
            for hire in team.hires:
                if productive and hire.first <= span.header.horizon:
                    changes[skill][max(hire.first, span.as_of)] += hire.people
    for person in collected.people.values():
        first = max(person.first or span.as_of, span.as_of)
        last = min(person.last or span.header.horizon, span.header.horizon)
        team = collected.teams[person.team]
        reserved = team.reserved if person.reserved is None else person.reserved
        if first <= last and reserved < 1:
            for skill in counted(person.proficiencies() or team.proficiencies()):
                changes[skill][first] += 1
                changes[skill][last + timedelta(days=1)] -= 1
    return changes


def _highest(steps: dict[date, int]) -> int:
    level = highest = 0
    for _day, change in sorted(steps.items()):
        level += change
        highest = max(highest, level)
    return highest


def _work_ahead(feature: Feature, progress: FeatureProgress | None) -> Iterator[int]:
    """The positions of the work items that still take people."""
    told = told_items(feature, progress)
    for position, item in enumerate(feature.work):
        reached = told.get(position)
        finished = (progress is not None and progress.shipped is not None) or (reached is not None and reached.done)
        if item.effort.high and not finished:
            yield position


def _check_skills(collected: Collected, ahead: list[Where], most: dict[str, int]) -> Iterator[Finding]:
    """One finding for each skill that nobody has, with the features that it stops and every place that asks for it."""
    missing: dict[str, list[Where]] = defaultdict(list)
    for key, position in ahead:
        for skill in collected.features[key].work[position].lines:
            if not most.get(skill):
                missing[skill].append((key, position))
    known = [skill for skill, count in most.items() if count]
    for skill, wheres in missing.items():
        message = _("nobody with the skill {skill} has time for planned work, now or later; this stops {features}")
        sentence = message.format(skill=skill, features=listed(key for key, _position in wheres))
        first, *others = [_where(collected, where, skill) for where in wheres]
        hint = did_you_mean(skill, known) or _(
            "Hire or train somebody, let a partner do the work, or delete the feature."
        )
        yield obstacle("skill-nobody", first, sentence, hint, related=tuple(others[:NAMED]))


def _where(collected: Collected, where: Where, skill: str) -> Place:
    """Where a work item asks for people of a skill."""
    key, position = where
    if collected.features[key].work[position].skills:
        return collected.place("features", key, "work", position, "skills", skill, key=True)
    return collected.place("features", key, "work", position, "skill")


def _check_crew(collected: Collected, where: Where, most: dict[str, int]) -> Iterator[Finding]:
    """A smallest crew that is larger than the people of the skill there ever are, if there are any."""
    key, position = where
    item = collected.features[key].work[position]
    for skill, line in item.lines.items():
        people = most.get(skill, 0)
        if 0 < people < line.fewest:
            at = ("skills", skill) if item.skills else ("crew", "fewest")
            message = _(
                "this work takes at least {fewest} people of the skill {skill} at the same time, but there are never "
                "more than {most}"
            )
            sentence = message.format(fewest=line.fewest, skill=skill, most=people)
            place = collected.place("features", key, "work", position, *at)
            yield obstacle("crew-too-large", place, sentence, too_many_hint(skill))


def too_many_hint(skill: str) -> str:
    """What to do where work takes more people of a skill than there ever are."""
    return _(
        "Use fewer people at the same time, hire or train people of the skill {skill}, or let a partner do the work."
    ).format(skill=skill)


def _check_together(collected: Collected, span: Span, where: Where, most: dict[str, int]) -> Iterator[Finding]:
    """Several skills that there are people enough of one by one, and not of all at once, as some have to be both."""
    key, position = where
    lines = collected.features[key].work[position].lines
    if any(most.get(skill, 0) < line.fewest for skill, line in lines.items()):
        return
    for size in range(2, len(lines) + 1):
        for skills in combinations(lines, size):
            needed = sum(lines[skill].fewest for skill in skills)
            people = _highest(_steps(collected, span, together=frozenset(skills))[ANY])
            if people < needed:
                message = _(
                    "this work takes {needed} people with {skills} at the same time, but there are never more than "
                    "{most}"
                )
                sentence = message.format(needed=needed, skills=either(skills), most=people)
                place = collected.place("features", key, "work", position, "skills")
                yield obstacle("crew-too-large", place, sentence, too_many_hint(either(skills)))
                return
