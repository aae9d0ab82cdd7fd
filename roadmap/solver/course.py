"""The phases of a search, in order; each takes the board and leaves better schedules or bounds on it.

The first phases need no solver and run before it is even imported, so that a plan is there within a second.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from roadmap.schedule import Proof, Schedule, Status, Stopped
from roadmap.solver.board import Board
from roadmap.solver.bound.first_bound import simple_bound
from roadmap.solver.construct.decoder import Decoder
from roadmap.solver.construct.orders import first_plan, search_orders
from roadmap.solver.engines import is_selection
from roadmap.solver.outcome import Search
from roadmap.solver.special.earliest import finish_early
from roadmap.tuning import TUNING


@dataclass(frozen=True, slots=True)
class Ending:
    """How the phases ended: what is known, and why, in plain words; and whether the work alone decided what was found,
    neither the clock nor a wish to stop."""

    proof: Proof
    reason: str
    by_work: bool = False


def run_phases(board: Board, search: Search) -> Ending:
    """Run all phases within the board's deadline."""
    if search.start is not None:
        board.begin(search.start)
        board.offer(search.start, "start")
    board.limit(simple_bound(board.problem, board.windows, valuation=board.valuation), "all deals")
    infeasible = False
    if _select(board) or finish_early(board, search):
        _offer_empty(board)
    else:
        decoder = Decoder(board.problem, board.windows, valuation=board.valuation)
        construct(board, search, decoder=decoder)
        _offer_empty(board)
        infeasible = not board.over() and _solver_phases()(board, search, decoder)
    by_work = search.reproducible and not board.stopped()
    return replace(_ending(board, infeasible=infeasible, by_work=by_work), by_work=by_work)


def _offer_empty(board: Board) -> None:
    """Offer the plan of nothing, where nothing is pinned: only now, because a search that is cut off on a busy machine
    before its first order has found no plan, and a plan of nothing would look like the best there is."""
    if not _pinned(board):
        board.offer(Schedule((None,) * len(board.problem.features)), "empty")


def _select(board: Board) -> bool:
    """Where there is a single slot, solve the choice that is left; whether that proved the best."""
    if board.over() or not is_selection(board.problem, board.windows):
        return False
    from roadmap.solver.special.selection import select  # noqa: PLC0415 - imports OR-tools, which takes seconds

    return select(board)


def construct(board: Board, search: Search, *, decoder: Decoder) -> None:
    """The decoder's first plan, from another order if no first one holds every pin."""
    genes = first_plan(board, decoder=decoder)
    if board.schedule is None:
        until = 0.0 if search.reproducible else board.left() * (1 - TUNING.order_share)
        steps = _steps(board, search) if search.reproducible else 1 << 60
        search_orders(board, genes, decoder=decoder, seed=search.seed, iterations=steps, until=until)


def _steps(board: Board, search: Search) -> int:
    """Steps of a search where the clock may not decide, for roughly the same share of the time."""
    return min(
        TUNING.order_most_steps, int(search.seconds * TUNING.order_item_steps / max(1, len(board.problem.items)))
    )


def _pinned(board: Board) -> bool:
    """Whether something must be built or served, so that the empty plan is none."""
    problem = board.problem
    return any(feature.planned for feature in problem.features) or any(deal.served for deal in problem.deals)


def _solver_phases() -> Callable[[Board, Search, Decoder], bool]:
    from roadmap.solver.solving import run_solver_phases  # noqa: PLC0415 - imports OR-tools, which takes seconds

    return run_solver_phases


def _ending(board: Board, *, infeasible: bool, by_work: bool) -> Ending:
    value, bound = board.value, board.bound
    if infeasible:
        return Ending(Proof(Status.INFEASIBLE, Stopped.PROVED, None, None), "two solves found the pins contradictory")
    if board.proved():
        return Ending(Proof(Status.OPTIMAL, Stopped.PROVED, value, value), "proved the best there is")
    status = Status.NOTHING_FOUND if value is None else Status.BEST_FOUND
    if board.stop.is_set():
        return Ending(Proof(status, Stopped.INTERRUPTED, value, bound), "asked to stop")
    unsure = ", and no second solve confirmed that nothing is better" if value is not None and value == bound else ""
    if by_work:
        return Ending(Proof(status, Stopped.WORK, value, bound), f"the deterministic work was used up{unsure}")
    return Ending(Proof(status, Stopped.TIME, value, bound), f"the time was used up{unsure}")
