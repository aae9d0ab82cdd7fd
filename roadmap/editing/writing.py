"""Several files written as one: all of them, or none, also where the process is killed in between.

One file is written whole or not at all (`roadmap.outputs.writing.files`). For several, what they are going to say is
written into a file of its own first; whoever edits the folder next finishes what a dead writer began.
A writer that lives and cannot go on, because the disk is full or somebody interrupts it, takes back what it began.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
from collections.abc import Collection, Mapping
from pathlib import Path

from requirements.errors import RoadmapError
from requirements.language import _
from roadmap.folder.unfinished import EDIT_KIND, JOURNAL, unfinished_edit, unfinished_scenarios
from roadmap.outputs.writing.files import write_together, write_whole
from roadmap.outputs.writing.kinds import FileKind
from roadmap.outputs.writing.written import note_taken_back


def write_all_or_none(
    directory: Path, contents: Mapping[str, tuple[bytes, bytes]], *, scenarios: Collection[str] = ()
) -> None:
    """Write files of a folder, each with what it says now and what it is going to say, by name. `scenarios` are those
    of them that are no input.

    RoadmapError where a file says something else than expected, or cannot be written; then no file is changed. Where
    not even that can be undone, the next call of `finish_writing` changes all of them.
    """
    for name, (before, _after) in contents.items():
        _require_unchanged(directory / name, before)
    files = {directory / name: (after, _kind_of(name, scenarios)) for name, (_before, after) in contents.items()}
    if len(contents) == 1:
        write_together(files, ready=lambda: None)
        return
    journal = _journal(contents, scenarios)
    try:
        write_together(files, ready=lambda: write_whole(directory / JOURNAL, journal, kind=FileKind.EDIT))
    except BaseException:
        _take_back(directory, contents, scenarios)
        raise
    (directory / JOURNAL).unlink()


def _take_back(directory: Path, contents: Mapping[str, tuple[bytes, bytes]], scenarios: Collection[str]) -> None:
    """Give all files back what they said before. Where that fails, too, the journal stays, and the next edit writes
    all of them."""
    with contextlib.suppress(OSError, RoadmapError):
        for name, (before, after) in contents.items():
            path = directory / name
            if path.read_bytes() == after and after != before:
                write_whole(path, before, kind=_kind_of(name, scenarios))
                note_taken_back(path)
        (directory / JOURNAL).unlink(missing_ok=True)


def _require_unchanged(path: Path, before: bytes) -> None:
    try:
        unchanged = path.read_bytes() == before
    except OSError:
        unchanged = False
    if not unchanged:
        sentence = _("{file} was changed by another program at the same moment. Nothing was written: try again.")
        raise RoadmapError(sentence.format(file=path))


def _kind_of(name: str, scenarios: Collection[str]) -> FileKind:
    return FileKind.SCENARIO if name in scenarios else FileKind.INPUT


def _journal(contents: Mapping[str, tuple[bytes, bytes]], scenarios: Collection[str] = ()) -> str:
    files = {
        name: {
            "before": _digest(before),
            "after": base64.b64encode(after).decode("ascii"),
            "kind": _kind_of(name, scenarios).value,
        }
        for name, (before, after) in contents.items()
    }
    return json.dumps({"kind": EDIT_KIND, "files": files})


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def finish_writing(directory: Path) -> tuple[str, ...]:
    """Finish what a writer that died had begun; the names of the files that are written now.

    A file that somebody has changed since stays as it is. An edit that had reached no file yet is given up: nobody was
    told that it was made.
    """
    written = []
    waiting, scenarios = unfinished_edit(directory), unfinished_scenarios(directory)
    for name, after in waiting.items():
        with contextlib.suppress(OSError):
            write_whole(directory / name, after, kind=_kind_of(name, scenarios))
            written.append(name)
    if (directory / JOURNAL).is_file():
        (directory / JOURNAL).unlink(missing_ok=True)
    return tuple(written)
