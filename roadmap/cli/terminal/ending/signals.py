"""The signals that ask a command to end, from its first moment on: each ends it with a code of the table."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterator
from types import FrameType
from typing import NoReturn

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
INTERRUPTED, TERMINAL_GONE = 130, 129


class HungUp(KeyboardInterrupt):
    """The terminal is gone (SIGHUP)."""


def interrupt(number: int, _frame: FrameType | None) -> NoReturn:
    """Take a signal as Ctrl-C is taken."""
    raise asked_by(number)


def asked_by(number: int) -> KeyboardInterrupt:
    """The exception of a signal."""
    return HungUp() if number == signal.SIGHUP else KeyboardInterrupt()


def take_signals() -> None:
    """Let SIGTERM and SIGHUP end this process as Ctrl-C does; those that the caller ignores (nohup) stay ignored."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, interrupt)


@contextlib.contextmanager
def ending_at_once() -> Iterator[None]:
    """While modules are imported, a signal ends the process there and then: nothing is lost yet.

    An exception would not do: raised inside a callback of the interpreter, as importing has many, it is dropped, and
    the command would run on as if nobody had asked it to end.
    """
    taken = {}
    if threading.current_thread() is threading.main_thread():
        for number in SIGNALS:
            if signal.getsignal(number) in (signal.default_int_handler, interrupt):
                taken[number] = signal.signal(number, _end_now)
    try:
        yield
    finally:
        for number, before in taken.items():
            signal.signal(number, before)


def _end_now(number: int, _frame: FrameType | None) -> None:
    say_interrupted()
    os._exit(TERMINAL_GONE if number == signal.SIGHUP else INTERRUPTED)


def say_interrupted() -> None:
    """Say so past the buffers, where there is a standard error."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            os.write(2, b"roadmap: Interrupted. Nothing was written.\n")
