"""Answers by the full model alone: the best after a change, from a plan that need not hold then."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from roadmap.audit import broken_rules, value
from roadmap.explaining.asking import modelling, questions
from roadmap.explaining.asking.change import Change, at_its_best
from roadmap.explaining.asking.modelling import fits_model, modelled
from roadmap.explaining.asking.questions import Question, answer_here
from roadmap.explaining.present import present_of
from roadmap.planner.stored.replan import replan
from roadmap.planner.stored.restore import wishes_of
from roadmap.solver.errors import SolverDisagreement
from roadmap.tuning import TUNING
from tests.explain.rivals import present
from tests.explain.test_repairs import without_bought
from tests.planner.test_widening import ring
from tests.projects import project

LONG = 60.0
"""Seconds that a proof may take; it takes far less."""


def test_a_deal_that_is_forced_in_is_proved_from_a_plan_that_does_not_serve_it() -> None:
    plan = present(features=without_bought(Change()))
    problem = at_its_best(plan.indexed.problem, plan.indexed.names.deals.index("d"))
    wishes = wishes_of(plan.plan, plan.project, plan.indexed)
    schedule, bound, claimed = modelled(problem, None, wishes, seconds=LONG)
    # d in time and e late: 100 + 100.
    assert schedule is not None
    assert not broken_rules(problem, schedule)
    assert (value(problem, schedule), bound, claimed) == (200, 200, None)


def test_what_one_solve_claims_is_no_proof_until_another_claims_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = present(features=without_bought(Change()))
    monkeypatch.setattr(modelling, "TUNING", replace(TUNING, proof_at_once=0.0))
    schedule, bound, claimed = modelled(plan.indexed.problem, plan.schedule, seconds=LONG)
    assert schedule is not None
    assert value(plan.indexed.problem, schedule) == 250
    # Nothing is sure of a bound that only that solve knows.
    assert (bound, claimed) == (None, 250)
    assert modelled(plan.indexed.problem, schedule, seconds=LONG, seed=1, claimed=claimed)[1:] == (250, None)
    # A claim that a plan exceeds is none.
    assert modelled(plan.indexed.problem, schedule, seconds=LONG, seed=1, claimed=240)[1:] == (None, 250)


def test_without_time_or_with_a_solver_that_contradicts_itself_the_start_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = present(features=without_bought(Change()))
    problem = plan.indexed.problem
    assert modelled(problem, plan.schedule, seconds=0.0) == (plan.schedule, None, None)
    assert modelled(problem, plan.schedule, seconds=LONG, until=-math.inf) == (plan.schedule, None, None)
    assert modelled(problem, None, seconds=0.0) == (None, None, None)

    def fails(*_: object, **__: object) -> bool:
        raise SolverDisagreement("one bound is below a known schedule")

    monkeypatch.setattr(modelling, "_solve", fails)
    assert modelled(problem, plan.schedule, seconds=LONG) == (plan.schedule, None, None)


def test_a_deal_that_no_plan_serves_leaves_nothing() -> None:
    # No release takes in anything any more.
    plan = present(features=without_bought(Change()))
    problem = at_its_best(plan.indexed.problem, plan.indexed.names.deals.index("d"))
    shut = replace(problem, releases=tuple(replace(release, freeze=0) for release in problem.releases))
    assert modelled(shut, None, wishes_of(plan.plan, plan.project, plan.indexed), seconds=LONG)[0] is None


def test_four_hundred_items_fit_the_full_model() -> None:
    problem = present().indexed.problem
    assert fits_model(problem)
    assert not fits_model(replace(problem, items=(problem.items[0],) * 401))


def test_where_people_are_taken_to_know_less_a_bound_is_one_for_all_that_they_know(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("roadmap.indexing.people.pools.MOST_SETS", 40)
    made = project(**ring(("x", 1000), ("s5", 10)))
    found = replan(made, None, seconds=60)
    assert found.plan is not None
    plan = present_of(found.plan, made)
    assert plan.indexed.staff.narrowed
    # Both deals are served: 1,010. Somebody more for s7, which no deal needs, adds nothing; that is proved because all
    # deals together bring no more, and not because a solve of the narrower problem says so.
    told = answer_here(plan, Question(Change("person", "s7", day=plan.plan.as_of), 5.0))
    assert (told.value, told.bound, told.claimed) == (1010, 1010, None)
    monkeypatch.setattr(questions, "simple_bound", lambda *_, **__: 5000)
    assert answer_here(plan, Question(Change("person", "s7", day=plan.plan.as_of), 5.0)).bound == 5000
