"""Reach: how many levels of each deal any plan at all can meet, everything else dropped.

A level that cannot be met even so is none: without it no schedule is worth less, every bound is lower, and no search
tries it. Where the windows of single features already tell, nothing is asked. Otherwise a plan of the deal alone is
looked for by insertion, which settles most; the rest is put to the solver, whose "infeasible" counts only if a second
solve, by another chance and without presolve, says the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from roadmap.problem import Challenge, Deal, Problem
from roadmap.solver.apart import only, up_to
from roadmap.solver.board import Board
from roadmap.solver.bound.first_bound import simple_bound
from roadmap.solver.budget import Budget
from roadmap.solver.construct.decoder import Decoder
from roadmap.solver.construct.orders import first_plan
from roadmap.solver.cpsat.full_model import build_model
from roadmap.solver.cpsat.solve import SolveTask, solve_model
from roadmap.solver.errors import SolverError
from roadmap.solver.outcome import Search
from roadmap.solver.valuation import NEVER, landings_of
from roadmap.tuning import TUNING


def keep_within_reach(board: Board, search: Search) -> bool:
    """Find out what no plan can earn of each deal, and go on without that; whether there is any such thing."""
    units = Budget(board, search).units
    seconds = min(TUNING.reach_seconds, board.left() * TUNING.reach_share) if units is None else board.left()
    units = None if units is None else units * TUNING.reach_share
    board.reach = find_reach(board, search, seconds=seconds, units=units)
    problem = within_reach(board.problem, board.reach)
    if problem is board.problem:
        return False
    board.narrow(problem)
    board.limit(simple_bound(problem, board.windows, valuation=board.valuation), "each deal alone")
    return True


def find_reach(board: Board, search: Search, *, seconds: float, units: float | None = None) -> tuple[int, ...]:
    """By deal the levels that any plan can meet, as far as found out in so many seconds, or deterministic units.

    The deals that could earn most beyond the board's schedule come first.
    """
    deals = range(len(board.problem.deals))
    end = min(board.deadline, board.clock() + seconds)
    earliest = [
        first if first <= last else NEVER
        for first, last in zip(board.windows.first_release, board.windows.last_release, strict=True)
    ]
    known = [0] * len(deals) if board.schedule is None else _met(board, landings_of(board.schedule))
    reach = _met(board, earliest)
    more = [_earned(board.problem.deals[d], reach[d]) - _earned(board.problem.deals[d], known[d]) for d in deals]
    left = units
    for deal in sorted((d for d in deals if more[d] > 0), key=lambda d: -more[d]):
        while reach[deal] > known[deal] and not board.stopped():
            if board.clock() >= end or (left is not None and left <= 0):
                return tuple(reach)
            claim, used = _claim(board, up_to(board.problem.deals[deal], reach[deal]), search, until=end, units=left)
            left = None if left is None else left - used
            if claim != "infeasible":
                break
            reach[deal] -= 1
    return tuple(reach)


def within_reach(problem: Problem, reach: Sequence[int]) -> Problem:
    """The problem without the levels that no plan meets; what must be served keeps its first level."""
    deals = tuple(_shortened(deal, levels) for deal, levels in zip(problem.deals, reach, strict=True))
    return problem if deals == problem.deals else replace(problem, deals=deals)


def _shortened(deal: Deal, levels: int) -> Deal:
    levels = max(levels, 1) if deal.served else levels
    if levels >= len(deal.levels):
        return deal
    challenges = tuple(Challenge(c.demand, c.penalties[:levels]) for c in deal.challenges) if levels else ()
    return replace(deal, levels=deal.levels[:levels], challenges=challenges)


def _met(board: Board, landings: list[int]) -> list[int]:
    """By deal the levels that landings meet; none for one that is not to be served."""
    deals = board.problem.deals
    return [0 if deal.served is False else board.valuation.reached(d, landings) for d, deal in enumerate(deals)]


def _earned(deal: Deal, levels: int) -> int:
    return sum(level.value for level in deal.levels[:levels])


def _claim(
    board: Board, asked: Deal, search: Search, *, until: float, units: float | None
) -> tuple[Literal["feasible", "infeasible", "open"], float]:
    """Whether any plan serves a deal at its first level, all else dropped, and the deterministic units that took."""
    problem = only(board.problem, asked)
    used = 0.0
    for turn in range(2):
        alone = Board(problem, began=board.began, deadline=until, tell=lambda _: None)
        alone.stop = board.stop
        if not turn:
            first_plan(alone, decoder=Decoder(problem, alone.windows, valuation=alone.valuation))
        if alone.schedule is not None:
            return "feasible", used
        model = build_model(problem, alone.windows, valuation=alone.valuation)
        seconds = min(TUNING.repair_seconds, alone.left()) if units is None else alone.left()
        limit = None if units is None else min(TUNING.repair_units, units)
        task = SolveTask("each deal alone", seconds, limit, bounds=False)
        settings = replace(search, workers=1, seed=search.seed + turn, presolve=search.presolve ^ bool(turn))
        try:
            solved = solve_model(alone, model, search=settings, task=task)
        except SolverError:
            return "open", used
        used += solved.units
        if solved.claim != "infeasible":
            return ("open" if alone.schedule is None or turn else "feasible"), used
    return "infeasible", used
