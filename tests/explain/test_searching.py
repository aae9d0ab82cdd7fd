"""Planning again within a limit of time, without the solver: from a start, from nothing, and for a deal at any cost."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest

from roadmap.audit import broken_rules, value
from roadmap.explaining.asking.change import Change, at_its_best
from roadmap.explaining.asking.questions import Question, answer_here
from roadmap.explaining.asking.search_after_change import Forced, served_at_last, without_solver, would_serve
from roadmap.explaining.present import Present
from roadmap.planner.stored.restore import wishes_of
from roadmap.problem import Problem
from roadmap.solver.construct.decoder import Decoder
from roadmap.solver.local.loading import Loading, loaded
from roadmap.tuning import TUNING
from tests.explain.rivals import present
from tests.explain.test_repairs import without_bought


@pytest.fixture(scope="module", autouse=True)
def compiled() -> None:
    assert Loading().wait(None) is not None


def dear() -> Present:
    """The rivals without the bought feature: b for e in R1, a for d in R2, worth 200 + 50."""
    return present(features=without_bought(Change()))


def must_serve(plan: Present) -> Problem:
    return at_its_best(plan.indexed.problem, plan.indexed.names.deals.index("d"))


@pytest.mark.parametrize(("seconds", "until", "most"), [(0.0, math.inf, 1), (60.0, 0.0, 1), (60.0, math.inf, 8)])
def test_a_first_plan_is_made_from_one_order_where_the_time_is_over(
    monkeypatch: pytest.MonkeyPatch, seconds: float, until: float, most: int
) -> None:
    tried = 0
    decode = Decoder.decode

    def counted(self: Decoder, genes: Any) -> Any:
        nonlocal tried
        tried += 1
        return decode(self, genes)

    monkeypatch.setattr(Decoder, "decode", counted)
    monkeypatch.setattr("roadmap.explaining.asking.search_after_change.loaded", lambda: False)
    problem = dear().indexed.problem
    found = without_solver(problem, None, seconds=seconds, until=until)
    assert found is not None
    assert not broken_rules(problem, found)
    assert tried == most


def test_a_large_problem_is_left_as_it_is_while_nothing_would_improve_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roadmap.explaining.asking.search_after_change.loaded", lambda: False)
    monkeypatch.setattr("roadmap.explaining.asking.search_after_change.TUNING", replace(TUNING, compiled_items=1))
    plan = dear()
    problem = plan.indexed.problem
    assert without_solver(problem, plan.schedule, seconds=1.0) is plan.schedule
    assert without_solver(problem, None, seconds=1.0) is None
    # Where d must be served, the plan does not hold.
    assert without_solver(must_serve(plan), plan.schedule, seconds=1.0) is None


def test_the_search_comes_to_serve_a_deal_that_must_be_served() -> None:
    # d in time and e late: 100 + 100. The present plan, worth 250, is worth too much to leave without the reward.
    plan = dear()
    problem = must_serve(plan)
    forced = Forced(problem, plan.indexed.names.deals.index("d"))
    wishes = [wishes_of(plan.plan, plan.project, plan.indexed)]
    found = served_at_last(forced, None, wishes, seconds=0.5, until=math.inf)
    assert found is not None
    assert not broken_rules(problem, found)
    assert value(problem, found) == 200
    # From a plan that serves it already, it goes on from there.
    again = served_at_last(forced, found, wishes, seconds=0.1, until=math.inf)
    assert again is not None
    assert value(problem, again) == 200


def test_with_no_way_to_fit_it_in_the_search_begins_without_the_deal(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = dear()
    problem = must_serve(plan)
    monkeypatch.setattr("roadmap.explaining.asking.search_after_change.restart", lambda *_: None)
    wishes = [wishes_of(plan.plan, plan.project, plan.indexed)]
    forced = Forced(problem, plan.indexed.names.deals.index("d"))
    found = served_at_last(forced, None, wishes, seconds=1.0, until=math.inf)
    assert found is not None
    assert value(problem, found) == 200


def test_a_deal_that_would_be_served_is_worth_so_much_more_and_by_the_variant_alone() -> None:
    plan = present()
    names, problem = plan.indexed.names, must_serve(plan)
    deal, bought = names.deals.index("d"), names.features.index("bought")
    eager = would_serve(Forced(problem, deal), worth=1000).deals[deal]
    assert (eager.served, eager.levels[0].value) == (None, problem.deals[deal].levels[0].value + 1000)
    assert len(eager.levels[0].demands[0].features) == 2
    only = would_serve(Forced(problem, deal, bought), worth=1000)
    assert [demand.features for demand in only.deals[deal].levels[0].demands] == [(bought,)]
    assert only.features[bought].planned is None


@pytest.mark.parametrize(
    ("change", "worth"),
    [
        (Change(served="d"), 270),
        # 100 + 200, less the 30 that it costs.
        (Change("variant", "bought", served="d"), 270),
        (Change("person", "code", served="d"), 300),
        (Change(), 270),
    ],
)
def test_questions_to_the_compiled_search_are_answered_alike(
    monkeypatch: pytest.MonkeyPatch, change: Change, worth: int
) -> None:
    assert loaded()
    monkeypatch.setattr("roadmap.explaining.asking.search_after_change.TUNING", replace(TUNING, compiled_items=1))
    plan = present()
    day = plan.plan.as_of if change.kind == "person" else None
    asked = Change(change.kind, change.subject, day=day, served=change.served)
    found = answer_here(plan, Question(asked, 1.0))
    assert found.value == worth
    if change.served:
        assert found.kept["d"] == 100


def test_a_question_that_is_too_late_is_answered_with_what_is_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roadmap.explaining.asking.search_after_change.TUNING", replace(TUNING, compiled_items=1))
    searched: list[object] = []
    monkeypatch.setattr(
        "roadmap.explaining.asking.search_after_change.Ruiner.search", lambda _, span: searched.append(span)
    )
    assert answer_here(dear(), Question(Change(), 1.0, within=0.0)).value == 250
    assert searched == []
    assert answer_here(dear(), Question(Change(), 1.0, within=600.0)).value == 250
    assert len(searched) == 1
