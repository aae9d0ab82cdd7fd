"""A batch of edits, made one after another in memory: each on what the ones before have left."""

from __future__ import annotations

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
from roadmap.editing.gathering import WaitingSteps, may_wait
from roadmap.editing.history.seen_entries import SeenTexts
from roadmap.editing.history.telling import made_sentence
from roadmap.editing.locating import locate, value_at
from roadmap.editing.owning import owned_fields, refuse_owned
from roadmap.editing.splicing.splices import StepKind, TextStep, steps_between
from roadmap.editing.splicing.yaml_values import as_node, same
from roadmap.editing.tables import SHARED, plain_node
from roadmap.editing.unwritable import refuse_unwritable
from roadmap.folder.texts.reading import is_table


class BatchOfEdits:
    """Edits of one folder. `seen` is what somebody was shown."""

    def __init__(self, texts: FolderTexts, seen: SeenTexts) -> None:
        self._texts, self._seen = texts, seen
        self._waiting = WaitingSteps(texts)
        self._first: dict[str, str] = {}
        self._touched: dict[str, tuple[str, tuple[str | int, ...]]] = {}
        self.made: list[MadeEdit] = []

    def make(self, edit: Edit) -> None:
        """Make one edit in memory. EditStopped where it cannot be made or comes too late."""
        self.take(edit)
        self.settle()

    def settle(self) -> None:
        """Write what waits into the texts, in memory. EditStopped where it cannot be written."""
        self._waiting.write()

    def take(self, edit: Edit) -> None:
        """The same, but what it changes may wait for `settle`, to be written together with other edits."""
        refuse_unwritable(edit)
        found = self._located(edit)
        after = None if edit.value is REMOVED else as_node(edit.value)
        if edit.value is not REMOVED and edit.was is UNSTATED and edit.if_match is None:
            former = self._waiting.replace(found, after)
            if former is not None:
                self._note(found, former.value, after)
                return
        if self._waiting.touches(found, edit):
            self.settle()
            found = self._located(edit)
        self._take(edit, found, after)

    def _located(self, edit: Edit) -> Located:
        """Where an edit goes, once what its path may lead to is written."""
        if self._waiting.leads_elsewhere(edit):
            self.settle()
        try:
            return locate(self._texts, edit)
        except EditStopped as stopped:
            if self._waiting:
                self.settle()
                return self._located(edit)
            raise self._gone(edit) or stopped from None

    def _take(self, edit: Edit, found: Located, after: Any) -> None:
        texts, place = self._texts, entry_of(found.location)
        before = plain_node(value_at(texts, found))
        steps = _steps(found, before, after, removes=edit.value is REMOVED)
        if self._waiting and not may_wait(found, steps):
            self.settle()
            self._take(edit, self._located(edit), after)
            return
        entry = texts.entry(found.file, place)
        first = self._first.setdefault(entry.path, entry.hash)
        late = edit.if_match is not None and edit.if_match != first
        if late or (edit.was is not UNSTATED and not same(as_node(edit.was), before)):
            self.settle()
            raise EditStopped(self._conflict(edit, found, texts.entry(found.file, place)))
        refuse_owned(texts, found.file, found.location)
        if may_wait(found, steps):
            self._waiting.add(found, edit, steps)
        else:
            for step in steps:
                texts.make(found.file, step)
        self._note(found, before, after)

    def _note(self, found: Located, before: Any, after: Any) -> None:
        """Keep what an edit did."""
        place, documents = entry_of(found.location), self._texts.documents
        entry = shown_path(documents, found.file, place)
        self._touched[entry] = (found.file, place)
        sentence = made_sentence(self._counted(found), before, after)
        path = shown_path(documents, found.file, found.location)
        self.made.append(MadeEdit(path, entry, found.file, before, after, sentence))

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
    is_row = is_table(found.file) and found.location[0] not in SHARED  # cells are compared where they are written
    if is_row or not found.stated:
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
