"""The named plan, checked: each way to name people wrongly is found."""

from __future__ import annotations

import pytest

from roadmap.audit.naming import Hand, Post, check
from roadmap.problem import Item, Mode
from tests.problems import problem, schedule

ANN = Hand(((0, 20),), {0: 2})
BOB = Hand(((0, 3), (5, 20)), {0: 1, 1: 2})

# Item 0 takes one of skill 0 in slots 0 to 3, item 1 two of them in slots 2 and 3.
QUESTION = problem([Item(0, (Mode(((0, 1),), 4),), True, 0, 20), Item(1, (Mode(((0, 2),), 2),), True, 0, 20)], people=3)
ANSWER = schedule((0, [0]), (0, [5]))
FIRST = Post(0, 0, (1,), ((0, 0, 4),))
SECOND = Post(1, 0, (2, 1), ((0, 5, 7), (1, 5, 7)))


def faults(first: Post = FIRST, second: Post = SECOND) -> list[str]:
    return list(check(QUESTION, ANSWER, (ANN, BOB), (first, second)))


def test_people_who_are_there_and_able_pass() -> None:
    assert faults() == []
    assert faults(first=Post(0, 0, (1,), ((1, 0, 3), (0, 3, 4)))) == []


@pytest.mark.parametrize(
    ("first", "fault"),
    [
        (Post(0, 0, (1,), ((0, 0, 3),)), "item 0 does not have the people it takes in slot 3"),
        (Post(0, 0, (1,), ((1, 0, 4),)), "person 1 is on item 0 while away"),
        (Post(0, 0, (2,), ((1, 0, 3), (0, 3, 4))), "item 0 does not have the people it takes in slot 0"),
        (Post(0, 1, (1,), ((0, 0, 4),)), "item 0 does not have the people it takes in slot 0"),
        (Post(0, 0, (1,), ((0, 0, 4), (1, 0, 2))), "item 0 does not have the people it takes in slot 0"),
        (Post(0, 0, (1,), ((0, 0, 5),)), "person 0 is on item 0 when it does not run"),
        (Post(0, 0, (1, 1), ((0, 0, 4), (1, 0, 3))), "item 0 asks for 2 people and takes 1"),
    ],
)
def test_each_fault_is_named(first: Post, fault: str) -> None:
    assert fault in faults(first=first)


def test_nobody_does_two_things_at_once() -> None:
    other = schedule((0, [2]), (0, [5]))
    first = Post(0, 0, (1,), ((0, 2, 6),))
    assert list(check(QUESTION, other, (ANN, BOB), (first, SECOND))) == ["person 0 does 2 things in slot 5"]


def test_every_item_that_takes_people_is_named_once() -> None:
    sentence = ["the people are not named once for each item that takes people"]
    assert list(check(QUESTION, ANSWER, (ANN, BOB), (FIRST,))) == sentence
    assert list(check(QUESTION, ANSWER, (ANN, BOB), (FIRST, FIRST, SECOND))) == sentence


@pytest.mark.parametrize("stint", [(0, 1, 4), (0, 4, 7), (0, 5, 5)])
def test_a_stint_lies_within_the_work_and_takes_time(stint: tuple[int, int, int]) -> None:
    # Item 0 runs in [2, 6) here, with somebody else on it all the while.
    moved = schedule((0, [2]), None)
    assert list(check(QUESTION, moved, (ANN, ANN), (Post(0, 0, (1,), ((0, 2, 6),)),))) == []
    told = list(check(QUESTION, moved, (ANN, ANN), (Post(0, 0, (1,), ((1, 2, 6), stint)),)))
    assert "person 0 is on item 0 when it does not run" in told


@pytest.mark.parametrize("stints", [((1, 0, 3), (0, 3, 4)), ((0, 0, 3), (1, 3, 4))])
def test_who_must_stay_does_it_from_first_to_last(stints: tuple[tuple[int, int, int], ...]) -> None:
    assert faults(first=Post(0, 0, (1,), ((0, 0, 4),), stays=True)) == []
    assert "item 0 changes hands and must not" in faults(first=Post(0, 0, (1,), stints, stays=True))


def test_the_fastest_meet_what_is_asked_of_the_fastest_in_whatever_order_both_are_named() -> None:
    assert faults(second=Post(1, 0, (1, 2), ((1, 5, 7), (0, 5, 7)))) == []
    slow = "item 1 does not have the people it takes in slot 5"
    assert faults(second=Post(1, 0, (2, 2), ((0, 5, 7), (1, 5, 7)))) == [slow]


def test_what_takes_nobody_or_no_time_has_nobody_on_it() -> None:
    waits, milestone = Item(0, (Mode((), 3),), True, 0, 20), Item(0, (Mode(((0, 1),), 0),), True, 0, 20)
    question = problem([waits, milestone])
    assert list(check(question, schedule((0, [0, 3])), (ANN,), ())) == []
    assert len(list(check(question, schedule((0, [0, 3])), (ANN,), (FIRST,)))) == 1
    assert list(check(QUESTION, schedule(None, None), (ANN, BOB), ())) == []


def test_people_of_several_kinds_are_named_kind_by_kind() -> None:
    both = Mode(((0, 1), (1, 1)), 2, lines=(((0, 1),), ((1, 1),)))
    question = problem([Item(0, (both,), True, 0, 20)])
    one, other = Post(0, 0, (1,), ((0, 0, 2),)), Post(0, 1, (2,), ((1, 0, 2),), line=1)
    assert list(check(question, schedule((0, [0])), (ANN, BOB), (one, other))) == []
    assert list(check(question, schedule((0, [0])), (ANN, BOB), (one,))) == [
        "the people are not named once for each item that takes people"
    ]
    alone = Post(0, 1, (2,), ((0, 0, 2),), line=1)  # who has not that skill, and is there once already
    assert list(check(question, schedule((0, [0])), (ANN, BOB), (one, alone))) == [
        "item 0 does not have the people it takes in slot 0",
        "person 0 does 2 things in slot 0",
        "person 0 does 2 things in slot 1",
    ]
