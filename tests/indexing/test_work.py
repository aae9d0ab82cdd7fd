"""Features as items, modes and precedences."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from roadmap.indexing import index_project
from roadmap.indexing.efforts import planned_effort
from roadmap.indexing.people.crews import days_for
from roadmap.indexing.work import DONE
from roadmap.policy import Estimate, Policy
from roadmap.problem import Mode, Precedence
from roadmap.supply.feature import Effort
from tests.projects import capability, feature, project

API = {"api": capability()}


def work(phase: str, effort: Any = 5, **more: Any) -> dict[str, Any]:
    return {"phase": phase, "skill": "code", "effort": effort} | more


# (10 + 4 x 20 + 60) / 6 = 25; (1 + 4 x 1 + 2) / 6 = 1.17, rounded up to 2.
@pytest.mark.parametrize(("low", "likely", "high", "days"), [(10, 20, 60, 25), (1, 1, 2, 2), (0, 0, 0, 0)])
def test_expected_effort_is_the_beta_pert_mean_rounded_up(low: int, likely: int, high: int, days: int) -> None:
    assert planned_effort(Effort(low=low, likely=likely, high=high), Policy()) == days


@pytest.mark.parametrize(
    ("efforts", "days"),
    [((2.5, 2.5, 2.5), "5/2"), ((0.5, 1, 1.5), "1"), ((0.5, 1, 4), "3/2"), ((1, 2, 4), "3")],
    # (0.5 + 4 + 4) / 6 = 1.42, up to the next half; (1 + 8 + 4) / 6 = 2.17, up to a whole day as all of it is whole
)
def test_halves_round_to_halves_and_whole_days_to_whole_days(efforts: tuple[float, ...], days: str) -> None:
    effort = Effort.model_validate(dict(zip(("low", "likely", "high"), efforts, strict=True)))
    assert planned_effort(effort, Policy()) == Fraction(days)


def test_half_a_day_takes_a_day_of_the_plan() -> None:
    assert [days_for(Fraction(effort), 1, loss=Fraction(0), speed=Fraction(1)) for effort in ("1/2", "5/2")] == [1, 3]
    assert days_for(Fraction(5, 2), 1, loss=Fraction(0), speed=Fraction(1, 2)) == 5


@pytest.mark.parametrize(("estimate", "days"), [(Estimate.LOW, 10), (Estimate.LIKELY, 20), (Estimate.HIGH, 60)])
def test_policy_may_plan_with_another_point_of_the_range(estimate: Estimate, days: int) -> None:
    assert planned_effort(Effort(low=10, likely=20, high=60), Policy(estimate=estimate)) == days


# 20 x 1.08 / 2 = 10.8 -> 11; a person who keeps a fifth takes 20 / 0.8 = 25 days.
@pytest.mark.parametrize(("crew", "productive", "days"), [(1, 1, 20), (2, 1, 11), (1, Fraction(4, 5), 25)])
def test_length_follows_from_effort_crew_loss_and_reserved_share(crew: int, productive: Fraction, days: int) -> None:
    assert days_for(20, crew, loss=Fraction(8, 100), speed=crew * Fraction(productive)) == days


def test_people_who_keep_all_their_time_never_finish() -> None:
    assert days_for(1, 1, loss=Fraction(0), speed=Fraction(0)) > 10_000


def test_a_larger_crew_that_is_no_quicker_is_left_out() -> None:
    # 2 person-days: 1 person 2 days, 2 people ceil(2.16 / 2) = 2 days, 3 people ceil(2.32 / 3) = 1 day.
    team = {"core": {"name": "Core", "skill": "code", "people": 3}}
    indexed = index_project(
        project(teams=team, capabilities=API, features={"f": feature(work("build", 2, crew=[1, 3]))})
    )
    assert indexed.problem.items[0].modes == (Mode(((0, 1),), 2), Mode(((0, 3),), 1))


def test_crews_beyond_the_people_there_are_are_left_out_but_the_fewest_remain() -> None:
    indexed = index_project(
        project(capabilities=API, features={"f": feature(work("build", 6, crew=[1, 4]), work("verify", 6, crew=2))})
    )
    assert [[mode.crew for mode in item.modes] for item in indexed.problem.items] == [[1], [2]]


def test_no_effort_is_a_milestone() -> None:
    indexed = index_project(project(capabilities=API, features={"f": feature(work("build", 0))}))
    assert indexed.problem.items[0].modes == DONE


def test_only_enablement_may_end_after_the_freeze() -> None:
    indexed = index_project(project(capabilities=API, features={"f": feature(work("verify"), work("enable"))}))
    assert [item.by_freeze for item in indexed.problem.items] == [True, False]


def waiting(kind: str, *own: dict[str, Any]) -> tuple[Precedence, ...]:
    """The precedences of a feature that waits two days for one with design, build, verify and enable (items 0 to 3)."""
    other = feature(work("design"), work("build"), work("verify"), work("enable"))
    mine = feature(*own, after=[{"feature": "other", "wait_for": kind, "lag": 2}])
    return index_project(project(capabilities=API, features={"other": other, "mine": mine})).problem.precedences


def test_waiting_for_an_interface_is_from_its_design_to_what_follows_our_design() -> None:
    assert waiting("interface", work("design"), work("build")) == (Precedence(first=0, then=5, lag=2),)


def test_waiting_for_an_interface_asks_nothing_of_a_feature_that_only_designs() -> None:
    assert waiting("interface", work("design")) == ()


def test_waiting_for_the_finish_is_from_its_verification_to_our_first_item() -> None:
    assert waiting("finish", work("design"), work("build")) == (Precedence(first=2, then=4, lag=2),)


def test_an_interface_without_design_is_there_after_the_first_item() -> None:
    features = {
        "other": feature(work("build"), work("verify")),
        "mine": feature(after=[{"feature": "other", "wait_for": "interface"}]),
    }
    problem = index_project(project(capabilities=API, features=features)).problem
    assert problem.precedences == (Precedence(first=0, then=2, lag=0),)
    assert problem.features[1].after == (0,)


def test_cost_and_upkeep_are_one_price() -> None:
    problem = index_project(project(capabilities=API, features={"f": feature(cost=30, upkeep=12)})).problem
    assert problem.features[0].cost == 42
