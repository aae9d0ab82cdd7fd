"""Ctrl-C, SIGTERM and SIGHUP: the first ends a search and keeps what it has, the second ends the command."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterator
from types import FrameType

from requirements.language import _
from roadmap.cli.terminal.ending.signals import SIGNALS, asked_by


class Interruption:
    """Whether and how often the user asked to end, and the event that ends a search.

    Every signal sets `stop`. While `searching`, the first does no more than that; at any other time, and from the
    second on, a signal also raises KeyboardInterrupt, and the fourth ends the process there and then. `stop` is what
    counts where the interpreter drops an exception, as it does in callbacks: a search that starts later ends at once.
    """

    def __init__(self) -> None:
        self.stop = threading.Event()
        self.searching = False
        self.received: list[int] = []

    @property
    def hung_up(self) -> bool:
        """Whether the terminal is gone."""
        return signal.SIGHUP in self.received

    def handle(self, number: int, _frame: FrameType | None) -> None:
        """Take one signal."""
        self.received.append(number)
        self.stop.set()
        if self.searching and len(self.received) == 1:
            _say(_("Ending the search and keeping the best plan so far. Press Ctrl-C again to end at once."))
        elif len(self.received) > 3:
            os._exit(128 + number)
        else:
            raise asked_by(number)


def _say(sentence: str) -> None:
    """Write past the buffers: the signal may have come in the middle of a buffered write."""
    if sys.stderr is None:  # closed from the start, so that number 2 may be any file
        return
    with contextlib.suppress(OSError):
        os.write(2, f"\n{sentence}\n".encode())


@contextlib.contextmanager
def interruptible() -> Iterator[Interruption]:
    """Take the signals over for the length of a command. Those that the caller ignores (nohup) stay ignored."""
    interruption = Interruption()
    taken = {}
    if threading.current_thread() is threading.main_thread():
        for number in SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:
                taken[number] = signal.signal(number, interruption.handle)
    try:
        yield interruption
    finally:
        for number, before in taken.items():
            signal.signal(number, before)
