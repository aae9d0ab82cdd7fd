"""A search inside this process: for workers of a pool that plan many times over and so import the solver only once.

Whoever plans once calls `roadmap.solver.process.parent.solve`, which survives whatever happens to the search.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from roadmap.problem import Problem
from roadmap.schedule import Schedule
from roadmap.solver.board import Board
from roadmap.solver.construct.decoder import Decoder
from roadmap.solver.construct.orders import first_plan
from roadmap.solver.course import run_phases
from roadmap.solver.outcome import Bound, Incumbent, Outcome, Search


def solve_inside(
    problem: Problem,
    search: Search,
    *,
    observe: Callable[[Incumbent | Bound], None] = lambda _: None,
    stop: threading.Event | None = None,
) -> Outcome:
    """Search for the best schedule of a problem, within `search.wall` seconds counted from this call.

    `observe` hears every better schedule and bound, in threads of the search. `stop` ends the search within half a
    second and keeps the best. Raises SolverDisagreement, ModelRefused or ModelInvalid.
    """
    began = time.monotonic()
    board = Board(problem, began=began, deadline=began + search.wall, tell=observe)
    if stop is not None:
        board.stop = stop
    ending = run_phases(board, search)
    return Outcome(board.schedule, ending.proof, ending.reason, ending.by_work, board.reach)


def improve(problem: Problem, start: Schedule, *, seconds: float) -> Schedule:
    """A valid schedule that is worth no less than a valid one: it is polished, and plans from a few natural orders of
    the deals are tried beside it, for so many seconds at most. The solver is not loaded."""
    began = time.monotonic()
    board = Board(problem, began=began, deadline=began + seconds, tell=lambda _: None)
    board.offer(start, "start")
    first_plan(board, decoder=Decoder(problem, board.windows, valuation=board.valuation))
    return start if board.schedule is None else board.schedule
