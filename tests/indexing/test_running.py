"""Running work: who goes on with it, when it waits, and what is left of everybody's time."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.indexing.begun.running import Going, Running, go_on, without_held
from roadmap.indexing.people.worker import Worker

HORIZON = 20


def worker(name: str, *present: tuple[int, int], skill: str = "code", speed: str = "1") -> Worker:
    return Worker(name, {skill: Fraction(speed)}, Fraction(0), present or ((0, HORIZON),))


def running(left: int, *, crew: int = 1, skill: str = "code", wanted: tuple[str, ...] = ()) -> Running:
    return Running("f", 0, ((skill, crew),), Fraction(left), wanted=wanted)


def test_whoever_is_there_goes_on_without_a_break() -> None:
    (going,) = go_on([running(5)], [worker("ann")], {}, HORIZON)
    assert going == Going(running(5), ((0, 0, 5),), ("code",), end=5, idle=0, short=0)


def test_it_waits_while_its_only_person_is_away() -> None:
    # Away in slots 0 and 1, and in slot 4: five days of work take slots 2, 3, 5, 6, 7.
    (going,) = go_on([running(5)], [worker("ann", (2, 4), (5, HORIZON))], {}, HORIZON)
    assert (going.stints, going.end, going.idle) == (((0, 2, 4), (0, 5, 8)), 8, 3)


def test_somebody_who_is_free_takes_over_and_stays() -> None:
    (going,) = go_on([running(5)], [worker("ann", (0, 2), (4, HORIZON)), worker("bob")], {}, HORIZON)
    assert going.stints == ((1, 0, 5),)  # bob is there on more days
    (going,) = go_on([running(5, wanted=("ann",))], [worker("ann", (0, 2), (4, HORIZON)), worker("bob")], {}, HORIZON)
    assert (going.stints, going.end) == (((0, 0, 2), (1, 2, 5)), 5)


def test_a_successor_goes_on_a_week_later() -> None:
    (going,) = go_on([running(5)], [worker("ann", (0, 2)), worker("bob", (5, HORIZON))], {}, HORIZON)
    assert (going.stints, going.end, going.idle) == (((0, 0, 2), (1, 5, 8)), 8, 3)


def test_those_of_a_crew_who_are_there_go_on() -> None:
    # 10 person-days, two people, one away in slots 1 and 2: 2 + 1 + 1 + 2 + 2 + 2.
    (going,) = go_on([running(10, crew=2)], [worker("ann"), worker("bob", (0, 1), (3, HORIZON))], {}, HORIZON)
    assert (going.end, going.idle, going.short) == (6, 0, 2)


def test_work_that_nobody_can_do_never_ends_and_holds_nobody() -> None:
    (going,) = go_on([running(5, skill="go")], [worker("ann")], {}, HORIZON)
    assert (going.stints, going.end) == ((), None)


def test_of_too_much_that_runs_the_earlier_is_done_first() -> None:
    one, two = go_on([running(3), running(2)], [worker("ann")], {}, HORIZON)
    assert (one.end, two.end, two.idle) == (3, 5, 3)


def test_everybody_is_put_to_use_where_one_could_take_the_place_of_another() -> None:
    # The first could be given to either; the second only to ann, who knows both.
    both = Worker("ann", {"code": Fraction(1), "go": Fraction(1)}, Fraction(0), ((0, HORIZON),))
    one, two = go_on([running(3), running(3, skill="go")], [both, worker("bob")], {}, HORIZON)
    assert (one.end, two.end) == (3, 3)


def test_what_is_held_is_no_longer_there_for_others() -> None:
    workers = [worker("ann", (2, 4), (5, HORIZON))]
    going = go_on([running(5)], workers, {}, HORIZON)
    assert without_held(workers, going)[0].present == ((8, HORIZON),)


@st.composite
def teams(draw: st.DrawFn) -> tuple[list[Running], list[Worker]]:
    """Up to four running works of two skills and up to four people, each with one absence."""
    workers = []
    for number in range(draw(st.integers(0, 4))):
        away = draw(st.integers(0, HORIZON))
        back = draw(st.integers(away, HORIZON))
        skills = draw(st.sampled_from([{"a"}, {"b"}, {"a", "b"}]))
        present = tuple((begin, end) for begin, end in ((0, away), (back, HORIZON)) if begin < end)
        speeds = {skill: draw(st.sampled_from([Fraction(1), Fraction(1, 2)])) for skill in sorted(skills)}
        workers.append(Worker(f"w{number}", speeds, Fraction(0), present))
    works = [
        running(draw(st.integers(0, 12)), crew=draw(st.integers(1, 2)), skill=draw(st.sampled_from(["a", "b"])))
        for _ in range(draw(st.integers(1, 4)))
    ]
    return works, workers


@settings(max_examples=150)
@given(teams())
def test_nobody_is_in_two_places_or_away_at_work_and_what_ends_is_done(
    drawn: tuple[list[Running], list[Worker]],
) -> None:
    works, workers = drawn
    going = go_on(works, workers, {}, HORIZON)
    busy = [(who, slot) for one in going for who, begin, end in one.stints for slot in range(begin, end)]
    assert len(set(busy)) == len(busy)
    for who, slot in busy:
        assert any(begin <= slot < end for begin, end in workers[who].present)
    for one in going:
        per_slot = [
            [workers[who].speed(one.work.people[0][0]) for who, begin, end in one.stints if begin <= slot < end]
            for slot in range(HORIZON)
        ]
        assert all(len(crew) <= one.work.crew and 0 not in crew for crew in per_slot)
        done = sum((min(crew) * len(crew) for crew in per_slot if crew), Fraction(0))
        assert (done >= one.work.left) == (one.end is not None)
