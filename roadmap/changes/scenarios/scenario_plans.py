"""The plans of a what-if: the folder as it is and as it would be, each planned from the same plan.

Every search begins from the base plan, and what one search finds is tried for the folder as it is too, so that a
difference between two plans is not that one search was luckier.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from roadmap.audit import value
from roadmap.folder.project import Project
from roadmap.indexing import index_project
from roadmap.planner.lines.money_lines import proof_line
from roadmap.planner.moves.chosen import with_moves_of
from roadmap.planner.options import Options, Planned, Progress
from roadmap.planner.run import Solve, make_plan
from roadmap.planner.stored.restore import restore
from roadmap.plans.document import Plan
from roadmap.plans.engineering.moves import same_moves
from roadmap.plans.plan_file import sealed
from roadmap.problem import Problem
from roadmap.schedule import Proof, Schedule, Status, Stopped
from roadmap.solver.outcome import Outcome, Search
from roadmap.solver.process.parent import solve

Tell = Callable[[int, Progress], None]
"""Hears the progress of the search for one of the variants, by its number."""


@dataclass(frozen=True, slots=True)
class WhatIfVariant:
    """One question of a what-if: its name, what is changed in plain words, and the project with that changed."""

    name: str
    changes: tuple[str, ...]
    project: Project


def plan_variants(
    variants: Sequence[WhatIfVariant],
    options: Options,
    *,
    start: Plan | None,
    tell: Tell,
    stop: threading.Event,
    solver: Solve = solve,
) -> list[Planned]:
    """Plan every variant, the first of which is the folder as it is, for `options.seconds` each.

    The first begins from `start`, the others from its plan. `stop` ends all searches; each still gives what it began
    from, where that holds. Raises what `make_plan` raises.
    """
    found: list[Planned] = []
    for number, variant in enumerate(variants):
        begin = found[0].plan if found and found[0].plan is not None else start
        found.append(_planned(variant.project, options, begin, tell=_teller(tell, number), stop=stop, solver=solver))
    found[0] = tightened(found[0], start, variants[0].project)
    for other in [planned.plan for planned in found[1:] if planned.plan is not None]:
        found[0] = better_of(variants[0].project, options, found[0], other)
    base = found[0].plan
    if base is not None:
        found[1:] = [better_of(v.project, options, own, base) for v, own in zip(variants[1:], found[1:], strict=True)]
    return found


def _teller(tell: Tell, number: int) -> Callable[[Progress], None]:
    return lambda progress: tell(number, progress)


def _planned(
    project: Project,
    options: Options,
    start: Plan | None,
    *,
    tell: Callable[[Progress], None],
    stop: threading.Event,
    solver: Solve,
) -> Planned:
    return make_plan(project, options, observe=tell, save=lambda _: None, stop=stop, solver=solver, start=start)


def tightened(found: Planned, stored: Plan | None, project: Project) -> Planned:
    """The outcome with the bound of a stored plan of the same input, where that says more."""
    plan = found.plan
    if plan is None or stored is None or stored.proof.bound is None or project.baseline is not None:
        return found
    same = (stored.made_from.digest, stored.made_from.product, stored.as_of) == (
        project.digest,
        plan.made_from.product,
        project.as_of,
    )
    same = same and same_moves(plan.moves, stored.moves)
    bound = stored.proof.bound if found.proof.bound is None else min(stored.proof.bound, found.proof.bound)
    if not same or bound == found.proof.bound or bound < plan.headline.value:
        return found
    proof = _proof(replace(found.proof, bound=bound), plan.headline.value)
    return Planned(sealed(plan.model_copy(update={"proof": proof_line(proof)})), proof)


def better_of(project: Project, options: Options, own: Planned, other: Plan) -> Planned:
    """The plan that was found for a project, or the plan of another variant where that holds here and is worth more."""
    bound = own.proof.bound if own.plan is None or same_moves(own.plan.moves, other.moves) else None
    project = with_moves_of(project, other)
    indexed = index_project(project)
    schedule = restore(other, project, indexed)
    worth = None if schedule is None else value(indexed.problem, schedule) - indexed.owed
    if schedule is None or worth is None or (own.proof.value is not None and worth <= own.proof.value):
        return own
    known = _proof(replace(own.proof, bound=bound), worth)
    proof = replace(
        known, value=worth + indexed.owed, bound=None if known.bound is None else known.bound + indexed.owed
    )
    taken = make_plan(
        project,
        options,
        observe=lambda _: None,
        save=lambda _: None,
        stop=threading.Event(),
        solver=_given(schedule, proof, by_work=_is_reproducible(own.plan) and _is_reproducible(other)),
    )
    return taken if taken.plan is not None else own


def _proof(own: Proof, worth: int) -> Proof:
    """What is known once a better plan is: the bound of the search holds for it too."""
    if own.bound is not None and worth >= own.bound:
        return Proof(Status.OPTIMAL, Stopped.PROVED, worth, worth)
    return Proof(Status.BEST_FOUND, own.stopped, worth, own.bound)


def _is_reproducible(plan: Plan | None) -> bool:
    return plan is None or plan.made_from.reproducible


def _given(schedule: Schedule, proof: Proof, *, by_work: bool) -> Solve:
    """A search that finds what is given."""

    def give(_problem: Problem, _search: Search, **_unheard: object) -> Outcome:
        return Outcome(schedule, proof, "found for another variant", by_work)

    return give
