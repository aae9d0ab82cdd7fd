"""What this command has written so far: whoever is interrupted is told what is there."""

from __future__ import annotations

from pathlib import Path

_written: dict[Path, None] = {}


def note_written(path: Path) -> None:
    """A file has just been written whole."""
    _written[path] = None


def written() -> tuple[Path, ...]:
    """The files that were written, each once, in the order of their first time."""
    return tuple(_written)


def forget_written() -> None:
    """Begin to count anew."""
    _written.clear()
