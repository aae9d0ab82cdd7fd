"""A plan that is there is given up only for a better one, whatever a search finds."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from roadmap.folder.project import Project
from roadmap.planner import Options, Planned, make_plan
from roadmap.planner.stored.beginning import Beginning, Stored, begin_with, best_beginning
from roadmap.plans.document import Plan
from roadmap.plans.plan_file import sealed
from roadmap.problem import Problem
from roadmap.schedule import Placement, Proof, Schedule, Status, Stopped
from roadmap.solver.outcome import Incumbent, Outcome, Search
from tests.plan_files import plan_text
from tests.planner.plans import plan_of
from tests.planner.test_restore import entities, stored
from tests.projects import SEGMENT, project

ONE = Schedule((Placement(0, (0,), (0,)), None))
"""Serves the deal of 100 alone; the stored plan serves that of 50 too."""
BOTH = Schedule((Placement(0, (0,), (0,)), Placement(1, (5,), (0,))))


def begun(plan: Plan | None = None, *, in_place: bool = True, **more: Any) -> Beginning:
    found = begin_with(Stored(plan or stored(), "plan.json", in_place=in_place), project(**entities(**more)))
    assert found is not None
    return found


def search_that_finds(schedule: Schedule, value: int, bound: int | None) -> Callable[..., Outcome]:
    def solver(_problem: Problem, search: Search, *, observe: Callable[[Any], None], stop: threading.Event) -> Outcome:
        assert search.start is not None
        observe(Incumbent(search.start, 150, None, "start", 0.1))
        if value > 150:
            observe(Incumbent(schedule, value, bound, "decoder", 0.2))
        status = Status.OPTIMAL if value == bound else Status.BEST_FOUND
        return Outcome(schedule, Proof(status, Stopped.TIME, value, bound), "made up")

    return solver


def plan_again(
    held: Beginning, solver: Callable[..., Outcome], made: Project | None = None
) -> tuple[Planned, list[Plan]]:
    saved: list[Plan] = []
    planned = make_plan(
        made or held.project,
        Options(seconds=5),
        observe=lambda _: None,
        save=saved.append,
        stop=threading.Event(),
        solver=solver,
        held=held,
    )
    return planned, saved


def test_the_plan_of_this_input_is_worth_what_it_says() -> None:
    found = begun()
    assert (found.same, found.worth, found.bound) == (True, 150, 160)


def test_a_plan_of_another_day_is_of_another_input() -> None:
    found = begun(header={"as_of": "2026-01-06"})
    assert (found.same, found.worth, found.bound) == (False, 150, None)


def test_a_value_that_a_plan_only_claims_is_not_believed() -> None:
    plan = stored()
    claims = plan.headline.model_copy(update={"value": 999}), plan.proof.model_copy(update={"value": 999})
    found = begun(plan.model_copy(update={"headline": claims[0], "proof": claims[1]}))
    assert (found.same, found.worth) == (False, 150)


def test_what_deals_still_to_be_found_keep_falls_as_the_year_passes() -> None:
    profile = {"name": "P", "needs": {"design_in": ["api"]}, "pace": {"design_in": 10, "signing": 15}}
    more: dict[str, Any] = {"profiles": {"p": profile}, "segments": {"isv": SEGMENT | {"profile": "p"}}}
    plan = Plan.model_validate_json(plan_text(plan_of((0, [1]), (1, [10]), **entities(**more))))
    days = ["2026-01-05", "2026-02-09", "2026-03-16"]
    kept = [begun(plan, **more, header={"as_of": day}).placeholders for day in days]
    assert kept[0] == plan.headline.placeholders_kept > 0
    assert kept[0] >= kept[1] >= kept[2] == 0


@pytest.mark.parametrize("value", [100, 150])
def test_an_unlucky_search_replaces_nothing(value: int) -> None:
    held = begun()
    planned, saved = plan_again(held, search_that_finds(ONE if value == 100 else BOTH, value, 170))
    assert planned.plan is held.plan
    assert planned.kept
    assert saved == []


def test_a_search_that_proves_more_is_told_in_the_plan() -> None:
    planned, saved = plan_again(begun(), search_that_finds(ONE, 100, 155))
    assert planned.kept
    assert [(plan.proof.value, plan.proof.bound) for plan in saved] == [(150, 155)]
    assert [plan == sealed(plan) for plan in saved] == [True]
    planned, saved = plan_again(begun(), search_that_finds(BOTH, 150, 150))
    assert [(plan.proof.status, plan.proof.bound) for plan in saved] == [(Status.OPTIMAL, 150)]


def test_what_was_proved_before_need_not_be_searched_for() -> None:
    plan = stored()
    proof = plan.proof.model_copy(update={"status": Status.OPTIMAL, "bound": 150, "gap": 0.0})
    plan = plan.model_copy(update={"proof": proof})

    def solver(*_asked: object, **_more: object) -> Outcome:
        raise AssertionError("nothing to search for")

    planned, saved = plan_again(begun(plan), solver)
    assert (planned.plan, planned.kept, saved) == (plan, True, [])
    planned, saved = plan_again(begun(plan, in_place=False), solver)
    assert saved == [plan]


def test_a_better_plan_takes_the_place_of_the_one_that_is_there() -> None:
    worse = plan_of((0, [1]), None, **entities())
    planned, saved = plan_again(begun(worse, in_place=True), search_that_finds(BOTH, 150, 170))
    assert not planned.kept
    assert saved[-1].headline.value == 150


def test_on_another_input_the_plan_is_written_as_it_holds_there_before_and_after_a_search_that_finds_less() -> None:
    # since Tuesday nothing has been started: f may run in slots 0 to 2 of the new plan, worth 100, and g as it was
    held = begun(header={"as_of": "2026-01-06"})
    planned, saved = plan_again(held, search_that_finds(ONE, 100, 170))
    assert planned.kept
    assert planned.plan is saved[-1]
    assert (saved[-1].headline.value, saved[-1].as_of.isoformat()) == (150, "2026-01-06")


def test_the_most_valuable_of_the_plans_that_hold_is_the_beginning() -> None:
    worse = plan_of((0, [1]), None, **entities())
    made = project(**entities(pins=[{"deal": "e", "served": False}]))
    found = best_beginning([Stored(worse, "a"), Stored(stored(), "b", in_place=True)], project(**entities()))
    assert found is not None
    assert found.stored.name in {"a", "b"}
    assert found.worth == 150
    held = best_beginning([Stored(stored(), "b")], made)
    assert held is not None
    assert held.worth == 100  # the deal of 50 may not be served any more
