"""One solve of a model: its parameters, its running in a worker thread, and what it claims."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from ortools.sat.python import cp_model

from roadmap.solver.board import Board
from roadmap.solver.cpsat.full_model import FullModel, Reader, give_hint, read_schedule
from roadmap.solver.errors import ModelInvalid, SolverDisagreement
from roadmap.solver.outcome import Search
from roadmap.solver.valuation import landings_of

Claim = Literal["optimal", "infeasible", "open"]
"""What one solve claims of its model; `open` claims nothing."""

POLL = 0.02
"""Seconds between two looks at the stop signal; the solver itself stops within some 40 ms."""


@dataclass(frozen=True, slots=True)
class SolveTask:
    """One solve: whose name its findings carry, wall seconds and deterministic units it may use (None: no limit).

    `bounds` says that its bound is one for the whole problem, `schedules` that its solutions are schedules.
    `subsolvers` names the strategies to run (none: the solver's own choice). `hint` says that it begins from the best
    schedule. `claimant` owns its claims, one claim with all others of that owner (None: they are its own).
    """

    found_by: str
    seconds: float
    units: float | None = None
    bounds: bool = True
    schedules: bool = True
    subsolvers: tuple[str, ...] = ()
    hint: bool = True
    claimant: object | None = None


@dataclass(frozen=True, slots=True)
class Solved:
    """What came of a solve: its claim, and the deterministic units it used."""

    claim: Claim
    units: float


def solve_model(
    board: Board, model: FullModel, *, search: Search, task: SolveTask, keep: Callable[[Reader], None] | None = None
) -> Solved:
    """Solve the model, if the task says so from the board's best schedule; better schedules and bounds go to the board.

    The last solution, if there is one, is put before `keep`, by a function from variable to value. Runs in a
    worker thread, while this one waits for the board's stop signal. An error in a callback is raised here.

    In reproducible mode only the last solution and bound count, and a proof does not end the solve: among the workers
    of one round it is chance who speaks first, and how far the others get meanwhile.
    """
    if not task.hint:
        model.cp.clear_hints()  # type: ignore[no-untyped-call]
    elif board.schedule is not None and task.schedules:
        give_hint(model, board.schedule)
    solver, solve = cp_model.CpSolver(), object() if task.claimant is None else task.claimant
    _configure(solver, search, task=task)
    failures: list[BaseException] = []
    if task.bounds and not search.reproducible:
        solver.best_bound_callback = _hear_bounds(board, task, failures, solve=solve)
    watch = task.schedules and not search.reproducible
    watcher = _Watcher(board, model, found_by=task.found_by, failures=failures) if watch else None
    over = board.stopped if search.reproducible else board.over
    statuses: list[cp_model.CpSolverStatus] = []
    thread = threading.Thread(target=_run, args=(solver, model, watcher, statuses, failures), daemon=True)
    thread.start()
    until = -math.inf if search.effort is None else board.left() - task.seconds
    while thread.is_alive():
        thread.join(POLL)
        if over() or failures or board.left() <= until:
            solver.stop_search()
    if failures:
        raise failures[0]
    if keep is not None and statuses[0] in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        keep(solver.value)
    return Solved(
        _claim(board, model, solver=solver, status=statuses[0], task=task, solve=solve), solver.deterministic_time
    )


def _hear_bounds(
    board: Board, task: SolveTask, failures: list[BaseException], *, solve: object
) -> Callable[[float], None]:
    """What takes in bounds; it must not raise into the solver's own threads, so it keeps the error instead."""

    def hear(bound: float) -> None:
        try:
            board.limit(floor_bound(bound), task.found_by, solve=solve)
        except SolverDisagreement as failure:
            failures.append(failure)

    return hear


class _Watcher(cp_model.CpSolverSolutionCallback):
    """Offers every solution to the board; keeps the first error for the waiting thread."""

    def __init__(self, board: Board, model: FullModel, *, found_by: str, failures: list[BaseException]) -> None:
        super().__init__()
        self._board, self._model, self._found_by, self._failures = board, model, found_by, failures

    def on_solution_callback(self) -> None:
        """Offer the solution."""
        try:
            self._board.offer(read_schedule(self._model, self.value), self._found_by)
        except Exception as failure:  # noqa: BLE001 - raised by the waiting thread
            self._failures.append(failure)
            self.stop_search()


def _run(
    solver: cp_model.CpSolver,
    model: FullModel,
    watcher: _Watcher | None,
    statuses: list[cp_model.CpSolverStatus],
    failures: list[BaseException],
) -> None:
    try:
        statuses.append(solver.solve(model.cp, watcher))
    except BaseException as failure:  # noqa: BLE001 - handed to the waiting thread, which raises it
        failures.append(failure)


def _configure(solver: cp_model.CpSolver, search: Search, *, task: SolveTask) -> None:
    parameters = solver.parameters
    parameters.catch_sigint_signal = False
    parameters.random_seed = search.seed
    parameters.max_time_in_seconds = max(0.0, task.seconds) if search.effort is None else math.inf
    parameters.num_workers = search.workers
    parameters.cp_model_presolve = search.presolve
    parameters.presolve_inclusion_work_limit = 0  # or-tools issue 5293: with it, enforced rows gave a wrong optimum
    if task.units is not None:
        parameters.max_deterministic_time = task.units
    if search.reproducible:
        parameters.interleave_search = search.workers > 1
    if task.subsolvers and search.workers > 1:
        parameters.subsolvers.extend(task.subsolvers)


def _claim(
    board: Board,
    model: FullModel,
    *,
    solver: cp_model.CpSolver,
    status: cp_model.CpSolverStatus,
    task: SolveTask,
    solve: object,
) -> Claim:
    if status == cp_model.MODEL_INVALID:
        raise ModelInvalid(model.cp.validate() or "the solver calls the model invalid")
    if status == cp_model.INFEASIBLE:
        return "infeasible"
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) and task.schedules:
        schedule = read_schedule(model, solver.value)
        board.offer(schedule, task.found_by)
        if status == cp_model.OPTIMAL and task.bounds:
            board.limit(board.valuation.total(landings_of(schedule)), task.found_by, solve=solve)
    if status != cp_model.UNKNOWN and task.bounds:
        board.limit(floor_bound(solver.best_objective_bound), task.found_by, solve=solve)
    return "optimal" if status == cp_model.OPTIMAL else "open"


def floor_bound(bound: float) -> int:
    """A bound as an integer that is safe: values are integers, which its doubles hold exactly below 2^53."""
    return math.floor(bound + 1e-6)
