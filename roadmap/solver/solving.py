"""The phases that use the solver: the full model, repair of neighbourhoods, and the bound beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import Enum, auto
from functools import partial

from roadmap.solver.board import Board
from roadmap.solver.bound.proving import BoundThread, prove_bound, start_bound
from roadmap.solver.bound.reach import keep_within_reach
from roadmap.solver.budget import Budget
from roadmap.solver.companion.companion import Companion
from roadmap.solver.construct.decoder import Decoder
from roadmap.solver.construct.orders import first_plan, search_orders
from roadmap.solver.cpsat.full_model import FullModel, add_row, build_model
from roadmap.solver.cpsat.shared_rows import LearnedRows, Rows
from roadmap.solver.cpsat.slack_model import leave_slack
from roadmap.solver.cpsat.solve import Claim, SolveTask, solve_model
from roadmap.solver.engines import is_large, may_have_companion
from roadmap.solver.errors import SolverDisagreement
from roadmap.solver.local.recreation import Recreation
from roadmap.solver.outcome import Search
from roadmap.solver.repair.cores import has_cores, plan_cores
from roadmap.solver.repair.mending import repair
from roadmap.tuning import TUNING


class _Look(Enum):
    """Looks at the full model on small problems: a first, one that begins from nothing, one from the best plan."""

    FIRST = auto()
    FRESH = auto()
    LAST = auto()


_LOOKS = (_Look.FIRST, _Look.FRESH, _Look.LAST)
DISAGREE = "one solve found the problem infeasible, and another found a schedule"


def run_solver_phases(board: Board, search: Search, decoder: Decoder) -> bool:
    """All that looks for plans, and the bound beside it; whether two solves agree that nothing is feasible.

    Where the work is limited, not the time, the bound comes first and nothing runs beside anything.
    """
    recreation = Recreation(board, search, decoder=decoder)
    recreation.compile_first(partial(_search_orders, board, search, decoder))
    if not board.over() and keep_within_reach(board, search):
        recreation.renew(Decoder(board.problem, board.windows, valuation=board.valuation))
    slack = 0.0 if search.reproducible else min(TUNING.slack_seconds, TUNING.slack_share * board.left())
    board.deadline -= slack
    try:
        infeasible = _plan_and_bound(board, search, recreation=recreation)
    finally:
        recreation.end()
        board.deadline += slack
    if not infeasible and not board.stopped() and board.schedule is not board.begun:
        _leave_slack(board, search, recreation=recreation, seconds=slack)
    return infeasible


def _search_orders(board: Board, search: Search, decoder: Decoder, enough: Callable[[], bool]) -> None:
    """A plan is there, and becomes better, before the compiled search is: orders of deals need no solver and one core,
    so that what runs beside them has another."""
    if not search.reproducible and board.schedule is not None:
        genes = first_plan(board, decoder=decoder)
        search_orders(board, genes, decoder=decoder, seed=search.seed, iterations=1 << 60, until=0.0, enough=enough)


def _leave_slack(board: Board, search: Search, *, recreation: Recreation, seconds: float) -> None:
    """By ruin and recreate if that ran; else by the full model, which may use what an early proof left of the time."""
    if recreation.ran:
        recreation.leave_slack(seconds)
    elif not is_large(board.problem):
        timed = not search.reproducible
        seconds = min(TUNING.slack_seconds, board.left()) if timed else board.left()
        leave_slack(board, search, seconds=seconds, units=None if timed else TUNING.slack_units)


def _plan_and_bound(board: Board, search: Search, *, recreation: Recreation) -> bool:
    budget, learned = Budget(board, search), LearnedRows(recreation.chains)
    if budget.units is not None:
        units = budget.units * TUNING.bound_share
        budget.units -= prove_bound(board, search, units=units, learned=learned)
        return _Course(board, search, budget=budget, recreation=recreation, learned=learned).run()
    bound = start_bound(board, search, learned=learned)
    try:
        return _Course(board, search, budget=budget, recreation=recreation, learned=learned, bound=bound).run()
    finally:
        bound.finish(TUNING.bound_patience)


class _Course:
    """What looks for plans, in the order that suits the size of the problem."""

    def __init__(
        self,
        board: Board,
        search: Search,
        *,
        budget: Budget,
        recreation: Recreation,
        learned: LearnedRows,
        bound: BoundThread | None = None,
    ) -> None:
        self._board, self._search, self._budget, self._bound = board, search, budget, bound
        self._recreation, self._learned = recreation, learned
        self._full = _Full(board, search, budget=budget, learned=learned)
        self._large = is_large(board.problem)

    def run(self) -> bool:
        """Look for plans; whether the problem is infeasible, which two solves must agree on."""
        if self._budget.spent():
            return False
        if self._board.schedule is None and self._full.look(1.0) == "infeasible":
            return _confirm_infeasible(self._board, self._search)
        if self._board.schedule is not None:
            beside = may_have_companion(self._board.problem, self._search)
            (self._run_beside if beside else self._run_large if self._large else self._run_small)()
        if not self._budget.spent():
            self._full.look(1.0)
        return False

    def _run_beside(self) -> None:
        """One strategy of the full model, which proves quickly what it can; then the model from nothing in a process of
        its own, which has most of the machine, and beside it what finds other plans: cores, repair, ruin and recreate;
        one strategy again, from the best plan; and repair of whatever is best."""
        self._look_alone(self._early(TUNING.alone_share, TUNING.alone_most))
        if self._budget.spent():
            return
        with Companion(self._board, self._search):
            if self._has_cores():
                self._plan_cores()
            self._repair(TUNING.first_repair_share)
            self._recreate()
            if self._bound is not None:
                self._bound.finish(TUNING.bound_patience)
            self._look_alone(TUNING.repair_share)
            self._repair(1.0)

    def _look_alone(self, share: float) -> None:
        if not self._budget.spent():
            self._full.look(share, alone=True)

    def _run_small(self) -> None:
        """One strategy of the full model, cores, the full model (if they were solved to the end), repair, ruin and
        recreate, full model twice, repair. The bound beside it ends before the longer looks, which bound better."""
        if self._budget.units is None and self._search.seconds >= TUNING.alone_least:
            self._look_alone(self._early(TUNING.alone_share))
        hard = not self._budget.spent() and self._has_cores() and not self._plan_cores()
        for look in _LOOKS if self._search.seconds >= TUNING.fresh_seconds else (_Look.FIRST, _Look.LAST):
            if not hard and not self._budget.spent():
                self._look(look)
            hard = False
            if not self._recreation.done:
                self._repair(TUNING.first_repair_share)
                self._recreate()
            if self._bound is not None:
                self._bound.finish(TUNING.bound_patience)
        self._repair(TUNING.repair_share)

    def _look(self, look: _Look) -> None:
        match look:
            case _Look.FIRST:
                self._full.look(self._early(TUNING.first_look_share))
            case _Look.FRESH:
                self._full.look(TUNING.fresh_look_share, fresh=True)
            case _Look.LAST:
                self._full.look(TUNING.last_look_share)

    def _run_large(self) -> None:
        """Ruin and recreate, then repair; where the cores are small enough, cores, and ruin and recreate to fill their
        plan. The full model takes seconds to build, so it waits until it is needed."""
        if self._has_cores():
            self._plan_cores()
            self._recreate(TUNING.fill_share)
        else:
            self._recreate()
            self._repair(TUNING.repair_share)

    def _has_cores(self) -> bool:
        return has_cores(self._board.problem, seconds=self._search.seconds)

    def _early(self, share: float, most: float | None = None) -> float:
        """A share, or less of it in a long search: so many seconds, if not those of TUNING.early_seconds."""
        return min(share, (TUNING.early_seconds[self._large] if most is None else most) / self._search.seconds)

    def _plan_cores(self) -> bool:
        share = self._early(TUNING.cores_shares[self._large])
        return plan_cores(self._board, self._full.search, budget=self._budget, share=share, learned=self._learned)

    def _repair(self, share: float) -> None:
        repair(self._board, self._search, budget=self._budget, keep=self._budget.left() * (1 - share))

    def _recreate(self, share: float | None = None) -> None:
        """Ruin and recreate, if that is not done; repair fills the time until it is ready."""
        recreation, budget = self._recreation, self._budget
        if recreation.done:
            return
        if not recreation.ready():
            keep = budget.left() * (1 - TUNING.ruin_patiences[self._large])
            repair(self._board, self._search, budget=budget, keep=keep, enough=recreation.ready)
        recreation.run(large=self._large, share=share)


class _Full:
    """The full model: built when it is first looked at, with the rows of what is learned by then."""

    def __init__(self, board: Board, search: Search, *, budget: Budget, learned: LearnedRows) -> None:
        workers = search.workers if search.reproducible else max(TUNING.strategies, search.workers)
        self._board, self._budget, self._learned = board, budget, learned
        self.search = replace(search, workers=workers)
        self._built: tuple[FullModel, Rows] | None = None

    def _build(self, *, said: bool = False) -> tuple[FullModel, Rows]:
        model = build_model(self._board.problem, self._board.windows, valuation=self._board.valuation)
        return model, Rows(self._learned, model, add=partial(add_row, model), said=said)

    def look(self, share: float, *, fresh: bool = False, alone: bool = False) -> Claim:
        """Solve it in a share of what is left, from the best schedule or `fresh`, from nothing: what is best around a
        good plan may keep the solver from better ones elsewhere. With `alone` by one strategy. A claim of the best is
        confirmed in the same way.

        Raises SolverDisagreement if it is found infeasible though a schedule is known, and it rests on nothing said.
        """
        self._built = self._built or self._build(said=True)
        claimant = self._learned.saying if self._learned.said else None
        task = replace(self._budget.task("full model", share=share), hint=not fresh, claimant=claimant)
        model, rows = self._built
        rows.take()
        search = replace(self.search, workers=1) if alone else self.search
        solved = self._budget.spend(solve_model(self._board, model, search=search, task=task))
        if solved.claim == "optimal":
            self._confirm(search)
        if solved.claim == "infeasible" and self._board.schedule is not None and claimant is None:
            raise SolverDisagreement(DISAGREE)
        return solved.claim

    def _confirm(self, search: Search) -> None:
        """One solve claims that nothing is worth more, and such claims have been wrong: solve anew, by another chance,
        until two claim the same or nothing is left."""
        turn = 0
        while not self._budget.spent():
            turn += 1
            model, rows = self._build()
            rows.take()
            other = replace(search, seed=search.seed + turn)
            task = self._budget.task("second solve", share=1.0)
            if self._budget.spend(solve_model(self._board, model, search=other, task=task)).claim != "optimal":
                return


def _confirm_infeasible(board: Board, search: Search) -> bool:
    """Solve again with other settings and without what was found; whether that too finds it infeasible.

    Raises SolverDisagreement when a schedule is known or found.
    """
    if board.schedule is None:
        other = replace(search, seed=search.seed + 1, presolve=not search.presolve, workers=max(1, search.workers // 2))
        model = build_model(board.problem, board.windows, valuation=board.valuation)
        solved = solve_model(board, model, search=other, task=SolveTask("second solve", board.left()))
        if solved.claim == "infeasible":
            return True
    if board.schedule is not None:
        raise SolverDisagreement(DISAGREE)
    return False
