"""What is told as a cause that no plan changes is one: a solver that looks for any plan with the deal finds none."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

from roadmap.indexing import index_project
from roadmap.planner.causes.alone import landing
from roadmap.planner.causes.deals import deal_causes
from roadmap.planner.causes.hopeless import hopeless_pins
from roadmap.planner.causes.obstacles import Obstacles
from roadmap.planner.draft import Draft
from roadmap.schedule import Schedule
from roadmap.solver.apart import only
from roadmap.solver.bare import bare
from roadmap.views.roadmap.reach import PROVED
from tests.explain.judges import JudgeHere
from tests.explain.test_shortage import drawn


def test_no_plan_serves_a_deal_for_which_a_proved_cause_is_told() -> None:
    chance, judge = random.Random(4), JudgeHere()
    told: Counter[str] = Counter()
    for _ in range(120):
        project = drawn(chance)
        project = replace(project, void=frozenset(hopeless_pins(project)))
        indexed = index_project(project)
        draft = Draft(project, indexed, Schedule((None,) * len(indexed.problem.features)))
        (cause, *_more) = deal_causes(draft, Obstacles(project, indexed), proved=False)["d"]
        deals = tuple(replace(deal, served=True) for deal in indexed.problem.deals)
        verdict = judge.ask(bare(replace(indexed.problem, deals=deals)), seconds=5)
        if cause.kind in PROVED:
            assert verdict.claim == "infeasible", cause
        told[f"{cause.kind} {verdict.claim}"] += 1
    assert {"away infeasible", "nobody infeasible", "too_late infeasible", "not_found feasible"} <= set(told), told


def test_no_plan_lands_a_feature_for_which_an_obstacle_is_told() -> None:
    chance, judge = random.Random(9), JudgeHere()
    told: Counter[tuple[bool, str]] = Counter()
    for _ in range(60):
        project = drawn(chance)
        project = replace(project, void=frozenset(hopeless_pins(project)))
        indexed = index_project(project)
        obstacles = Obstacles(project, indexed)
        for feature in range(len(indexed.names.features)):
            cause = obstacles.of_feature(feature, 0) or obstacles.counted(feature, 0)
            alone = only(indexed.problem, landing(indexed.problem, feature, 0))
            told[cause is not None, judge.ask(alone, seconds=5).claim] += 1
    assert told[True, "feasible"] == told[True, "open"] == 0, told
    assert told[True, "infeasible"] > 9, told
    assert told[False, "feasible"] > 9, told
