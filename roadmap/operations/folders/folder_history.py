"""The history of a folder: its commits, and what each of them changed in what the files say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from roadmap.folder.texts.commits import FolderCommit, folder_commit, folder_commits, text_at
from roadmap.folder.texts.files import KINDS
from roadmap.folder.texts.stated import StatedChange, TextPath, stated_texts

MOST_CHANGES = 2_000


@dataclass(frozen=True, slots=True)
class CommitChanges:
    """A commit and what it changed; `unread` are files whose values cannot be told, such as plans."""

    commit: FolderCommit
    changes: tuple[StatedChange, ...]
    unread: tuple[str, ...]


def history(folder: Path | str) -> tuple[FolderCommit, ...] | None:
    """The last commits that touched a folder, the newest first; None where there is no history."""
    return folder_commits(Path(folder))


def changes_of(folder: Path | str, key: str) -> CommitChanges | None:
    """What a commit changed in a folder, value by value; None if there is no such commit."""
    directory = Path(folder)
    commit = folder_commit(directory, key)
    if commit is None:
        return None
    found: list[StatedChange] = []
    unread = []
    for name in commit.files:
        if not name.lower().endswith(KINDS) or len(found) >= MOST_CHANGES:
            unread.append(name)
            continue
        texts = [text_at(directory, f"{commit.key}{side}", name) for side in ("~", "")]
        stated = [{} if text is None else stated_texts(text, name) for text in texts]
        if stated[0] is None or stated[1] is None:
            unread.append(name)
        else:
            found += _between(name, dict(stated[0]), dict(stated[1]))
    return CommitChanges(commit, tuple(found[:MOST_CHANGES]), tuple(unread))


def _between(file: str, before: dict[TextPath, str], after: dict[TextPath, str]) -> Iterator[StatedChange]:
    for path in [*after, *(path for path in before if path not in after)]:
        if before.get(path) != after.get(path):
            yield StatedChange(file, path, before.get(path), after.get(path))
