"""Each rule of the model: what it allows, what it forbids, the boundary between them, and nothing to apply it to.

A rule is tested by pinning exactly what it speaks of: the model is then feasible, or provably is not.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from ortools.sat.python import cp_model

from roadmap.audit import broken_rules
from roadmap.problem import Challenge, Deal, Demand, Feature, Item, Level, Mode, Precedence, Problem, Release
from roadmap.schedule import Status
from roadmap.solver.cpsat.full_model import build_model, read_schedule
from roadmap.solver.valuation import Valuation
from roadmap.solver.windows import find_windows
from tests.problems import item, problem
from tests.solver.problems import simple_problem
from tests.solver.searching import search_for

RELEASE = Release(freeze=8, ship=10, cost=0, fixed=False)


def _built(
    *items: tuple[int, ...], after: dict[int, tuple[int, ...]] | None = None, release: int | None = None
) -> list[Feature]:
    """Features that must be built, with their items and what each comes after."""
    return [Feature(own, (after or {}).get(n, ()), 0, planned=True, release=release) for n, own in enumerate(items)]


def _feasible(question: Problem) -> bool:
    """Whether the model, without a search around it, has a schedule. The audit accepts the one that it finds."""
    model = build_model(question, find_windows(question), valuation=Valuation(question))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(model.cp)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    if status == cp_model.OPTIMAL:
        assert broken_rules(question, read_schedule(model, solver.value)) == ()
    return status == cp_model.OPTIMAL


@pytest.mark.parametrize(("second_start", "allowed"), [(3, False), (4, True), (5, True)])
def test_precedence_lets_the_next_item_start_when_the_one_before_has_ended(second_start: int, allowed: bool) -> None:
    # The first item fills slots 0 to 3.
    items = [item(0, 4, start=0), item(0, 2, start=second_start)]
    assert _feasible(problem(items, features=_built((0, 1)), people=2)) is allowed


@pytest.mark.parametrize(("start", "allowed"), [(5, False), (6, True)])
def test_precedence_waits_for_the_other_feature_with_its_lag(start: int, allowed: bool) -> None:
    # 4 slots of work, then 2 of waiting.
    items = [item(0, 4, start=0), item(1, 2, start=start)]
    wait = [Precedence(first=0, then=1, lag=2)]
    assert _feasible(problem(items, features=_built((0,), (1,)), people=2, precedences=wait)) is allowed


def test_precedence_does_not_hold_where_one_of_the_features_is_not_scheduled() -> None:
    features = [Feature((0,), (), 0, planned=False), Feature((1,), (), 0, planned=True)]
    wait = [Precedence(first=0, then=1, lag=2)]
    assert _feasible(problem([item(0, 8), item(1, 2, start=0)], features=features, precedences=wait))


@pytest.mark.parametrize(("people", "allowed"), [(1, False), (2, True)])
def test_capacity_lets_no_more_work_at_once_than_there_are_people(people: int, allowed: bool) -> None:
    items = [item(0, 4, start=0), item(1, 4, start=3)]
    assert _feasible(problem(items, features=_built((0,), (1,)), people=people)) is allowed


@pytest.mark.parametrize(("away", "allowed"), [(3, False), (4, True)])
def test_capacity_counts_the_day_on_which_somebody_is_away(away: int, allowed: bool) -> None:
    question = problem([item(0, 4, start=0)], features=_built((0,)))
    people = tuple(0 if slot == away else 1 for slot in range(20))
    assert _feasible(replace(question, capacity=(people,))) is allowed


@pytest.mark.parametrize(("second", "allowed"), [((0, 0, 1, 1), True), ((0, 0, 1, 0), False)])
def test_capacity_of_every_pool_counts(second: tuple[int, ...], allowed: bool) -> None:
    # Two days that take one of both pools at once; only slots 2 and 3 have both.
    work = Item(0, (Mode(((0, 1), (1, 1)), 2),), True, 0, 4)
    question = problem([work], features=_built((0,)), horizon=4)
    assert _feasible(replace(question, capacity=((1, 1, 1, 1), second))) is allowed


def test_capacity_is_no_matter_for_a_milestone() -> None:
    milestone = Item(0, (Mode((), 0),), True, 0, 20)
    assert _feasible(problem([milestone], features=_built((0,)), people=0))


@pytest.mark.parametrize(("people", "latest", "crew"), [((1,) * 20, 8, 0), ((2,) * 4 + (1,) * 16, 4, 1)])
def test_crew_is_one_size_that_fits_the_people_and_the_time(people: tuple[int, ...], latest: int, crew: int) -> None:
    # One person takes 8 slots, two take 4. In the first case there is only one, in the second there are 4 slots.
    work = Item(0, (Mode(((0, 1),), 8), Mode(((0, 2),), 4)), True, 0, latest)
    _, schedule = search_for(replace(problem([work], features=_built((0,))), capacity=(people,)))
    assert schedule is not None
    assert schedule.placements[0] is not None
    assert schedule.placements[0].modes == (crew,)


def test_crew_too_large_for_the_people_is_infeasible() -> None:
    assert not _feasible(problem([item(0, 2, crew=2)], features=_built((0,)), people=1))


@pytest.mark.parametrize(
    ("days", "by_freeze", "allowed"), [(8, True, True), (9, True, False), (10, False, True), (11, False, False)]
)
def test_landing_takes_verified_work_by_the_freeze_and_the_rest_by_the_ship_day(
    days: int, by_freeze: bool, allowed: bool
) -> None:
    question = problem([item(0, days, by_freeze=by_freeze)], features=_built((0,)), releases=[RELEASE])
    assert _feasible(question) is allowed


@pytest.mark.parametrize(("release", "allowed"), [(0, False), (1, True)])
def test_landing_is_never_before_what_the_feature_comes_after(release: int, allowed: bool) -> None:
    # Feature 0 takes 9 slots and misses the first freeze; feature 1 comes after it and is pinned to a release.
    features = [Feature((0,), (), 0, planned=True), Feature((1,), (0,), 0, planned=True, release=release)]
    releases = [RELEASE, Release(freeze=18, ship=19, cost=0, fixed=False)]
    assert _feasible(problem([item(0, 9), item(1, 1)], features=features, people=2, releases=releases)) is allowed


def test_landing_brings_along_what_the_feature_comes_after() -> None:
    features = [Feature((0,), (), 0, planned=False), Feature((1,), (0,), 0, planned=True)]
    assert not _feasible(problem([item(0, 1), item(1, 1)], features=features))


@pytest.mark.parametrize(("days", "release"), [(2, 0), (3, 1)])
def test_landing_keeps_a_freeze_that_comes_before_the_freeze_of_an_earlier_release(days: int, release: int) -> None:
    # The first release freezes at 6 and ships at 8; the second freezes at 2 and ships at 9. Only two slots fit both.
    releases = [Release(6, 8, 0, fixed=False), Release(2, 9, 0, fixed=False)]
    features = [Feature((0,), (), 0, planned=True, release=1)]
    assert _feasible(problem([item(0, days)], features=features, releases=releases)) is (release == 0)


@pytest.mark.parametrize(("gate", "allowed"), [(9, False), (10, True)])
def test_coverage_serves_a_deal_by_what_ships_no_later_than_its_limit(gate: int, allowed: bool) -> None:
    deal = Deal((Level(5, (Demand((0,), gate),)),), served=True)
    assert _feasible(problem([item(0, 2)], deals=[deal])) is allowed


def test_coverage_by_one_alternative_is_enough_and_by_none_is_not() -> None:
    features = [Feature((0,), (), 0, planned=False), Feature((1,), (), 0)]
    either = Deal((Level(5, (Demand((0, 1), 10),)),), served=True)
    neither = Deal((Level(5, (Demand((0,), 10),)),), served=True)
    nothing = Deal((Level(5, (Demand((), 10),)),), served=True)
    items = [item(0, 1), item(1, 1)]
    assert _feasible(problem(items, features=features, deals=[either]))
    assert not _feasible(problem(items, features=features, deals=[neither]))
    assert not _feasible(problem(items, features=features, deals=[nothing]))


@pytest.mark.parametrize(("penalty", "value", "built"), [(5, 10, False), (7, 9, True)])
def test_coverage_meets_a_challenge_when_that_is_worth_its_price(penalty: int, value: int, built: bool) -> None:
    # Feature 0 is free and earns 15. Without feature 1, 15 - 5 = 10 or 15 - 7 = 8 are left;
    # with it, 15 less its cost of 6 = 9.
    features = [Feature((0,), (), 0), Feature((1,), (), 6)]
    challenge = Challenge(Demand((1,), 10), (penalty,))
    deal = Deal((Level(15, (Demand((0,), 10),)),), (challenge,))
    ending, schedule = search_for(problem([item(0, 1), item(1, 1)], features=features, deals=[deal]))
    assert ending.proof.value == value
    assert schedule is not None
    assert (schedule.placements[1] is not None) is built


def test_pins_hold_a_start_a_release_and_a_deal_that_earns_nothing() -> None:
    features = [Feature((0,), (), 0, planned=True, release=1), Feature((1,), (), 0)]
    releases = [RELEASE, Release(freeze=18, ship=19, cost=3, fixed=False)]
    deal = Deal((Level(5, (Demand((1,), 20),)),), served=False)
    question = problem([item(0, 1, start=2), item(1, 1)], features=features, releases=releases, deals=[deal])
    ending, schedule = search_for(question)
    assert schedule is not None
    placement = schedule.placements[0]
    assert placement is not None
    assert (placement.release, placement.starts) == (1, (2,))
    assert schedule.placements[1] is None
    assert ending.proof.value == -3


def test_pins_that_contradict_each_other_are_infeasible() -> None:
    # Two pieces of four slots for one person, both to be done by slot 5.
    items = [item(0, 4, latest=5), item(1, 4, latest=5)]
    assert not _feasible(problem(items, features=_built((0,), (1,))))


def test_a_fixed_release_costs_although_nothing_lands() -> None:
    fixed = Release(freeze=8, ship=10, cost=7, fixed=True)
    ending, _ = search_for(problem([item(0)], releases=[fixed]))
    assert ending.proof.value == -7


@pytest.mark.parametrize("horizon", [0, 1])
def test_with_nothing_to_plan_the_empty_plan_is_proved_the_best(horizon: int) -> None:
    empty = Problem(horizon=horizon, capacity=(), items=(), features=(), precedences=(), releases=(), deals=())
    ending, schedule = search_for(empty)
    assert (ending.proof.status, ending.proof.value) == (Status.OPTIMAL, 0)
    assert schedule is not None
    assert schedule.placements == ()


@pytest.mark.parametrize(("end", "allowed"), [(2, True), (3, False)])
def test_landing_in_a_release_that_freezes_before_an_earlier_one_keeps_its_own_freeze(end: int, allowed: bool) -> None:
    # The first release freezes at 6, the second, which ships later, at 2. The feature is made to land in the second.
    releases = (Release(6, 8, 0, fixed=False), Release(2, 9, 0, fixed=False))
    question = replace(simple_problem(days=(1,), gates=(9,), horizon=9), releases=releases)
    model = build_model(question, find_windows(question), valuation=Valuation(question))
    work, row = model.variables.items[0], model.variables.landed[0]
    assert work is not None
    model.cp.add(work.end == end)
    model.cp.add_bool_and([row[1], row[0].negated()])
    solver = cp_model.CpSolver()
    assert (solver.solve(model.cp) == cp_model.OPTIMAL) is allowed
