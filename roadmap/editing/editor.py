"""The editor of one folder: entries as their files write them, edits that are all made or none, and undo."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from requirements.finding import Finding, Place, Severity
from requirements.language import _, language
from roadmap.editing.edits import (
    AppliedEdits,
    Edit,
    EditAnswer,
    EditStopped,
    EntryText,
    MadeEdit,
    RefusedEdits,
    UndoStep,
)
from roadmap.editing.folder_texts import FolderTexts
from roadmap.editing.history.seen_entries import SeenEntries
from roadmap.editing.history.taking_back import without_change
from roadmap.editing.history.telling import unified
from roadmap.editing.making import BatchOfEdits, entry_at
from roadmap.editing.splicing.file_text import FileText
from roadmap.editing.writing import finish_writing, write_all_or_none
from roadmap.folder.load import Loaded, load_project
from roadmap.folder.texts.files import ROADMAP, shown
from roadmap.folder.texts.remembered import RememberedDocuments
from roadmap.folder.unfinished import JOURNAL
from roadmap.outputs.writing.locks import sole_writer

WAIT = 10.0
"""Seconds to wait for another process that edits the folder."""
BETWEEN = 0.005
"""Seconds between two looks whether it has ended: an edit is short, and one who edits without a pause leaves only short
gaps."""


@dataclass(frozen=True, slots=True)
class ReadFolder:
    """The contents of a folder's files by name, and what they say; its findings are in one language."""

    contents: Mapping[str, bytes]
    loaded: Loaded
    language: str


