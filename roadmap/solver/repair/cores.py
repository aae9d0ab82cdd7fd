"""Cores: the problem with its dearest deals only, planned by the full model, each core with more deals than the last.

Most of what can be earned lies in few deals. Which of them go together is decided by days and people that insertion
meets only by luck, while the full model of so few deals is small: often it is solved to the end. Its plan is one of the
whole, to be filled; and no schedule of the whole earns more from the core's deals, less what it costs, than the best of
the core, which becomes a row of every model (Russian doll search: Verfaillie, Lemaitre and Schiex 1996).

On small problems a core is solved twice, and only what both solves agree on becomes a row. On large ones, where there
is no time for that, there is one core, and what one solve says becomes a row of the full model: all that rests on it
counts as one claim.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from roadmap.problem import Problem
from roadmap.solver.board import Board
from roadmap.solver.budget import Budget
from roadmap.solver.construct.restart import Restarter
from roadmap.solver.cpsat.full_model import FullModel, build_model
from roadmap.solver.cpsat.objective import terms
from roadmap.solver.cpsat.relaxation import ROW_UNITS, Row
from roadmap.solver.cpsat.shared_rows import LearnedRows
from roadmap.solver.cpsat.solve import solve_model
from roadmap.solver.engines import is_large, may_have_cores
from roadmap.solver.outcome import Bound, Incumbent, Search
from roadmap.solver.valuation import dear_from, most_earned
from roadmap.solver.windows import find_windows
from roadmap.tuning import TUNING

NAME = "dearest deals"


@dataclass(frozen=True, slots=True)
class Core:
    """Some deals, and what no schedule is worth (thousands of the currency) when only they earn."""

    deals: frozenset[int]
    most: int

    def row(self, model: FullModel) -> Row:
        """The row that says so in a model of the whole problem, in parts of a coarser unit where amounts are large."""
        amounts = terms(model.problem, model.variables, self.deals)
        size = max(1, abs(self.most), sum(abs(amount) for amount, _ in amounts))
        if size <= ROW_UNITS:
            return [literal.index for _, literal in amounts], [amount for amount, _ in amounts], self.most
        scale = ROW_UNITS / size
        scaled = [math.floor(amount * scale) for amount, _ in amounts]
        return [literal.index for _, literal in amounts], scaled, math.ceil(self.most * scale)


def has_cores(problem: Problem, *, seconds: float) -> bool:
    """Whether to plan cores in a search of so many seconds: where they can pay, and the first is small enough."""
    if not may_have_cores(problem, seconds=seconds):
        return False
    cores = choose_cores(problem)
    if not cores or not is_large(problem):
        return bool(cores)
    core = _core_of(problem, sorted(cores[0]))
    windows = find_windows(core)
    useful = sum(len(feature.items) for number, feature in enumerate(core.features) if windows.open(number))
    return useful <= min(TUNING.core_most_items, TUNING.core_most_part * len(problem.items))


def choose_cores(problem: Problem) -> list[frozenset[int]]:
    """The deals of each core, by their positions; none has all deals, and no two are the same."""
    worths = [most_earned(deal) for deal in problem.deals]
    pinned = {position for position, deal in enumerate(problem.deals) if deal.served}
    chosen: list[frozenset[int]] = []
    for share in TUNING.core_large_shares if is_large(problem) else TUNING.core_shares:
        least = dear_from(worths, share)
        deals = frozenset(pinned.union(n for n, worth in enumerate(worths) if worth >= least))
        if 0 < len(deals) < len(worths) and deals not in chosen:
            chosen.append(deals)
    return chosen


def plan_cores(board: Board, search: Search, *, budget: Budget, share: float, learned: LearnedRows) -> bool:
    """Plan core after core within a share of what is left; whether the last of them was solved to the end.

    Plans go to the board, and to what is `learned` what two solves agree on, or on large problems what one says.
    """
    cores, keep, solved = choose_cores(board.problem), budget.left() * (1 - share), True
    planner = _Planner(board, search, budget=budget, learned=learned)
    plan = planner.plan_once if is_large(board.problem) else planner.plan_twice
    for number, deals in enumerate(cores):
        if budget.spent(keep):
            return False
        seconds = (budget.left() - keep) / (len(cores) - number)
        solved = plan(sorted(deals), keep=budget.left() - seconds)
    return solved


class _Planner:
    """Plans cores, each from the best schedule."""

    def __init__(self, board: Board, search: Search, *, budget: Budget, learned: LearnedRows) -> None:
        self._board, self._search, self._budget, self._learned = board, search, budget, learned
        self._restarter = Restarter(board.problem)

    def plan_twice(self, deals: Sequence[int], *, keep: float) -> bool:
        """Plan the core of these deals, again by another chance once it is solved, until no more than what is to `keep`
        is left; whether two solves agree on the best."""
        inner = self._board_of(deals)
        for turn in range(2):
            if inner.over() or self._budget.spent(keep):
                break
            model = build_model(inner.problem, inner.windows, valuation=inner.valuation)
            if not self._solve(inner, model, turn=turn, keep=keep):
                break
        if inner.sure is not None and _costs_take(inner.problem):
            self._learned.facts.append(Core(frozenset(deals), inner.sure).row)
        return inner.proved()

    def plan_once(self, deals: Sequence[int], *, keep: float) -> bool:
        """Plan the core of these deals once; whether the solve claims the best."""
        inner = self._board_of(deals)
        model = build_model(inner.problem, inner.windows, valuation=inner.valuation)
        solved = self._solve(inner, model, turn=0, keep=keep)
        if inner.bound is not None and _costs_take(inner.problem):
            self._learned.said.append(Core(frozenset(deals), inner.bound).row)
        return solved

    def _solve(self, inner: Board, model: FullModel, *, turn: int, keep: float) -> bool:
        search = replace(self._search, seed=self._search.seed + turn)
        task = self._budget.task(NAME, share=max(0.0, 1 - keep / max(1e-9, self._budget.left())))
        return self._budget.spend(solve_model(inner, model, search=search, task=task)).claim == "optimal"

    def _board_of(self, deals: Sequence[int]) -> Board:
        """A board for the core that passes its schedules on, as they are and filled with whatever else fits: whoever
        stops the search then has a whole plan."""
        board = self._board

        def tell(news: Incumbent | Bound) -> None:
            if isinstance(news, Incumbent):
                board.offer(news.schedule, NAME)
                filled = self._restarter.resume(news.schedule)
                if filled is not None:
                    board.offer(filled, NAME)

        inner = Board(_core_of(board.problem, deals), began=board.began, deadline=board.deadline, tell=tell)
        inner.stop = board.stop
        if board.schedule is not None:
            inner.offer(board.schedule, NAME)
        return inner


def _core_of(problem: Problem, deals: Sequence[int]) -> Problem:
    return replace(problem, deals=tuple(problem.deals[position] for position in deals))


def _costs_take(problem: Problem) -> bool:
    """Whether nothing but deals adds to what a schedule is worth, on which the rows rest."""
    features, releases = problem.features, problem.releases
    return all(feature.cost >= 0 for feature in features) and all(release.cost >= 0 for release in releases)
