"""Two meetings side by side: what only one of them changes, and what each comes to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from roadmap.meeting.comparing import compare_meetings
from roadmap.meeting.lines import ScenarioLine
from roadmap.meeting.state import MeetingState
from roadmap.views.lookup import Lookup
from roadmap.web.meeting.scenario_words import chip_words
from roadmap.web.meeting.view import MeetingView


@dataclass(frozen=True, slots=True)
class MeetingsBeside:
    """Two meetings, and their lines in words: those that both have, those of one alone, and those that change the same
    thing to something else."""

    first: MeetingView
    second: MeetingView
    same: tuple[str, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    differing: tuple[tuple[str, str], ...]


def lay_beside(
    first: tuple[MeetingView, MeetingState], second: tuple[MeetingView, MeetingState], lookup: Lookup
) -> MeetingsBeside:
    """Lay two meetings side by side."""
    compared = compare_meetings(first[1], second[1])

    def words(lines: Iterable[ScenarioLine]) -> tuple[str, ...]:
        return tuple(_words(line, lookup) for line in lines)

    return MeetingsBeside(
        first=first[0],
        second=second[0],
        same=words(compared.same),
        only_first=words(compared.only_first),
        only_second=words(compared.only_second),
        differing=tuple((_words(one, lookup), _words(other, lookup)) for one, other in compared.differing),
    )


def _words(line: ScenarioLine, lookup: Lookup) -> str:
    return line.sentence if line.change is None else chip_words(line.change, lookup)
