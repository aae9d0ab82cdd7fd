"""Pools: what they let through can be staffed, and what can be staffed they let through."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.indexing.people import pools as module
from roadmap.indexing.people.ability import Ability
from roadmap.indexing.people.pools import Ask, Pool, find_pools

FULL, HALF = Fraction(1), Fraction(1, 2)
ALWAYS = ((0, 1),)
SKILLS = ("a", "b", "c")


def somebody(**speeds: Fraction) -> Ability:
    return Ability(speeds, ALWAYS)


def fits(pools: list[Pool], rows: list[tuple[int, ...]], demand: dict[Ask, int]) -> bool:
    """Whether all pools have people enough in slot 0."""
    needed = [sum(n for ask, n in demand.items() if pool.counts(*ask)) for pool in pools]
    return all(n <= row[0] for n, row in zip(needed, rows, strict=True))


def can_be_staffed(people: list[Ability], asks: list[Ask]) -> bool:
    """Tries all ways to give each demand to somebody else: backtracking, so for a few people only."""
    if not asks:
        return True
    (skill, speed), *others = asks
    return any(
        one.speeds.get(skill, 0) >= speed and can_be_staffed(people[:n] + people[n + 1 :], others)
        for n, one in enumerate(people)
    )


def accepts(people: list[Ability], asked: tuple[str, ...] = SKILLS) -> list[tuple[Ask, ...]]:
    return [pool.accepts for pool in find_pools(people, SKILLS, asked, 1)[0]]


def test_people_of_one_skill_each_make_one_pool_for_each_skill() -> None:
    people = [somebody(a=FULL), somebody(a=FULL), somebody(b=FULL)]
    pools, rows, _away = find_pools(people, SKILLS, SKILLS, 1)
    assert [pool.skills for pool in pools] == [("a",), ("b",), ("c",)]
    assert rows == [(2,), (1,), (0,)]


def test_somebody_with_two_skills_counts_for_both_and_once_for_the_two_together() -> None:
    # One of a, one of b, one of either: two of a, two of b, three in all.
    pools, rows, _away = find_pools([somebody(a=FULL), somebody(b=FULL), somebody(a=FULL, b=FULL)], SKILLS, SKILLS, 1)
    assert [pool.skills for pool in pools] == [("a",), ("b",), ("c",), ("a", "b")]
    assert rows == [(2,), (2,), (0,), (3,)]


def test_skills_that_nobody_shares_are_not_joined() -> None:
    people = [somebody(a=FULL, b=FULL), somebody(c=FULL)]
    assert accepts(people)[3:] == [(("a", FULL), ("b", FULL))]


def test_a_second_skill_that_no_work_asks_for_ties_nothing() -> None:
    assert accepts([somebody(a=FULL, b=FULL), somebody(b=FULL)], asked=("b",)) == [
        (("a", FULL),),
        (("b", FULL),),
        (("c", Fraction(0)),),
    ]


def test_faster_people_of_a_skill_are_a_pool_of_their_own() -> None:
    people = [somebody(a=FULL), somebody(a=HALF)]
    pools, rows, _away = find_pools(people, ("a",), ("a",), 1)
    assert [pool.accepts for pool in pools] == [(("a", HALF),), (("a", FULL),)]
    assert rows == [(2,), (1,)]


def test_people_who_are_never_there_at_once_tie_nothing() -> None:
    # The one with both skills is there in slot 1 only, where nobody else is: a and b have one, both together one.
    people = [Ability({"a": FULL}, ((0, 1),)), Ability({"a": FULL, "b": FULL}, ((1, 2),))]
    pools, rows, _away = find_pools(people, ("a", "b"), ("a", "b"), 2)
    assert dict(zip((pool.skills for pool in pools), rows, strict=True)) == {
        ("a",): (1, 1),
        ("b",): (0, 1),
        ("a", "b"): (1, 1),
    }


PEOPLE = st.lists(
    st.dictionaries(st.sampled_from(SKILLS), st.sampled_from((FULL, HALF, Fraction(1, 3))), min_size=1).map(
        lambda speeds: somebody(**speeds)
    ),
    max_size=5,
)


@pytest.mark.slow
@settings(max_examples=120)
@given(PEOPLE)
def test_pools_are_exact(people: list[Ability]) -> None:
    pools, rows, _away = find_pools(people, SKILLS, SKILLS, 1)
    asks = sorted({ask for pool in pools for ask in pool.accepts if ask[1]})
    for counts in product(range(3), repeat=min(len(asks), 5)):
        demand = dict(zip(asks, counts, strict=False))
        wanted = [ask for ask, count in demand.items() for _ in range(count)]
        assert fits(pools, rows, demand) == can_be_staffed(people, wanted)


@settings(max_examples=60)
@given(PEOPLE)
def test_where_there_are_too_many_sets_pools_still_let_nothing_through_that_cannot_be_staffed(
    people: list[Ability],
) -> None:
    most, module.MOST_SETS = module.MOST_SETS, 1
    try:
        pools, rows, _away = find_pools(people, SKILLS, SKILLS, 1)
    finally:
        module.MOST_SETS = most
    asks = sorted({ask for pool in pools for ask in pool.accepts if ask[1]})
    for counts in product(range(3), repeat=min(len(asks), 4)):
        demand = dict(zip(asks, counts, strict=False))
        if fits(pools, rows, demand):
            assert can_be_staffed(people, [ask for ask, count in demand.items() for _ in range(count)])


def test_where_there_are_too_many_sets_nobody_loses_what_few_others_can_do() -> None:
    # Ten people in a ring of ten skills, three each; the first alone knows x as well, and still does.
    ring = [{f"s{(n + step) % 10}": FULL for step in (0, 1, 3)} for n in range(10)]
    ring[0]["x"] = FULL
    skills = tuple(sorted({skill for speeds in ring for skill in speeds}))
    pools, rows, _away = find_pools([Ability(speeds, ALWAYS) for speeds in ring], skills, skills, 1)
    assert dict(zip((pool.skills for pool in pools), rows, strict=True))[("x",)] == (1,)
