"""What is printed: the result on standard output, remarks for people on standard error, JSON for programs.

Names come from files, and a terminal obeys control characters: every line is made harmless before it is printed.
"""

from __future__ import annotations

import contextlib
import errno
import io
import json
import os
import re
import sys
from typing import Any

import click

from requirements.errors import RoadmapError, system_reason
from requirements.language import _
from roadmap.outputs.writing.descriptors import write_all

SCHEMA_VERSION = 1

_PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2212": "-"})  # what few consoles can show
_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    """The text with control characters, direction marks and lone surrogates written out as escapes,
    and with plain spaces and minus signs."""
    return _OBEYED.sub(lambda found: _escape(ord(found.group())), text.translate(_PLAIN))


def _escape(point: int) -> str:
    return f"\\x{point:02x}" if point < 0x100 else f"\\u{point:04x}"


def result(line: str = "", **style: Any) -> None:
    """One line of the result on standard output; `style` (bold, fg) shows on a terminal only."""
    click.echo(click.style(printable(line), **style))


def remark(line: str, **style: Any) -> None:
    """One line for people on standard error; a terminal that is gone is no reason to stop."""
    with contextlib.suppress(OSError):
        click.echo(click.style(printable(line), **style), err=True)


def result_text(text: str | bytes) -> None:
    """A whole artifact on standard output, byte for byte: a program reads it, so nothing is escaped.

    RoadmapError where standard output was closed from the start: what was asked for would go nowhere.
    """
    if sys.stdout is None:
        closed = OSError(errno.EBADF, os.strerror(errno.EBADF))
        raise RoadmapError(_("Cannot write to standard output: {reason}.").format(reason=system_reason(closed)))
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode() if isinstance(text, str) else text)
    sys.stdout.buffer.flush()


def result_json(**fields: Any) -> None:
    """One JSON object on standard output, in ASCII so that no console can spoil it; carries the schema version."""
    click.echo(json.dumps({"schema_version": SCHEMA_VERSION, **fields}, indent=2, default=str))


def steady_streams() -> None:
    """A console that cannot show a character gets a question mark instead of an exception, and a stream that takes
    less than it is given, as unbuffered and non-blocking ones do, is given the rest."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if not isinstance(stream, io.TextIOWrapper):
            continue
        if _may_take_less(stream):
            whole = io.BufferedWriter(_Whole(stream))
            setattr(sys, name, io.TextIOWrapper(whole, stream.encoding, "replace", line_buffering=True))
        else:
            stream.reconfigure(errors="replace")


def _may_take_less(stream: io.TextIOWrapper) -> bool:
    try:
        return isinstance(stream.buffer, io.RawIOBase) or not os.get_blocking(stream.fileno())
    except (OSError, ValueError):
        return False


class _Whole(io.RawIOBase):
    """What a stream writes to, made to take everything it is given, or to raise. The stream stays open with it."""

    def __init__(self, stream: io.TextIOWrapper) -> None:
        self._stream, self._handle = stream, stream.fileno()

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._handle

    def isatty(self) -> bool:
        return os.isatty(self._handle)

    def write(self, content: Any) -> int:
        write_all(self._handle, bytes(content))
        return len(content)
