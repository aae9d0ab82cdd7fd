"""Naming people: all seats are covered, nobody is in two places, and seats change hands only where they must."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from roadmap.audit.naming import Hand, Post, check
from roadmap.indexing.staff import staff_from
from roadmap.indexing.worker import Worker
from roadmap.planner.naming import Seat, Stint, name_people
from roadmap.problem import Feature, Item, Mode, Problem, Release
from roadmap.schedule import Placement, Schedule

HORIZON = 8
SKILLS = ("a", "b", "c")
SPEEDS = (Fraction(1), Fraction(1), Fraction(1, 2))


def changes(seats: list[Seat], stints: tuple[Stint, ...]) -> int:
    return len(stints) - len(seats)


def test_somebody_who_can_do_less_is_kept_free_for_nothing() -> None:
    # Person 0 can do both; person 1 only the first item. The second item comes later and needs person 0.
    seats = [Seat(0, 0, 6, (0, 1)), Seat(1, 2, 4, (0,))]
    assert name_people(seats, [[(0, 8)], [(0, 8)]]) == (Stint(1, 0, 0, 6), Stint(0, 1, 2, 4))


def test_a_chain_of_moves_avoids_a_hand_over() -> None:
    # Each item can be done by two of three; taken first come, first served, the last would have to be split.
    seats = [Seat(0, 0, 4, (0, 1)), Seat(1, 1, 5, (1, 2)), Seat(2, 2, 6, (0,))]
    stints = name_people(seats, [[(0, 8)]] * 3)
    assert {(stint.item, stint.who) for stint in stints} == {(0, 1), (1, 2), (2, 0)}


def test_a_seat_is_passed_on_when_somebody_leaves() -> None:
    seats = [Seat(0, 0, 6, (0, 1))]
    assert name_people(seats, [[(0, 3)], [(2, 8)]]) == (Stint(0, 0, 0, 3), Stint(1, 0, 3, 6))


def test_a_seat_that_nobody_can_take_whole_or_at_once_is_freed_by_others() -> None:
    # In slots 2 and 3 only person 0 can do item 1, who would do item 0 alone; person 1 steps in for that.
    seats = [Seat(0, 0, 6, (0, 1)), Seat(1, 2, 4, (0,))]
    stints = name_people(seats, [[(0, 8)], [(2, 8)]])
    assert sorted((s.item, s.who, s.begin, s.end) for s in stints) == [(0, 0, 0, 2), (0, 1, 2, 6), (1, 0, 2, 4)]


@st.composite
def staffs(draw: st.DrawFn) -> list[Worker]:
    workers = []
    for number in range(draw(st.integers(1, 6))):
        skills = draw(st.dictionaries(st.sampled_from(SKILLS), st.sampled_from(SPEEDS), min_size=1))
        begin, end = sorted((draw(st.integers(0, 3)), draw(st.integers(4, HORIZON))))
        away = draw(st.integers(begin, end))
        present = tuple(pair for pair in ((begin, away), (away + 1, end)) if pair[0] < pair[1])
        workers.append(Worker(f"w-{number}", skills, Fraction(0), present))
    return workers


def wanted_modes(staff, draw) -> tuple[str, Mode]:  # type: ignore[no-untyped-def]
    skill = draw(st.sampled_from([s for s in staff.skills if staff.speeds[s]]))
    speeds = sorted(draw(st.lists(st.sampled_from(staff.speeds[skill]), min_size=1, max_size=2)), reverse=True)
    return skill, Mode(staff.crews(skill, speeds), draw(st.integers(1, 5)))


@settings(max_examples=300, deadline=None)
@given(staffs(), st.data())
def test_whatever_the_pools_allow_can_be_named(workers: list[Worker], chosen: st.DataObject) -> None:
    staff = staff_from(workers, set(SKILLS), HORIZON)
    assume(any(staff.speeds.values()))
    left = [list(row) for row in staff.rows]
    placed: list[tuple[Mode, int]] = []
    for _ in range(8):
        _skill, mode = wanted_modes(staff, chosen.draw)
        for start in range(HORIZON - mode.days + 1):
            slots = range(start, start + mode.days)
            if all(left[pool][slot] >= amount for pool, amount in mode.crews for slot in slots):
                placed.append((mode, start))
                for pool, amount in mode.crews:
                    for slot in slots:
                        left[pool][slot] -= amount
                break
    problem, schedule = as_problem(placed, staff.rows)
    asked = [staff.asked(mode.crews) for mode, _ in placed]
    seats = [
        Seat(n, start, start + mode.days, tuple(w for w, one in enumerate(workers) if one.speed(skill) >= speed))
        for n, ((mode, start), (skill, speeds)) in enumerate(zip(placed, asked, strict=True))
        for speed in speeds
    ]
    stints = name_people(seats, [worker.present for worker in workers])
    hands = [Hand(w.present, {SKILLS.index(s): int(2 * w.speed(s)) for s in w.skills}) for w in workers]
    posts = [
        Post(
            n,
            SKILLS.index(skill),
            tuple(int(2 * speed) for speed in speeds),
            tuple((s.who, s.begin, s.end) for s in stints if s.item == n),
        )
        for n, (skill, speeds) in enumerate(asked)
    ]
    assert list(check(problem, schedule, hands, posts)) == []


def as_problem(placed: list[tuple[Mode, int]], rows: tuple[tuple[int, ...], ...]) -> tuple[Problem, Schedule]:
    """Each placed mode as the only one of an item of a feature of its own."""
    items = tuple(Item(n, (mode,), True, 0, HORIZON) for n, (mode, _) in enumerate(placed))
    features = tuple(Feature((n,), (), 0) for n in range(len(placed)))
    release = Release(HORIZON, HORIZON, 0, fixed=True)
    problem = Problem(HORIZON, rows, items, features, (), (release,), ())
    return problem, Schedule(tuple(Placement(0, (start,), (0,)) for _, start in placed))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 3), st.sets(st.integers(0, 2), min_size=1)), max_size=5))
def test_no_seat_changes_hands_where_all_can_be_given_away_whole(drawn: list[tuple[int, int, set[int]]]) -> None:
    seats = [Seat(n, begin, begin + days, tuple(sorted(able))) for n, (begin, days, able) in enumerate(drawn)]
    assume(seats)
    whole = any(
        all(
            one == other or who[one] != who[other] or not seats[one].span & seats[other].span
            for one in range(len(seats))
            for other in range(len(seats))
        )
        for who in product(*(seat.able for seat in seats))
    )
    assume(whole)
    assert changes(seats, name_people(seats, [[(0, HORIZON)]] * 3)) == 0
