"""The audit of waits between starts and ends, of waits of calendar days, and of people of several kinds, by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roadmap.audit import capacity, precedence
from roadmap.audit.spans import spans
from roadmap.problem import Feature, Item, Mode, Precedence, Problem
from roadmap.schedule import NOWHERE, Placement, Schedule
from tests.problems import item, problem


def _two(wait: Precedence) -> Problem:
    """Two features of one item of 4 slots each, of which the second waits for the first."""
    return problem([item(0, 4), item(1, 4)], people=2, precedences=[wait])


def _at(first: int, then: int) -> Schedule:
    return Schedule((Placement(0, (first,), (0,)), Placement(0, (then,), (0,))))


@pytest.mark.parametrize(
    ("from_start", "to_end", "earliest", "sentence"),
    [
        # the first runs in [2, 6), the lag is 3, the second takes 4
        (False, False, 9, "item 1 starts in slot 8, before item 0 allows it"),  # starts 3 after the end in 6
        (True, False, 5, "item 1 starts in slot 4, before item 0 allows it"),  # starts 3 after the start in 2
        (False, True, 5, "item 1 ends in slot 8, before item 0 allows it"),  # ends 3 after the end in 6: from 5 to 9
        (True, True, 1, "item 1 ends in slot 4, before item 0 allows it"),  # ends 3 after the start in 2: from 1 to 5
    ],
)
def test_a_wait_ties_starts_and_ends(from_start: bool, to_end: bool, earliest: int, sentence: str) -> None:
    question = _two(Precedence(0, 1, 3, from_start=from_start, to_end=to_end))
    assert list(precedence.check(question, _at(2, earliest))) == []
    assert list(precedence.check(question, _at(2, earliest - 1))) == [sentence]


def test_a_feature_that_is_not_scheduled_hides_no_later_one() -> None:
    question = problem([item(0, 2), item(1, 2), item(1, 2)], people=2)
    late = Schedule((None, Placement(0, (3, 4), (0, 0))))  # the second item begins before the first has ended in 5
    assert len(list(precedence.check(question, late))) == 1


def test_support_work_has_no_order() -> None:
    work = Feature((0, 1), (), 0, lands=False)
    question = problem([item(0, 2), item(0, 2)], features=[work], people=2)
    assert list(precedence.check(question, Schedule((Placement(NOWHERE, (0, 0), (0, 0)),)))) == []


def test_a_wait_of_calendar_days_ends_by_where_it_begins() -> None:
    # From slot 0 it lasts 3 slots, from slot 1 too, from slot 2 four (over a holiday).
    wait = Item(0, (Mode((), 3, until=(3, 4, 6)),), True, 0, 20)
    question = problem([wait, item(0, 1)])
    for start, end in ((0, 3), (1, 4), (2, 6)):
        first, _ = spans(question, 0, Placement(0, (start, 10), (0, 0)))
        assert (first.start, first.end, [missing for _, missing in first.days]) == (start, end, [(0,)] * (end - start))
    beyond, _ = spans(question, 0, Placement(0, (3, 10), (0, 0)))
    assert beyond.end > 1000  # it is not known when that would end, which is after every limit


def test_people_of_several_kinds_pause_each_for_themselves() -> None:
    # One of pool 0 and two of pool 1, four days each. The number 1 + 2 x 1 = 3 says: the first and one of the others.
    mode = Mode(((0, 1), (1, 2)), 4, lines=(((0, 1),), ((1, 2),)))
    work = Item(0, (mode,), True, 0, 20, pauses=True)
    question = replace(
        problem([work], horizon=12),
        capacity=((1,) * 12, (2,) * 12),
        absent=((0,) * 12, (0,) * 12),
        longest_pause=5,
    )
    placed = Placement(0, (0,), (0,), pauses=(((1, 3), (2, 2)),))
    (span,) = spans(question, 0, placed)
    # slot 1: one of each pauses; slot 2: 2 = 0 + 2 x 1, one of the second kind. The first needs 4 days: slots 0, 2, 3
    # and 4; the second 8 person-days: 2 + 1 + 1 + 2 + 2 in slots 0 to 4.
    assert [missing for _, missing in span.days] == [(0, 0), (1, 1), (0, 1), (0, 0), (0, 0)]
    assert span.end == 5
    away = replace(
        question, absent=((0, 1, *(0,) * 10), (0, 1, 1, *(0,) * 9)), capacity=((1, 0, *(1,) * 10), (2, 1, 1, *(2,) * 9))
    )
    assert list(capacity.check(away, Schedule((placed,)))) == []
    broken = list(capacity.check(question, Schedule((placed,))))  # nobody is away there
    assert len(broken) == 2


def test_the_numbers_of_three_kinds_of_people_are_those_of_the_first_in_the_first_place() -> None:
    # Crews of 1, 2 and 1: the number is a + 2 x b + 6 x c.
    mode = Mode(((0, 1), (1, 2), (2, 1)), 4, lines=(((0, 1),), ((1, 2),), ((2, 1),)))
    question = problem([Item(0, (mode,), True, 0, 20, pauses=True)], horizon=12)
    for number, pausing in ((1, (1, 0, 0)), (4, (0, 2, 0)), (6, (0, 0, 1)), (11, (1, 2, 1))):
        (span,) = spans(question, 0, Placement(0, (0,), (0,), pauses=(((1, number),),)))
        assert [missing for _, missing in span.days][:3] == [(0, 0, 0), pausing, (0, 0, 0)]
