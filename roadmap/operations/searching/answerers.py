"""Who answers questions about a plan: copies of this process, other processes, or the workers of a cluster."""

from __future__ import annotations

import contextlib
import math
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future, wait
from dataclasses import dataclass, replace

from roadmap.explaining.asking.questions import ready
from roadmap.explaining.asking.rounds import Asking
from roadmap.explaining.asking.workers import can_copy, open_pool
from roadmap.explaining.present import Present
from roadmap.operations.asked_limits import require_count, require_seconds
from roadmap.solver.local.loading import Loading, loaded
from roadmap.tuning import TUNING

POLL = 0.1
"""Seconds between two looks at the wish to stop."""


@dataclass(frozen=True, slots=True)
class AskingLimits:
    """How long is asked, and whom: until the `deadline` on the monotonic clock, or for so many seconds of processor
    time (`effort`), in so many processes or on a cluster, or until `stop` is set."""

    deadline: float
    effort: float
    processes: int
    cluster: str | None
    stop: threading.Event

    def asking(self, present: Present) -> Asking:
        """Who asks about a plan within these limits; nobody answers yet."""
        return Asking(None, present, deadline=self.deadline, stop=self.stop, effort=self.effort)

    def shared(self, share: float, seconds: float) -> AskingLimits:
        """The limits of whoever asks first and leaves the rest of the `seconds`, or of the effort, to others."""
        return replace(self, deadline=self.deadline - (1 - share) * seconds, effort=share * self.effort)

    def left(self) -> float | None:
        """Seconds left by the clock; None where processor time is counted."""
        return max(0.0, self.deadline - time.monotonic()) if math.isfinite(self.deadline) else None

    @property
    def whole(self) -> float:
        """Seconds of all processes together, from now on."""
        left = self.left()
        return self.effort if left is None else left * self.processes


def limits_of(
    seconds: float, effort: float | None, processes: int, cluster: str | None, stop: threading.Event | None
) -> AskingLimits:
    """The limits that somebody asks for, from now on; an `effort` is counted instead of the `seconds`. UsageFault for
    what is outside of what is possible."""
    require_seconds(seconds if effort is None else effort)
    require_count(processes, of="processes")
    deadline = time.monotonic() + seconds if effort is None else math.inf
    return AskingLimits(deadline, math.inf if effort is None else effort, processes, cluster, stop or threading.Event())


@contextlib.contextmanager
def asking_through(asking: Asking, processes: int, cluster: str | None, *, waits: bool = False) -> Iterator[Executor]:
    """Have questions answered by a cluster, or by copies of this process once it has loaded what takes long. With
    `waits` a small problem waits for that, too: its questions are searched by nothing else."""
    copies = cluster is None and (not asking.large or _is_loaded(asking)) and can_copy()
    with open_pool(processes=processes, cluster=cluster, copies=copies) as pool:
        # copies begin with the first question, so that one is asked before anything else starts a thread
        loading = [pool.submit(loaded if copies and asking.large else ready) for _process in range(processes)]
        asking.through(pool, warm=asking.large, at_once=processes)
        if asking.large or waits:  # without the compiled search nothing would be found, here or there
            _wait(loading, asking)
        yield pool


def _wait(loading: list[Future[bool]], asking: Asking) -> None:
    """Wait until the compiled search is loaded wherever questions are answered, for a share of the time at most."""
    until = time.monotonic() + TUNING.loading_share * asking.left()
    while not asking.over() and time.monotonic() < until and wait(loading, timeout=POLL).not_done:
        pass


def _is_loaded(asking: Asking) -> bool:
    """Load the compiled search here, unless it must be compiled first, which goes on beside the first questions."""
    Loading().wait(min(TUNING.compiled_patience, TUNING.loading_share * asking.left()))
    return loaded()
