"""A plan with a wanted confidence: looked for once the plan that is worth most is there, and written in its place."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

from roadmap.audit import value
from roadmap.explain.present import Present, present_of
from roadmap.folder.project import Project
from roadmap.futures.confidence.reaching import Reacher, SureSearch
from roadmap.futures.confidence.telling import confidence_part
from roadmap.plan.document import Plan
from roadmap.plan.file import sealed
from roadmap.planner import Options
from roadmap.planner.beginning import is_plan_of
from roadmap.planner.carrying import Carried, wishes_from
from roadmap.planner.keeper import Keeper, RefusedError, rejection
from roadmap.planner.restore import restore
from roadmap.schedule import Proof, Schedule, Status
from roadmap.solver.construct.restart import Restarter
from roadmap.solver.outcome import Outcome

WRITING = 0.15
"""The share of the time for playing the chosen plan anew, naming its people and writing it."""


def make_confident(
    plan: Plan,
    project: Project,
    options: Options,
    *,
    seconds: float,
    pool: Sequence[Carried] = (),
    there: Plan | None = None,
    stop: threading.Event,
) -> Plan:
    """The plan of the same input in which deals reach `options.confidence` where that pays, found from the one that is
    worth most, in so many seconds.

    `pool` are other good plans that were found on the way, `there` the plan that lay in the file. Chances are those of
    the plan as it is written, in futures that had no part in choosing it.
    """
    present = present_of(plan, project)
    asked = options.confidence or 0.0
    budget = SureSearch(
        seconds * (1 - WRITING), options.workers, options.seed, reproducible=options.reproducible, stop=stop
    )
    reacher = Reacher(present, asked, budget)
    reached = reacher.reach(_others(present, pool, there))
    written = plan if reached.schedule == present.schedule else _written(present, reached.schedule, options)
    chosen = reacher.fresh(present if written is plan else present_of(written, project))
    part = confidence_part(
        chosen, reacher.fresh(present), asked=asked, seed=options.seed, padder=reacher.padder, padding=reached.padding
    )
    return sealed(written.model_copy(update={"confidence": part}))


def _others(present: Present, pool: Sequence[Carried], there: Plan | None) -> Iterator[Schedule]:
    """Other schedules to begin with: the plan that lay in the file where it is of this input, and those of the pool."""
    if there is not None and there.confidence is not None and is_plan_of(there, present.project):
        kept = restore(there, present.project, present.indexed)
        if kept is not None:
            yield kept
    restarter = Restarter(present.indexed.problem)
    for carried in pool:
        found = restarter.restart(wishes_from(carried, present.indexed))
        if found is not None:
            yield found


def _written(present: Present, schedule: Schedule, options: Options) -> Plan:
    """A schedule as a plan that the checker has accepted."""
    saved: list[Plan] = []
    indexed, made = present.indexed, present.plan.made_from
    keeper = Keeper(present.project, indexed, options, made.solver, observe=lambda _: None, save=saved.append)
    bound = None if present.bound is None else present.bound + indexed.owed
    proof = Proof(Status.BEST_FOUND, present.plan.proof.stopped, value(indexed.problem, schedule), bound)
    try:
        keeper.finish(Outcome(schedule, proof, "confidence", by_work=made.reproducible))
    except RefusedError as error:
        raise rejection(indexed, error) from error
    return saved[-1]
