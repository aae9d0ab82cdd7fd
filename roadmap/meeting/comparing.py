"""Two meetings beside each other: which lines only one of them has, and what both change in different ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from roadmap.changes.scenarios.changes import PEOPLE, ChangeKind, FolderChange, shown
from roadmap.meeting.lines import ScenarioLine
from roadmap.meeting.state import MeetingState


@dataclass(frozen=True, slots=True)
class ComparedMeetings:
    """What is different between two meetings, in the order of the first one's lines.

    `same` are lines that both have; `only_first` and `only_second` those of one alone; `differing` pairs of lines that
    change the same thing to something else.
    """

    same: tuple[ScenarioLine, ...]
    only_first: tuple[ScenarioLine, ...]
    only_second: tuple[ScenarioLine, ...]
    differing: tuple[tuple[ScenarioLine, ScenarioLine], ...]


def compare_meetings(first: MeetingState, second: MeetingState) -> ComparedMeetings:
    """Compare what two meetings change; their notes and decisions are not compared. The lines of the scenarios that
    they begin from count as their own."""
    one, other = _by_subject(first), _by_subject(second)
    both = [(line, other[subject]) for subject, line in one.items() if subject in other]
    return ComparedMeetings(
        same=tuple(line for line, twin in both if _says(line) == _says(twin)),
        only_first=tuple(line for subject, line in one.items() if subject not in other),
        only_second=tuple(line for subject, line in other.items() if subject not in one),
        differing=tuple((line, twin) for line, twin in both if _says(line) != _says(twin)),
    )


def _by_subject(state: MeetingState) -> Mapping[tuple[str, str], ScenarioLine]:
    """The lines by what they are about; of several about the same thing the last one counts."""
    return {_subject(line.change): line for line in state.lines if line.change is not None}


def _subject(change: FolderChange) -> tuple[str, str]:
    """What a change is about: the path, whether it is set or left out; of people the skill and the day."""
    if change.kind is ChangeKind.PEOPLE:
        match = PEOPLE.fullmatch(change.path)
        return ("people", f"{match[3]}@{match[4]}" if match is not None else change.path)
    if change.kind is ChangeKind.ADD:
        return ("add", shown({key: list(part) for key, part in change.value.items()}))
    return ("path", change.path)


def _says(line: ScenarioLine) -> tuple[str, str]:
    change = line.change
    if change is None:
        return "", ""
    return change.kind.value, change.path if change.kind is ChangeKind.PEOPLE else shown(change.value)
