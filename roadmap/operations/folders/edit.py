"""Editing: single values of a folder, each changed where it stands in its file, and everything around it left alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from requirements.errors import InputFault, RoadmapError
from requirements.finding import Finding, Place, in_order
from requirements.language import _
from roadmap.changes.scenarios.changes import ChangeKind, FolderChange, read_set
from roadmap.editing.editor import FolderEditor
from roadmap.editing.edits import ABSENT, REMOVED, AppliedEdits, Edit, EditConflict, EntryText, RefusedEdits
from roadmap.errors import UsageFault
from roadmap.folder.texts.files import ROADMAP


class EditedMeanwhile(RoadmapError):
    """Somebody changed the entry after it was read; nothing was written. `conflict` shows the texts."""

    def __init__(self, conflict: EditConflict) -> None:
        sentence = _(
            "{entry} was changed by somebody else since you read it. Nothing was written. `roadmap edit DIR {entry}` "
            "shows what it says now."
        )
        super().__init__(sentence.format(entry=conflict.entry))
        self.conflict = conflict


def edit(
    folder: Path | str,
    changes: Mapping[str, object] | Sequence[str | Edit] = (),
    *,
    remove: Sequence[str] = (),
    if_match: str | None = None,
    dry_run: bool = False,
    encoding: str | None = None,
    as_of: date | None = None,
) -> AppliedEdits:
    """Change what the files of a folder say: all of it, or nothing. Only the characters that say a value are replaced.

    `changes` say which path gets which value, as a mapping, as "PATH=VALUE" or as edits; `remove` names paths to take
    out. `if_match` is the hash of the entry as it was read. `dry_run` writes nothing. InputFault with everything that
    is wrong; EditedMeanwhile where the hash is not that of the entry any more; UsageFault if nothing is asked for.
    """
    edits = [*_stated(changes, if_match), *(Edit(path, REMOVED, if_match=if_match) for path in remove)]
    if not edits:
        raise UsageFault(_("no edit is given: name a PATH=VALUE, or a path with --remove."))
    answer = _editor(folder, encoding=encoding, as_of=as_of).apply(edits, dry_run=dry_run)
    if isinstance(answer, RefusedEdits):
        raise InputFault(in_order(list(answer.findings)))
    if isinstance(answer, EditConflict):
        raise EditedMeanwhile(answer)
    return answer


def read_entries(folder: Path | str, paths: Sequence[str], *, encoding: str | None = None) -> list[EntryText]:
    """The entries that paths belong to, as their files write them, each with its hash. InputFault where one leads
    nowhere."""
    entries = _editor(folder, encoding=encoding).entries(paths)
    message = _("no entry of the folder has this path")
    missing = [Finding("unknown-path", Place(one.path), message) for one in entries if one.hash == ABSENT]
    if missing:
        raise InputFault(missing)
    return entries


def _editor(folder: Path | str, *, encoding: str | None, as_of: date | None = None) -> FolderEditor:
    if not (Path(folder) / ROADMAP).is_file():
        sentence = _(
            "the folder {folder} has no roadmap.yaml. `roadmap init NEW-FOLDER` creates a folder to start from."
        )
        raise RoadmapError(sentence.format(folder=folder))
    return FolderEditor(folder, encoding=encoding, as_of=as_of)


def _stated(changes: Mapping[str, object] | Sequence[str | Edit], if_match: str | None) -> list[Edit]:
    """The edits that are asked for. InputFault with all that are not written as one."""
    if isinstance(changes, Mapping):
        return [Edit(path, value, if_match=if_match) for path, value in changes.items()]
    edits, findings = list[Edit](), list[Finding]()
    for change in changes:
        read = change if isinstance(change, Edit) else read_set(change)
        if isinstance(read, Edit):
            edits.append(read)
        elif isinstance(read, FolderChange) and read.kind is ChangeKind.SET:
            edits.append(Edit(read.path, read.value, if_match=if_match))
        elif isinstance(read, FolderChange):
            message = _("people are changed in their entries, such as teams.compiler.people=4")
            findings.append(Finding("set-form", Place(read.path), message))
        else:
            findings += read
    if findings:
        raise InputFault(in_order(findings))
    return edits