class FolderEditor:
    """Edits the files of one folder. All functions may be called from any thread; several editors and processes take
    turns by the lock of roadmap.yaml."""

    def __init__(
        self,
        directory: Path | str,
        *,
        encoding: str | None = None,
        as_of: date | None = None,
        remembered: RememberedDocuments | None = None,
    ) -> None:
        self.directory = Path(directory)
        self._encoding, self._as_of = encoding, as_of
        self._lock = threading.RLock()
        self._remembered = remembered or RememberedDocuments()
        self._seen = SeenEntries()
        self.read: ReadFolder | None = None
        """What the folder said after the last edit, as it was checked before it was written; None before the first."""

    def entries(self, paths: Iterable[str]) -> list[EntryText]:
        """The entries that paths belong to, as their files write them now, with their hashes. InputFault where a path
        leads nowhere or its file cannot be edited."""
        texts = self._texts()
        return [self._entry(texts, path) for path in paths]

    def _texts(self) -> FolderTexts:
        """What the files say now; those that say what they said are not read again."""
        return FolderTexts(self.directory, encoding=self._encoding, remembered=self._remembered)

    def entry(self, path: str) -> EntryText:
        """One of them."""
        return self.entries([path])[0]

    def ids(self, section: str) -> frozenset[str]:
        """The ids that the files state in a section, whatever else is wrong with them."""
        parts = [one.root.get(section) for one in self._texts().documents.values()]
        return frozenset(key for part in parts if isinstance(part, dict) for key in part)

    def _entry(self, texts: FolderTexts, path: str) -> EntryText:
        found, name = entry_at(texts, path)
        self._seen.remember(found.path, found.hash, name, texts.content(name))
        return found

    def apply(
        self, edits: Sequence[Edit], *, dry_run: bool = False, beside: Mapping[str, tuple[bytes, bytes]] | None = None
    ) -> EditAnswer:
        """Make edits in their order: all of them, or none. `beside` are scenario files of the folder that are written
        with them, by name: what each says now, and what it is going to say.

        They are tried in memory, read again and checked first. `dry_run` writes nothing and tells the same.
        RoadmapError where the folder cannot be written, or somebody else writes it for too long.
        """
        with self._turn(dry_run=dry_run):
            texts = self._texts()
            batch = BatchOfEdits(texts, self._seen.texts())
            try:
                for edit in edits:
                    batch.take(edit)
                batch.settle()
                hashes = batch.entries()
                return self._finish(texts, tuple(batch.made), hashes, dry_run=dry_run, beside=beside or {})
            except EditStopped as stopped:
                return stopped.answer

    def undo(self, step: UndoStep, *, dry_run: bool = False) -> EditAnswer:
        """Take an edit back, byte for byte, whatever else has changed in the files since. What it answers can be taken
        back in turn. Refused where the same lines have changed since."""
        with self._turn(dry_run=dry_run):
            texts = self._texts()
            try:
                for name, (before, after) in step.files.items():
                    texts.replace(name, _taken_back(texts, name, before, after))
                return self._finish(texts, (), {}, dry_run=dry_run, sentences=step.sentences)
            except EditStopped as stopped:
                return stopped.answer

    @contextmanager
    def _turn(self, *, dry_run: bool) -> Iterator[None]:
        """The right to write the folder; what a dead writer began is finished first."""
        with self._lock:
            if dry_run:
                yield
                return
            with sole_writer(self.directory / ROADMAP, wait=WAIT, between=BETWEEN):
                finish_writing(self.directory)
                yield

    def finish(self) -> None:
        """Finish what a writer that was killed had begun, where there is such a thing."""
        if (self.directory / JOURNAL).is_file():
            with self._turn(dry_run=False):
                pass

    def _finish(
        self,
        texts: FolderTexts,
        made: tuple[MadeEdit, ...],
        hashes: Mapping[str, str],
        *,
        dry_run: bool,
        sentences: tuple[str, ...] = (),
        beside: Mapping[str, tuple[bytes, bytes]] | None = None,
    ) -> EditAnswer:
        """Check what the files would say, and write them."""
        files = {
            name: (texts.contents[name], content)
            for name, content in texts.drafts.items()
            if content != texts.contents[name]
        }
        drafts = {name: after for name, (_before, after) in files.items()}
        before, loaded = self._findings(texts.contents), texts.checked(as_of=self._as_of)
        new = new_findings(before, loaded.findings)
        if _is_worse(before, loaded.findings, new):
            return RefusedEdits(tuple(one for one in new if one.severity is Severity.ERROR))
        if not dry_run and files:
            write_all_or_none(self.directory, {**files, **(beside or {})}, scenarios=list(beside or ()))
            self.read = ReadFolder({**texts.contents, **drafts}, loaded, language())
        told = sentences or tuple(one.sentence for one in made)
        old = {name: FileText.of(content).text for name, (content, _after) in files.items()}
        diff = unified(old, {name: FileText.of(content).text for name, content in drafts.items()})
        return AppliedEdits(made, tuple(files), diff, new, hashes, UndoStep(files, told), written=not dry_run)

    def _findings(self, contents: Mapping[str, bytes]) -> tuple[Finding, ...]:
        """What is wrong with the folder as it lies on the disk."""
        if self.read is None or (self.read.contents, self.read.language) != (contents, language()):
            loaded = load_project(
                self.directory, encoding=self._encoding, as_of=self._as_of, remembered=self._remembered
            )
            self.read = ReadFolder(dict(contents), loaded, language())
        return self.read.loaded.findings


def _taken_back(texts: FolderTexts, name: str, before: bytes, after: bytes) -> bytes:
    """What a file says without one change; the end of the undo where it cannot be told."""
    now = texts.text(name)
    found = without_change(FileText.of(before).text, FileText.of(after).text, now.text)
    if found is None:
        message = _("the lines of this edit have changed since, so it cannot be taken back")
        hint = _("Change the values by hand.")
        raise EditStopped(RefusedEdits((Finding("edit-undo", Place(shown(name)), message, hint),)))
    return now.content(found)


def new_findings(before: Iterable[Finding], after: Iterable[Finding]) -> tuple[Finding, ...]:
    """What is found now and was not before, wherever it stands: lines move."""
    known = Counter(_kind_of(one) for one in before)
    new = []
    for finding in after:
        kind = _kind_of(finding)
        if known[kind]:
            known[kind] -= 1
        else:
            new.append(finding)
    return tuple(new)


def _kind_of(finding: Finding) -> tuple[str, str, str]:
    return finding.code, finding.place.file, re.sub(r"\d+", "#", finding.message)


def _is_worse(before: Sequence[Finding], after: Sequence[Finding], new: Sequence[Finding]) -> bool:
    """Whether an edit brings an error. One that mends an error may bring others to light: the check stops at some."""
    mended = any(one.severity is Severity.ERROR for one in new_findings(after, before))
    return not mended and any(one.severity is Severity.ERROR for one in new)
