"""Limits before the first slot, and problems with hardly any slots or releases: they are counted like all others."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from roadmap.problem import Challenge, Demand, Feature, Problem, Release
from roadmap.schedule import Status
from roadmap.solver import course
from roadmap.solver.construct.orders import first_plan
from roadmap.tuning import TUNING
from tests.problems import deal, item, problem
from tests.solver.problems import random_problem, simple_problem
from tests.solver.searching import board_for, search_for
from tests.solver.test_brute_force import best_value
from tests.solver.test_decoder import _decoder


@pytest.fixture(autouse=True)
def _few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(course, "TUNING", replace(TUNING, order_item_steps=3))


def _earlier(question: Problem, slots: int) -> Problem:
    """The same problem with every demand due so many slots earlier."""

    def moved(demand: Demand) -> Demand:
        return replace(demand, latest=demand.latest - slots)

    deals = tuple(
        replace(
            wanted,
            levels=tuple(replace(level, demands=tuple(map(moved, level.demands))) for level in wanted.levels),
            challenges=tuple(Challenge(moved(c.demand), c.penalties) for c in wanted.challenges),
        )
        for wanted in question.deals
    )
    return replace(question, deals=deals)


@pytest.mark.parametrize("slots", range(1, 10))
def test_a_deal_whose_limit_lies_before_the_first_slot_is_taken_by_every_order(slots: int) -> None:
    # Gates of 6 and 6 moved by 7 are -1 and -1, where a price for each day until the gate would divide by nothing.
    question = _earlier(simple_problem(days=(2, 2), horizon=6), slots)
    plan = first_plan(board_for(question), decoder=_decoder(question))
    assert sorted(plan.deals) == [0, 1]


@pytest.mark.parametrize("seed", range(30))
def test_the_search_finds_and_proves_the_best_where_limits_are_past(seed: int) -> None:
    _assert_best(_earlier(random_problem(seed), 3 + seed % 7))


@pytest.mark.parametrize("seed", range(12))
def test_the_search_finds_and_proves_the_best_where_releases_froze_before_the_first_slot(seed: int) -> None:
    question = random_problem(seed + 100)
    releases = tuple(
        Release(release.freeze - 4, release.ship, release.cost, fixed=release.fixed) for release in question.releases
    )
    _assert_best(replace(question, releases=releases))


@pytest.mark.parametrize("seed", range(40))
def test_no_part_of_the_search_lands_what_was_verified_late_in_an_earlier_release(seed: int) -> None:
    question = random_problem(seed + 200)
    chance = random.Random(seed)
    features = tuple(
        replace(feature, not_before=chance.randrange(len(question.releases))) if feature.release is None else feature
        for feature in question.features
    )
    _assert_best(replace(question, features=features))


def test_finished_work_stays_in_the_later_release_where_an_earlier_one_is_cut_for_another() -> None:
    # Nothing is left to do. Feature 0 was verified before the freeze of release 0, feature 1 after it.
    question = problem(
        [],
        features=[Feature((), (), 0), Feature((), (), 0, not_before=1)],
        releases=[Release(0, 9, 0, fixed=False), Release(15, 20, 0, fixed=False)],
        deals=[deal(10, ((0,), 9)), deal(10, ((1,), 20))],
    )
    _, found = search_for(question)
    assert found is not None
    assert [placement and placement.release for placement in found.placements] == [0, 1]


@pytest.mark.parametrize("horizon", [0, 1])
@pytest.mark.parametrize("releases", [[], [Release(0, 1, 1, fixed=False)], [Release(-3, 0, 1, fixed=True)]])
def test_hardly_any_slot_and_hardly_any_release_are_planned(horizon: int, releases: list[Release]) -> None:
    wanted = [deal(10, ((0,), -1)), deal(10, ((0,), 1)), deal(5)]
    question = replace(problem([item(0, 1)], horizon=horizon, deals=wanted), releases=tuple(releases))
    _assert_best(question)


def _assert_best(question: Problem) -> None:
    best = best_value(question)
    ending, _ = search_for(question)  # every schedule on the way is audited
    if best is None:
        assert ending.proof.status is Status.INFEASIBLE
    else:
        assert (ending.proof.status, ending.proof.value, ending.proof.bound) == (Status.OPTIMAL, best, best)
