"""Planning again from a plan that is there, inside this process."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import pytest

from roadmap.errors import PlanRejected
from roadmap.indexing import index_project
from roadmap.planner import Options, make_plan
from roadmap.planner.keeper import RefusedError
from roadmap.planner.stored import replan as module
from roadmap.planner.stored.replan import Difference, difference, replan, replan_problem
from roadmap.problem import Problem
from roadmap.schedule import Placement, Proof, Schedule, Status, Stopped
from roadmap.solver.outcome import Outcome, Search
from tests.planner.test_restore import entities, stored
from tests.projects import project


def test_a_small_plan_is_proved_the_best_again() -> None:
    planned = replan(project(**entities()), stored(), seconds=20)
    assert planned.proof == Proof(Status.OPTIMAL, Stopped.PROVED, 150, 150)
    assert planned.plan is not None
    assert planned.plan.proof.value == 150


def test_without_a_plan_to_begin_from_the_answer_is_the_same() -> None:
    planned = replan(project(**entities()), None, seconds=20)
    assert planned.proof == Proof(Status.OPTIMAL, Stopped.PROVED, 150, 150)


def test_a_problem_is_planned_again_in_integers() -> None:
    problem = index_project(project(**entities())).problem
    outcome = replan_problem(problem, None, seconds=20)
    assert outcome.proof.status is Status.OPTIMAL
    fewer = replace(problem, capacity=((0,) * problem.horizon,))
    assert replan_problem(fewer, None, seconds=20).proof.value == 0


def test_contradicting_pins_give_no_plan() -> None:
    pins = [{"feature": "f", "planned": True}, {"feature": "f", "planned": False}]
    planned = replan(project(**entities(pins=pins)), stored(), seconds=20)
    assert (planned.plan, planned.proof.status) == (None, Status.INFEASIBLE)


def test_a_stop_ends_it_with_the_plan_it_began_from() -> None:
    stop = threading.Event()
    stop.set()
    planned = replan(project(**entities()), stored(), seconds=20, stop=stop)
    assert planned.plan is not None
    assert planned.proof.value == 150


def test_what_the_audit_refuses_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Schedule((Placement(0, (7,), (0,)), None))  # ends after the freeze
    valued = Schedule((Placement(0, (0,), (0,)), None))  # worth 100, not 999

    def claims(schedule: Schedule) -> Any:
        proof = Proof(Status.OPTIMAL, Stopped.PROVED, 999, 999)
        return lambda *_args, **_options: Outcome(schedule, proof, "made up")

    problem = index_project(project(**entities())).problem
    for schedule in (broken, valued):
        monkeypatch.setattr(module, "solve_inside", claims(schedule))
        with pytest.raises(RefusedError):
            replan_problem(problem, None, seconds=5)
        with pytest.raises(PlanRejected):
            replan(project(**entities()), None, seconds=5)


def test_a_search_begins_from_the_plan_it_is_given() -> None:
    begun: list[Schedule | None] = []

    def solver(problem: Problem, search: Search, **_: object) -> Outcome:
        begun.append(search.start)
        return Outcome(None, Proof(Status.NOTHING_FOUND, Stopped.TIME, None, None), "made up")

    for start in (None, stored()):
        make_plan(
            project(**entities()),
            Options(seconds=5),
            observe=lambda _: None,
            save=lambda _: None,
            stop=threading.Event(),
            solver=solver,
            start=start,
        )
    assert begun == [None, Schedule((Placement(0, (1,), (0,)), Placement(1, (10,), (0,))))]


def test_a_difference_is_proved_where_both_plans_are() -> None:
    assert difference((120, 120), (100, 100)) == Difference(20, 20, 20)
    assert difference((120, 120), (100, 100)).proved


def test_a_difference_of_open_plans_is_an_interval() -> None:
    # the one is worth 120 to 150, the other 100 to 110: the difference is at least 120 - 110 and at most 150 - 100
    found = difference((120, 150), (100, 110))
    assert found == Difference(20, 10, 50)
    assert (found.proved, found.certain) == (False, True)


def test_a_difference_inside_the_gaps_is_not_certain() -> None:
    assert not difference((120, 150), (100, 140)).certain  # -20 to 50
    assert difference((100, 105), (120, 125)).certain  # -25 to -15
    assert difference((100, None), (90, None)) == Difference(10, None, None)
    assert not difference((100, None), (90, None)).certain
