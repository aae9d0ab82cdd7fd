from __future__ import annotations

from dataclasses import replace

from roadmap.problem import Feature, Item, Mode, Precedence, Release
from roadmap.solver.windows import find_windows
from tests.problems import item, problem
from tests.solver.problems import simple_problem


def test_work_starts_no_earlier_than_the_shortest_way_to_it_and_ends_early_enough_for_what_follows() -> None:
    # Two items of 2 and 3 slots in one feature; the only deal needs it by the release that freezes at 6.
    base = simple_problem(days=(2,), horizon=6)
    two = replace(
        base,
        items=(Item(0, (Mode(((0, 1),), 2),), True, 0, 6), Item(0, (Mode(((0, 1),), 3),), True, 0, 6)),
        features=(Feature((0, 1), (), 0),),
    )
    windows = find_windows(two)
    assert windows.earliest == (0, 2)
    assert windows.latest == (3, 6)


def test_a_feature_that_can_only_land_after_every_demand_for_it_is_never_scheduled() -> None:
    late = simple_problem(days=(4,), horizon=6, gates=(3,))  # releases at 3 and 6, 4 slots of work
    assert not find_windows(late).open(0)
    assert find_windows(simple_problem(days=(3,), horizon=6, gates=(3,))).open(0)


def test_a_pinned_feature_stays_open_although_nobody_needs_it() -> None:
    late = simple_problem(days=(4,), horizon=6, gates=(3,))
    pinned = replace(late, features=(Feature((0,), (), 0, planned=True),))
    assert find_windows(pinned).open(0)
    out = replace(late, features=(Feature((0,), (), 0, planned=False),))
    assert not find_windows(out).open(0)


def test_missing_people_delay_the_earliest_start() -> None:
    base = simple_problem(days=(2,), horizon=6)
    # Nobody is there in slots 0 and 2, so two slots in a row begin at 3.
    assert find_windows(replace(base, capacity=((0, 1, 0, 1, 1, 1),))).earliest == (3,)


def test_a_wait_for_a_feature_that_comes_along_delays_and_one_that_may_not_come_does_not() -> None:
    items = [item(0, 2), item(1, 1)]
    wait = [Precedence(first=0, then=1, lag=1)]
    together = problem(items, features=[Feature((0,), (), 0), Feature((1,), (0,), 0)], precedences=wait)
    apart = problem(items, features=[Feature((0,), (), 0), Feature((1,), (), 0)], precedences=wait)
    assert find_windows(together).earliest == (0, 3)
    assert find_windows(apart).earliest == (0, 0)


def test_modes_that_no_day_has_people_for_or_that_another_beats_are_dropped() -> None:
    base = simple_problem(people=2, days=(2,), horizon=6)
    modes = (Mode(((0, 1),), 4), Mode(((0, 2),), 2), Mode(((0, 2),), 3), Mode(((0, 3),), 1), Mode(((0, 1),), 9))
    windows = find_windows(replace(base, items=(Item(0, modes, True, 0, 6),)))
    assert windows.modes == ((0, 1),)


def test_a_pinned_release_is_the_only_one() -> None:
    base = simple_problem(days=(1, 1), horizon=6, gates=(3, 6))
    windows = find_windows(replace(base, features=(Feature((0,), (), 0, release=1), Feature((1,), (), 0, release=0))))
    # Feature 0 is needed by release 0 but pinned to 1: useless. Feature 1 must use release 0.
    assert not windows.open(0)
    assert (windows.first_release[1], windows.last_release[1]) == (0, 0)


def test_a_problem_without_releases_has_nothing_to_schedule() -> None:
    empty = problem([item(0)], releases=[])
    assert not find_windows(replace(empty, releases=())).open(0)
    assert find_windows(replace(empty, releases=(Release(9, 9, 0, fixed=False),))).first_release == (0,)
