"""Running the tasks of a sweep on processes of this machine or on the workers of a cluster, whatever becomes of these.

A task depends on nothing but what is sent with it, so it may be done anywhere, in any order, and again.
"""

from __future__ import annotations

import threading
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import partial

from roadmap.changes.sweeping.task import SweepFailure, SweepResult, SweepTask, plan_task
from roadmap.explaining.asking.workers import open_pool
from roadmap.planner.options import Options
from roadmap.tuning import TUNING

DIED = SweepResult(None, SweepFailure.DIED)
POLL = 0.1
"""Seconds between two looks at the wish to stop."""


@dataclass(frozen=True, slots=True)
class SweepWork:
    """The tasks that are to be done, the packed scenario of each number, and how to plan with a seed."""

    tasks: Sequence[SweepTask]
    packed: Mapping[int, bytes]
    options: Callable[[int], Options]


@dataclass(frozen=True, slots=True)
class _Queues:
    """The tasks that are to be done together, those that are to be done alone, and how often each was begun in vain.

    Where a pool breaks nobody knows who broke it: what it did then is done alone, and only what breaks one alone has
    failed once more.
    """

    todo: deque[SweepTask]
    alone: deque[SweepTask] = field(default_factory=deque)
    tries: Counter[SweepTask] = field(default_factory=Counter)


def run_sweep(
    work: SweepWork,
    *,
    processes: int,
    cluster: str | None,
    heard: Callable[[SweepTask, SweepResult], None],
    stop: threading.Event,
) -> None:
    """Do all tasks, and tell each result as it comes, in this thread; returns when all is done or `stop` is set.

    Where a worker dies, or the search that it runs, its tasks are begun again, each at most so often; after that the
    task failed, or has the plan that the last search had found, and no other did.
    """
    queues = _Queues(deque(work.tasks))
    most = processes if cluster is None else TUNING.sweep_ahead * processes
    while (queues.todo or queues.alone) and not stop.is_set():
        with open_pool(processes=processes, cluster=cluster) as pool:
            if not queues.alone or _through(_Pool(pool, 1, work), queues, heard=heard, stop=stop):
                _through(_Pool(pool, most, work), queues, heard=heard, stop=stop)


@dataclass(frozen=True, slots=True)
class _Pool:
    """An executor, how many tasks it takes at once, and what they are."""

    executor: Executor
    most: int
    work: SweepWork

    def submit(self, task: SweepTask) -> Future[SweepResult]:
        """Begin a task."""
        return self.executor.submit(plan_task, self.work.packed[task.scenario], self.work.options(task.seed))


def _through(
    pool: _Pool, queues: _Queues, *, heard: Callable[[SweepTask, SweepResult], None], stop: threading.Event
) -> bool:
    """Do tasks through one executor, those of the queue that counts now: until all are done, or `stop` is set. False
    where it broke."""
    todo = queues.alone or queues.todo
    waiting: dict[Future[SweepResult], SweepTask] = {}
    while (todo or waiting) and not stop.is_set():
        broken = not _fill(pool, todo, waiting)
        done, _left = wait(waiting, timeout=POLL, return_when=FIRST_COMPLETED)
        lost: list[SweepTask] = []
        for future in done:
            task, result = waiting.pop(future), _result(future)
            if result is not None and not result.is_cut_off:
                heard(task, result)
            elif _is_broken(future):
                lost.append(task)
            else:
                _again(task, todo, queues.tries, heard=partial(heard, task, result or DIED))
        if lost or broken:
            lost += waiting.values()
            if len(lost) > 1:
                queues.alone.extend(lost)
            for task in lost if len(lost) == 1 else ():
                _again(task, queues.alone, queues.tries, heard=partial(heard, task, DIED))
            return False
    return True


def _is_broken(future: Future[SweepResult]) -> bool:
    """Whether a task ended because the pool did."""
    return not future.cancelled() and isinstance(future.exception(), BrokenProcessPool)


def _fill(pool: _Pool, todo: deque[SweepTask], waiting: dict[Future[SweepResult], SweepTask]) -> bool:
    """Begin as many tasks as the pool takes at once; False where it takes none any more."""
    while todo and len(waiting) < pool.most:
        try:
            waiting[pool.submit(todo[0])] = todo[0]
        except BrokenProcessPool:
            return False
        todo.popleft()
    return True


def _result(future: Future[SweepResult]) -> SweepResult | None:
    """The result of a task; None where whoever did it died. What a task itself raises is a defect of ours."""
    try:
        return future.result()
    except (BrokenProcessPool, CancelledError):
        return None
    except Exception as error:
        if _is_killed_worker(error):
            return None
        raise


def _is_killed_worker(error: Exception) -> bool:
    """Whether a cluster says so: its scheduler gives a task up whose workers died several times, or lost it."""
    return type(error).__module__.partition(".")[0] == "distributed"


def _again(task: SweepTask, todo: deque[SweepTask], tries: Counter[SweepTask], *, heard: Callable[[], None]) -> None:
    """Put a task back, or let its last result be heard."""
    tries[task] += 1
    if tries[task] < TUNING.sweep_tries:
        todo.append(task)
    else:
        heard()
