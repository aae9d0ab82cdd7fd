"""The command `roadmap`: init, check, plan, render, timeline, explain, schema, demo, completion.

Standard output is the result, standard error is for people. Commands are imported only when they are run.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterator
from importlib import import_module
from types import FrameType

INTERRUPTED = 130


def main() -> None:
    """Run the command line and end the process with its exit code; Ctrl-C while it is being imported ends it too."""
    try:
        with ending_at_once():
            program = import_module("roadmap.cli.program").program
        program()
    except KeyboardInterrupt:
        _say_interrupted()
        sys.exit(INTERRUPTED)


@contextlib.contextmanager
def ending_at_once() -> Iterator[None]:
    """While modules are imported, Ctrl-C ends the process there and then: nothing is lost yet.

    An exception would not do: raised inside a callback of the interpreter, as importing has many, it is dropped, and
    the command would run on as if nobody had asked it to end.
    """
    main_thread = threading.current_thread() is threading.main_thread()
    if not main_thread or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    signal.signal(signal.SIGINT, _end_now)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _end_now(_number: int, _frame: FrameType | None) -> None:
    _say_interrupted()
    os._exit(INTERRUPTED)


def _say_interrupted() -> None:
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            os.write(2, b"roadmap: interrupted.\n")
