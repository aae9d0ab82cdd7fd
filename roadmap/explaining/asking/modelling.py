"""Answers by the full model alone: of a company of middle size it proves in seconds what is best after a change.

A change ties a problem down: a deal must be served, or most of the present plan stays. So one strategy of the solver
around the present plan mostly proves the best there is in a few seconds, where a whole search would divide them among
all its parts.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Sequence
from typing import NamedTuple

from roadmap.audit import broken_rules
from roadmap.planner.stored.placed_as import placed_as
from roadmap.problem import Problem
from roadmap.schedule import Schedule
from roadmap.solver.board import Board
from roadmap.solver.construct.restart import Wish
from roadmap.solver.errors import SolverError
from roadmap.solver.outcome import Search
from roadmap.tuning import TUNING

TURNS = 2
"""Solves that must claim that nothing is worth more before that counts as proved."""


def fits_model(problem: Problem) -> bool:
    """Whether a problem is small enough for the full model to be of use within seconds."""
    return len(problem.items) <= TUNING.quick_items


class Found(NamedTuple):
    """The best schedule that was found, a bound (None: not known), and what one solve alone claims that nothing is
    worth more than (None: no claim is open)."""

    schedule: Schedule | None
    bound: int | None
    claimed: int | None = None


def modelled(
    problem: Problem,
    start: Schedule | None,
    wishes: Sequence[Wish | None] = (),
    *,
    seconds: float,
    until: float = math.inf,
    seed: int = 0,
    claimed: int | None = None,
    stop: threading.Event | None = None,
) -> Found:
    """The best that the full model finds in so many seconds.

    It begins from `start`, which is valid, or else near to some wishes, which need not hold. That a schedule is the
    best is said by its bound only once two solves claim it: one before, which `claimed` so, and this one; or this one
    and another at once, where it takes little of the time. Nothing is solved after `until`, on the monotonic clock, or
    once `stop` is set.
    """
    began = time.monotonic()
    board = Board(problem, began=began, deadline=min(until, began + seconds), tell=lambda _: None)
    board.stop = stop or board.stop
    if start is not None:
        board.offer(start, "start")
    try:
        if claimed is not None:
            board.limit(claimed, "a solve before", solve=object())
        is_claim = not board.over() and _solve(board, wishes, seed=TURNS * seed)
        if is_claim and not board.over() and time.monotonic() - began < TUNING.proof_at_once * seconds:
            _solve(board, wishes, seed=TURNS * seed + 1)
    except SolverError:
        return Found(start, None)
    if board.schedule is None or broken_rules(problem, board.schedule):
        return Found(start, None)
    if board.bound == board.value and not board.proved():
        return Found(board.schedule, board.sure, board.bound)
    return Found(board.schedule, board.bound)


def _solve(board: Board, wishes: Sequence[Wish | None], *, seed: int) -> bool:
    """Solve the model once; whether it claims that it has found the best."""
    from roadmap.solver.cpsat.full_model import build_model, give_hint  # noqa: PLC0415 - imports OR-tools, which takes seconds
    from roadmap.solver.cpsat.solve import SolveTask, solve_model  # noqa: PLC0415 - the same

    model = build_model(board.problem, board.windows, valuation=board.valuation)
    near = placed_as(board.problem, wishes) if wishes and board.schedule is None else None
    if near is not None:
        give_hint(model, near)
    left = board.left()
    if left <= 0:
        return False
    search = Search(seconds=left, workers=1, seed=seed)
    return solve_model(board, model, search=search, task=SolveTask("full model", left)).claim == "optimal"
