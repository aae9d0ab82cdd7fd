"""What is asked of an editor and what it answers: edits, and that they were made, refused, or came too late."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from requirements.finding import Finding


class _Mark:
    """A value that no file can state."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name


REMOVED: Final[Any] = _Mark("REMOVED")
"""The value of an edit that takes a part out."""
UNSTATED: Final[Any] = _Mark("UNSTATED")
"""Where an edit does not say what was there before."""
ABSENT: Final = "absent"
"""The hash of an entry that is not there."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change to what a folder says.

    `path` is written as for `roadmap whatif` (`deals.D07.gates.design_in`; members of lists from 1; `pins.+` adds one).
    `value` is the new value: a text, number, day, flag, None, a list or a mapping, or REMOVED. A path that leads to
    nothing yet adds the field, the member, or (with a mapping) the whole entry.
    `was` is what the editor's user saw there: if it says something else by now, the edit conflicts; None: nothing was
    there. `if_match` is the hash of the entry as the user saw it, with the same meaning.
    """

    path: str
    value: Any
    was: Any = UNSTATED
    if_match: str | None = None


@dataclass(frozen=True, slots=True)
class EntryText:
    """An entry of a folder as its file writes it.

    `path` is `deals.D07`, a list's member `pins.2`, or a field of roadmap.yaml; `line` that in which it begins. `hash`
    is a digest of `text`. `value` is what it says, as mappings, lists and texts. `owned` are the fields that an import
    owns, as paths within the entry (`*`: all), so that they are not edited here.
    """

    path: str
    file: str
    line: int
    text: str
    hash: str
    value: Any
    owned: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class MadeEdit:
    """One edit that was made: what stood at its path before and what stands there now (None: nothing), and both in a
    sentence for the history. `entry` is its entry, `file` where that stands."""

    path: str
    entry: str
    file: str
    before: Any
    after: Any
    sentence: str


@dataclass(frozen=True, slots=True)
class UndoStep:
    """What an edit changed, so that it can be taken back: the content of each file before it and after it, by name."""

    files: Mapping[str, tuple[bytes, bytes]]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AppliedEdits:
    """All edits were made. `diff` is what changed, as a unified diff; `hashes` those of the entries now, by path;
    `findings` what `check` says now and did not say before; `files` the names of those that were written (or would have
    been)."""

    made: tuple[MadeEdit, ...]
    files: tuple[str, ...]
    diff: str
    findings: tuple[Finding, ...]
    hashes: Mapping[str, str]
    undo: UndoStep
    written: bool = True


@dataclass(frozen=True, slots=True)
class EditConflict:
    """Nothing was written, because somebody changed the entry in between.

    `base` is the entry as the user saw it (None where that is not known any more), `yours` as the edit would have it,
    and `theirs` as it stands now, whose hash is `hash`. A text is empty where the entry is not there.
    """

    path: str
    entry: str
    base: str | None
    yours: str
    theirs: str
    hash: str


@dataclass(frozen=True, slots=True)
class RefusedEdits:
    """Nothing was written: `findings` say of each fault where it stands and what to do."""

    findings: tuple[Finding, ...]


EditAnswer = AppliedEdits | EditConflict | RefusedEdits
"""What comes of edits: all are made, or none is."""


class EditStopped(Exception):
    """Inside the editor: no edit of the batch is made."""

    def __init__(self, answer: EditConflict | RefusedEdits) -> None:
        super().__init__()
        self.answer = answer


def refusal(code: str, place: Any, message: str, hint: str = "") -> EditStopped:
    """The end of a batch by one finding."""
    return EditStopped(RefusedEdits((Finding(code, place, message, hint),)))


@dataclass(frozen=True, slots=True)
class Located:
    """Where an edit goes: the name of a file, the place within it (keys, and positions from 0), and whether something
    stands there."""

    file: str
    location: tuple[str | int, ...]
    stated: bool
