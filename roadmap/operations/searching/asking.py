"""Who answers questions about a plan: copies of this process, other processes, or the workers of a cluster."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future, wait

from roadmap.explaining.asking.pool import can_copy, open_pool
from roadmap.explaining.asking.questions import ready
from roadmap.explaining.asking.rounds import Asking
from roadmap.solver.local.compiled.loading import Loading, loaded
from roadmap.tuning import TUNING

POLL = 0.1
"""Seconds between two looks at the wish to stop."""
LOADING_SHARE = 0.2
"""The share of the time that loading the compiled search may take."""


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
    until = time.monotonic() + LOADING_SHARE * asking.left()
    while not asking.over() and time.monotonic() < until and wait(loading, timeout=POLL).not_done:
        pass


def _is_loaded(asking: Asking) -> bool:
    """Load the compiled search here, unless it must be compiled first, which goes on beside the first questions."""
    Loading().wait(min(TUNING.compiled_patience, LOADING_SHARE * asking.left()))
    return loaded()
