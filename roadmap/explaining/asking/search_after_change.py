"""The best plan after a change within so many seconds, by the parts of the search that suit the size of the problem.

Where a deal must be served, most plans that are there do not serve it. The compiled search then begins from them all
the same: the deal need not be served, and is worth so much more that the search comes to serve it as soon as it can.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from importlib import import_module

from roadmap.audit import broken_rules, value
from roadmap.explaining.asking.modelling import Found, fits_model, modelled
from roadmap.planner.keeper import RefusedError
from roadmap.planner.stored.placed_as import placed_as
from roadmap.planner.stored.replan import replan_problem
from roadmap.problem import Demand, Problem
from roadmap.schedule import Schedule, Status
from roadmap.solver.board import Board
from roadmap.solver.bound.first_bound import simple_bound
from roadmap.solver.construct.decoder import Decoder
from roadmap.solver.construct.orders import first_plan
from roadmap.solver.construct.restart import Wish, restart
from roadmap.solver.errors import SolverError
from roadmap.solver.local.loading import NAME, loaded
from roadmap.solver.local.ruin import Allowance, Ruiner
from roadmap.tuning import TUNING


def least_solving(problem: Problem) -> float:
    """Seconds below which a problem is planned without the solver: more for a large one, once ruin and recreate is
    loaded."""
    if not (loaded() and is_large(problem)):
        return TUNING.least_solving
    return TUNING.least_model if fits_model(problem) else TUNING.many_solving


def is_large(problem: Problem) -> bool:
    """Whether the compiled search alone finds more in a short time than the solver."""
    return len(problem.items) >= TUNING.compiled_items


def best_of(problem: Problem, schedules: Iterable[Schedule | None]) -> Schedule | None:
    """The valid schedule that is worth most; None if none is valid."""
    valid = [one for one in schedules if one is not None and not broken_rules(problem, one)]
    return max(valid, key=lambda one: value(problem, one), default=None)


def improve(
    problem: Problem,
    start: Schedule | None,
    wishes: Sequence[Wish | None] = (),
    *,
    seconds: float,
    until: float = math.inf,
    seed: int = 0,
    claimed: int | None = None,
    focus: int | None = None,
) -> Found:
    """The best that is found in so many seconds of search, more often around the work of a pool that is in `focus`.

    Without a `start` the full model begins near to the wishes; a bound that one solve `claimed` before it may confirm.
    Nothing is searched for after `until`, on the monotonic
    clock. Another seed searches around `start` in another way.
    """
    if seconds < least_solving(problem):
        heat = TUNING.question_heats[seed % len(TUNING.question_heats)]
        return Found(*_bounded(problem, start, seconds=seconds, until=until, seed=seed, heat=heat, focus=focus))
    if fits_model(problem):
        return modelled(problem, start, wishes, seconds=seconds, until=until, seed=seed, claimed=claimed)
    try:
        outcome = replan_problem(problem, start, seconds=max(0.1, min(seconds, until - time.monotonic())))
    except (SolverError, RefusedError):
        return Found(start, None)
    bound = outcome.proof.value if outcome.proof.status is Status.OPTIMAL else outcome.proof.bound
    return Found(outcome.schedule, bound)


def without_solver(
    problem: Problem, start: Schedule | None, *, seconds: float, until: float = math.inf
) -> Schedule | None:
    """The best schedule found by the parts of the search that need no solver, without ruin and recreate where that is
    not loaded.

    Without a start a first plan is made from a few orders, and from one alone where the time is over.
    """
    return _bounded(problem, start, seconds=seconds, until=until, seed=0, heat=TUNING.ruin_heat)[0]


def _bounded(
    problem: Problem,
    start: Schedule | None,
    *,
    seconds: float,
    until: float,
    seed: int,
    heat: float,
    focus: int | None = None,
) -> tuple[Schedule | None, int | None]:
    """The same with a bound: what all deals would earn if everything landed as early as it ever could."""
    if is_large(problem) and not loaded():
        return best_of(problem, (start,)), None  # nothing would improve it, or find one that is worth telling
    board = Board(problem, began=time.monotonic(), deadline=until, tell=lambda _: None)
    board.stop = threading.Event()
    decoder = Decoder(problem, board.windows, valuation=board.valuation)
    if start is not None:
        board.offer(start, "start")
    else:
        board.deadline = min(until, time.monotonic() + seconds)
        first_plan(board, decoder=decoder)
        board.deadline = until
    _ruin(board, decoder, seconds, seed=seed, heat=heat, focus=focus)
    best, bound = board.schedule, simple_bound(problem, board.windows, valuation=board.valuation)
    return None if best is None or broken_rules(problem, best) else best, bound


def _ruin(board: Board, decoder: Decoder, seconds: float, *, seed: int, heat: float, focus: int | None) -> None:
    """Ruin and recreate for so many seconds after what sets it up, if it is loaded."""
    if not loaded() or board.schedule is None or board.over() or seconds <= 0:
        return
    ruiner = Ruiner(board, decoder, seed=seed, machine=import_module(NAME), focus=focus)
    end = time.monotonic() + seconds
    ruiner.search(Allowance(1 << 60, lambda: (end - time.monotonic()) / seconds, heat=heat))


@dataclass(frozen=True, slots=True)
class Forced:
    """A problem in which a deal must be served; with `variant` that feature must be built, too, to serve it by."""

    problem: Problem
    deal: int
    variant: int | None = None


def served_at_last(
    forced: Forced,
    start: Schedule | None,
    wishes: Sequence[Sequence[Wish | None]],
    *,
    seconds: float,
    until: float,
    seed: int = 0,
) -> Schedule | None:
    """The best plan found that serves a deal which must be served, beginning from `start`, which serves it.

    Or else from the last of the wishes with the deal fitted into it; where that leaves it no room, from plans that do
    not serve it. None if the deal is not served within the time, or there is nothing to begin with.
    """
    problem = forced.problem
    served = best_of(problem, (start, restart(problem, wishes[-1])))
    if served is not None:
        return improve(problem, served, seconds=seconds, until=until, seed=seed)[0]
    known = [one for one in (placed_as(problem, each) for each in wishes) if one is not None]
    willing = would_serve(forced, worth=1 + max((abs(value(problem, one)) for one in known), default=0))
    begin = best_of(willing, known) or best_of(willing, (restart(willing, each) for each in wishes[:1]))
    if begin is None:
        return None
    found = without_solver(willing, begin, seconds=seconds, until=until)
    return best_of(problem, (found,))


def would_serve(forced: Forced, *, worth: int) -> Problem:
    """The problem in which a deal that must be served need not be, but is worth so much more."""
    problem, variant = forced.problem, forced.variant
    deals, features = list(problem.deals), list(problem.features)
    first, *rest = deals[forced.deal].levels
    demands = first.demands
    if variant is not None:
        demands = tuple(Demand((variant,), d.latest) if variant in d.features else d for d in demands)
        features[variant] = replace(features[variant], planned=None)
    first = replace(first, value=first.value + worth, demands=demands)
    deals[forced.deal] = replace(deals[forced.deal], levels=(first, *rest), served=None)
    return replace(problem, deals=tuple(deals), features=tuple(features))
