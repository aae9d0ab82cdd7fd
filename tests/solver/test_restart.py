"""Beginning again from a plan that was made before: what stays, what moves, what goes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roadmap.audit import broken_rules, value
from roadmap.problem import Feature, Item, Mode, Precedence, Problem, Release
from roadmap.schedule import Placement, Schedule
from roadmap.solver.construct.restart import Restarter, Wish, restart, wish_of
from tests.problems import deal, item, problem, schedule
from tests.solver.problems import random_problem
from tests.solver.searching import search_for

LATER = [Release(8, 10, 0, fixed=False), Release(18, 20, 0, fixed=False)]


def again(changed: Problem, *placements: tuple[int, list[int]] | None) -> Schedule | None:
    """The schedule that a problem restarts with from placements as (release, starts)."""
    found = restart(changed, [wish_of(p) for p in schedule(*placements).placements])
    if found is not None:
        assert broken_rules(changed, found) == ()
    return found


def test_what_is_still_valid_stays_where_it_was() -> None:
    asked = problem([item(0), item(1)], deals=[deal(10, ((0,), 10)), deal(5, ((1,), 10))])
    assert again(asked, (0, [5]), (0, [1])) == schedule((0, [5]), (0, [1]))


def test_work_that_no_longer_fits_where_it_was_moves_later() -> None:
    # one person is away in slots 0 to 3, so the work of slot 1 begins in slot 4
    asked = replace(problem([item(0)], deals=[deal(10, ((0,), 10))]), capacity=((0,) * 4 + (1,) * 16,))
    assert again(asked, (0, [1])) == schedule((0, [4]))


def test_what_can_stay_goes_before_what_must_move() -> None:
    # feature 0 may not start before slot 2 any more, where feature 1 is until slot 4
    asked = problem([item(0, earliest=2), item(1)], deals=[deal(10, ((0,), 10)), deal(5, ((1,), 10))])
    assert again(asked, (0, [0]), (0, [2])) == schedule((0, [4]), (0, [2]))


def test_a_feature_that_misses_its_release_lands_in_the_next() -> None:
    # the freeze is in slot 8 and the work cannot begin before slot 7
    asked = problem([item(0, earliest=7)], releases=LATER, deals=[deal(10, ((0,), 20))])
    assert again(asked, (0, [5])) == schedule((1, [7]))


def test_a_feature_goes_when_its_people_are_gone() -> None:
    asked = replace(problem([item(0)], deals=[deal(10, ((0,), 10))]), capacity=((0,) * 20,))
    assert again(asked, (0, [1])) == schedule(None)


def test_a_feature_that_is_of_no_use_any_more_goes() -> None:
    assert again(problem([item(0)]), (0, [1])) == schedule(None)


def test_a_feature_is_not_kept_without_what_it_comes_after() -> None:
    features = [Feature((0,), (), 0, planned=False), Feature((1,), (0,), 0)]
    asked = problem([item(0), item(1)], features=features, deals=[deal(10, ((1,), 10))])
    assert again(asked, (0, [0]), (0, [2])) == schedule(None, None)


def test_a_deal_that_came_since_is_served_where_that_pays() -> None:
    asked = problem([item(0), item(1)], deals=[deal(10, ((0,), 10)), deal(5, ((1,), 10))])
    assert again(asked, (0, [0]), None) == schedule((0, [0]), (0, [2]))


def test_what_became_pinned_takes_its_place_from_what_was_there() -> None:
    # 8 slots to the freeze hold one feature of 5: the pinned one
    features = [Feature((0,), (), 0), Feature((1,), (), 0, planned=True)]
    asked = problem([item(0, 5), item(1, 5)], features=features, deals=[deal(10, ((0,), 10))])
    assert again(asked, (0, [0]), None) == schedule(None, (0, [0]))


def test_running_work_goes_on_where_it_is_fixed() -> None:
    started = Item(0, (Mode(((0, 1),), 3),), True, 0, 100, start=0)
    features = [Feature((0,), (), 0, planned=True), Feature((1,), (), 0)]
    asked = problem([started, item(1)], features=features, deals=[deal(10, ((1,), 10))])
    assert again(asked, (0, [4]), (0, [0])) == schedule((0, [0]), (0, [3]))


def test_there_is_no_start_where_the_pins_do_not_fit() -> None:
    features = [Feature((0,), (), 0, planned=True), Feature((1,), (), 0, planned=True)]
    asked = problem([item(0, 5), item(1, 5)], features=features)
    assert again(asked, (0, [0]), None) is None


def test_there_is_no_start_where_running_work_does_not_fit() -> None:
    started = Item(0, (Mode(((0, 2),), 3),), True, 0, 100, start=0)
    asked = problem([started], features=[Feature((0,), (), 0, planned=True)])
    assert again(asked, (0, [0])) is None


def test_a_deal_that_became_pinned_is_served() -> None:
    asked = problem([item(0), item(1)], deals=[deal(10, ((0,), 10)), deal(0, ((1,), 10), served=True)])
    assert again(asked, (0, [0]), None) == schedule((0, [0]), (0, [2]))


def test_a_pinned_release_wins_over_the_one_that_was() -> None:
    features = [Feature((0,), (), 0, release=1)]
    asked = problem([item(0)], features=features, releases=LATER, deals=[deal(10, ((0,), 20))])
    assert again(asked, (0, [0])) == schedule((1, [0]))


def test_work_that_waits_keeps_its_distance() -> None:
    # item 1 waits three slots for the end of item 0, which is now done in slots 2 and 3
    features = [Feature((0,), (), 0), Feature((1,), (0,), 0)]
    asked = problem(
        [item(0, earliest=2), item(1)],
        features=features,
        releases=LATER,
        precedences=[Precedence(0, 1, 3)],
        deals=[deal(10, ((1,), 20))],
    )
    assert again(asked, (0, [0]), (0, [5])) == schedule((0, [2]), (1, [7]))


def test_where_nothing_is_known_work_goes_as_early_as_it_fits_in_its_quickest_mode() -> None:
    two = Item(0, (Mode(((0, 1),), 4), Mode(((0, 2),), 2)), True, 0, 100)
    asked = problem([two], people=2, deals=[deal(10, ((0,), 10))])
    found = restart(asked, [Wish(None, (None,), (None,))])
    assert found == Schedule((Placement(0, (0,), (1,)),))


@pytest.mark.parametrize(
    "wish", [Wish(7, (0,), (0,)), Wish(0, (0,), (9,)), Wish(0, (0, 0), (0, 0)), Wish(-3, (-5,), (0,))]
)
def test_wishes_of_another_shape_harm_nothing(wish: Wish) -> None:
    asked = problem([item(0)], deals=[deal(10, ((0,), 10))])
    found = restart(asked, [wish])
    assert found is not None
    assert value(asked, found) == 10


@pytest.mark.parametrize("seed", range(60))
def test_any_plan_restarts_in_any_other_problem_of_its_shape(seed: int) -> None:
    asked = random_problem(seed)
    _, best = search_for(asked)
    if best is None:
        return
    wishes = [wish_of(p) for p in best.placements]
    same = restart(asked, wishes)
    assert Restarter(asked).resume(best) == same
    if same is not None:  # pins may not fit one after the other
        assert broken_rules(asked, same) == ()
        assert value(asked, same) == value(asked, best)
    people = random_problem(seed + 1000).capacity
    changed = replace(asked, capacity=people, releases=random_problem(seed + 2000).releases)
    found = restart(changed, wishes)
    assert found is None or broken_rules(changed, found) == ()


def test_a_deal_that_must_be_served_takes_its_room_from_what_is_worth_least() -> None:
    # one person, eight slots to the freeze: two of three features of four days; what earns 10 gives way, not 100
    deals = [deal(100, ((0,), 10)), deal(10, ((1,), 10)), deal(50, ((2,), 10), served=True)]
    asked = problem([item(0, 4), item(1, 4), item(2, 4)], deals=deals)
    found = again(asked, (0, [0]), (0, [4]), None)
    assert found == schedule((0, [0]), None, (0, [4]))


def test_what_comes_after_a_feature_that_moves_forward_stays() -> None:
    # feature 0 is wanted in the first release now: it moves from slot 8 to slot 4, and feature 1 stays behind it
    features = [Feature((0,), (), 0), Feature((1,), (0,), 0), Feature((2,), (), 0)]
    wait = [Precedence(0, 1, 0)]
    deals = [deal(100, ((1,), 20)), deal(50, ((0,), 10), served=True), deal(70, ((2,), 10))]
    items = [item(0, 4), item(1, 4), item(2, 4)]
    asked = problem(items, features=features, precedences=wait, deals=deals, releases=LATER)
    assert again(asked, (1, [8]), (1, [12]), (0, [0])) == schedule((0, [4]), (1, [12]), (0, [0]))


@pytest.mark.parametrize("seed", range(60))
def test_any_deal_may_be_forced_into_any_plan(seed: int) -> None:
    asked = random_problem(seed, features=4, horizon=8, pins=seed % 2 == 0)
    start = restart(asked, [None] * len(asked.features))
    for position, line in enumerate(asked.deals if start is not None else ()):
        deals = [replace(one, served=True) if n == position else one for n, one in enumerate(asked.deals)]
        forced = replace(asked, deals=tuple(deals))
        found = Restarter(forced).resume(start) if line.served is None and start is not None else None
        assert found is None or broken_rules(forced, found) == ()
