"""Each rule of the audit on schedules made by hand: kept, broken, on the boundary, and on nothing at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roadmap.audit import broken_rules, capacity, coverage, crew, landing, pins, precedence
from roadmap.problem import Feature, Item, Mode, Precedence, Problem, Release
from roadmap.schedule import Placement, Schedule
from tests.problems import deal, item, problem, schedule


def test_nothing_scheduled_breaks_no_rule() -> None:
    assert broken_rules(problem([item(0)]), schedule(None)) == ()


def test_an_empty_problem_has_a_valid_empty_schedule() -> None:
    assert broken_rules(Problem(0, (), (), (), (), (), ()), Schedule(())) == ()


@pytest.mark.parametrize(
    ("placed", "words"),
    [
        (Schedule((Placement(1, (0,), (0,)),)), "release 1, which does not exist"),
        (Schedule((Placement(-1, (0,), (0,)),)), "release -1, which does not exist"),
        (Schedule((Placement(0, (0, 1), (0,)),)), "one start and one mode"),
        (Schedule((Placement(0, (0,), (1,)),)), "mode 1, which does not exist"),
        (Schedule((Placement(0, (0,), (-1,)),)), "mode -1, which does not exist"),
        (Schedule(()), "0 features, the problem 1"),
    ],
)
def test_malformed_schedules_are_refused_before_any_other_rule(placed: Schedule, words: str) -> None:
    broken = broken_rules(problem([item(0)]), placed)
    assert len(broken) == 1
    assert words in broken[0]


def test_crew_accepts_a_well_formed_schedule() -> None:
    assert list(crew.check(problem([item(0)]), schedule((0, [0])))) == []


# Two items of 2 slots: the second may start in slot 2, not in slot 1.
@pytest.mark.parametrize(("second", "sentences"), [(2, 0), (1, 1)])
def test_items_of_a_feature_run_in_order(second: int, sentences: int) -> None:
    chain = problem([item(0), item(0)], people=2)
    assert len(list(precedence.check(chain, schedule((0, [0, second]))))) == sentences


# An item of 2 slots in the window [3, 6): it may start in slot 3 or 4.
@pytest.mark.parametrize(("start", "sentences"), [(2, 1), (3, 0), (4, 0), (5, 1)])
def test_items_stay_in_their_window(start: int, sentences: int) -> None:
    window = problem([item(0, earliest=3, latest=6)])
    assert len(list(precedence.check(window, schedule((0, [start]))))) == sentences


def test_items_end_within_the_horizon() -> None:
    assert list(precedence.check(problem([item(0, days=3)], horizon=4), schedule((0, [2])))) == [
        "item 0 ends at 5, after 4"
    ]


# Feature 0 ends at 2; feature 1 waits for it with a lag of 3: slot 5 is the first allowed.
@pytest.mark.parametrize(("start", "sentences"), [(4, 1), (5, 0)])
def test_features_wait_for_each_other_with_a_lag(start: int, sentences: int) -> None:
    waiting = problem([item(0), item(1)], precedences=[Precedence(first=0, then=1, lag=3)])
    assert len(list(precedence.check(waiting, schedule((0, [0]), (0, [start]))))) == sentences


def test_a_precedence_asks_nothing_when_one_side_is_not_scheduled() -> None:
    waiting = problem([item(0), item(1)], precedences=[Precedence(first=0, then=1, lag=3)])
    assert list(precedence.check(waiting, schedule(None, (0, [0])))) == []


# One person, two items of 2 slots: side by side they are short in the slots they share.
@pytest.mark.parametrize(("start", "short"), [(0, 2), (1, 1), (2, 0)])
def test_people_suffice_in_every_slot(start: int, short: int) -> None:
    broken = list(capacity.check(problem([item(0), item(1)]), schedule((0, [0]), (0, [start]))))
    assert broken == ([f"pool 0 is short of people in {short} slots, first in slot {start}"] if short else [])


def test_a_crew_counts_with_all_its_people() -> None:
    assert list(capacity.check(problem([item(0, crew=2)]), schedule((0, [0])))) != []
    assert list(capacity.check(problem([item(0, crew=2)], people=2), schedule((0, [0])))) == []


def test_every_pool_that_an_item_takes_from_is_counted() -> None:
    # Two of pool 0 and one of pool 1 in slots 0 and 1; pool 1 has nobody in slot 1.
    work = Item(0, (Mode(((0, 2), (1, 1)), 2),), True, 0, 20)
    question = replace(problem([work]), capacity=((2,) * 20, (1, 0) + (1,) * 18))
    assert list(capacity.check(question, schedule((0, [0])))) == [
        "pool 1 is short of people in 1 slots, first in slot 1"
    ]
    assert list(capacity.check(question, schedule((0, [2])))) == []


# Freeze 8, ship 10; the item takes 2 slots.
@pytest.mark.parametrize(
    ("by_freeze", "start", "sentences"), [(True, 6, 0), (True, 7, 1), (False, 8, 0), (False, 9, 1)]
)
def test_work_ends_by_freeze_and_enablement_by_ship(by_freeze: bool, start: int, sentences: int) -> None:
    assert len(list(landing.check(problem([item(0, by_freeze=by_freeze)]), schedule((0, [start]))))) == sentences


def test_a_feature_lands_no_earlier_than_what_it_comes_after() -> None:
    trains = [Release(5, 5, 0, fixed=False), Release(9, 9, 0, fixed=False)]
    chain = problem([item(0), item(1)], features=[Feature((0,), (), 0), Feature((1,), (0,), 0)], releases=trains)
    assert list(landing.check(chain, schedule((0, [0]), (1, [2])))) == []
    assert list(landing.check(chain, schedule((1, [0]), (0, [2])))) == [
        "feature 1 lands in release 0, before feature 0"
    ]
    assert list(landing.check(chain, schedule(None, (0, [2])))) == [
        "feature 1 comes after feature 0, which is not scheduled"
    ]


# The release ships at 10: a demand for 10 is met, one for 9 is not.
@pytest.mark.parametrize(("latest", "sentences"), [(10, 0), (9, 1)])
def test_a_deal_pinned_to_be_served_is_served(latest: int, sentences: int) -> None:
    pinned = problem([item(0)], deals=[deal(5, ((0,), latest), served=True)])
    assert len(list(coverage.check(pinned, schedule((0, [0]))))) == sentences


def test_pinned_features_are_in_out_in_their_release_and_on_their_day() -> None:
    trains = [Release(8, 10, 0, fixed=False), Release(9, 11, 0, fixed=False)]
    works = [item(0), item(1), item(2), item(3, start=4)]
    features = [
        Feature((0,), (), 0, planned=True),
        Feature((1,), (), 0, planned=False),
        Feature((2,), (), 0, release=1),
        Feature((3,), (), 0),
    ]
    pinned = problem(works, features=features, releases=trains, people=4)
    assert list(pins.check(pinned, schedule((0, [0]), None, (1, [0]), (0, [4])))) == []
    assert list(pins.check(pinned, schedule(None, (0, [0]), (0, [0]), (0, [5])))) == [
        "feature 0 is pinned to be built and is not",
        "feature 1 is pinned out and is built",
        "feature 2 is pinned to release 1 and lands in 0",
        "item 3 starts in slot 5 and is fixed to slot 4",
    ]


def test_a_malformed_feature_hides_no_other_that_is() -> None:
    three = problem([item(0), item(1), item(2), item(3)], people=4)
    wrong = Schedule(
        (
            Placement(1, (0,), (0, 0)),  # no such release, and a mode too many
            None,
            Placement(0, (0,), (0,), ((), ())),
            Placement(0, (0,), (7,)),
        )
    )
    assert broken_rules(three, wrong) == (
        "feature 0 lands in release 1, which does not exist",
        "feature 0 does not have one start and one mode for each of its items",
        "feature 2 does not have pauses for each of its items, or none",
        "item 3 is done in mode 7, which does not exist",
    )


@pytest.mark.parametrize(("release", "sentences"), [(0, 1), (1, 0), (2, 0)])
def test_a_feature_lands_not_before_the_release_that_it_may_land_in(release: int, sentences: int) -> None:
    trains = [Release(8, 10 + number, 0, fixed=False) for number in range(3)]
    question = problem([item(0)], features=[Feature((0,), (), 0, not_before=1)], releases=trains)
    assert len(list(landing.check(question, schedule((release, [0]))))) == sentences


def test_a_feature_that_is_not_built_hides_no_later_one_of_any_rule() -> None:
    late = problem(
        [item(0), item(1, start=3, latest=5)], features=[Feature((0,), (), 0), Feature((1,), (), 0, release=0)]
    )
    placed = schedule(None, (0, [9]))
    for rule, sentences in ((precedence, 1), (landing, 1), (pins, 1), (capacity, 0)):
        assert len(list(rule.check(late, placed))) == sentences
    nobody = replace(late, capacity=((0,) * 20,))
    assert len(list(capacity.check(nobody, placed))) == 1


def test_work_beyond_the_days_that_are_counted_takes_nobody_there() -> None:
    # In slots 19 and 20 of a plan of 20: precedence tells of it, capacity counts what lies within.
    assert list(capacity.check(problem([item(0)], people=0), schedule((0, [19])))) == [
        "pool 0 is short of people in 1 slots, first in slot 19"
    ]
