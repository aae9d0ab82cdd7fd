"""Pauses in words and on the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from roadmap.plans.engineering.pauses import PauseLine
from roadmap.plans.engineering.work import WorkLine, WorkStatus
from roadmap.supply.feature import Phase
from roadmap.views.chart.pauses import pause_words, pieces_of


def march(day: int) -> date:
    return date(2026, 3, day)


def pause(first: int, last: int, *people: str, whole: bool = True) -> PauseLine:
    return PauseLine(first=march(first), last=march(last), people=list(people or ("ann",)), whole=whole)


def work(*pauses: PauseLine) -> WorkLine:
    return WorkLine(
        phase=Phase.BUILD,
        name=None,
        skill="code",
        crew=2,
        effort=10,
        first=march(2),
        last=march(16),
        status=WorkStatus.PLANNED,
        people=["ann", "bob"],
        pauses=list(pauses),
    )


def test_work_that_never_pauses_is_one_piece_and_says_nothing() -> None:
    assert pieces_of(work()) == [(march(2), march(16), False)]
    assert pause_words([]) == ""


def test_work_is_cut_where_nobody_works_on_it() -> None:
    pieces = pieces_of(work(pause(4, 5), pause(6, 6, "bob", whole=False), pause(9, 9)))
    assert [(first.day, last.day, idle) for first, last, idle in pieces] == [
        (2, 3, False),
        (4, 5, True),
        (6, 8, False),  # somebody goes on on Friday 6
        (9, 9, True),
        (10, 16, False),
    ]


def test_pauses_that_follow_each_other_leave_no_piece_between() -> None:
    pieces = pieces_of(work(pause(4, 5, "ann", "bob"), pause(6, 6, "ann", "cy")))
    assert [(first.day, last.day) for first, last, _ in pieces] == [(2, 3), (4, 5), (6, 6), (7, 16)]


@pytest.mark.parametrize(
    ("pauses", "words"),
    [
        ((pause(4, 4),), "pause 4 Mar"),
        ((pause(4, 5), pause(9, 9)), "pause 4 Mar – 5 Mar, pause 9 Mar"),
        ((pause(6, 6, "bob", whole=False),), "6 Mar without bob"),
        (tuple(pause(day, day) for day in range(3, 12)), "people are away 9 times, 3 Mar – 11 Mar"),
    ],
)
def test_pauses_are_told_in_days(pauses: tuple[PauseLine, ...], words: str) -> None:
    assert pause_words(list(pauses)).replace("\u00a0", " ") == words
