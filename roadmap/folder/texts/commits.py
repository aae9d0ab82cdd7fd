"""The history of a folder, from git: read, never written. A folder without a history is as good as any other."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

MOST_COMMITS = 50
SECONDS = 10
KEY = re.compile(r"[0-9a-f]{7,64}")
_FIELD, _RECORD = "\x1f", "\x1e"
_SAFE = (
    "--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "log.showSignature=false",
    "-c", "core.quotePath=false", "--no-optional-locks",
)  # fmt: skip
"""Options by which git runs nothing that the folder's own configuration names."""


@dataclass(frozen=True, slots=True)
class FolderCommit:
    """One commit that touched the folder: its key, its day, who made it, its first line, and the files of the folder
    that it changed."""

    key: str
    day: date
    author: str
    subject: str
    files: tuple[str, ...]


def folder_commits(directory: Path, *, most: int = MOST_COMMITS) -> tuple[FolderCommit, ...] | None:
    """The last commits that touched a folder, the newest first; None where there is no history to read."""
    return _log(directory, ["-n", str(most)])


def folder_commit(directory: Path, key: str) -> FolderCommit | None:
    """One commit by its key; None if there is none that touched the folder."""
    if not KEY.fullmatch(key):
        return None
    found = _log(directory, ["-n", "1", key])
    return found[0] if found and found[0].key.startswith(key) else None


def text_at(directory: Path, key: str, name: str) -> bytes | None:
    """A file of the folder as it was behind a commit, or before it where `key` ends in `~`; None if it was not
    there."""
    if not KEY.fullmatch(key.removesuffix("~")):
        return None
    return _git(directory, ["show", "--no-textconv", "--no-ext-diff", f"{key}:./{name}"])


def _log(directory: Path, arguments: Sequence[str]) -> tuple[FolderCommit, ...] | None:
    form = _RECORD + _FIELD.join(("%H", "%as", "%an", "%s")) + _FIELD
    said = _git(
        directory,
        ["log", f"--format={form}", "-z", "--name-only", "--relative", "--no-ext-diff", *arguments, "--", "."],
    )
    if said is None:
        return None
    return tuple(map(_commit, said.decode("utf-8", "replace").split(_RECORD)[1:]))


def _commit(record: str) -> FolderCommit:
    key, day, author, subject, names = record.split(_FIELD, 4)
    files = tuple(name.strip("\n") for name in names.split("\0") if name.strip("\n"))
    return FolderCommit(key, date.fromisoformat(day), author, subject, files)


def _git(directory: Path, arguments: Sequence[str]) -> bytes | None:
    """What git says; None where there is no git, no history, or no answer in time."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
    try:
        ended = subprocess.run(  # noqa: S603 - no shell; keys are checked, and names follow a colon
            ["git", *_SAFE, *arguments],  # noqa: S607 - the user's own git
            cwd=directory,
            env=kept | {"LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return ended.stdout if ended.returncode == 0 else None
