"""Tiny problems, where every schedule can be looked at: the search must find the best, and must know that it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from roadmap.audit import broken_rules, value
from roadmap.problem import Problem
from roadmap.schedule import Placement, Schedule, Status
from roadmap.solver import course
from roadmap.tuning import TUNING
from tests.solver.problems import all_placements, random_problem
from tests.solver.searching import search_for


def best_value(problem: Problem) -> int | None:
    """The value of the best valid schedule, by trying them all; None if there is none."""
    return max((value(problem, schedule) for schedule in valid_schedules(problem)), default=None)


def valid_schedules(problem: Problem) -> Iterator[Schedule]:
    """Every schedule that breaks no rule."""
    choices = [_valid_alone(problem, feature) for feature in range(len(problem.features))]
    schedules = (Schedule(placements) for placements in product(*choices))
    return (schedule for schedule in schedules if not broken_rules(problem, schedule))


def _valid_alone(problem: Problem, feature: int) -> list[Placement | None]:
    """The placements of one feature that keep the rules when it is the only one and nothing is required."""
    count = len(problem.features)
    features = tuple(replace(other, after=(), planned=None) for other in problem.features)
    alone = replace(problem, features=features, deals=())
    return [
        placement
        for placement in all_placements(problem, problem.features[feature])
        if not broken_rules(alone, Schedule(tuple(placement if n == feature else None for n in range(count))))
    ]


@pytest.fixture(autouse=True)
def _few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(course, "TUNING", replace(TUNING, order_item_steps=3))


@pytest.mark.parametrize("seed", range(120))
def test_the_search_finds_and_proves_the_best_of_all_schedules(seed: int) -> None:
    problem = random_problem(seed)
    best = best_value(problem)
    ending, schedule = search_for(problem)
    if best is None:
        assert ending.proof.status is Status.INFEASIBLE
    else:
        assert schedule is not None
        assert (ending.proof.status, ending.proof.value, ending.proof.bound) == (Status.OPTIMAL, best, best)


@pytest.mark.parametrize("seed", range(1000, 1040))
def test_larger_random_problems_are_planned_without_breaking_a_rule(seed: int) -> None:
    problem = random_problem(seed, features=8, horizon=16)
    ending, schedule = search_for(problem)  # every schedule on the way is audited
    assert (schedule is None) == (ending.proof.value is None)
    if ending.proof.value is not None:
        assert ending.proof.bound is not None
        assert ending.proof.value <= ending.proof.bound


@pytest.mark.parametrize("seed", range(2000, 2015))
def test_one_more_person_of_each_skill_never_hurts(seed: int) -> None:
    problem = random_problem(seed)
    more = replace(problem, capacity=tuple(tuple(n + 1 for n in row) for row in problem.capacity))
    before, _ = search_for(problem)
    after, _ = search_for(more)
    if before.proof.value is not None:
        assert after.proof.value is not None
        assert after.proof.value >= before.proof.value
