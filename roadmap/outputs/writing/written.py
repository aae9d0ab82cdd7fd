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


def written() -> tuple[Path, ...]:
    """The files that were written, each once, in the order of their first time."""
    return tuple(_written.get() or ())


def forget_written() -> None:
    """Begin to count anew."""
    _written.set({})
