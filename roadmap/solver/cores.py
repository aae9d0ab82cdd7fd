"""Cores: the problem with its dearest deals only, planned by the full model, each core with more deals than the last.

Most of what can be earned lies in few deals. Which of them go together is decided by days and people that insertion
meets only by luck, while the full model of so few deals is small: often it is solved to the end. Its plan is one of the
whole, to be filled; and no schedule of the whole earns more from the core's deals, less what it costs, than the best of
the core, which becomes a row of every model (Russian doll search: Verfaillie, Lemaitre and Schiex 1996).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from roadmap.problem import Problem
from roadmap.solver.board import Board
from roadmap.solver.budget import Budget
from roadmap.solver.learned import Learned
from roadmap.solver.model import Model, build_model
from roadmap.solver.objective import terms
from roadmap.solver.outcome import Bound, Incumbent, Search
from roadmap.solver.relaxation import ROW_UNITS, Row
from roadmap.solver.search import solve_model
from roadmap.solver.valuation import dear_from, most_earned

NAME = "dearest deals"
SHARES = (0.5, 0.65, 0.8)
"""A core has the fewest deals, dearest first, that could earn this share of what all could; pinned deals besides."""


@dataclass(frozen=True, slots=True)
class Core:
    """Some deals, and what no schedule is worth (thousands of the currency) when only they earn."""

    deals: frozenset[int]
    most: int

    def row(self, model: Model) -> Row:
        """The row that says so in a model of the whole problem, in parts of a coarser unit where amounts are large."""
        amounts = terms(model.problem, model.variables, self.deals)
        size = max(1, abs(self.most), sum(abs(amount) for amount, _ in amounts))
        if size <= ROW_UNITS:
            return [literal.index for _, literal in amounts], [amount for amount, _ in amounts], self.most
        scale = ROW_UNITS / size
        scaled = [math.floor(amount * scale) for amount, _ in amounts]
        return [literal.index for _, literal in amounts], scaled, math.ceil(self.most * scale)


def choose_cores(problem: Problem) -> list[frozenset[int]]:
    """The deals of each core, by their positions; none has all deals, and no two are the same."""
    worths = [most_earned(deal) for deal in problem.deals]
    pinned = {position for position, deal in enumerate(problem.deals) if deal.served}
    chosen: list[frozenset[int]] = []
    for share in SHARES:
        least = dear_from(worths, share)
        deals = frozenset(pinned.union(n for n, worth in enumerate(worths) if worth >= least))
        if 0 < len(deals) < len(worths) and deals not in chosen:
            chosen.append(deals)
    return chosen


def plan_cores(board: Board, search: Search, *, budget: Budget, share: float, learned: Learned) -> bool:
    """Plan core after core within a share of what is left; whether the last of them was solved to the end.

    Plans go to the board, and what two solves agree on to what is `learned`.
    """
    cores, keep, solved = choose_cores(board.problem), budget.left() * (1 - share), True
    for number, deals in enumerate(cores):
        if budget.spent(keep):
            return False
        seconds = (budget.left() - keep) / (len(cores) - number)
        solved = _plan_core(board, search, deals=deals, budget=budget, keep=budget.left() - seconds, learned=learned)
    return solved


def _plan_core(
    board: Board, search: Search, *, deals: frozenset[int], budget: Budget, keep: float, learned: Learned
) -> bool:
    """Plan one core from the best schedule, again by another chance once it is solved, until no more than what is to
    `keep` is left; whether two solves agree on the best."""
    inner = _board_of(board, sorted(deals))
    for turn in range(2):
        if inner.over() or budget.spent(keep):
            break
        model = build_model(inner.problem, inner.windows, valuation=inner.valuation)
        task = budget.task(NAME, share=max(0.0, 1 - keep / max(1e-9, budget.left())))
        solved = budget.spend(solve_model(inner, model, search=replace(search, seed=search.seed + turn), task=task))
        if solved.claim != "optimal":
            break
    if inner.sure is not None and all(cost >= 0 for cost in _costs(board.problem)):
        learned.facts.append(Core(deals, inner.sure).row)
    return inner.proved()


def _board_of(board: Board, deals: Sequence[int]) -> Board:
    """A board for the core that passes its schedules on."""
    problem = replace(board.problem, deals=tuple(board.problem.deals[position] for position in deals))

    def tell(news: Incumbent | Bound) -> None:
        if isinstance(news, Incumbent):
            board.offer(news.schedule, NAME)

    inner = Board(problem, began=board.began, deadline=board.deadline, tell=tell)
    inner.stop = board.stop
    if board.schedule is not None:
        inner.offer(board.schedule, NAME)
    return inner


def _costs(problem: Problem) -> list[int]:
    return [feature.cost for feature in problem.features] + [release.cost for release in problem.releases]
