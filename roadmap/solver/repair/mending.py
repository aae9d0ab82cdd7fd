"""Repair: some features around the best schedule are freed and planned again by the solver, over and over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from roadmap.schedule import Schedule
from roadmap.solver.board import Board
from roadmap.solver.budget import Budget
from roadmap.solver.cpsat.energy import COARSE
from roadmap.solver.cpsat.full_model import build_model
from roadmap.solver.cpsat.solve import Solved, SolveTask, solve_model
from roadmap.solver.engines import is_large
from roadmap.solver.outcome import Bound, Incumbent, Search
from roadmap.solver.repair.neighbourhoods import Neighbourhoods, restrict
from roadmap.solver.repair.part import fit_in, part_of
from roadmap.tuning import TUNING


def repair(
    board: Board, search: Search, *, budget: Budget, keep: float, enough: Callable[[], bool] = lambda: False
) -> None:
    """Free some features around the best schedule and let the solver plan them again, over and over.

    Ends when no more is left than what is to `keep`, or it is said to be `enough`.
    """
    draws = Neighbourhoods(board.problem, board.windows, valuation=board.valuation, seed=search.seed)
    size, turn, everything = float(TUNING.repair_first_size), 0, draws.count()
    while board.schedule is not None and not budget.spent(keep) and not enough():
        free, before = draws.draw(board.schedule, round(size)), board.value
        task = replace(
            budget.task("repair", share=1.0, seconds=TUNING.repair_seconds, units=TUNING.repair_units),
            bounds=len(free) >= everything,
        )
        turn += 1
        settings = replace(search, seed=search.seed + turn, workers=min(TUNING.repair_workers, search.workers))
        mend = _mend_apart if is_large(board.problem) and not task.bounds else _mend_within
        solved = budget.spend(mend(board, board.schedule, free=free, search=settings, task=task))
        if board.value == before:
            size = (
                min(everything, size * TUNING.repair_growth)
                if solved.claim == "optimal"
                else max(TUNING.repair_smallest_size, size * TUNING.repair_shrinkage)
            )


def _mend_within(board: Board, schedule: Schedule, *, free: set[int], search: Search, task: SolveTask) -> Solved:
    """Plan the free features again while the others stay where they are, or are dropped."""
    windows = restrict(board.problem, board.windows, schedule=schedule, free=free)
    model = build_model(board.problem, windows, valuation=board.valuation, grid=COARSE)
    return solve_model(board, model, search=search, task=task)


def _mend_apart(board: Board, schedule: Schedule, *, free: set[int], search: Search, task: SolveTask) -> Solved:
    """Plan the free features again as a problem of their own, which is much quicker to build where they are few."""
    part = part_of(board.problem, schedule, free)

    def tell(news: Incumbent | Bound) -> None:
        fitted = fit_in(part, board.problem, schedule, news.schedule) if isinstance(news, Incumbent) else None
        if fitted is not None:
            board.offer(fitted, task.found_by)

    inner = Board(part.problem, began=board.began, deadline=board.deadline, tell=tell)
    inner.stop = board.stop
    inner.offer(part.schedule, task.found_by)
    model = build_model(inner.problem, inner.windows, valuation=inner.valuation, grid=COARSE)
    return solve_model(inner, model, search=search, task=task)
