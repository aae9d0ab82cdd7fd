"""Running a search: every schedule is audited; accepted ones become plans and are saved, refused ones end it."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib.metadata import version

from requirements.errors import InputFault
from requirements.finding import Finding, Place
from requirements.language import _
from roadmap.audit import broken_rules, value
from roadmap.errors import SolverFailure
from roadmap.folder.project import Project
from roadmap.indexing import Indexed, index_project, opposed
from roadmap.planner.keeper import Keeper, RefusedError, rejection
from roadmap.planner.moves.chosen import moves_of, with_moves
from roadmap.planner.options import Options, Planned, PlanningStage, ProcessorTime, Progress
from roadmap.planner.stored.beginning import Beginning
from roadmap.planner.stored.carrying import Carried, wishes_from
from roadmap.planner.stored.restore import restore
from roadmap.planner.widening import whole_bound
from roadmap.plans.document import Plan
from roadmap.schedule import Proof, Schedule, Status, Stopped
from roadmap.solver.construct.restart import Restarter
from roadmap.solver.errors import ModelRefused, SolverError
from roadmap.solver.outcome import Outcome, Search
from roadmap.solver.process.parent import solve
from roadmap.supply.second_line import Move
from roadmap.tuning import TUNING

Solve = Callable[..., Outcome]


def make_plan(
    project: Project,
    options: Options,
    *,
    observe: Callable[[Progress], None],
    save: Callable[[Plan], None],
    stop: threading.Event,
    solver: Solve = solve,
    start: Plan | None = None,
    held: Beginning | None = None,
    pool: Sequence[Carried] = (),
    until: float | None = None,
    stage: Callable[[PlanningStage], None] = lambda _: None,
) -> Planned:
    """Plan a project: every accepted better plan is saved as it is found; `stop` ends the search and keeps what it has.

    Moves to second lines are chosen first; plan and bound hold for these. The search begins from the plan `start`, as
    far as that holds, or from one that is `held`, which is given up only for one that is worth more, or from one of the
    `pool`. The last plan saved is returned, by `until` on the monotonic clock. Raises PlanRejected when the checker
    refuses what the solver returns twice, InputFault when amounts are too large, and SolverFailure for broken words.
    """
    until, clocks = _until(options, until), (time.monotonic(), time.process_time())
    stage(PlanningStage.PREPARING)
    start = start if held is None else held.plan
    if held is not None and held.proved and not held.project.moves:
        return _proved_before(held, save)
    project = with_moves(project, earlier=_earlier(project, start, held), choose=_chooses(options, until))
    began = time.monotonic(), time.process_time()
    indexed = index_project(project)
    if opposed(project, indexed.names):
        return Planned(None, Proof(Status.INFEASIBLE, Stopped.PROVED, None, None))
    keeper = Keeper(project, indexed, options, version("ortools"), observe=observe, save=save, held=held)
    indexing = _slowed(began, since=clocks)
    keeper.whole, keeper.took, keeper.until = whole_bound(project, indexed), _writing(indexed, indexing), until
    search = _asked(options, until=_end_of_search(until, keeper.took), indexing=indexing)
    stage(PlanningStage.SEARCHING)
    search = replace(search, start=best_start(_schedule(start, held, project, indexed), pool, indexed))
    outcome, used = _timed(keeper, search, stop, solver, began=clocks)
    stage(PlanningStage.WRITING)
    return replace(_finished(keeper, outcome), used=used, pool=keeper.pool())


def _until(options: Options, until: float | None) -> float:
    """When all is to be done, on the monotonic clock: never, where processor time counts."""
    if options.effort is not None:
        return math.inf
    return time.monotonic() + options.seconds if until is None else until


def _timed(
    keeper: Keeper, search: Search, stop: threading.Event, solver: Solve, *, began: tuple[float, float]
) -> tuple[Outcome, ProcessorTime | None]:
    """What the search comes to, and what the machine gave it and its preparation, which `began` at a time by the clock
    and by this process; None where that is not known."""
    since = time.monotonic()
    outcome = _found(keeper, search, stop, solver)
    if outcome.processor is None:
        return outcome, None
    now, prepared = time.monotonic(), since - began[0]
    processor = outcome.processor + time.process_time() - began[1]
    return outcome, ProcessorTime(processor, now - began[0], prepared + TUNING.busy_rate * (now - since))


def _chooses(options: Options, until: float) -> bool:
    """Whether there is time enough to choose moves, on this machine as it is now: what this process got of a processor
    since the planning began tells how long it will take."""
    if options.reproducible or options.effort is not None:
        return options.reproducible or options.working >= TUNING.run_choosing
    now, worked = time.monotonic(), time.process_time()
    rate = (now - until + options.seconds) / worked if worked > TUNING.busy_sample else 1.0
    return options.seconds >= TUNING.run_choosing and until - now >= TUNING.run_choosing_left * max(1.0, rate)


def _earlier(project: Project, start: Plan | None, held: Beginning | None) -> tuple[Move, ...]:
    """The moves of the plan that is begun with, as they can still be made: they are tried first."""
    if held is not None:
        return held.project.moves or ()
    return () if start is None else moves_of(project, start)


def _slowed(began: tuple[float, float], *, since: tuple[float, float]) -> float:
    """How long something took that `began` then and ends now, in seconds; or what it takes on a machine that gives this
    process as little as it did `since` before: a short piece of work is often let through. Times are pairs, by the
    clock and of the processor."""
    now = time.monotonic(), time.process_time()
    long, worked = now[0] - since[0], now[1] - since[1]
    rate = long / worked if worked > TUNING.busy_sample else 1.0
    return max(now[0] - began[0], rate * (now[1] - began[1]))


def _writing(indexed: Indexed, indexing: float) -> float:
    """What the last plan takes to be written, in seconds, by what indexing took."""
    problem = indexed.problem
    items_a_deal = len(problem.items) / max(1, len(problem.deals))
    return TUNING.run_writing * indexing * (1 + items_a_deal / TUNING.run_items_a_deal)


def _found(keeper: Keeper, search: Search, stop: threading.Event, solver: Solve) -> Outcome:
    """What the search comes to; where the solver fails, what it had found is saved first."""
    try:
        return _search(keeper.indexed, search, keeper, stop, solver)
    except ModelRefused as error:
        raise InputFault([_too_large(error)]) from error
    except SolverError as error:
        keeper.flush()
        raise SolverFailure(str(error)) from error


def _finished(keeper: Keeper, outcome: Outcome) -> Planned:
    """What the keeper makes of the outcome of a search."""
    try:
        return keeper.finish(outcome)
    except RefusedError as error:
        raise rejection(keeper.indexed, error) from error


def _proved_before(held: Beginning, save: Callable[[Plan], None]) -> Planned:
    """The plan that is held and was proved the best of this very problem: there is nothing to search for."""
    if not held.in_place:
        save(held.plan)
    return Planned(
        held.plan, held.known(Proof(Status.NOTHING_FOUND, Stopped.PROVED, None, None), same_moves=True), kept=True
    )


def _schedule(start: Plan | None, held: Beginning | None, project: Project, indexed: Indexed) -> Schedule | None:
    """What the search begins with."""
    if held is not None and held.indexed.problem == indexed.problem:
        return held.schedule
    return None if start is None else restore(start, project, indexed)


def best_start(start: Schedule | None, pool: Sequence[Carried], indexed: Indexed) -> Schedule | None:
    """What a search begins with: a plan of the pool, made valid, where that is worth more than the start."""
    if not pool:
        return start
    problem, restarter = indexed.problem, Restarter(indexed.problem)
    found = [start, *(restarter.restart(wishes_from(carried, indexed)) for carried in pool)]
    valid = [one for one in found if one is not None and not broken_rules(problem, one)]
    return max(valid, key=lambda one: value(problem, one), default=start)


def _end_of_search(until: float, took: float) -> float:
    """When a search ends so that a plan, which takes so long to write, is told by `until`, all on the monotonic clock;
    a little later for a small problem whose time went into starting, as it does on a busy machine."""
    end = until - TUNING.run_ending - took
    missing = time.monotonic() + TUNING.run_proving - end
    return end + min(TUNING.run_beyond, max(0.0, missing)) if took < TUNING.run_beyond else end


def _asked(options: Options, *, until: float, indexing: float) -> Search:
    """The search that the options ask for, in the time that is left, and at least in seconds enough to begin one.

    The work of a reproducible search follows from all of its time.
    """
    least = TUNING.run_least + TUNING.run_beginning * indexing
    if options.effort is not None:
        working = max(least, options.working)
        return Search(
            seconds=working,
            limit=working * TUNING.effort_patience,
            workers=options.workers,
            seed=options.seed,
            reproducible=options.reproducible,
            effort=None if options.reproducible else options.effort,
        )
    left = max(least, until - time.monotonic())
    return Search(
        seconds=options.seconds if options.reproducible else left,
        limit=left,
        workers=options.workers,
        seed=options.seed,
        reproducible=options.reproducible,
    )


def _search(indexed: Indexed, search: Search, keeper: Keeper, stop: threading.Event, solver: Solve) -> Outcome:
    """The search; if the audit refuses a schedule, once more without the solver's presolve, in the time left."""
    begun = time.monotonic()
    try:
        return _checked(solver(indexed.problem, search, observe=keeper.hear, stop=stop), keeper)
    except RefusedError:
        left = max(1.0, search.wall - (time.monotonic() - begun))
    again = replace(search, seconds=search.seconds if search.reproducible else left, limit=left, presolve=False)
    try:
        return _checked(solver(indexed.problem, again, observe=keeper.hear, stop=stop), keeper)
    except RefusedError as error:
        raise rejection(indexed, error) from error


def _checked(outcome: Outcome, keeper: Keeper) -> Outcome:
    """The outcome, once its schedule and its claim have passed the audit too."""
    if outcome.schedule is not None:
        keeper.accept(outcome.schedule, outcome.proof.value)
    return outcome


def _too_large(error: ModelRefused) -> Finding:
    return Finding(
        code="numbers-too-large",
        place=Place("roadmap.yaml"),
        message=_("The amounts or efforts are too large to be planned exactly: {why}.").format(why=error),
        hint=_("Plan fewer deals at a time, or state amounts in a larger unit."),
    )
