"""A plan with a wanted confidence: looked for once the plan that is worth most is there, and written in its place."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

from roadmap.audit import value
from roadmap.explaining.present import Present, present_of
from roadmap.folder.project import Project
from roadmap.futures.confidence.confidence_reached import confidence_part
from roadmap.futures.confidence.reaching import Reacher, Roomy, SureSearch
from roadmap.planner import Options
from roadmap.planner.keeper import Keeper, RefusedError, rejection
from roadmap.planner.stored.beginning import is_plan_of
from roadmap.planner.stored.carrying import Carried, wishes_from
from roadmap.planner.stored.restore import restore
from roadmap.plans.document import Plan
from roadmap.plans.plan_file import sealed
from roadmap.schedule import Proof, Schedule, Status
from roadmap.solver.construct.restart import Restarter
from roadmap.solver.outcome import Outcome


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
    search = _search(options, seconds, stop)
    reacher = Reacher(present, asked, search)
    kept = None if there is None or options.reproducible else _kept(present, there)
    reached = reacher.reach([*([] if kept is None else [kept]), *_valid(present, pool)])
    written = _as_plan(reached, present, options, there=there if reached.schedule == kept else None)
    if written is plan and plan.confidence is not None and plan.confidence.asked == asked:
        return plan  # the plan that was there is the surest, and nothing that is worth more was found either
    chosen = reacher.fresh(present if written is plan else present_of(written, project))
    part = confidence_part(
        chosen, reacher.fresh(present), asked=asked, seed=options.seed, padder=reacher.padder, padding=reached.padding
    )
    if (
        written is there and written.confidence is not None and reached.padding is None
    ):  # it keeps the room it was given
        part = part.model_copy(update={"room": written.confidence.room, "buffers": written.confidence.buffers})
    return sealed(written.model_copy(update={"confidence": part}))


def _search(options: Options, seconds: float, stop: threading.Event) -> SureSearch:
    """How long to look for a surer plan: seconds that pass, or processor time where the options count that."""
    by_effort = options.effort is not None
    return SureSearch(
        seconds, options.workers, options.seed, reproducible=options.reproducible, by_effort=by_effort, stop=stop
    )


def _kept(present: Present, there: Plan) -> Schedule | None:
    """The schedule of a plan with a confidence that lay in the file, where it is of this input."""
    if there.confidence is None or not is_plan_of(there, present.project):
        return None
    return restore(there, present.project, present.indexed)


def _valid(present: Present, pool: Sequence[Carried]) -> Iterator[Schedule]:
    """The plans of a pool as schedules of this problem."""
    restarter = Restarter(present.indexed.problem)
    for carried in pool:
        found = restarter.restart(wishes_from(carried, present.indexed))
        if found is not None:
            yield found


def _as_plan(reached: Roomy, present: Present, options: Options, *, there: Plan | None) -> Plan:
    """The plan of what was chosen: the one that is worth most, the one that is `there` already, or a new one."""
    if reached.schedule == present.schedule:
        return present.plan
    return _written(present, reached.schedule, options) if there is None else there


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
