"""More or fewer people of a skill, from a day on, as the files of a folder would say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from requirements.fields import Plain
from requirements.finding import Finding
from requirements.language import _, enumerated
from requirements.reading.did_you_mean import did_you_mean
from requirements.reading.nodes import Document, ListNode, MappingNode, MarkElsewhere
from roadmap.changes.scenarios.changes import FolderChange, Headcount, headcount
from roadmap.changes.scenarios.paths import section_of

Team = tuple[str, MappingNode]


def change_people(change: FolderChange, documents: Sequence[Document]) -> list[Finding]:
    """Make a change of people.

    More people join the largest team of the skill, or a new team if it has none. Fewer are taken from those counted by
    number, the largest team first, then from the named, the last of the files first; they work until the day before.
    """
    known, wanted = sorted(_skills(documents)), headcount(change)
    wanted = replace(wanted, skill=_skill_of(wanted.skill, known, documents))
    if wanted.skill not in known:
        message = _("nobody has the skill {skill}, and no work needs it; the known skills are {known}").format(
            skill=wanted.skill, known=enumerated(known)
        )
        return [Finding("unknown-path", change.place, message, did_you_mean(wanted.skill, known))]
    mark = MarkElsewhere(change.mark, change.file)
    if wanted.count > 0:
        _add(wanted, documents, mark)
        return []
    return _remove(wanted, documents, mark, change)


def _skill_of(name: str, known: Sequence[str], documents: Sequence[Document]) -> str:
    """The skill that is meant by its own name, or by the id or the name of a team that has it; else the name itself."""
    if name in known:
        return name
    teams = [(key, team) for key, team in _entries(documents, "teams") if isinstance(team.get("skill"), str)]
    meant = {
        str(team["skill"])
        for key, team in teams
        if name.casefold() in (key.casefold(), str(team.get("name")).casefold())
    }
    return meant.pop() if len(meant) == 1 else name


def _add(wanted: Headcount, documents: Sequence[Document], mark: MarkElsewhere) -> None:
    teams = _teams(documents, wanted.skill)
    if not teams:
        team = _mapping({"name": Plain(wanted.skill), "skill": Plain(wanted.skill)}, mark)
        key = _free("more-" + wanted.skill, [name for name, _team in _entries(documents, "teams")])
        section_of(documents[0], "teams").put(key, team, mark)
        teams = [(key, team)]
    team = teams[0][1]
    if wanted.day is None:
        team.put("people", Plain(str(_count(team) + wanted.count)), mark)
        return
    hires = team.get("hires")
    if not isinstance(hires, ListNode):
        hires = ListNode()
        team.put("hires", hires, mark)
    joining = {"first": Plain(wanted.day.isoformat()), "people": Plain(str(wanted.count))}
    hires.append(_mapping(joining, mark))
    hires.marks.append(mark)


def _remove(
    wanted: Headcount, documents: Sequence[Document], mark: MarkElsewhere, change: FolderChange
) -> list[Finding]:
    left = -wanted.count
    for key, team in _teams(documents, wanted.skill):
        gone = min(left, _count(team))
        if gone:
            team.put("people", Plain(str(_count(team) - gone)), mark)
            left -= gone
            _until(wanted, key, gone, documents, mark)
    for key, person in reversed(_named(documents, wanted.skill)):
        if left and "last" not in person:
            left -= 1
            _leave(wanted, key, person, documents, mark)
    if not left:
        return []
    message = _("only {count} people have this skill").format(count=-wanted.count - left)
    return [Finding("unknown-path", change.place, message)]


def _until(wanted: Headcount, team: str, gone: int, documents: Sequence[Document], mark: MarkElsewhere) -> None:
    """People counted by number who leave later: named from now on, because only the named have a last day."""
    if wanted.day is None:
        return
    last = Plain((wanted.day - timedelta(days=1)).isoformat())
    for number in range(gone):
        key = _free(f"{team}-leaving-{number + 1}", [name for name, _person in _entries(documents, "people")])
        person = _mapping({"name": Plain(key), "team": Plain(team), "last": last}, mark)
        section_of(documents[0], "people").put(key, person, mark)


def _leave(
    wanted: Headcount, key: str, person: MappingNode, documents: Sequence[Document], mark: MarkElsewhere
) -> None:
    if wanted.day is not None:
        person.put("last", Plain((wanted.day - timedelta(days=1)).isoformat()), mark)
        return
    for document in documents:
        people = document.root.get("people")
        if isinstance(people, MappingNode) and people.get(key) is person:
            del people[key], people.marks[key]


def _teams(documents: Sequence[Document], skill: str) -> list[Team]:
    """The teams of a skill, the one with most people counted by number first."""
    found = [(key, team) for key, team in _entries(documents, "teams") if team.get("skill") == skill]
    return sorted(found, key=lambda pair: -_count(pair[1]))


def _named(documents: Sequence[Document], skill: str) -> list[Team]:
    teams = {key for key, _team in _teams(documents, skill)}
    return [
        (key, person)
        for key, person in _entries(documents, "people")
        if person.get("skill", skill if person.get("team") in teams else None) == skill
    ]


def _skills(documents: Sequence[Document]) -> set[str]:
    """Every skill that anybody has or any work asks for."""
    features = (feature for _key, feature in _entries(documents, "features"))
    works = (work for feature in features if isinstance(work := feature.get("work"), list))
    stated = [item.get("skill") for work in works for item in work if isinstance(item, dict)]
    for _key, entry in (*_entries(documents, "teams"), *_entries(documents, "people")):
        further = entry.get("skills")
        stated += [entry.get("skill"), *(further if isinstance(further, dict) else ())]
    return {str(skill) for skill in stated if isinstance(skill, str)}


def _entries(documents: Sequence[Document], section: str) -> Iterator[Team]:
    for document in documents:
        part = document.root.get(section)
        if isinstance(part, MappingNode):
            yield from ((key, entry) for key, entry in part.items() if isinstance(entry, MappingNode))


def _count(team: MappingNode) -> int:
    """The people of a team counted by number; 0 where that is not a number, which has its finding elsewhere."""
    text = str(team.get("people", "0"))
    return int(text) if text.isascii() and text.isdigit() else 0


def _free(key: str, taken: Sequence[str]) -> str:
    return key if key not in taken else _free(f"{key}-more", taken)


def _mapping(fields: dict[str, Any], mark: MarkElsewhere) -> MappingNode:
    made = MappingNode()
    for key, value in fields.items():
        made.put(key, value, mark)
    return made
