"""Rows of people: the packed one finds, takes and gives what the plain one does."""

from __future__ import annotations

import random

import pytest

from roadmap.solver.timetable import CountRow, PackedRow, Timetable
from tests.problems import item, problem


@pytest.mark.parametrize("seed", range(40))
def test_packed_and_counted_rows_agree(seed: int) -> None:
    chance = random.Random(seed)
    people = tuple(chance.randint(0, 6) for _ in range(chance.randint(1, 30)))
    packed, counted = PackedRow.of(people), CountRow(list(people))
    for _ in range(30):
        days, crew = chance.randint(0, min(6, len(people))), chance.choice([0, 1, 1, 2, 3, 7, 200])
        begin, latest = chance.randint(0, len(people)), chance.randint(-1, len(people) - days)
        start = packed.fit(begin, crew, days, latest)
        assert start == counted.fit(begin, crew, days, latest)
        assert packed.fit_last(begin, crew, days, latest) == counted.fit_last(begin, crew, days, latest)
        if start >= 0 and chance.random() < 0.7:
            packed.take(start, days, crew)
            counted.take(start, days, crew)
            if chance.random() < 0.3:
                packed.give(start, days, crew)
                counted.give(start, days, crew)


def test_a_row_finds_the_first_and_the_last_run_that_is_long_enough() -> None:
    # Two people, but one in slots 2 and 3: a crew of two has runs [0, 2) and [4, 8).
    for row in (PackedRow.of((2, 2, 1, 1, 2, 2, 2, 2)), CountRow([2, 2, 1, 1, 2, 2, 2, 2])):
        assert (row.fit(0, 2, 3, 5), row.fit_last(0, 2, 3, 5), row.fit(0, 2, 5, 3)) == (4, 5, -1)


def test_very_many_people_are_counted_slot_by_slot() -> None:
    assert isinstance(Timetable(problem([item(0)], people=121)).rows[0], CountRow)
    assert isinstance(Timetable(problem([item(0)], people=120)).rows[0], PackedRow)


@pytest.mark.parametrize("people", [3, 500])
def test_a_copy_changes_apart(people: int) -> None:
    table = Timetable(problem([item(0, days=4, crew=people)], people=people, horizon=4))
    other = table.copy()
    other.put(0, 0, 4, 0)
    assert (table.fit(0, 0, 1, 1, 3), other.fit(0, 0, 1, 1, 3)) == (0, -1)
    assert (table.starts, other.starts) == ([-1], [0])
    assert (table.fit_last(0, 0, 1, 1, 3), other.fit_last(0, 0, 1, 1, 3)) == (3, -1)
