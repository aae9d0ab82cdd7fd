"""Questions about a plan, answered by planning again from it: in this process, in a pool of processes or on a cluster.

A question and its answer are small values. The plan and its folder travel with it as bytes and are read back once per
process. What is sent is made and read by this program only.
"""

from __future__ import annotations

import math
import pickle
import threading
import time
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import import_module

from roadmap.audit import broken_rules, value
from roadmap.audit.coverage import serve, shipped
from roadmap.explain.change import Change, at_its_best, changed_project, slipped, without_release
from roadmap.explain.forcing import forced_start
from roadmap.explain.present import Present, present_of
from roadmap.indexing import Indexed, index_project
from roadmap.planner.keeper import RefusedError
from roadmap.planner.replan import replan_problem
from roadmap.planner.restore import wishes_of
from roadmap.problem import Problem
from roadmap.schedule import Schedule, Status
from roadmap.solver.board import Board
from roadmap.solver.compiled.loading import NAME, Loading, loaded
from roadmap.solver.decoder import Decoder
from roadmap.solver.errors import SolverError
from roadmap.solver.orders import first_plan
from roadmap.solver.restart import Wish, restart, wish_of
from roadmap.solver.ruin import Ruiner, Span

PATIENCE = 5.0
"""Seconds to wait for the compiled search before the first question."""
LEAST_SOLVING = 1.2
"""Seconds below which no solver is used: loading its model alone takes long at the size of a company."""
MANY_ITEMS, MANY_SOLVING = 200, 20.0
"""From so many items of work on, the same: there the compiled search finds more in two seconds than the solver in
ten, which overruns them by five and proves nothing that the plan has not proved."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is changed, for how many seconds to plan again, and schedules to begin with besides that of the plan: the
    best known after the change, and the best known without any."""

    change: Change
    seconds: float
    start: Schedule | None = None
    base: Schedule | None = None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A schedule of the present input: what it is worth and what each deal keeps, by deal id."""

    schedule: Schedule
    value: int
    kept: dict[str, int]


@dataclass(frozen=True, slots=True)
class Answer:
    """The best plan found after a change: its value, the most that any plan is worth then (None: not known), what each
    deal keeps, by deal id, and the schedule. In thousands of the currency; `schedule` is None where none was found.

    `unchanged` is the same plan under the present input, where that allows it.
    """

    change: Change
    schedule: Schedule | None
    value: int | None
    bound: int | None
    kept: dict[str, int]
    unchanged: Unchanged | None = None


def pack(present: Present) -> bytes:
    """A plan and its folder as bytes, without where things stand in its files."""
    return pickle.dumps((present.plan, replace(present.project, places={})))


@lru_cache(maxsize=2)
def unpack(packed: bytes) -> Present:
    """The plan and folder that were packed."""
    plan, project = pickle.loads(packed)  # noqa: S301 - made by `pack` in this program
    return present_of(plan, project)


@lru_cache(maxsize=1)
def _loading() -> Loading:
    """The compiled search as it is loaded in this process, from the first call on."""
    return Loading()


def ready() -> bool:
    """Load the solver and the compiled search, so that the first question does not wait for them; whether both are
    there. The first time on a machine the search is compiled, which goes on beside the first questions."""
    loading = _loading()
    from roadmap.solver import exact  # noqa: F401, PLC0415 - imports OR-tools, which takes seconds

    return loading.wait(PATIENCE) is not None


def answer(packed: bytes, question: Question) -> Answer:
    """Plan again after a change. A change that leaves no plan, or none that is found in time, gives an empty answer."""
    return answer_here(unpack(packed), question)


def answer_here(present: Present, question: Question) -> Answer:
    """The same, for a plan that is at hand."""
    change = question.change
    project = changed_project(present.project, change)
    indexed = present.indexed if project is present.project else index_project(project)
    problem = _question(present, indexed, change)
    known = [_wishes(indexed, change, wishes_of(present.plan, project, indexed))]
    if question.base is not None and len(question.base.placements) == len(problem.features):
        known.append(_wishes(indexed, change, tuple(wish_of(p) for p in question.base.placements)))
    forced = [forced_start(present, problem, wishes) for wishes in known if change.served]
    start = _best(problem, [question.start, *forced, *(() if any(forced) else (restart(problem, w) for w in known))])
    best, bound = _improve(problem, start, question.seconds)
    if best is None:
        return Answer(change, None, None, None, {})
    worth = value(problem, best) - indexed.owed
    bound = None if bound is None else bound - indexed.owed
    return Answer(change, best, worth, bound, _kept(indexed, problem, best), _unchanged(present, problem, best))


def _best(problem: Problem, starts: list[Schedule | None]) -> Schedule | None:
    """The valid schedule that is worth most; None if none is valid."""
    valid = [start for start in starts if start is not None and not broken_rules(problem, start)]
    return max(valid, key=lambda start: value(problem, start), default=None)


def _unchanged(present: Present, problem: Problem, schedule: Schedule) -> Unchanged | None:
    now = present.indexed
    if (len(problem.features), problem.releases) != (len(now.problem.features), now.problem.releases):
        return None
    if broken_rules(now.problem, schedule):
        return None
    return Unchanged(schedule, value(now.problem, schedule) - now.owed, _kept(now, now.problem, schedule))


def _question(present: Present, indexed: Indexed, change: Change) -> Problem:
    """The problem after a change."""
    problem = indexed.problem
    if change.served:
        problem = at_its_best(problem, indexed.names.deals.index(change.served))
    if change.kind == "slip":
        position = indexed.names.features.index(change.subject)
        placement = present.schedule.placements[position]
        items = indexed.problem.features[position].items
        starts = {} if placement is None else dict(zip(items, placement.starts, strict=True))
        problem = slipped(problem, starts, change.amount)
    if change.kind == "no_release":
        problem = without_release(problem, indexed.names.releases.index(change.subject))
    return problem


def _wishes(indexed: Indexed, change: Change, wishes: tuple[Wish | None, ...]) -> tuple[Wish | None, ...]:
    """Where features are wished to stay, after a change."""
    if change.kind != "no_release":
        return wishes
    gone = indexed.names.releases.index(change.subject)
    return tuple(None if wish is None else _moved(wish, gone) for wish in wishes)


def _moved(wish: Wish, gone: int) -> Wish:
    """A wish where one release is gone: what landed in it lands in the next."""
    return wish if wish.release is None or wish.release <= gone else replace(wish, release=wish.release - 1)


def _improve(problem: Problem, start: Schedule | None, seconds: float) -> tuple[Schedule | None, int | None]:
    """The best schedule found in so many seconds, and a bound (None: not known)."""
    if seconds < least_solving(problem):
        return _without_solver(problem, start, seconds), None
    try:
        outcome = replan_problem(problem, start, seconds=seconds)
    except (SolverError, RefusedError):
        return start, None
    bound = outcome.proof.value if outcome.proof.status is Status.OPTIMAL else outcome.proof.bound
    return outcome.schedule, bound


def least_solving(problem: Problem) -> float:
    """Seconds below which a problem is planned without the solver: more for a large one, once ruin and recreate is
    loaded."""
    return MANY_SOLVING if loaded() and len(problem.items) >= MANY_ITEMS else LEAST_SOLVING


def _without_solver(problem: Problem, start: Schedule | None, seconds: float) -> Schedule | None:
    """The same by the parts of the search that need no solver, without ruin and recreate where that is not loaded."""
    began = time.monotonic()
    board = Board(problem, began=began, deadline=math.inf, tell=lambda _: None)
    board.stop = threading.Event()
    if start is not None:
        board.offer(start, "start")
    decoder = Decoder(problem, board.windows, valuation=board.valuation)
    if board.schedule is None:
        first_plan(board, decoder=decoder)
    if loaded():
        machine = import_module(NAME)
        ruiner = Ruiner(board, decoder, seed=0, machine=machine)
        until = time.monotonic() + seconds  # what sets it up takes longer than a short search
        ruiner.search(Span(1 << 60, lambda: (until - time.monotonic()) / seconds))
    best = board.schedule
    return None if best is None or broken_rules(problem, best) else best


def _kept(indexed: Indexed, problem: Problem, schedule: Schedule) -> dict[str, int]:
    """What each deal keeps; the problem says when releases ship."""
    ships = shipped(problem, schedule)
    pairs = zip(indexed.names.deals, indexed.deals, strict=True)
    return {key: serve(deal, ships).earned for key, deal in pairs}
