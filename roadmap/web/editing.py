"""What was edited here since the start, so that it can be taken back; and whole files that are written anew."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from requirements.errors import RoadmapError
from requirements.finding import Finding
from requirements.language import _, ngettext
from roadmap.editing.editor import WAIT, FolderEditor
from roadmap.editing.edits import AppliedEdits, EditAnswer, UndoStep
from roadmap.editing.history.telling import unified
from roadmap.editing.splicing.file_text import LINE_END, FileText, NotTheSameBytes
from roadmap.editing.writing import finish_writing, write_all_or_none
from roadmap.folder.load import load_project
from roadmap.folder.texts.files import ROADMAP
from roadmap.folder.texts.remembered import RememberedDocuments
from roadmap.operations.folders.check import check_loaded
from roadmap.outputs.writing.locks import sole_writer
from roadmap.web.settings import ServeSettings

MOST_STEPS = 100
LARGEST_STEPS = 16 * 1024 * 1024
"""Edits that can be taken back, and the bytes of their files before and after them: the last ones."""


@dataclass(frozen=True, slots=True)
class KeptStep:
    """An edit that can be taken back: its number, what it did in sentences, and its difference."""

    number: int
    sentences: tuple[str, ...]
    diff: str
    step: UndoStep


@dataclass(frozen=True, slots=True)
class UncommittedEdits:
    """What was edited here and is not recorded in version control: the files, and every edit in a sentence."""

    files: tuple[str, ...]
    sentences: tuple[str, ...]

    @property
    def subject(self) -> str:
        """The first line of the message of their commit."""
        if len(self.sentences) == 1:
            return self.sentences[0]
        count = len(self.sentences)
        return ngettext("{count} edit of the roadmap", "{count} edits of the roadmap", count).format(count=count)


@dataclass(frozen=True, slots=True)
class TextConflict:
    """A file was changed by somebody else: nothing was written. `theirs` is what it says now."""

    theirs: str
    digest: str


class FolderEdits:
    """Edits of a folder, and the way back. May be used from any thread."""

    def __init__(self, settings: ServeSettings, remembered: RememberedDocuments) -> None:
        self._settings, self._remembered = settings, remembered
        self.editor = FolderEditor(settings.folder, remembered=remembered)
        self._steps: OrderedDict[int, KeptStep] = OrderedDict()
        self._open: dict[int, UncommittedEdits] = {}
        self._number = 0
        self._lock = threading.RLock()

    def step(self, number: int) -> KeptStep | None:
        """An edit that can be taken back, by its number; None if it is not known any more."""
        with self._lock:
            return self._steps.get(number)

    def latest(self) -> KeptStep | None:
        """The last edit."""
        with self._lock:
            return next(reversed(self._steps.values()), None)

    def keep(self, answer: EditAnswer, *, undoes: int = 0) -> int:
        """Remember what was done; returns its number, 0 where nothing was. `undoes` is the edit that it took back."""
        if not isinstance(answer, AppliedEdits) or not answer.files:
            return 0
        sentences = tuple(one.sentence for one in answer.made) or answer.undo.sentences
        with self._lock:
            was_open = self._open.pop(undoes, None) is not None
            number = self._keep(sentences, answer.diff, answer.undo)
            if was_open:  # together they change nothing
                self._open.pop(number)
            return number

    def undo(self, number: int) -> EditAnswer | None:
        """Take an edit back; None if it is not known any more."""
        found = self.step(number)
        if found is None:
            return None
        answer = self.editor.undo(found.step)
        if isinstance(answer, AppliedEdits):
            with self._lock:
                self._steps.pop(number, None)
        return answer

    def uncommitted(self) -> UncommittedEdits:
        """What was edited here since the last commit that was made here, without what was taken back."""
        with self._lock:
            steps = list(self._open.values())
        files = sorted({name for one in steps for name in one.files})
        return UncommittedEdits(tuple(files), tuple(sentence for one in steps for sentence in one.sentences))

    def committed(self, files: Collection[str]) -> None:
        """Some files were recorded in version control as they are now."""
        with self._lock:
            self._open = {number: one for number, one in self._open.items() if not set(one.files) <= set(files)}

    def replace_text(self, name: str, text: str, digest: str) -> int | TextConflict:
        """Give a file another text, whole or not at all; its encoding and line ends stay. `digest` is the SHA-256 of
        the file as it was seen. What is wrong with the text is for `check` to say. Returns the number of the edit, 0
        where nothing changed."""
        folder = self._settings.folder
        with sole_writer(folder / ROADMAP, wait=WAIT):
            finish_writing(folder)
            before = (folder / name).read_bytes()
            now = _text_of(name, before)
            if hashlib.sha256(before).hexdigest() != digest:
                return TextConflict(now.text, hashlib.sha256(before).hexdigest())
            new = LINE_END.sub("\n", text).replace("\n", now.newline)
            after = now.content(new)
            if after == before:
                return 0
            write_all_or_none(folder, {name: (before, after)})
        sentence = (_("{file} edited as a text").format(file=name),)
        return self._keep(sentence, unified({name: now.text}, {name: new}), UndoStep({name: (before, after)}, sentence))

    def draft_findings(self, name: str, text: str) -> Sequence[Finding]:
        """What a check says of the folder if a file had another text; nothing is written. RoadmapError for a file that
        cannot be edited as a text."""
        folder = self._settings.folder
        now = _text_of(name, (folder / name).read_bytes())
        draft = now.content(LINE_END.sub("\n", text).replace("\n", now.newline))
        return check_loaded(load_project(folder, drafts={name: draft}, remembered=self._remembered), folder).findings

    def _keep(self, sentences: tuple[str, ...], diff: str, step: UndoStep) -> int:
        with self._lock:
            self._number += 1
            self._steps[self._number] = KeptStep(self._number, sentences, diff, step)
            self._open[self._number] = UncommittedEdits(tuple(step.files), sentences)
            while len(self._steps) > MOST_STEPS or (len(self._steps) > 1 and self._bytes() > LARGEST_STEPS):
                self._steps.popitem(last=False)
            return self._number

    def _bytes(self) -> int:
        """What the files of all steps take."""
        pairs = [pair for one in self._steps.values() for pair in one.step.files.values()]
        return sum(len(content) for pair in pairs for content in pair)


def _text_of(name: str, content: bytes) -> FileText:
    """The text of a file that can be written back as it was. RoadmapError for one that cannot."""
    try:
        found = FileText.of(content)
    except NotTheSameBytes:
        sentence = _("{file} is in an encoding that cannot be written back unchanged. Edit it in an editor.")
        raise RoadmapError(sentence.format(file=name)) from None
    if len(set(LINE_END.findall(found.text))) > 1:
        sentence = _(
            "{file} mixes several kinds of line ends, which this form cannot keep. Change the file in an editor."
        )
        raise RoadmapError(sentence.format(file=name))
    return found
