"""Names of what is open already: `/dev/stdout`, `/dev/fd/3` and `/proc/self/fd/3` are no files to be replaced."""

from __future__ import annotations

import os
import select
import stat
from pathlib import Path

LINKS = 40
"""Links that are followed, at most."""


def descriptor_of(path: Path) -> int | None:
    """The number, where a path leads to something that this process has open; None where it leads to a file."""
    for _link in range(LINKS):
        folder = os.path.realpath(path.parent)
        if folder in ("/dev/fd", f"/proc/{os.getpid()}/fd") and path.name.isdecimal():
            return int(path.name)
        if not path.is_symlink():
            return None
        path = Path(folder) / path.readlink()
    return None


def is_stream(path: Path) -> bool:
    """Whether a path leads to a device, a pipe or something open, to which is written and which is never replaced.
    Raises OSError where that cannot be known."""
    try:
        return descriptor_of(path) is not None or not stat.S_ISREG(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False


def write_all(handle: int, body: bytes) -> None:
    """Write everything, however little is taken at a time. Raises OSError where no more is taken."""
    rest = memoryview(body)
    while rest:
        try:
            rest = rest[os.write(handle, rest) :]
        except BlockingIOError:
            select.select([], [handle], [])
