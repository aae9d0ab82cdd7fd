"""What has been written so far: whoever is interrupted is told what is there.

It is counted for one caller at a time (a command, or a thread of a server), from `forget_written` on, and for nobody
before.
"""

from __future__ import annotations

from contextvars import ContextVar
from pathlib import Path

_written: ContextVar[dict[Path, None] | None] = ContextVar("written", default=None)


def note_written(path: Path) -> None:
    """A file has just been written whole."""
    files = _written.get()
    if files is not None:
        files[path] = None


def note_taken_back(path: Path) -> None:
    """A file says again what it said before."""
    files = _written.get()
    if files is not None:
        files.pop(path, None)


def written() -> tuple[Path, ...]:
    """The files that were written and are there, each once, in the order of their first time; without hidden ones and
    those in hidden folders, which are caches and locks."""
    return tuple(path for path in _written.get() or () if not _is_hidden(path) and path.exists())


def _is_hidden(path: Path) -> bool:
    return any(name.startswith(".") and name.strip(".") for name in (path.name, path.parent.name))


def forget_written() -> None:
    """Begin to count anew."""
    _written.set({})
