"""Nothing was done for some weeks: a plan is moved, is still valid, and is worth what its order is worth then."""

from __future__ import annotations

import json
import random
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from benchmarks.soak.as_planned import read
from benchmarks.soak.folders import random_folder, with_hands
from roadmap.audit import broken_rules, value
from roadmap.folder.project import Project
from roadmap.indexing import index_project
from roadmap.planner.build import build_plan
from roadmap.planner.moves.paying import first_of
from roadmap.planner.options import Options
from roadmap.planner.stored.beginning import Stored, begin_with
from roadmap.planner.stored.recount import what_differs
from roadmap.planner.stored.restore import wishes_of
from roadmap.plans.document import Plan
from roadmap.plans.plan_file import sealed
from roadmap.schedule import Proof, Status, Stopped
from roadmap.solver.construct.restart import Restarter
from roadmap.solver.construct.slipping import Slipper

WEEKS = 4
"""So many weeks later at most."""


def check(seed: int) -> list[str]:
    """What is wrong with the first plan of one random folder on its own day and some weeks later."""
    weeks = random.Random(seed).randint(1, WEEKS)  # noqa: S311 - repeatable cases, no secrets
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        made = with_hands(random_folder(seed), seed)
        (folder / "roadmap.yaml").write_text(json.dumps(made), encoding="utf-8")
        project = replace(read(folder), moves=())
        plan = first_plan_of(project)
        if plan is None:
            return []
        later = replace(read(folder, as_of=project.as_of + timedelta(weeks=weeks)), moves=())
        told = [f"it does not say what follows from its work: {place}" for place in what_differs(plan, project)]
        return [*told, *_faults(plan, project, plan.headline.value), *_faults(plan, later, None)]


def first_plan_of(project: Project) -> Plan | None:
    """The plan that a few natural orders of its deals give, which takes no search; None if none holds every pin."""
    indexed = index_project(project)
    schedule, worth = first_of(indexed.problem)
    if schedule is None:
        return None
    proof = Proof(Status.BEST_FOUND, Stopped.TIME, worth, None)
    return sealed(build_plan(project, indexed, schedule, proof=proof, options=Options(), solver="none"))


def _faults(plan: Plan, project: Project, worth: int | None) -> list[str]:
    """What is wrong with a plan as it holds on the day of a project, where it is worth so much (None: not known)."""
    begun = begin_with(Stored(plan, "plan.json"), project)
    if begun is None:
        return [f"{project.as_of}: the plan does not hold"]
    problem = begun.indexed.problem
    faults = list(broken_rules(problem, begun.schedule))
    wishes = wishes_of(plan, project, begun.indexed)
    for early in (False, True):
        moved = Slipper(Restarter(problem)).slip(wishes, early=early)
        if moved is None or value(problem, moved) > begun.worth + begun.indexed.owed:
            faults.append("it is worth less than its work in the order that was stored")
    if worth is not None and begun.worth < worth:
        faults.append(f"on its own day it is worth {begun.worth} instead of {worth}")
    return [f"{project.as_of}: {fault}" for fault in faults]
