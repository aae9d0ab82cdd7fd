"""Naming people: all seats are covered, nobody is in two places, and seats change hands only where they must."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from roadmap.audit.naming import Hand, Post, check
from roadmap.indexing.people.staff import Staff, staff_from
from roadmap.indexing.people.worker import Worker
from roadmap.planner.naming.assignment import Seat, Stint, name_people
from roadmap.planner.naming.regrouping import Regrouping
from roadmap.planner.naming.seating import seat_pauses
from roadmap.planner.naming.whole_seats import Looks, Want, WholeSeats
from roadmap.problem import Feature, Item, Mode, Problem, Release
from roadmap.schedule import Placement, Schedule, placement, runs_of
from roadmap.solver.construct.timetable import Timetable

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
        absent = ((away, away + 1),) if away < end and draw(st.booleans()) else ()
        workers.append(Worker(f"w-{number}", skills, Fraction(0), present, absent))
    return workers


def wanted_modes(staff, draw) -> tuple[str, Mode]:  # type: ignore[no-untyped-def]
    skill = draw(st.sampled_from([s for s in staff.skills if staff.speeds[s]]))
    speeds = sorted(draw(st.lists(st.sampled_from(staff.speeds[skill]), min_size=1, max_size=2)), reverse=True)
    return skill, Mode(staff.crews(skill, speeds), draw(st.integers(1, 5)))


@pytest.mark.slow
@settings(max_examples=300)
@given(staffs(), st.data())
def test_whatever_the_pools_allow_can_be_named(workers: list[Worker], chosen: st.DataObject) -> None:
    staff = staff_from(workers, set(SKILLS), HORIZON)
    assume(any(staff.speeds.values()))
    modes = [wanted_modes(staff, chosen.draw)[1] for _ in range(8)]
    problem, schedule = as_placed(modes, staff)
    placed = [run for n, one in enumerate(schedule.placements) if one for run in runs_of(problem, n, one)]
    asked = [staff.asked(run.mode.crews) for run in placed]
    away = {slot: {w for w, one in enumerate(workers) if (slot, slot + 1) in one.away} for slot in range(HORIZON)}
    seats = []
    for run, (skill, speeds) in zip(placed, asked, strict=True):
        able = [tuple(w for w, one in enumerate(workers) if one.speed(skill) >= speed) for speed in speeds]
        pauses = seat_pauses(run.pauses, able, away)
        seats += [Seat(run.item, run.start, run.end, *one) for one in zip(able, pauses, strict=True)]
    stints = name_people(seats, [worker.present for worker in workers], [worker.away for worker in workers])
    hands = [Hand(w.present, {SKILLS.index(s): int(2 * w.speed(s)) for s in w.skills}, w.away) for w in workers]
    posts = [
        Post(
            run.item,
            SKILLS.index(skill),
            tuple(int(2 * speed) for speed in speeds),
            tuple((s.who, s.begin, s.end) for s in stints if s.item == run.item),
        )
        for run, (skill, speeds) in zip(placed, asked, strict=True)
    ]
    assert list(check(problem, schedule, hands, posts)) == []


def as_placed(modes: list[Mode], staff: Staff) -> tuple[Problem, Schedule]:
    """Each mode as the only one of an item of a feature of its own, placed one after another as early as they fit."""
    items = tuple(Item(n, (mode,), True, 0, HORIZON, pauses=True) for n, mode in enumerate(modes))
    features = tuple(Feature((n,), (), 0) for n in range(len(modes)))
    release = Release(HORIZON, HORIZON, 0, fixed=True)
    rows = HORIZON, staff.rows, items, features, (), (release,), (), staff.absent
    problem = Problem(*rows, longest_pause=2 if staff.absent else 0)
    table, placements = Timetable(problem), list[Placement | None]()
    for item in range(len(modes)):
        found = table.find(item, 0, 0, HORIZON, HORIZON)
        placements.append(None)
        if found is not None:
            table.put(item, found.start, 0, found.pauses)
            placements[item] = placement(0, [found.start], [0], [found.pauses])
    return problem, Schedule(tuple(placements))


def test_who_is_away_keeps_the_seat_and_nobody_sits_in() -> None:
    # Person 0 is away in slot 2 and the seat pauses; person 1 does something else then.
    seats = [Seat(0, 0, 5, (0, 1), (2,)), Seat(1, 1, 4, (1,))]
    stints = name_people(seats, [[(0, 2), (3, 8)], [(0, 8)]], [[(2, 3)], []])
    assert stints == (Stint(0, 0, 0, 5), Stint(1, 1, 1, 4))


def test_a_seat_that_pauses_for_two_people_in_turn_is_passed_on() -> None:
    seats = [Seat(0, 0, 6, (0, 1), (1, 4))]
    away = [[(1, 2)], [(4, 5)]]
    stints = name_people(seats, [[(0, 1), (2, 8)], [(0, 4), (5, 8)]], away)
    assert {stint.who for stint in stints} == {0, 1}
    assert sorted(slot for stint in stints for slot in range(stint.begin, stint.end)) == list(range(6))


def test_a_seat_pauses_for_one_person() -> None:
    # X is away on 2 and 7, Y on 4: two seats that both can take.
    assert seat_pauses(((2, 1), (4, 1), (7, 1)), [(0, 1), (0, 1)], {2: {0}, 4: {1}, 7: {0}}) == [(2, 7), (4,)]


def most_held(seats: list[Seat], present: list[list[tuple[int, int]]]) -> int:
    """How many of the seats can be held whole, of all ways to give them to people or to nobody."""
    there = [{slot for begin, end in times for slot in range(begin, end)} for times in present]
    choices = [[who for who in seat.able if there[who] >= set(range(seat.begin, seat.end))] for seat in seats]
    most = 0
    for way in product(*([*able, None] for able in choices)):
        held = [(who, seat.span) for who, seat in zip(way, seats, strict=True) if who is not None]
        if all(one != other or not a & b for (one, a), (other, b) in combinations(held, 2)):
            most = max(most, len(held))
    return most


DRAWN = st.lists(st.tuples(st.integers(0, 5), st.integers(1, 4), st.sets(st.integers(0, 3), min_size=1)), max_size=6)
THERE = st.lists(st.tuples(st.integers(0, 2), st.integers(5, 9)), min_size=4, max_size=4)


@settings(max_examples=150)
@given(DRAWN, THERE)
def test_no_seat_changes_hands_where_all_can_be_given_away_whole(
    drawn: list[tuple[int, int, set[int]]], there: list[tuple[int, int]]
) -> None:
    seats = [Seat(n, begin, begin + days, tuple(sorted(able))) for n, (begin, days, able) in enumerate(drawn)]
    present = [[time] for time in there]
    assume(seats and most_held(seats, present) == len(seats))
    assert changes(seats, name_people(seats, present)) == 0


@settings(max_examples=150)
@given(DRAWN)
def test_as_many_seats_are_held_whole_as_can_be(drawn: list[tuple[int, int, set[int]]]) -> None:
    seats = [Seat(n, begin, begin + days, tuple(sorted(able))) for n, (begin, days, able) in enumerate(drawn)]
    most = most_held(seats, [[(0, 9)]] * 4)
    wants = [Want(seat.begin, seat.end, seat.able) for seat in seats]
    search = WholeSeats(wants, Looks(1_000_000))
    found = [search.search(left_out) for left_out in range(len(seats) + 1)]
    assert [held is not None for held in found] == [len(seats) - left_out <= most for left_out in range(len(seats) + 1)]
    regrouped = Regrouping([w.able for w in wants], [(w.begin, w.end) for w in wants], [-1] * len(seats)).search()
    for held in (*filter(None, found), regrouped):
        assert all(who < 0 or who in want.able for who, want in zip(held, wants, strict=True))
        both = combinations(zip(held, seats, strict=True), 2)
        assert all(one < 0 or one != other or not a.span & b.span for (one, a), (other, b) in both)
    assert sum(who >= 0 for who in regrouped) == most


def planted(seed: int, *, people: int, filled: float) -> tuple[list[Seat], list[list[tuple[int, int]]]]:
    """Seats that people of two skills each can hold without a hand-over, as they were drawn person by person: of their
    time about this share is filled."""
    chance = random.Random(seed)
    known = [chance.sample(range(4), 2) for _ in range(people)]
    drawn = []
    for skills in known:
        begin = 0
        while begin < 60:
            end = min(60, begin + chance.randint(1, 8))
            if chance.random() < filled:
                drawn.append((begin, end, chance.choice(skills)))
            begin = end
    chance.shuffle(drawn)
    able = [tuple(who for who in range(people) if skill in known[who]) for _, _, skill in drawn]
    return [Seat(n, begin, end, able[n]) for n, (begin, end, _) in enumerate(drawn)], [[(0, 60)]] * people


@pytest.mark.parametrize("seed", range(12))
def test_nothing_changes_hands_where_nothing_has_to(seed: int) -> None:
    seats, present = planted(seed, people=6 + seed % 5, filled=0.8)
    assert changes(seats, name_people(seats, present)) == 0


@pytest.mark.parametrize("seed", range(8))
def test_nothing_changes_hands_where_everybody_works_every_day(seed: int) -> None:
    seats, present = planted(seed, people=8 + seed % 3, filled=1)
    assert changes(seats, name_people(seats, present)) == 0
