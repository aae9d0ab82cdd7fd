"""Plans made of small projects without a search: the schedule is given."""

from __future__ import annotations

from typing import Any

from roadmap.audit import broken_rules, value
from roadmap.folder.project import Project
from roadmap.indexing import index_project
from roadmap.planner.build import build_plan
from roadmap.planner.options import Options
from roadmap.plans.deals import DealLine
from roadmap.plans.document import Plan
from roadmap.plans.plan_file import sealed
from roadmap.schedule import Placement, Proof, Schedule, Status, Stopped
from tests.projects import project

TRAIN = {"freeze": "2026-01-14", "ship": "2026-01-16"}
"""Freeze is the 8th working day, ship the 10th."""


def plan_of(*placements: tuple[int, list[int]] | None, **entities: Any) -> Plan:
    """The plan of a project and a schedule given as (release, starts) by feature, every item in its first mode."""
    return plan_made(project(**({"releases": {"R1": TRAIN}} | entities)), *placements)


def plan_made(made: Project, *placements: tuple[int, list[int]] | None) -> Plan:
    """The plan of a project that is there, and a schedule given like that of `plan_of`."""
    indexed = index_project(made)
    placed = Schedule(tuple(None if p is None else Placement(p[0], tuple(p[1]), (0,) * len(p[1])) for p in placements))
    assert broken_rules(indexed.problem, placed) == ()
    worth = value(indexed.problem, placed)
    proof = Proof(Status.BEST_FOUND, Stopped.TIME, worth, worth + 10)
    plan = build_plan(made, indexed, placed, proof=proof, options=Options(), solver="0")
    assert plan.headline.value == plan.proof.value == worth - indexed.owed
    return sealed(plan)


def deal_of(plan: Plan, key: str = "d") -> DealLine:
    """One deal of a plan."""
    return next(deal for deal in plan.deals if deal.id == key)
