"""Agreeing: a yes of people is recorded in the folder, who gave it, when and why."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from requirements.errors import InputFault
from requirements.finding import in_order
from roadmap.editing.editor import FolderEditor
from roadmap.editing.edits import AppliedEdits, Edit, EditConflict, RefusedEdits
from roadmap.folder.texts.files import DECISIONS
from roadmap.operations.folders.edit import EditedMeanwhile
from roadmap.outputs.writing.files import write_whole
from roadmap.outputs.writing.kinds import FileKind
from roadmap.policy.decisions import RecordedDecision

EMPTY = b"decisions: []\n"


def record_decisions(
    folder: Path | str, decisions: Sequence[RecordedDecision], *, editor: FolderEditor | None = None
) -> AppliedEdits:
    """Record decisions where the folder has its others, or in decisions.yaml: all of them, or none.

    InputFault where the folder would have an error then; RoadmapError where it cannot be written.
    """
    directory = Path(folder)
    made = editor or FolderEditor(directory)
    edits = [Edit("decisions.+", _stated(decision)) for decision in decisions]
    _applied(made, edits, dry_run=True)
    file = directory / DECISIONS
    if not file.exists():
        write_whole(file, EMPTY, kind=FileKind.NEW)
    return _applied(made, edits, dry_run=False)


def _applied(editor: FolderEditor, edits: Sequence[Edit], *, dry_run: bool) -> AppliedEdits:
    answer = editor.apply(edits, dry_run=dry_run)
    if isinstance(answer, RefusedEdits):
        raise InputFault(in_order(list(answer.findings)))
    if isinstance(answer, EditConflict):
        raise EditedMeanwhile(answer)
    return answer


def _stated(decision: RecordedDecision) -> dict[str, object]:
    stated = {name: getattr(decision, name) for name in RecordedDecision.model_fields}
    return {**stated, "when": decision.when.isoformat()}
