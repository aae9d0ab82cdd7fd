"""Pauses, checked day by day: who pauses is away, somebody begins and ends the work, and all of it is done."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roadmap.audit import broken_rules, capacity
from roadmap.audit.naming import Hand, Post
from roadmap.audit.naming import check as check_names
from roadmap.problem import Item, Mode, Problem, Release
from roadmap.schedule import NOWHERE, Pauses, Placement, Run, Schedule, end_of, placement, runs_of
from tests.problems import problem

TEN = 10


def one(days: int, *, crew: int = 1, there: tuple[int, ...], away: tuple[int, ...], longest: int = TEN) -> Problem:
    """One item of a feature that may pause, and the rows of its people."""
    item = Item(0, (Mode(((0, crew),), days),), True, 0, len(there), pauses=True)
    asked = problem([item], horizon=len(there), releases=[Release(len(there), len(there), 0, True)])
    return replace(asked, capacity=(there,), absent=(away,), longest_pause=longest)


def runs(start: int, *pauses: tuple[int, int]) -> Schedule:
    return Schedule((Placement(0, (start,), (0,), (pauses,) if pauses else ()),))


def broken(asked: Problem, start: int, *pauses: tuple[int, int]) -> list[str]:
    return list(broken_rules(asked, runs(start, *pauses)))


def test_work_pauses_while_its_person_is_away_and_ends_so_much_later() -> None:
    asked = one(3, there=(1, 0, 1, 1, 1), away=(0, 1, 0, 0, 0))
    assert broken(asked, 0, (1, 1)) == []
    ((run,),) = [tuple(runs_of(asked, 0, Placement(0, (0,), (0,), (((1, 1),),))))]
    assert (run.start, run.end, [working for _, _, working, _ in run.taken()]) == (0, 4, [1, 0, 1, 1])


def test_work_at_one_go_over_an_absence_lacks_its_person() -> None:
    assert broken(one(3, there=(1, 0, 1, 1, 1), away=(0, 1, 0, 0, 0)), 0) == [
        "pool 0 is short of people in 1 slots, first in slot 1"
    ]


def test_who_is_gone_is_not_away() -> None:
    assert broken(one(3, there=(1, 0, 1, 1, 1), away=(0, 0, 0, 0, 0)), 0, (1, 1)) == [
        "pool 0 has more seats that pause than people who are away in 1 slots, first in slot 1"
    ]


def test_nothing_pauses_without_an_absence() -> None:
    assert broken(one(3, there=(1, 1, 1, 1, 1), away=(0, 0, 0, 1, 0)), 0, (1, 1)) == [
        "pool 0 has more seats that pause than people who are away in 1 slots, first in slot 1"
    ]


def test_a_reduced_crew_takes_longer_by_what_is_missed_rounded_up() -> None:
    # Two for 5 days: 2 + 2 + 1 + 2 + 2 = 9 of 10, so a sixth day, on which both hold their seats.
    asked = one(5, crew=2, there=(2, 2, 1, 2, 2, 2), away=(0, 0, 1, 0, 0, 0))
    assert broken(asked, 0, (2, 1)) == []
    assert end_of(asked.items[0].modes[0], 0, ((2, 1),)) == 6


@pytest.mark.parametrize(
    ("start", "pauses", "sentence"),
    [
        (1, ((1, 1),), "item 0 begins with a pause"),
        (0, ((1, 1), (1, 1)), "item 0 has pauses that are out of order, or of more seats than it has"),
        (0, ((1, 2),), "item 0 has pauses that are out of order, or of more seats than it has"),
        (0, ((1, 0),), "item 0 has pauses that are out of order, or of more seats than it has"),
        (0, ((2, 1), (1, 1)), "item 0 has pauses that are out of order, or of more seats than it has"),
        (0, ((9, 1),), "item 0 pauses when it does not run"),
        (2, ((1, 1),), "item 0 pauses when it does not run"),
        (0, ((1, 1), (2, 1), (3, 1)), "item 0 pauses for more than 2 slots at a time"),
    ],
)
def test_pauses_that_cannot_be(start: int, pauses: Pauses, sentence: str) -> None:
    asked = one(3, there=(1,) + (0,) * 4 + (1,) * 5, away=(0,) + (1,) * 4 + (0,) * 5, longest=2)
    assert broken(asked, start, *pauses) == [sentence]


def test_a_pause_at_the_end_is_none_of_the_work() -> None:
    # Done with slot 1: what comes after it is no pause.
    assert broken(one(2, there=(1, 1, 0, 1), away=(0, 0, 1, 0)), 0, (2, 1)) == ["item 0 pauses when it does not run"]


def test_what_may_not_pause_does_not() -> None:
    asked = one(3, there=(1, 0, 1, 1, 1), away=(0, 1, 0, 0, 0))
    firm = replace(asked, items=(replace(asked.items[0], pauses=False),))
    assert broken(firm, 0, (1, 1)) == ["item 0 pauses, and may not"]
    assert broken(replace(asked, longest_pause=0), 0, (1, 1)) == ["item 0 pauses, and may not"]


def test_the_end_counts_for_what_comes_after_and_for_the_release() -> None:
    asked = one(2, there=(1, 0, 1, 1), away=(0, 1, 0, 0))
    second = replace(asked.items[0], modes=(Mode(((0, 1),), 1),))
    both = replace(
        asked,
        items=(asked.items[0], second),
        features=(replace(asked.features[0], items=(0, 1)),),
        releases=(Release(3, 3, 0, True),),
    )
    follows = Schedule((Placement(0, (0, 3), (0, 0), (((1, 1),), ())),))
    early = Schedule((Placement(0, (0, 2), (0, 0), (((1, 1),), ())),))
    assert broken_rules(both, follows) == ("item 1 ends after 3, too late for release 0",)
    assert "item 1 starts in slot 2, before slot 3" in broken_rules(both, early)


def test_a_placement_without_pauses_says_nothing_of_them() -> None:
    assert placement(NOWHERE, [1, 2], [0, 0], [(), ()]) == Placement(NOWHERE, (1, 2), (0, 0))


HANDS = [Hand(((0, 1), (2, 5)), {0: 1}, ((1, 2),)), Hand(((0, 5),), {0: 1})]


def names(asked: Problem, schedule: Schedule, *stints: tuple[int, int, int]) -> list[str]:
    return list(check_names(asked, schedule, HANDS, [Post(0, 0, (1,), stints)]))


def test_who_pauses_is_named_on_the_days_away_too() -> None:
    asked = one(3, there=(2, 1, 2, 2, 2), away=(0, 1, 0, 0, 0))
    assert names(asked, runs(0, (1, 1)), (0, 0, 4)) == []
    assert names(asked, runs(0, (1, 1)), (1, 0, 4)) == ["of item 0 not those pause in slot 1 who are away"]
    assert names(asked, runs(0), (0, 0, 3)) == ["of item 0 not those pause in slot 1 who are away"]
    assert names(asked, runs(0), (0, 0, 1), (1, 1, 3)) == []


def test_a_run_says_when_its_seats_work() -> None:
    run = Run(0, 2, 5, Mode(((0, 2),), 2), 0, ((3, 1),))
    assert list(run.taken()) == [(2, 0, 2, 0), (3, 0, 1, 1), (4, 0, 2, 0)]


def test_work_pauses_for_as_long_as_it_may_at_a_time() -> None:
    asked = one(3, there=(1, 0, 0, 1, 1), away=(0, 1, 1, 0, 0), longest=2)
    assert broken(asked, 0, (1, 1), (2, 1)) == []
    assert broken(replace(asked, longest_pause=1), 0, (1, 1), (2, 1)) == [
        "item 0 pauses for more than 1 slots at a time"
    ]


@pytest.mark.parametrize(("crew", "sentences"), [(6, []), (7, ["item 0 takes 7 slots for 1 days of work"])])
def test_a_day_of_work_takes_no_more_than_five_slots_and_the_longest_pause(crew: int, sentences: list[str]) -> None:
    # One of the crew works each day, so that a day of work of six people takes 6 = 5 x 1 + 1 slots, of seven people 7.
    asked = one(1, crew=crew, there=(1,) * 8, away=(crew - 1,) * 8, longest=1)
    assert broken(asked, 0, *((slot, crew - 1) for slot in range(crew))) == sentences


def test_seats_pause_only_where_somebody_is_said_to_be_away() -> None:
    asked = replace(one(2, there=(1, 0, 1), away=(0, 1, 0)), absent=())
    told = "pool 0 has more seats that pause than people who are away in 1 slots, first in slot 1"
    assert list(capacity.check(asked, runs(0, (1, 1)))) == [told]
