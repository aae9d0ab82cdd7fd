"""One solve of the full model: its parameters, its running in a worker thread, and what it claims."""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass
from typing import Literal

from ortools.sat.python import cp_model

from roadmap.solver.board import Board
from roadmap.solver.errors import ModelInvalid
from roadmap.solver.model import Model, give_hint, read_schedule
from roadmap.solver.outcome import Search

Claim = Literal["optimal", "infeasible", "open"]
"""What one solve claims; `open` claims nothing."""

POLL = 0.05
"""Seconds between two looks at the stop signal; the solver itself stops within some 40 ms."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one solve may use: wall seconds, the solver's own deterministic units (None: no limit)."""

    seconds: float
    deterministic: float | None = None


def solve_model(board: Board, model: Model, *, search: Search, limits: Limits, found_by: str) -> Claim:
    """Solve the model from the board's best schedule; better schedules and bounds go to the board.

    Runs in a worker thread, while this one waits for the board's stop signal. An error in a callback is raised here.
    """
    if board.schedule is not None:
        give_hint(model, board.schedule)
    solver = cp_model.CpSolver()
    _configure(solver, search, limits=limits)
    solver.best_bound_callback = lambda bound: board.limit(_floor(bound), found_by)
    watcher = _Watcher(board, model, found_by)
    failures: list[BaseException] = []
    statuses: list[cp_model.CpSolverStatus] = []
    thread = threading.Thread(target=_run, args=(solver, model, watcher, statuses, failures), daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(POLL)
        if board.stop.is_set() or board.left() <= 0:
            solver.stop_search()
    if failures:
        raise failures[0]
    return _claim(board, model, solver=solver, status=statuses[0], found_by=found_by)


class _Watcher(cp_model.CpSolverSolutionCallback):
    """Offers every solution to the board; keeps the first error, because the solver's own threads cannot raise it."""

    def __init__(self, board: Board, model: Model, found_by: str) -> None:
        super().__init__()
        self._board, self._model, self._found_by = board, model, found_by

    def on_solution_callback(self) -> None:
        self._board.offer(read_schedule(self._model, self.value), self._found_by)


def _run(
    solver: cp_model.CpSolver,
    model: Model,
    watcher: _Watcher,
    statuses: list[cp_model.CpSolverStatus],
    failures: list[BaseException],
) -> None:
    try:
        statuses.append(solver.solve(model.cp, watcher))
    except BaseException as failure:  # noqa: BLE001 - handed to the waiting thread, which raises it
        failures.append(failure)


def _configure(solver: cp_model.CpSolver, search: Search, *, limits: Limits) -> None:
    parameters = solver.parameters
    parameters.catch_sigint_signal = False
    parameters.random_seed = search.seed
    parameters.max_time_in_seconds = max(0.0, limits.seconds)
    parameters.num_workers = search.workers
    parameters.cp_model_presolve = search.presolve
    if limits.deterministic is not None:
        parameters.max_deterministic_time = limits.deterministic
    if search.reproducible:
        parameters.interleave_search = search.workers > 1
    if search.workers > 1:
        parameters.extra_subsolvers.extend(["max_lp"])


def _claim(
    board: Board, model: Model, *, solver: cp_model.CpSolver, status: cp_model.CpSolverStatus, found_by: str
) -> Claim:
    if status == cp_model.MODEL_INVALID:
        raise ModelInvalid(model.cp.validate() or "the solver calls the model invalid")
    if status == cp_model.INFEASIBLE:
        return "infeasible"
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        board.offer(read_schedule(model, solver.value), found_by)
        board.limit(_floor(solver.best_objective_bound), found_by)
    return "optimal" if status == cp_model.OPTIMAL else "open"


def _floor(bound: float) -> int:
    """A bound as an integer that is safe: values are integers, and the double may lie a little below the true bound."""
    return math.floor(bound + 1e-6 + abs(bound) * 1e-12)
