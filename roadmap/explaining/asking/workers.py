"""Where questions are answered: a pool of processes on this machine, or the workers of a cluster."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor

from requirements.errors import RoadmapError
from requirements.language import _

CONNECTING = 10.0
"""Seconds that a cluster may take to answer."""
PROCESSES = 2
"""Processes that answer at once, unless the user says otherwise; never read off the machine."""


@contextlib.contextmanager
def open_pool(*, processes: int = PROCESSES, cluster: str | None = None, copies: bool = False) -> Iterator[Executor]:
    """An executor of questions. What has not begun when it is closed is dropped.

    With `copies` the processes begin as copies of this one, with all that it has loaded (see `can_copy`).
    RoadmapError if the cluster's client is not installed, or nothing answers at its address.
    """
    if cluster is not None:
        with _cluster(cluster) as executor:
            yield executor
        return
    context = multiprocessing.get_context("fork" if copies else "spawn")
    pool = ProcessPoolExecutor(processes, mp_context=context, initializer=_begin)
    try:
        yield pool
    finally:
        _close(pool)


def can_copy() -> bool:
    """Whether processes may begin as copies of this one: on Linux, while it has no other thread."""
    return sys.platform == "linux" and threading.active_count() == 1


def _begin() -> None:
    """Begin a process that answers: it ends when it is told to, and with the process that asks.

    Ctrl-C is for the process that asks; it ends this one.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _close(pool: ProcessPoolExecutor) -> None:
    """End the processes at once: an answer that nobody waits for any more is worth nothing. They are killed, because
    one that has just begun as a copy of this one would answer any other signal as this one does."""
    for process in list((pool._processes or {}).values()):  # noqa: SLF001 - Python 3.14 has terminate_workers
        process.kill()
    pool.shutdown(wait=True, cancel_futures=True)


@contextlib.contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client  # noqa: PLC0415 - optional, and takes a second
    except ImportError:
        raise RoadmapError(_("--cluster needs dask.distributed: pip install 'designin-roadmap[cluster]'.")) from None
    try:
        client = Client(address, timeout=CONNECTING, set_as_default=False)  # type: ignore[no-untyped-call]
    except OSError:
        sentence = _("No cluster answered at {address} in {seconds:g} s.")
        raise RoadmapError(sentence.format(address=address, seconds=CONNECTING)) from None
    except ValueError:
        sentence = _("{address} is not the address of a cluster. An example is tcp://10.0.0.1:8786.")
        raise RoadmapError(sentence.format(address=address)) from None
    with client, client.get_executor(pure=False) as executor:  # type: ignore[no-untyped-call]
        yield executor
