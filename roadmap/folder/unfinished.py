"""An edit of several files whose writer died in between: what the files say once it is finished.

Whoever edits several files writes first what they are going to say (`roadmap.editing.writing`). While some of them say
it and some do not yet, every reader takes the edit for finished, so that nobody plans half of it.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any, Final

from requirements.finding import Finding, Place, Severity
from requirements.language import _, enumerated
from requirements.reading.limits import LARGEST_FILE
from requirements.reading.whole_file import Unreadable, read_whole

JOURNAL: Final = ".roadmap-edit.json"
"""The file that says what several files are going to say, while they are written."""
EDIT_KIND: Final = "roadmap-edit"
"""What it says of itself."""
_LARGEST: Final = 8 * LARGEST_FILE


def unfinished_edit(directory: Path) -> dict[str, bytes]:
    """What files of a folder are going to say that an edit has not reached yet, by name.

    Empty where no edit is unfinished: where none of its files, or all of them, say what it made of them. A file that
    somebody has changed since is not named.
    """
    if not (directory / JOURNAL).is_file():
        return {}
    waiting: dict[str, bytes] = {}
    is_begun = False
    for name, stated in _stated(directory / JOURNAL).items():
        said = _digest(directory / name)
        after = _after(stated)
        if said is None or after is None:
            continue
        if said == stated.get("before"):
            waiting[name] = after
        is_begun = is_begun or said == hashlib.sha256(after).hexdigest()
    return waiting if is_begun else {}


def unfinished_scenarios(directory: Path) -> frozenset[str]:
    """The names of the files of an unfinished edit that are scenarios, not input."""
    return frozenset(name for name, stated in _stated(directory / JOURNAL).items() if stated.get("kind") == "scenario")


def as_finished(path: Path, content: bytes) -> bytes:
    """What a file says, or is going to say where an unfinished edit of a folder above has not reached it yet."""
    whole = path.absolute()
    for folder in whole.parents:
        if (folder / JOURNAL).is_file():
            return unfinished_edit(folder).get(whole.relative_to(folder).as_posix(), content)
    return content


def finding_of(names: Iterable[str]) -> Finding:
    """What a reader tells of an unfinished edit that has not reached these files."""
    message = _(
        "an edit of several files was killed before it ended; these files are read as it would have left them: {files}"
    ).format(files=enumerated(names))
    hint = _(
        "The next edit finishes it: `roadmap edit`, `roadmap import`, or `roadmap serve` when it starts. Until then, "
        "an editor shows the old text."
    )
    return Finding("edit-unfinished", Place(JOURNAL), message, hint, Severity.WARNING)


def _stated(journal: Path) -> dict[str, dict[str, Any]]:
    """What the journal says of each file inside the folder; nothing where it is no journal of roadmap."""
    try:
        read = json.loads(read_whole(journal, largest=_LARGEST))
    except (ValueError, RecursionError, Unreadable):
        return {}
    files = read.get("files") if isinstance(read, dict) and read.get("kind") == EDIT_KIND else None
    return {
        name: stated
        for name, stated in (files.items() if isinstance(files, dict) else ())
        if isinstance(stated, dict) and ".." not in PurePosixPath(name).parts and not PurePosixPath(name).is_absolute()
    }


def _after(stated: dict[str, Any]) -> bytes | None:
    try:
        return base64.b64decode(stated["after"], validate=True)
    except (KeyError, TypeError, ValueError):
        return None


def _digest(path: Path) -> str | None:
    try:
        return hashlib.sha256(read_whole(path, largest=LARGEST_FILE)).hexdigest() if path.is_file() else None
    except (ValueError, Unreadable):
        return None
