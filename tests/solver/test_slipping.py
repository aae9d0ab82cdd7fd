"""A plan that is late as a whole is moved: its work keeps its order, and is placed anew as early as that allows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from roadmap.audit import broken_rules, value
from roadmap.planner.moves.paying import first_of
from roadmap.problem import Feature, Problem, Release
from roadmap.schedule import Placement, Schedule
from roadmap.solver.construct.restart import Restarter, Wish, wish_of
from roadmap.solver.construct.slipping import Slipper
from tests.problems import deal, item, problem, schedule
from tests.solver.absences import absent_problem
from tests.solver.problems import crowded_problem, random_problem

TRAINS = [Release(8, 10, 0, fixed=False), Release(18, 20, 0, fixed=False)]


def slipped(changed: Problem, wished: Schedule, *, early: bool = False, late: int = 0) -> Schedule | None:
    """The schedule slipped into a problem that begins `late` slots later than the one it is of."""
    wishes = [None if (wish := wish_of(one)) is None else as_of(wish, late) for one in wished.placements]
    found = Slipper(Restarter(changed)).slip(wishes, early=early)
    assert found is None or broken_rules(changed, found) == ()
    return found


def test_all_that_comes_after_late_work_moves_by_as_much() -> None:
    # one person, who was to begin in slot 0 and begins in slot 2
    work = [item(0, 2, earliest=2), item(1, 2), item(2, 2)]
    asked = problem(work, releases=TRAINS, deals=[deal(10, ((f,), 20)) for f in range(3)])
    late = slipped(asked, schedule((0, [0]), (0, [2]), (0, [4])))
    assert late == schedule((0, [2]), (0, [4]), (0, [6]))


def test_what_a_gap_takes_up_moves_nothing_behind_it() -> None:
    work = [item(0, 2, earliest=2), item(1, 2)]
    asked = problem(work, releases=TRAINS, deals=[deal(10, ((0,), 10)), deal(10, ((1,), 10))])
    assert slipped(asked, schedule((0, [0]), (0, [5]))) == schedule((0, [2]), (0, [5]))
    assert slipped(asked, schedule((0, [0]), (0, [5])), early=True) == schedule((0, [2]), (0, [0]))


def test_what_misses_its_train_lands_in_the_next_and_keeps_its_place() -> None:
    # 8 slots to the first freeze hold the first feature; the second ends in slot 9 instead of 7
    work = [item(0, 4, earliest=2), item(1, 3)]
    asked = problem(work, releases=TRAINS, deals=[deal(10, ((0,), 10)), deal(10, ((1,), 20))])
    assert slipped(asked, schedule((0, [0]), (0, [4]))) == schedule((0, [2]), (1, [6]))


def test_work_that_is_of_no_use_once_it_is_late_makes_room_for_what_comes_after_it() -> None:
    # the deal of feature 0 takes release 0 alone, whose freeze in slot 8 it would miss by one slot
    work = [item(0, 4, earliest=5), item(1, 4)]
    asked = problem(work, releases=TRAINS, deals=[deal(10, ((0,), 10)), deal(10, ((1,), 10))])
    assert slipped(asked, schedule((0, [0]), (0, [4]))) == schedule(None, (0, [4]))


def test_work_that_waits_is_placed_after_what_it_waits_for_whatever_its_wished_start() -> None:
    features = [Feature((0,), (1,), 0), Feature((1, 2), (), 0)]
    work = [item(0, 2), item(1, 2, earliest=3), item(1, 1)]
    asked = problem(work, features=features, releases=TRAINS, deals=[deal(10, ((0,), 20))])
    assert slipped(asked, schedule((0, [5]), (0, [0, 2]))) == schedule((0, [6]), (0, [3, 5]))


def test_what_must_be_built_is_built_although_no_plan_had_it() -> None:
    features = [Feature((0,), (), 0), Feature((1,), (), 0, planned=True)]
    asked = problem([item(0, 4), item(1, 4)], features=features, releases=TRAINS, deals=[deal(10, ((0,), 20))])
    found = slipped(asked, Schedule((Placement(0, (0,), (0,)), None)))
    assert found is not None
    assert None not in found.placements


def test_nothing_is_told_where_what_must_be_built_finds_no_place() -> None:
    features = [Feature((0,), (), 0, planned=True)]
    asked = problem([item(0, 9)], features=features, deals=[deal(10, ((0,), 20))])
    assert slipped(asked, Schedule((None,))) is None


@pytest.mark.parametrize("make", [random_problem, absent_problem])
def test_a_plan_that_is_not_late_stays_as_good_as_it_is(make: Callable[[int], Problem]) -> None:
    tried = 0
    for seed in range(120):
        asked = make(seed)
        known, worth = first_of(asked)
        found = None if known is None else slipped(asked, known)
        if known is not None and worth is not None:
            tried += 1
            assert found is not None
            assert value(asked, found) >= worth, seed
    assert tried > 60


def test_it_is_worth_what_a_list_decode_in_the_stored_order_is_worth() -> None:
    for seed in range(30):
        asked = one_way(crowded_problem(seed, features=12, deals=12, horizon=60))
        known, _worth = first_of(asked)
        assert known is not None
        late = days_later(asked, 5)
        found = slipped(late, known, early=True, late=5)
        assert found is not None
        assert value(late, found) >= value(late, decoded(late, known)), seed


def one_way(asked: Problem) -> Problem:
    """The problem in which each item has its first mode alone."""
    return replace(asked, items=tuple(replace(work, modes=work.modes[:1]) for work in asked.items))


def days_later(asked: Problem, days: int) -> Problem:
    """The problem so many slots later, when nothing has been done: everything that holds for a day comes sooner."""
    return replace(
        asked,
        horizon=asked.horizon - days,
        capacity=tuple(row[days:] for row in asked.capacity),
        items=tuple(replace(work, latest=work.latest - days) for work in asked.items),
        releases=tuple(replace(one, freeze=one.freeze - days, ship=one.ship - days) for one in asked.releases),
        deals=tuple(
            replace(
                line,
                levels=tuple(
                    replace(
                        level, demands=tuple(replace(demand, latest=demand.latest - days) for demand in level.demands)
                    )
                    for level in line.levels
                ),
            )
            for line in asked.deals
        ),
    )


def as_of(wish: Wish, days: int) -> Wish:
    """A wish as it is numbered so many slots later; what lies before slot 0 is due at once, in the order it had."""
    begins = tuple(None if start is None else start - days for start in wish.starts)
    return replace(wish, starts=tuple(max(0, begin or 0) for begin in begins), begins=begins)


def decoded(asked: Problem, known: Schedule) -> Schedule:
    """The work of a schedule by its starts, each item as early as people and order allow; written again by hand."""
    free = [list(row) for row in asked.capacity]
    order = sorted(
        (start, item)
        for feature, placed in zip(asked.features, known.placements, strict=True)
        if placed is not None
        for item, start in zip(feature.items, placed.starts, strict=True)
    )
    ends, starts = dict[int, int](), dict[int, int]()
    for _start, number in order:
        work, (mode,) = asked.items[number], asked.items[number].modes
        own = asked.features[work.feature].items
        begin = max((ends[other] for other in own if other < number and other in ends), default=0)
        while begin + mode.days <= asked.horizon and any(
            free[pool][slot] < crew for pool, crew in mode.crews for slot in range(begin, begin + mode.days)
        ):
            begin += 1
        if begin + mode.days <= asked.horizon and all(other in ends for other in own if other < number):
            starts[number], ends[number] = begin, begin + mode.days
            for pool, crew in mode.crews:
                for slot in range(begin, begin + mode.days):
                    free[pool][slot] -= crew
    placements: list[Placement | None] = []
    for feature, placed in zip(asked.features, known.placements, strict=True):
        landings = [placements[other] for other in feature.after]
        if placed is None or None in landings or any(item not in ends for item in feature.items):
            placements.append(None)
            continue
        first = max([placed.release, *(one.release for one in landings if one is not None)])
        last = max(ends[item] for item in feature.items)
        fits = [r for r in range(first, len(asked.releases)) if asked.releases[r].freeze >= last]
        placements.append(Placement(fits[0], tuple(starts[i] for i in feature.items), placed.modes) if fits else None)
    return Schedule(tuple(placements))
