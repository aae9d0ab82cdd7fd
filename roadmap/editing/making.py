"""A batch of edits, made one after another in memory: each on what the ones before have left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from requirements.errors import InputFault
from roadmap.editing.edits import (
    ABSENT,
    REMOVED,
    UNSTATED,
    Edit,
    EditConflict,
    EditStopped,
    EntryText,
    Located,
    MadeEdit,
    RefusedEdits,
)
from roadmap.editing.entries import entry_of, shown_path
from roadmap.editing.folder_texts import FolderTexts
from roadmap.editing.locating import locate, value_at
from roadmap.editing.owning import owned_fields, refuse_owned
from roadmap.editing.splicing.changes import StepKind, TextStep, steps_between
from roadmap.editing.splicing.values import as_node, same
from roadmap.editing.tables import plain_node
from roadmap.editing.telling import made_sentence
from roadmap.editing.unwritable import refuse_unwritable

SeenTexts = Mapping[tuple[str, str], tuple[str, bytes]]
"""The file of an entry and what it said when somebody was shown the entry, by the entry's path and hash."""


class BatchOfEdits:
    """Edits of one folder. `seen` is what somebody was shown."""

    def __init__(self, texts: FolderTexts, seen: SeenTexts) -> None:
        self._texts, self._seen = texts, seen
        self._first: dict[str, str] = {}
        self._touched: dict[str, tuple[str, tuple[str | int, ...]]] = {}
        self.made: list[MadeEdit] = []

    def make(self, edit: Edit) -> None:
        """Make one edit in memory. EditStopped where it cannot be made or comes too late."""
        texts = self._texts
        refuse_unwritable(edit)
        try:
            found = locate(texts, edit)
        except EditStopped as stopped:
            raise self._gone(edit) or stopped from None
        place = entry_of(found.location)
        before = plain_node(value_at(texts, found))
        entry = texts.entry(found.file, place)
        first = self._first.setdefault(entry.path, entry.hash)
        late = edit.if_match is not None and edit.if_match != first
        if late or (edit.was is not UNSTATED and not same(as_node(edit.was), before)):
            raise EditStopped(self._conflict(edit, found, entry))
        refuse_owned(texts, found.file, found.location)
        after = None if edit.value is REMOVED else as_node(edit.value)
        for step in _steps(found, before, after, removes=edit.value is REMOVED):
            texts.make(found.file, step)
        self._touched[entry.path] = (found.file, place)
        sentence = made_sentence(self._counted(found), before, after)
        path = shown_path(texts.documents, found.file, found.location)
        self.made.append(MadeEdit(path, entry.path, found.file, before, after, sentence))

    def _gone(self, edit: Edit) -> EditStopped | None:
        """The conflict of an edit whose entry somebody took out after its user had seen it; None if it is no such."""
        for (path, digest), (name, content) in self._seen.items():
            if digest != edit.if_match or not f"{edit.path}.".startswith(f"{path}."):
                continue
            former = self._texts.former(name, content)
            if former is None:
                return None
            try:
                found = locate(former, edit)
            except EditStopped:
                return None
            base = former.entry(found.file, entry_of(found.location)).text
            return EditStopped(EditConflict(edit.path, path, base, _with_edit(former, edit, found, None), "", ABSENT))
        return None

    def _counted(self, found: Located) -> tuple[str | int, ...]:
        """The place of an edit with members of lists counted over all files."""
        numbered = shown_path(self._texts.documents, found.file, found.location[:2]).rpartition(".")[2]
        if len(found.location) > 1 and isinstance(found.location[1], int) and numbered.isdigit():
            return (found.location[0], int(numbered) - 1, *found.location[2:])
        return found.location

    def entries(self) -> dict[str, str]:
        """The hashes of the entries that were edited, as they are now."""
        return {path: self._texts.entry(*where).hash for path, where in self._touched.items()}

    def _conflict(self, edit: Edit, found: Located, entry: EntryText) -> EditConflict:
        _name, known = self._seen.get((entry.path, edit.if_match or ""), ("", None))
        base = None if known is None else _entry_in(self._texts, found, known)
        if edit.if_match == ABSENT:
            base = ""
        yours = _with_edit(self._texts, edit, found, known)
        return EditConflict(edit.path, entry.path, base, yours, entry.text, entry.hash)


def _steps(found: Located, before: Any, after: Any, *, removes: bool) -> list[TextStep]:
    if removes:
        return [TextStep(StepKind.REMOVE, found.location)]
    if not found.stated:
        return [TextStep(StepKind.PUT, found.location, after)]
    return list(steps_between(before, after, found.location))


def _entry_in(texts: FolderTexts, found: Located, content: bytes) -> str | None:
    """The text of an entry in a former content of its file."""
    former = texts.former(found.file, content)
    return None if former is None else former.entry(found.file, entry_of(found.location)).text


def _with_edit(texts: FolderTexts, edit: Edit, found: Located, known: bytes | None) -> str:
    """The entry as an edit would have it: in the file that its user saw, or else in the file as it is."""
    trial = texts.former(found.file, texts.content(found.file) if known is None else known)
    if trial is None:
        return ""
    try:
        after = None if edit.value is REMOVED else as_node(edit.value)
        before = plain_node(value_at(trial, found))
        for step in _steps(found, before, after, removes=edit.value is REMOVED):
            trial.make(found.file, step)
    except (EditStopped, IndexError, KeyError, StopIteration):
        return ""
    return trial.entry(found.file, entry_of(found.location)).text


def entry_at(texts: FolderTexts, path: str) -> tuple[EntryText, str]:
    """The entry that a path belongs to, and the name of its file. InputFault where it leads nowhere."""
    try:
        found = locate(texts, Edit(path, {}))
        place = entry_of(found.location)
        return replace(texts.entry(found.file, place), owned=owned_fields(texts, found.file, place)), found.file
    except EditStopped as stopped:
        faults = stopped.answer.findings if isinstance(stopped.answer, RefusedEdits) else ()
        raise InputFault(list(faults)) from None
