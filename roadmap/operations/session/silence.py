"""A child that says nothing for long while somebody waits for it: stopped, or a search that ran away."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

SILENT = 300.0
"""Seconds that a child may say nothing. Between two words it reads a folder, makes a first plan, or searches for one
turn; machine code that is compiled for the first time takes longest."""


class SilenceWatch:
    """Calls `end` when nothing was said for so many seconds while a word was expected. May be used from any thread."""

    def __init__(self, end: Callable[[], None], *, seconds: float = SILENT) -> None:
        self._end, self._seconds = end, seconds
        self._changed = threading.Condition()
        self._until: float | None = None
        self._is_running = self._is_closed = False

    def expect(self) -> None:
        """Somebody waits for the next word, from now on."""
        with self._changed:
            self._until = time.monotonic() + self._seconds
            if not (self._is_running or self._is_closed):
                self._is_running = True
                threading.Thread(target=self._watch, daemon=True, name="silence").start()
            self._changed.notify_all()

    def rest(self) -> None:
        """Nobody waits."""
        with self._changed:
            self._until = None

    def close(self) -> None:
        """Watch no more."""
        with self._changed:
            self._is_closed, self._until = True, None
            self._changed.notify_all()

    def _watch(self) -> None:
        while self._is_silent():
            self._end()

    def _is_silent(self) -> bool:
        """Wait until nothing was said for too long; False at the end of all."""
        with self._changed:
            while not self._is_closed:
                left = None if self._until is None else self._until - time.monotonic()
                if left is not None and left <= 0:
                    self._until = None
                    return True
                self._changed.wait(left)
        return False
