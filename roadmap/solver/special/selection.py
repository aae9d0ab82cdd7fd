"""Problems without time: one slot, so that only the choice of what to build is left.

Such a problem (the Next Release Problem; Xuan et al., 2012) is a plain integer program whose linear relaxation is
nearly exact, so it goes to HiGHS, a branch-and-cut solver within OR-tools, which is several times faster on it than
CP-SAT. HiGHS computes in floating point: values are counted again in integers, and it is used only where the amounts
are so small that its tolerances cannot move a bound by a whole thousand.
"""

from __future__ import annotations

import math
import threading

from ortools.math_opt.python import mathopt  # type: ignore[import-untyped]
from ortools.math_opt.solvers import highs_pb2  # type: ignore[import-untyped]

from roadmap.schedule import Placement, Schedule
from roadmap.solver.board import Board
from roadmap.tuning import TUNING

POLL = 0.02
"""Seconds between two looks at the stop signal."""
TOLERANCE = 1e-3
"""By how much a bound may lie below the whole number that it stands for."""


def select(board: Board) -> bool:
    """Solve a problem without time; whether its best schedule is proved.

    False when the time was used up or the search was asked to stop; then no solve is begun.
    """
    if board.stopped():
        return board.proved()
    solving = _Solving(board)
    solving.start()
    while solving.is_alive() and not board.over():
        solving.join(POLL)
    if solving.failure is not None:
        raise solving.failure
    result = solving.result
    if result is None:
        return False
    if result.has_primal_feasible_solution():
        board.offer(solving.schedule(result), "selection")
    bound = result.best_objective_bound()
    if math.isfinite(bound):
        board.limit(math.floor(bound + TOLERANCE), "selection")
    return board.proved()


class _Solving(threading.Thread):
    """The solve, in a thread of its own, because it cannot be interrupted; what it found or how it failed."""

    def __init__(self, board: Board) -> None:
        super().__init__(daemon=True)
        self.result: mathopt.SolveResult | None = None
        self.failure: BaseException | None = None
        self._board = board
        self._model = mathopt.Model()
        self._built: list[mathopt.Variable | None] = []
        self._build()

    def _build(self) -> None:
        """The integer program: maximise what the levels earn less what is built, within the people of the slot."""
        problem, windows, model = self._board.problem, self._board.windows, self._model
        for feature in range(len(problem.features)):
            self._built.append(model.add_binary_variable() if windows.open(feature) else None)
        for feature, work in enumerate(problem.features):
            for other in work.after:
                self._follows(self._built[feature], [other])
        for pool, people in enumerate(problem.capacity):
            model.add_linear_constraint(mathopt.fast_sum(self._effort(pool)) <= people[0])
        model.maximize(mathopt.fast_sum(self._earned()))

    def _effort(self, pool: int) -> list[mathopt.LinearTerm]:
        problem, windows = self._board.problem, self._board.windows
        return [
            amount * variable
            for i, item in enumerate(problem.items)
            if (variable := self._built[item.feature]) is not None
            for used, amount in item.modes[windows.modes[i][0]].crews
            if used == pool
        ]

    def _earned(self) -> list[mathopt.LinearTerm]:
        problem, levels = self._board.problem, self._board.valuation.levels
        terms = [-f.cost * v for f, v in zip(problem.features, self._built, strict=True) if v is not None and f.cost]
        for deal, demands_by_level in zip(problem.deals, levels, strict=True):
            taken: mathopt.Variable | None = None
            for level, demands in zip(deal.levels, demands_by_level, strict=True):
                if deal.served is False or any(last < 0 for _, last in demands):
                    break
                below, taken = taken, self._model.add_binary_variable()
                if below is not None:
                    self._model.add_linear_constraint(taken <= below)
                for features, _ in demands:
                    self._follows(taken, list(features))
                terms.append(level.value * taken)
        return terms

    def _follows(self, literal: mathopt.Variable | None, others: list[int]) -> None:
        """The literal needs one of the other features."""
        if literal is not None:
            known = [variable for other in others if (variable := self._built[other]) is not None]
            self._model.add_linear_constraint(literal <= mathopt.fast_sum(known))

    def run(self) -> None:
        """Solve within the board's time."""
        limits = highs_pb2.HighsOptionsProto()
        limits.double_options["time_limit"] = max(0.0, self._board.left() - TUNING.selection_spare)
        limits.double_options["mip_rel_gap"], limits.double_options["mip_abs_gap"] = 0.0, 0.5
        settings = mathopt.SolveParameters(highs=limits)
        try:
            self.result = mathopt.solve(self._model, mathopt.SolverType.HIGHS, params=settings)
        except BaseException as failure:  # noqa: BLE001 - handed to the waiting thread, which raises it
            self.failure = failure

    def schedule(self, result: mathopt.SolveResult) -> Schedule:
        """The schedule of a result: what is built runs in the one slot."""
        values = result.variable_values()
        modes = self._board.windows.modes
        return Schedule(
            tuple(
                Placement(0, (0,), (modes[feature.items[0]][0],))
                if variable is not None and values[variable] > 0.5
                else None
                for feature, variable in zip(self._board.problem.features, self._built, strict=True)
            )
        )
