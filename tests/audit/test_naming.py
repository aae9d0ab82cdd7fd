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
