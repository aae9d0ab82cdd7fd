"""Who is away and comes back, and who is gone: slots, and the rows that pools make of them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random

from roadmap.indexing import index_project
from roadmap.indexing.begun.running import Going, Running, without_held
from roadmap.indexing.people.ability import Ability
from roadmap.indexing.people.absence import halves_away, merged, there_and_away, without
from roadmap.indexing.people.moved import Stretch, at_home, in_line
from roadmap.indexing.people.pools import find_pools
from roadmap.indexing.people.worker import Worker
from roadmap.supply.second_line import Move
from tests.projects import project

FULL = Fraction(1)


def test_a_short_absence_is_away_and_a_long_one_is_gone() -> None:
    # There in [0, 30): leave of 3 slots, and of 11 where the longest is 10.
    there, away = there_and_away((0, 30), [(4, 7), (12, 23)], longest=10, horizon=30)
    assert there == ((0, 4), (7, 12), (23, 30))
    assert away == ((4, 7),)


def test_leaves_that_meet_are_one_absence() -> None:
    assert there_and_away((0, 30), [(4, 10), (10, 15)], longest=10, horizon=30)[1] == ()
    assert there_and_away((0, 30), [(4, 10), (9, 14)], longest=10, horizon=30)[1] == ((4, 14),)


def test_an_absence_that_began_before_the_plan_counts_from_its_first_day() -> None:
    # From slot -8: 11 slots until slot 3, of which 3 lie within the plan.
    assert there_and_away((-100, 30), [(-8, 3)], longest=10, horizon=30) == (((3, 30),), ())
    assert there_and_away((-100, 30), [(-7, 3)], longest=10, horizon=30) == (((3, 30),), ((0, 3),))


def test_nobody_is_away_before_their_first_and_after_their_last_day() -> None:
    assert there_and_away((5, 20), [(3, 7), (18, 25)], longest=10, horizon=30) == (((7, 18),), ((5, 7), (18, 20)))
    assert there_and_away((5, 20), [(1, 5), (20, 25)], longest=10, horizon=30) == (((5, 20),), ())


def test_leave_on_days_off_only_is_none() -> None:
    assert there_and_away((0, 10), [(4, 4)], longest=10, horizon=10) == (((0, 10),), ())
    assert merged([(4, 4), (2, 3), (3, 4)]) == [(2, 4)]
    assert without([(0, 10)], (4, 6)) == ((0, 4), (6, 10))


def test_half_days_are_never_planned_as_more_work_than_there_is() -> None:
    # By any slot the days that are planned as worked are never more than those worked, and less by half a day at most.
    for seed in range(50):
        chance = Random(seed)
        halves = [(slot, slot + 1) for slot in range(30) if chance.random() < 0.4]
        away = {slot for slot, _ in halves_away(halves, [(3, 5)])}
        worked = planned = Fraction(0)
        for slot in range(30):
            on_leave = 3 <= slot < 5
            worked += 0 if on_leave else Fraction(1, 2) if (slot, slot + 1) in halves else 1
            planned += slot not in away and not on_leave
            assert worked - planned in (0, Fraction(1, 2))


def test_with_a_longest_pause_of_0_nobody_is_ever_away() -> None:
    assert there_and_away((0, 10), [(4, 5)], longest=0, horizon=10) == (((0, 4), (5, 10)), ())


def test_a_pool_has_a_row_of_people_there_and_one_of_people_away() -> None:
    people = [Ability({"a": FULL}, ((0, 1), (2, 4)), ((1, 2),)), Ability({"a": FULL}, ((0, 4),))]
    _pools, rows, away = find_pools(people, ("a",), ("a",), 4)
    assert rows == [(2, 1, 2, 2)]
    assert away == [(0, 1, 0, 0)]
    assert find_pools([replace(one, away=()) for one in people], ("a",), ("a",), 4)[2] == []


def test_a_set_of_skills_is_kept_that_bounds_only_who_pauses() -> None:
    # X knows a and b, and alone is away in slot 1: a and b may pause one seat each there by their own rows, and yet
    # only one of them, since X holds one place. Those there (Y: a, Z: b, twice X's worth) never bound the set.
    people = [
        Ability({"a": FULL, "b": FULL}, (), ((1, 2),)),
        Ability({"a": FULL}, ((0, 3),)),
        Ability({"b": FULL}, ((0, 3),)),
    ]
    pools, rows, away = find_pools(people, ("a", "b"), ("a", "b"), 3)
    assert [pool.skills for pool in pools] == [("a",), ("b",), ("a", "b")]
    assert away == [(0, 1, 0), (0, 1, 0), (0, 1, 0)]
    assert rows[2] == (2, 2, 2)


def test_running_work_waits_for_its_own_people_and_takes_their_absence() -> None:
    ann = Worker("ann", {"a": FULL}, Fraction(0), ((0, 3), (4, 10), (11, 20)), ((3, 4), (10, 11)))
    work = Running("f", 0, (("a", 1),), Fraction(5))
    left = without_held([ann], [Going(work, ((0, 0, 3), (0, 4, 6)), ("a", "a"), 6, 1, 0)])[0]
    assert left.present == ((6, 10), (11, 20))
    assert left.away == ((10, 11),)


def test_whoever_is_moved_is_not_away_from_their_own_work() -> None:
    move = Stretch(Move.__new__(Move), away=5, first=6, end=20)
    assert at_home(((3, 4), (4, 7), (21, 22)), [move]) == ((3, 4), (4, 5), (21, 22))
    assert in_line(((3, 4), (5, 8), (21, 22)), move) == ((6, 8),)


def test_a_longest_pause_of_0_leaves_everybody_s_absences_out_of_the_problem() -> None:
    people = {"ann": {"name": "A", "team": "core", "leave": [{"first": "2026-01-07", "last": "2026-01-07"}]}}
    pausing, at_one_go = (
        index_project(project(people=people, header={"policy": {"longest_pause": pause}})).problem for pause in (10, 0)
    )
    assert pausing.absent[0][:4] == (0, 0, 1, 0)
    assert (at_one_go.absent, at_one_go.longest_pause) == ((), 0)
    assert at_one_go.capacity == pausing.capacity
    assert pausing.held[0][:4] == (2, 2, 2, 2)
