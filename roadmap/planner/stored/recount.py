"""Recounting: a stored plan is told again from its own schedule and its input, and must say the same.

A seal shows that nobody changed a plan by mistake. Whoever counts the digest anew deceives the seal, and not this: the
checker goes over the work that the plan states, and every amount, day, promise and name follows from that work.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from roadmap.audit import broken_rules, consent, naming, value
from roadmap.audit import moves as rules
from roadmap.folder.project import Project
from roadmap.indexing import Indexed, index_project
from roadmap.planner.build import build_plan
from roadmap.planner.causes.consent import agreements, not_held
from roadmap.planner.causes.obstacles import Obstacles
from roadmap.planner.lines.engineering.move_lines import moves_as_integers
from roadmap.planner.lines.money_lines import gap_of
from roadmap.planner.moves.chosen import moves_of
from roadmap.planner.naming.as_told import staff_as_told
from roadmap.planner.naming.staffing import Staffing, as_integers
from roadmap.planner.options import Options
from roadmap.planner.stored.placed_as import placed_as
from roadmap.planner.stored.restore import wishes_of
from roadmap.plans.causes import CauseKind
from roadmap.plans.document import Plan
from roadmap.schedule import Proof, Schedule, Status
from roadmap.solver.construct.delaying import delayed

UNCOUNTED: Final = frozenset({"verdict", "made_from", "proof", "confidence"})
"""Parts of a plan that do not follow from its schedule, its people and its input, or only by playing it many times."""


def what_differs(plan: Plan, project: Project) -> tuple[str, ...]:
    """Where a stored plan says other than follows from its schedule, the people it names and the project it was made
    of, as paths such as `deals[3].promises[0].day`, or the parts whose work breaks a rule; nothing where all of it
    holds.

    What is proved of it, its bound, is not proved again: it must fit the value. Nor is what solves found out about a
    deal or a pin, that no plan serves it: it is believed where no count shows another cause.
    """
    project = replace(project, moves=moves_of(project, plan), void=project.void | _void(plan))
    project = replace(project, freed=project.freed | not_held(plan))
    indexed = index_project(project)
    schedule = placed_as(indexed.problem, wishes_of(plan, project, indexed))
    if schedule is None:
        return ("features",)
    if broken_rules(indexed.problem, schedule):
        return "features", "support"
    if any(consent.check(indexed.problem, schedule, agreements(project, indexed))):
        return ("promises",)
    moved, rule = moves_as_integers(project, indexed, schedule)
    if any(rules.check(moved, rule, horizon=indexed.problem.horizon)):
        return ("moves",)
    schedule = delayed(indexed.problem, schedule)  # what takes no time does not tell at which end of its day it was
    staffing = staff_as_told(plan, indexed, schedule)
    if staffing is None or any(naming.check(indexed.problem, schedule, *as_integers(indexed, staffing))):
        return ("people",)
    told, known = _counted(_told(plan, project, indexed, schedule, staffing)), _counted(plan)
    worth = value(indexed.problem, schedule) - indexed.owed
    return (*_proof_faults(plan, worth), *_differences(known, told, ""))


def _void(plan: Plan) -> set[int]:
    """The pins that a plan leaves out because they cannot hold."""
    return {position for position, line in enumerate(plan.pins) if line.cause is not None}


def _counted(plan: Plan) -> dict[str, Any]:
    """What of a plan is compared."""
    return plan.model_dump(mode="json", exclude=set(UNCOUNTED))


def _told(plan: Plan, project: Project, indexed: Indexed, schedule: Schedule, staffing: Staffing) -> Plan:
    """The plan that this schedule is with these people, as whoever made the stored one would have written it."""
    made, proof, owed = plan.made_from, plan.proof, indexed.owed
    bound = None if proof.bound is None else proof.bound + owed
    return build_plan(
        project,
        indexed,
        schedule,
        proof=Proof(proof.status, proof.stopped, value(indexed.problem, schedule), bound),
        options=Options(made.time, made.workers, made.seed, made.reproducible, folder=made.folder, effort=made.effort),
        solver=made.solver,
        staffing=staffing,
        obstacles=Obstacles(project, indexed, reach=_reach(plan, indexed)),
    )


def _reach(plan: Plan, indexed: Indexed) -> tuple[int, ...]:
    """How many levels of each deal any plan can meet, as far as a plan says that none serves it, or none in time."""
    alone = {line.id for line in plan.deals if any(cause.kind is CauseKind.ALONE for cause in line.causes)}
    return tuple(
        0 if key in alone else len(deal.levels) + 1
        for key, deal in zip(indexed.names.deals, indexed.deals, strict=True)
    )


def _proof_faults(plan: Plan, worth: int) -> Iterator[str]:
    """What cannot be so in what a plan claims to be proved of it, which is worth so much."""
    proof = plan.proof
    if proof.value != worth:
        yield "proof.value"
    if proof.bound is not None and proof.bound < worth:
        yield "proof.bound"
    if proof.gap != gap_of(proof.value, proof.bound):
        yield "proof.gap"
    if (proof.status is Status.OPTIMAL) and proof.bound != worth:
        yield "proof.status"


def _differences(one: Any, other: Any, path: str) -> Iterator[str]:
    """The paths at which two documents differ, in the order of the first."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        if _is_said_less(one, other):
            return
        for key in dict.fromkeys((*one, *other)):
            yield from _differences(one.get(key), other.get(key), f"{path}.{key}" if path else str(key))
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for position, (mine, theirs) in enumerate(zip(one, other, strict=True)):
            yield from _differences(mine, theirs, f"{path}[{position}]")
    elif one != other:
        yield path


def _is_said_less(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether one cause says that the search found no way, and the other that there is none: a plan that turned out to
    be the best after it was written keeps its words."""
    kinds = one.get("kind"), other.get("kind")
    return kinds == (CauseKind.NOT_FOUND, CauseKind.NOT_WORTH_IT) and one["in_time"] == other["in_time"]
