"""The clock of a search for surer plans: seconds that pass, or processor time where effort counts."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from roadmap.tuning import TUNING

TICK = 0.05
"""Seconds between two looks at the processor time."""


class SearchClock:
    """Seconds since some moment. By effort these are seconds of processor time, of as many cores as are reckoned with:
    a busy machine makes them longer, and what is found does not depend on that."""

    def __init__(self, *, by_effort: bool) -> None:
        self._by_effort = by_effort

    def now(self) -> float:
        """The present moment."""
        return time.process_time() / TUNING.effort_cores if self._by_effort else time.monotonic()

    @contextmanager
    def lasting(self, seconds: float, stop: threading.Event) -> Iterator[tuple[float, threading.Event]]:
        """What a search is told that is to last so long: the seconds that pass at most, and what ends it sooner. `stop`
        ends it in any case."""
        if not self._by_effort:
            yield seconds, stop
            return
        over, done, until = threading.Event(), threading.Event(), self.now() + seconds
        watching = threading.Thread(target=self._watch, args=(until, stop, over, done), daemon=True)
        watching.start()
        try:
            yield seconds * TUNING.effort_patience, over
        finally:
            done.set()
            watching.join()

    def _watch(self, until: float, stop: threading.Event, over: threading.Event, done: threading.Event) -> None:
        while not done.wait(TICK):
            if stop.is_set() or self.now() >= until:
                over.set()
                return
