"""The history of a folder in our words: who changed which entries, and which values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from requirements.language import _, enumerated
from roadmap.folder.texts.commits import FolderCommit
from roadmap.folder.texts.stated import StatedChange
from roadmap.views.formats import table_day

MOST_FILES = 4
_ENTRY = 2
"""Steps of a path that name an entry: its section, and its id."""


@dataclass(frozen=True, slots=True)
class CommitRow:
    """One commit: its address, its day, who made it, its first line and its files."""

    address: str
    day: str
    author: str
    subject: str
    files: str


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One value: of which field, what it was and what it is."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class EntryChanges:
    """What changed in one entry: `name` says which, in which file."""

    name: str
    file: str
    rows: tuple[ValueRow, ...]


def commit_row(commit: FolderCommit) -> CommitRow:
    """One line of the history."""
    files = enumerated(commit.files, most=MOST_FILES)
    return CommitRow(f"/history/{commit.key}", table_day(commit.day), commit.author, commit.subject, files)


def entry_changes(changes: Sequence[StatedChange], names: Mapping[tuple[str, str], str]) -> tuple[EntryChanges, ...]:
    """Changes by the entry they belong to; `names` are those of the entries that the folder has now."""
    entries: dict[tuple[str, tuple[str, ...]], list[ValueRow]] = {}
    for change in changes:
        file, path = change.file, change.path
        is_table = file.lower().endswith(".csv")
        entry = path[:1] if is_table or len(path) <= _ENTRY else path[:_ENTRY]
        field = ".".join(path[len(entry) :])
        row = ValueRow(field or "–", _shown(change.before), _shown(change.after))
        entries.setdefault((file, entry), []).append(row)
    return tuple(EntryChanges(_named(entry, names), file, tuple(rows)) for (file, entry), rows in entries.items())


def _shown(value: str | None) -> str:
    return "–" if value is None else value or _("(empty)")


def _named(entry: tuple[str, ...], names: Mapping[tuple[str, str], str]) -> str:
    if len(entry) < _ENTRY:
        return entry[0] if entry else "–"
    name = names.get((entry[0], entry[1]))
    return ".".join(entry) if name is None else f"{'.'.join(entry)} · {name}"
