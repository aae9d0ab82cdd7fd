"""Keeping a scenario: what a meeting decided becomes what the folder says, as text edits, and a commit if wanted."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from requirements.errors import InputFault
from requirements.finding import Severity, in_order
from requirements.language import _
from roadmap.changes.scenarios.revise import Changes
from roadmap.editing.editor import FolderEditor
from roadmap.editing.edits import AppliedEdits, Edit, EditConflict, EditStopped, RefusedEdits
from roadmap.editing.history.committing import commit_files, commit_message
from roadmap.errors import UsageFault
from roadmap.folder.baseline import read_baseline
from roadmap.folder.load import load_project
from roadmap.meeting.keeping import edits_of
from roadmap.meeting.lines import line_sentence
from roadmap.meeting.meeting import PlanningMeeting, require_meeting
from roadmap.meeting.state import MeetingState
from roadmap.operations.folders.edit import EditedMeanwhile
from roadmap.outputs.writing.files import write_whole
from roadmap.outputs.writing.kinds import FileKind


@dataclass(frozen=True, slots=True)
class KeptScenario:
    """A scenario whose changes the folder has now: the edits, what it changed in words, and the commit (None: there is
    none)."""

    edits: AppliedEdits
    sentences: tuple[str, ...]
    scenario: Path
    commit: str | None = None


def keep(
    folder: Path | str,
    scenario: Path | str,
    *,
    commit: bool = False,
    message: str | None = None,
    day: date | None = None,
    dry_run: bool = False,
    encoding: str | None = None,
    editor: FolderEditor | None = None,
) -> KeptScenario:
    """Make the changes of a scenario in the files of a folder: all of them, or none.

    `scenario` is a file or the name of a meeting. It is marked as kept on `day` (None: today) in the same step, so that
    nothing is made twice. `commit` records the edited files, and only them, with `message` or else with what changed in
    words; nothing is ever pushed. InputFault with all that is wrong; UsageFault for a scenario that changes nothing.
    """
    directory = Path(folder)
    meeting = PlanningMeeting(directory, require_meeting(directory, scenario))
    state = meeting.state()
    if state.findings:
        raise InputFault(list(state.findings))
    if state.kept is not None or not state.changes:
        raise UsageFault(_("{file} changes nothing that the folder does not have.").format(file=meeting.path))
    edits = _edits(directory, state, encoding)
    before, after = _marked(meeting, day or date.today())  # noqa: DTZ011 - the day of whoever keeps it
    name = _name_within(directory, meeting.path)
    answer = (editor or FolderEditor(directory, encoding=encoding)).apply(
        edits, dry_run=dry_run, beside={} if name is None else {name: (before, after)}
    )
    if isinstance(answer, RefusedEdits):
        raise InputFault(in_order(list(answer.findings)))
    if isinstance(answer, EditConflict):
        raise EditedMeanwhile(answer)
    if name is None and not dry_run:
        write_whole(meeting.path, after, kind=FileKind.SCENARIO)
    sentences = told_changes(state)
    files = (*answer.files, *(() if name is None else (name,)))
    made = _committed(directory, files, message, state, sentences) if commit and not dry_run else None
    return KeptScenario(answer, sentences, meeting.path, made)


def _edits(directory: Path, state: MeetingState, encoding: str | None) -> list[Edit]:
    """The edits of a scenario. InputFault, with its lines, where the folder could not be planned with them."""
    promised = _promised(directory)
    changed = load_project(directory, encoding=encoding, revision=Changes(state.changes, promised))
    if changed.project is None:
        raise InputFault([one for one in changed.findings if one.severity is Severity.ERROR])
    edits, findings = edits_of(directory, state.changes, promised=promised, encoding=encoding)
    if findings:
        raise InputFault(in_order(findings))
    return edits


def told_changes(state: MeetingState) -> tuple[str, ...]:
    """What a scenario changes, a line in words for each."""
    return tuple(line_sentence(change) for change in state.changes)


def _committed(
    directory: Path, files: Sequence[str], message: str | None, state: MeetingState, sentences: Sequence[str]
) -> str:
    subject = message or _("Keep the scenario {name}").format(name=state.name)
    decided = [f"{one.what} ({one.who}, {one.day.isoformat()})" for one in state.decisions]
    return commit_files(directory, files, commit_message(subject, [*sentences, *decided]))


def _marked(meeting: PlanningMeeting, day: date) -> tuple[bytes, bytes]:
    try:
        return meeting.mark_kept(day)
    except EditStopped as stopped:
        findings = stopped.answer.findings if isinstance(stopped.answer, RefusedEdits) else ()
        raise InputFault(list(findings)) from None


def _promised(directory: Path) -> frozenset[str]:
    """The deals to which something was published."""
    baseline, _findings = read_baseline(directory)
    return frozenset() if baseline is None else frozenset(promise.deal for promise in baseline.promises)


def _name_within(directory: Path, path: Path) -> str | None:
    """A file by its name within a folder; None if it lies elsewhere."""
    folder, file = Path(os.path.realpath(directory)), Path(os.path.realpath(path))
    return file.relative_to(folder).as_posix() if file.is_relative_to(folder) else None
