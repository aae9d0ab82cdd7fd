"""What a meeting has come to: its lines, notes and decisions, and the changes for the planner."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from requirements.finding import Finding, in_order
from roadmap.changes.scenarios.changes import FolderChange
from roadmap.changes.scenarios.scenario import ScenarioDecision, ScenarioNote, read_scenario, stated_changes
from roadmap.editing.splicing.file_text import LINE_END, FileText
from roadmap.editing.splicing.tree import TextMember
from roadmap.editing.tables import Location
from roadmap.folder.texts.files import shown
from roadmap.meeting.lines import (
    REMARKS,
    SECTIONS,
    ScenarioLine,
    hash_of_member,
    line_id,
    line_sentence,
    text_members,
)
from roadmap.meeting.scenario_text import read_document


@dataclass(frozen=True, slots=True)
class MeetingState:
    """A meeting as its file says it now.

    `lines` are its changes as chips, those of the scenario that it begins from first (`inherited`); `remarks` are the
    lines of its notes and decisions, in the order of the file. `changes` are for the planner, in
    the order in which they are made; with `findings` they cannot be made. `kept` is the day since which the folder has
    them.
    """

    name: str
    file: Path
    lines: tuple[ScenarioLine, ...]
    notes: tuple[ScenarioNote, ...]
    decisions: tuple[ScenarioDecision, ...]
    remarks: tuple[ScenarioLine, ...]
    changes: tuple[FolderChange, ...]
    findings: tuple[Finding, ...]
    base: str | None = None
    kept: str | None = None
    can_undo: bool = False
    can_redo: bool = False

    def without(self, line: str) -> tuple[FolderChange, ...]:
        """The changes without those of one line, by its id: what the line is worth is the difference."""
        gone = [one.change for one in self.lines if one.id == line]
        return tuple(change for change in self.changes if not any(change is other for other in gone))

    def line(self, line: str) -> ScenarioLine | None:
        """The line of an id, also of a note or a decision; None if it has changed or is gone."""
        return next((one for one in (*self.lines, *self.remarks) if one.id == line), None)


def read_state(path: Path, content: bytes, *, can_undo: bool = False, can_redo: bool = False) -> MeetingState:
    """What a scenario file says; what is wrong with it, or with the scenario that it begins from, is a finding."""
    file = shown(path.name)
    document, typed, findings = read_document(content, file)
    if document is None or typed is None:
        return MeetingState(path.stem, path, (), (), (), (), (), tuple(in_order(findings)))
    own = stated_changes(typed, document, findings)
    text = FileText.of(content).text
    members = dict(text_members(text))
    wanted = [place for section in SECTIONS for place in members if place[0] == section]
    pairs = [] if findings else zip(wanted, own, strict=True)
    lines = [_line(text, place, members[place], change) for place, change in pairs]
    told = [_line(text, place, one) for place, one in members.items() if place[0] in REMARKS]
    inherited = _inherited(path, typed.base, findings)
    return MeetingState(
        name=typed.name or path.stem,
        file=path,
        lines=(*(_from_base(change) for change in inherited), *lines),
        notes=tuple(typed.notes),
        decisions=tuple(typed.decisions),
        remarks=tuple(told),
        changes=(*inherited, *own),
        findings=tuple(in_order(findings)),
        base=typed.base,
        kept=None if typed.kept is None else typed.kept.isoformat(),
        can_undo=can_undo,
        can_redo=can_redo,
    )


def _inherited(path: Path, base: str | None, findings: list[Finding]) -> tuple[FolderChange, ...]:
    if base is None:
        return ()
    scenario, wrong = read_scenario(path.parent / base)
    findings += wrong
    return () if scenario is None else scenario.changes


def _line(text: str, place: Location, member: TextMember, change: FolderChange | None = None) -> ScenarioLine:
    digest = hash_of_member(text, member)
    return ScenarioLine(
        id=line_id(place, digest),
        place=place,
        about="" if change is None else change.path,
        sentence="" if change is None else line_sentence(change),
        hash=digest,
        number=len(LINE_END.findall(text, 0, member.begin)) + 1,
        change=change,
    )


def _from_base(change: FolderChange) -> ScenarioLine:
    """A line of the scenario that another one begins from: it is changed there."""
    return ScenarioLine("", (), change.path, line_sentence(change), "", change.mark[0], change, inherited=True)
