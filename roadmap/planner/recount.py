"""Recounting: a stored plan is told again from its own schedule and its input, and must say the same.

A seal shows that nobody changed a plan by mistake. Whoever counts the digest anew deceives the seal, and not this: the
checker goes over the work that the plan states, and every amount, day, promise and name follows from that work.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from roadmap.audit import broken_rules, value
from roadmap.audit import moves as rules
from roadmap.folder.project import Project
from roadmap.indexing import Indexed, index_project
from roadmap.plan.document import Plan
from roadmap.planner.build import build_plan
from roadmap.planner.lines.money_lines import gap_of
from roadmap.planner.lines.move_lines import moves_as_integers
from roadmap.planner.moves.chosen import moves_of
from roadmap.planner.options import Options
from roadmap.planner.placed_as import placed_as
from roadmap.planner.restore import wishes_of
from roadmap.schedule import Proof, Schedule, Status

UNCOUNTED: Final = frozenset({"verdict", "made_from", "proof", "skills", "hand_overs"})
"""Parts of a plan that do not follow from its schedule and its input, or from who was named for the work."""
UNPROMISED: Final = frozenset({"cause", "causes", "people", "pauses", "person_days"})
"""Why something is late or left out, and who of several does the work: no promise and no amount depends on these."""


def what_differs(plan: Plan, project: Project) -> tuple[str, ...]:
    """Where a stored plan says other than follows from its schedule and the project it was made of, as paths such as
    `deals[3].promises[0].day`, or the parts whose work breaks a rule; nothing where all of it holds.

    What is proved of it, its bound, is not proved again: it must fit the value.
    """
    project = replace(project, moves=moves_of(project, plan))
    indexed = index_project(project)
    schedule = placed_as(indexed.problem, wishes_of(plan, project, indexed))
    if schedule is None:
        return ("features",)
    if broken_rules(indexed.problem, schedule):
        return "features", "support"
    moved, rule = moves_as_integers(project, indexed, schedule)
    if any(rules.check(moved, rule, horizon=indexed.problem.horizon)):
        return ("moves",)
    told, known = _counted(_told(plan, project, indexed, schedule)), _counted(plan)
    worth = value(indexed.problem, schedule) - indexed.owed
    return (*_proof_faults(plan, worth), *_differences(known, told, ""))


def _counted(plan: Plan) -> dict[str, Any]:
    """What of a plan is compared; of its moves, not what those who are moved do there."""
    document = plan.model_dump(mode="json", exclude=set(UNCOUNTED))
    for move in document["moves"]:
        del move["deals"], move["features"]
    return document


def _told(plan: Plan, project: Project, indexed: Indexed, schedule: Schedule) -> Plan:
    """The plan that this schedule is, as whoever made the stored one would have written it."""
    made, proof, owed = plan.made_from, plan.proof, indexed.owed
    bound = None if proof.bound is None else proof.bound + owed
    return build_plan(
        project,
        indexed,
        schedule,
        proof=Proof(proof.status, proof.stopped, value(indexed.problem, schedule), bound),
        options=Options(made.time, made.workers, made.seed, made.reproducible, folder=made.folder),
        solver=made.solver,
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
        for key in dict.fromkeys((*one, *other)):
            if key not in UNPROMISED:
                yield from _differences(one.get(key), other.get(key), f"{path}.{key}" if path else str(key))
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for position, (mine, theirs) in enumerate(zip(one, other, strict=True)):
            yield from _differences(mine, theirs, f"{path}[{position}]")
    elif one != other:
        yield path
