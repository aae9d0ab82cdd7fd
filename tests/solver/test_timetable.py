"""The timetable: what fits where, counted slot by slot."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from roadmap.problem import Item, Mode
from roadmap.solver.construct.timetable import Crews, Timetable
from tests.problems import item, problem


def _table(*pools: tuple[int, ...], modes: tuple[Mode, ...] = (Mode(((0, 1),), 1),)) -> Timetable:
    """A timetable of one item, with the people of each pool slot by slot."""
    base = problem([Item(0, modes, True, 0, 100)], horizon=len(pools[0]))
    return Timetable(replace(base, capacity=pools))


def _starts(left: list[list[int]], crews: Crews, begin: int, days: int, latest: int) -> list[int]:
    """Counted slot by slot: the starts at which the crews are free."""
    return [
        start
        for start in range(begin, latest + 1)
        if all(left[pool][s] >= amount for pool, amount in crews for s in range(start, start + days))
    ]


@pytest.mark.parametrize("seed", range(60))
def test_first_and_last_fit_are_what_a_count_slot_by_slot_gives(seed: int) -> None:
    chance = random.Random(seed)
    size, most = chance.randint(1, 30), chance.choice((6, 6, 500, 70_000))
    left = [[chance.choice((0, 1, 2, 5, most)) for _ in range(size)] for _ in range(3)]
    for _ in range(30):
        pools = sorted(chance.sample(range(3), chance.randint(0, 3)))
        crews = tuple((pool, chance.choice((1, 1, 2, 5, most, 10**6))) for pool in pools)
        days = chance.randint(0, min(6, size))
        table = _table(*map(tuple, left), modes=(Mode(crews, days),))
        begin, latest = chance.randint(0, size), chance.randint(-1, size - days)
        starts = _starts(left, crews if days else (), begin, days, latest)
        first, last = table.fit(crews, begin, days, latest), table.fit_last(crews, begin, days, latest)
        assert (first, last) == ((starts[0], starts[-1]) if starts else (-1, -1))
        if starts:
            table.put(0, first, 0)
            taken = dict(crews)
            for pool, row in enumerate(left):
                after = [n - taken.get(pool, 0) * (first <= s < first + days) for s, n in enumerate(row)]
                assert [table.left(pool, slot) for slot in range(size)] == after
            table.undo(0)
        assert [[table.left(pool, slot) for slot in range(size)] for pool in range(3)] == left


def test_a_run_must_be_long_enough() -> None:
    # Two people, but one in slots 2 and 3: a crew of two has runs [0, 2) and [4, 8).
    table, two = _table((2, 2, 1, 1, 2, 2, 2, 2)), ((0, 2),)
    assert (table.fit(two, 0, 3, 5), table.fit_last(two, 0, 3, 5), table.fit(two, 0, 5, 3)) == (4, 5, -1)


def test_all_pools_must_be_free_at_once() -> None:
    # Pool 0 is free in [0, 3) and [4, 7), pool 1 in [2, 6): two slots together only from slot 4 on.
    table = _table((1, 1, 1, 0, 1, 1, 1), (0, 0, 1, 1, 1, 1, 0))
    assert table.fit(((0, 1), (1, 1)), 0, 2, 5) == 4


@pytest.mark.parametrize("people", [3, 500])
def test_a_copy_changes_apart(people: int) -> None:
    table = Timetable(problem([item(0, days=4, crew=people)], people=people, horizon=4))
    other, one = table.copy(), ((0, 1),)
    other.put(0, 0, 0)
    assert (table.fit(one, 0, 1, 3), other.fit(one, 0, 1, 3)) == (0, -1)
    assert (table.starts, other.starts) == ([-1], [0])
    assert (table.fit_last(one, 0, 1, 3), other.fit_last(one, 0, 1, 3)) == (3, -1)


@pytest.mark.parametrize("seed", range(40))
def test_the_loosest_fit_is_what_a_count_slot_by_slot_gives(seed: int) -> None:
    chance = random.Random(seed)
    size = chance.randint(1, 25)
    left = [[chance.randint(0, 9) for _ in range(size)] for _ in range(2)]
    table = _table(*(tuple(row) for row in left))
    for _ in range(30):
        crews = tuple((pool, chance.randint(1, 4)) for pool in sorted(chance.sample(range(2), chance.randint(1, 2))))
        days = chance.randint(1, min(4, size))
        begin = chance.randint(0, size - days)
        starts = _starts(left, crews, begin, days, size - days)
        spare = {s: min(left[p][slot] - n for p, n in crews for slot in range(s, s + days)) for s in starts}
        best = min(starts, key=lambda s: (-spare[s], s), default=-1)
        assert table.fit_loosely(crews, begin, days, size - days) == best


def test_the_loosest_fit_of_what_takes_nobody_is_the_first() -> None:
    table = _table((1, 5, 9))
    assert [table.fit_loosely((), 1, 1, 2), table.fit_loosely(((0, 1),), 1, 0, 2)] == [1, 1]
