"""Reading a file whole that a person named: never more than is allowed, and never for ever.

A name may lead anywhere: to a device without an end, or to a pipe that nobody writes into.
"""

from __future__ import annotations

import os
import select
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from requirements.errors import InputFault, system_reason
from requirements.finding import Finding, Place
from requirements.language import _

COMING, SILENT = 5.0, 60.0
"""Seconds to wait for somebody to write into a pipe, and for one who does and says nothing."""
LOOK = 0.05
"""Seconds between two looks whether somebody has come."""
PIECE = 1024 * 1024
OPEN_PIPES = ("/dev/fd", "/proc/self/fd")
"""Where a shell puts what another command says: `<(...)`. It can be read once."""
_SAID: dict[tuple[int, int], bytes] = {}
"""What the last such pipe said, by its number: whoever reads it once more in this process is told the same."""


class Unreadable(Exception):
    """A file that cannot be read whole; its text says why, as the end of a sentence."""


class Missing(Unreadable):
    """There is no such file."""


def read_whole(path: Path, *, largest: int) -> bytes:
    """The content of a regular file or of a pipe, at most `largest` bytes.

    Raises Missing where nothing is there, and Unreadable for anything else, for more, for a pipe into which nobody
    writes for five seconds, and for one whose writer is silent for a minute.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
    except (FileNotFoundError, NotADirectoryError):
        raise Missing(_("the file does not exist")) from None
    except (OSError, ValueError) as error:
        raise Unreadable(_reason(error)) from error
    try:
        return _of_pipe(handle, largest) if str(path.parent) in OPEN_PIPES else _joined(_pieces(handle), largest)
    except OSError as error:
        raise Unreadable(_reason(error)) from error
    finally:
        os.close(handle)


def content_of(path: Path, largest: int) -> bytes:
    """The same of a file that somebody named. InputFault where it cannot be read."""
    try:
        return read_whole(path, largest=largest)
    except Missing:
        raise InputFault([Finding("file-missing", Place(str(path)), _("the file does not exist"))]) from None
    except Unreadable as reason:
        raise InputFault(
            [Finding("unreadable", Place(str(path)), _("the file cannot be read: {reason}").format(reason=reason))]
        ) from None


def _of_pipe(handle: int, largest: int) -> bytes:
    state = os.fstat(handle)
    said = _SAID.get((state.st_dev, state.st_ino)) if stat.S_ISFIFO(state.st_mode) else None
    if said is not None:
        return _joined(iter([said]), largest)
    content = _joined(_pieces(handle), largest)
    if stat.S_ISFIFO(state.st_mode):
        _SAID.clear()
        _SAID[state.st_dev, state.st_ino] = content
    return content


def _reason(error: Exception) -> str:
    return system_reason(error) if isinstance(error, OSError) else _("this is not a valid path")


def _joined(pieces: Iterator[bytes], largest: int) -> bytes:
    read = bytearray()
    for piece in pieces:
        read += piece
        if len(read) > largest:
            raise Unreadable(_("the file is too large"))
    return bytes(read)


def _pieces(handle: int) -> Iterator[bytes]:
    """What is in an open file, piece by piece."""
    mode = os.fstat(handle).st_mode
    if stat.S_ISDIR(mode):
        raise Unreadable(_("this is a folder, not a file"))
    if stat.S_ISFIFO(mode):
        yield _first_of_pipe(handle)
    elif not stat.S_ISREG(mode):
        raise Unreadable(_("this is not a regular file"))
    while piece := _read(handle):
        yield piece


def _read(handle: int) -> bytes:
    """The next piece; nothing at the end."""
    while True:
        try:
            return os.read(handle, PIECE)
        except BlockingIOError:
            if not select.select([handle], [], [], SILENT)[0]:
                raise Unreadable(_("the pipe delivers nothing")) from None


def _first_of_pipe(handle: int) -> bytes:
    """The first piece of a pipe, into which somebody may be about to write."""
    until = time.monotonic() + COMING
    while not (piece := _read(handle)):
        if time.monotonic() > until:
            raise Unreadable(_("the pipe delivers nothing"))
        time.sleep(LOOK)
    return piece
