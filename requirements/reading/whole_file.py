"""Reading a file whole that a person named: never more than is allowed, and never for ever.

A name may lead anywhere: to a device without an end, or to a pipe that nobody writes into.
"""

from __future__ import annotations

import os
import select
import stat
from collections.abc import Iterator
from pathlib import Path

from requirements.language import _

PATIENCE = 10.0
"""Seconds to wait for a pipe that says nothing."""
PIECE = 1024 * 1024


class Unreadable(Exception):
    """A file that cannot be read whole; its text says why, as the end of a sentence."""


def read_whole(path: Path, *, largest: int) -> bytes:
    """The content of a regular file or of a pipe, at most `largest` bytes.

    Raises Unreadable for anything else, for more, and for a pipe that is silent for ten seconds; FileNotFoundError
    where nothing is there.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        raise Unreadable(_reason(error)) from error
    try:
        return _joined(_pieces(handle), largest)
    except OSError as error:
        raise Unreadable(_reason(error)) from error
    finally:
        os.close(handle)


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or _("this is no path")


def _joined(pieces: Iterator[bytes], largest: int) -> bytes:
    read = bytearray()
    for piece in pieces:
        read += piece
        if len(read) > largest:
            raise Unreadable(_("it is too large"))
    return bytes(read)


def _pieces(handle: int) -> Iterator[bytes]:
    """What is in an open file, piece by piece."""
    mode = os.fstat(handle).st_mode
    if stat.S_ISDIR(mode):
        raise Unreadable(_("it is a folder"))
    if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
        raise Unreadable(_("it is not a regular file"))
    while True:
        if stat.S_ISFIFO(mode) and not select.select([handle], [], [], PATIENCE)[0]:
            raise Unreadable(_("nothing comes out of this pipe"))
        piece = os.read(handle, PIECE)
        if not piece:
            return
        yield piece
