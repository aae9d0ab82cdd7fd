"""The shortest schedule of given work by CP-SAT: from a known one, with a bound on what any can be worth."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable
from itertools import groupby

from ortools.sat.python import cp_model

from roadmap.solver.board import Board
from roadmap.solver.cpsat.guards import check_model
from roadmap.solver.errors import SolverDisagreement
from roadmap.solver.outcome import Search
from roadmap.solver.special.goal import GoalWork, ListTask, as_schedule, worth
from roadmap.tuning import TUNING

POLL = 0.02
"""Seconds between two looks at the stop signal."""
NAME = "shortest schedule"


def shorten(
    board: Board, work: GoalWork, starts: list[int], search: Search, *, beside: Callable[[], None] | None = None
) -> None:
    """Shorten a schedule until it is proved shortest or the time is used up; what is found goes to the board.

    `beside` is called over and over meanwhile; each call is short, and may offer schedules too.
    """
    if board.over():
        return
    over = board.stopped if search.reproducible else board.over
    solving = _Solving(board, work, starts, search)
    solving.start()
    while solving.is_alive():
        if beside is None:
            solving.join(POLL)
        else:
            beside()
        if over():
            solving.solver.stop_search()
    if solving.failure is not None:
        raise solving.failure


class _Solving(threading.Thread):
    """The solve in a thread of its own, which can be stopped; how it failed, if it did."""

    def __init__(self, board: Board, work: GoalWork, starts: list[int], search: Search) -> None:
        super().__init__(daemon=True)
        self.solver = cp_model.CpSolver()
        self.failure: BaseException | None = None
        self._board, self._work, self._reproducible = board, work, search.reproducible
        self._model = cp_model.CpModel()
        ends = [start + task.days for start, task in zip(starts, work.tasks, strict=True)]
        self._starts = _build(self._model, work, max(ends, default=0))
        for variable, start in zip(self._starts, starts, strict=True):
            self._model.add_hint(variable, start)
        check_model(self._model)
        parameters = self.solver.parameters
        parameters.catch_sigint_signal = False
        parameters.presolve_inclusion_work_limit = 0  # as in `cpsat.solve`
        parameters.random_seed, parameters.num_workers = search.seed, search.workers
        if search.reproducible:
            units = (
                search.seconds * TUNING.goal_units_per_second
                if search.deterministic_time is None
                else search.deterministic_time
            )
            parameters.interleave_search, parameters.max_deterministic_time = search.workers > 1, units
        parameters.max_time_in_seconds = max(0.01, board.left())
        if not search.reproducible:
            self.solver.best_bound_callback = self._hear

    def _hear(self, bound: float) -> None:
        """Take in a bound: the last work ends in this slot or later."""
        try:
            self._board.limit(worth(self._work, self._board.valuation, round(bound)), NAME)
        except BaseException as failure:  # noqa: BLE001 - raised by the waiting thread
            self.failure = failure

    def run(self) -> None:
        """Solve within the board's time; in reproducible mode only the last finds count (`cpsat.solve`)."""
        watcher = None if self._reproducible else _Watcher(self._board, self._work, self._starts)
        try:
            status = self.solver.solve(self._model, watcher)
            _check(status)
            if self._reproducible and status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                _offer(self._board, self._work, [self.solver.value(start) for start in self._starts])
            if status != cp_model.UNKNOWN:
                self._hear(self.solver.best_objective_bound)
        except BaseException as failure:  # noqa: BLE001 - handed to the waiting thread, which raises it
            self.failure = failure


def _check(status: cp_model.CpSolverStatus) -> None:
    if status in (cp_model.INFEASIBLE, cp_model.MODEL_INVALID):
        raise SolverDisagreement("a schedule is known, and the solver finds that there is none")


def _offer(board: Board, work: GoalWork, starts: list[int]) -> None:
    board.offer(as_schedule(work, starts), NAME)


class _Watcher(cp_model.CpSolverSolutionCallback):
    """Offers every solution to the board."""

    def __init__(self, board: Board, work: GoalWork, starts: list[cp_model.IntVar]) -> None:
        super().__init__()
        self._board, self._work, self._starts = board, work, starts

    def on_solution_callback(self) -> None:
        """Offer the solution."""
        _offer(self._board, self._work, [self.value(start) for start in self._starts])


def _build(model: cp_model.CpModel, work: GoalWork, end: int) -> list[cp_model.IntVar]:
    """Minimise the end of the last task, which is no later than `end`; the start of each task."""
    tails = _tails(work.tasks)
    starts = [
        model.new_int_var(task.earliest, max(task.earliest, end - tail), "")
        for task, tail in zip(work.tasks, tails, strict=True)
    ]
    last = model.new_int_var(0, end, "")
    used: dict[int, list[tuple[cp_model.IntervalVar, int]]] = defaultdict(list)
    for task, start, tail in zip(work.tasks, starts, tails, strict=True):
        model.add(last >= start + tail)
        for after, lag in task.after:
            model.add(starts[after] >= start + task.days + lag)
        interval = model.new_fixed_size_interval_var(start, task.days, "")
        for pool, amount in task.crews if task.days else ():
            used[pool].append((interval, amount))
    for pool, taken in used.items():
        _add_pool(model, work.problem.capacity[pool][:end], taken)
    model.minimize(last)
    return starts


def _add_pool(model: cp_model.CpModel, people: tuple[int, ...], taken: list[tuple[cp_model.IntervalVar, int]]) -> None:
    most, slot = max(people, default=0), 0
    for count, run in groupby(people):
        days = len(list(run))
        if count < most:
            taken.append((model.new_fixed_size_interval_var(slot, days, ""), most - count))
        slot += days
    model.add_cumulative([interval for interval, _ in taken], [amount for _, amount in taken], most)


def _tails(tasks: tuple[ListTask, ...]) -> list[int]:
    """Slots from the begin of each task to the end of all, at least."""
    tails = [0] * len(tasks)
    for n in reversed(range(len(tasks))):
        tails[n] = tasks[n].days + max((lag + tails[after] for after, lag in tasks[n].after), default=0)
    return tails
