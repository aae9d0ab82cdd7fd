"""In which order prices of a large plan are asked for, and that each kind gets its share of the time."""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future
from datetime import date
from itertools import count
from typing import Any

import pytest

from roadmap.explaining.asking.agenda import Agenda, dear_slips, first_batches, is_settled, worth_asking
from roadmap.explaining.asking.change import Change, changed_project, is_within
from roadmap.explaining.asking.questions import Answer, Question, Unchanged
from roadmap.explaining.asking.rounds import Asking, known_of
from roadmap.explaining.pricing import ask_prices, skill_changes
from tests.explain.executors import Dead, Here
from tests.explain.test_pricing import FIRST, alone

LATER = date(2026, 4, 1)
NOW, HIRED = Change("person", "code", day=FIRST), Change("people", day=FIRST)
NEXT = Change("person", "code", day=LATER)
CUT, PROMISE = Change("no_release", "R1"), Change("no_promise", "d")
SLIPS = {days: Change("slip", "b", amount=days) for days in (10, 20, 40)}
OTHER = Change("variant", "a")


class Clock:
    """A clock that stands still but for what questions take."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now


class Timed(Here):
    """Answers at once with a plan that is worth 200 after slips and 250 otherwise; a question takes its seconds on a
    clock of its own, and so many more."""

    def __init__(self, clock: Clock, more: float) -> None:
        super().__init__()
        self._clock, self._more, self.asked = clock, more, list[Question]()

    def submit(self, _fn: Any, /, *args: Any, **_kwargs: Any) -> Future[Any]:
        question: Question = args[1]
        self.asked.append(question)
        self._clock.now += min(question.seconds + self._more, question.within)
        future: Future[Any] = Future()
        plan = alone().schedule
        same = Unchanged(plan, 250, {}) if question.change == Change() else None
        worth = 200 if question.change.kind == "slip" else 250
        future.set_result(Answer(question.change, plan, worth, None, {}, same))
        return future


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr("roadmap.explaining.asking.rounds.time", made)
    monkeypatch.setattr("roadmap.explaining.asking.agenda.time", made)
    return made


def asking_of(executor: Here | Dead, *, deadline: float) -> Asking:
    made = Asking(executor, alone(), deadline=deadline, stop=threading.Event())
    made.through(executor, warm=True, at_once=1)
    made.large, made.fits = True, False
    return made


def run(clock: Clock, changes: list[Change], *, seconds: float, more: float = 0.3) -> list[Question]:
    executor = Timed(clock, more)
    ask_prices(asking_of(executor, deadline=seconds), changes, processes=1)
    return executor.asked


def test_the_plan_itself_comes_first_then_each_kind_in_the_order_of_its_use(clock: Clock) -> None:
    changes = [OTHER, *SLIPS.values(), PROMISE, CUT, NEXT, HIRED, NOW]
    asked = [question.change for question in run(clock, changes, seconds=60)]
    assert asked[0] == Change()
    first = list(dict.fromkeys(change for change in asked if change != Change()))
    assert first == [HIRED, NOW, NEXT, CUT, PROMISE, SLIPS[20], OTHER, SLIPS[10], SLIPS[40]]


def test_a_search_for_the_same_change_is_another_each_time(clock: Clock) -> None:
    asked = run(clock, [NOW], seconds=60)
    for change in (Change(), NOW):
        seeds = [question.seed for question in asked if question.change == change and not question.pairs]
        assert seeds == list(range(len(seeds)))
        assert len(seeds) > 1


def test_people_are_priced_in_pairs_that_all_begin_from_the_plan_known_then(clock: Clock) -> None:
    asked = [question for question in run(clock, [HIRED, NOW, NEXT], seconds=60) if question.pairs]
    assert [question.change for question in asked] == [Change(), HIRED, NOW, Change(), NEXT]
    assert len({question.pairs for question in asked}) == 1
    for group in (asked[:3], asked[3:]):
        assert len({(question.seconds, id(question.base)) for question in group}) == 1
        assert all(question.start is None for question in group)


def test_where_there_is_time_for_pairs_of_one_day_it_is_the_first(clock: Clock) -> None:
    now, later = ([Change("person", f"skill-{n}", day=day) for n in range(8)] for day in (FIRST, LATER))
    paired = {question.change for question in run(clock, [*later, *now], seconds=18) if question.pairs}
    assert paired == {Change(), *now}


def test_where_there_is_no_time_for_pairs_people_are_asked_about_once(clock: Clock) -> None:
    people = [Change("person", f"skill-{number}", day=FIRST) for number in range(15)]
    asked = run(clock, people, seconds=20)
    assert {question.change for question in asked} == {Change(), *people}
    assert not any(question.pairs for question in asked)


def test_where_questions_take_long_every_kind_still_gets_answers(clock: Clock) -> None:
    # 90 questions that take 2 seconds at least do not fit into 40; people, releases and slips each get some.
    people = [Change("person", f"skill-{number}", day=FIRST) for number in range(30)]
    releases = [Change("no_release", f"R{number}") for number in range(30)]
    slips = [Change("slip", f"f{number}", amount=20) for number in range(30)]
    asked = run(clock, [*people, *releases, *slips], seconds=40, more=2.0)
    kinds = {question.change.kind for question in asked}
    assert kinds == {"nothing", "person", "no_release", "slip"}
    assert clock.now <= 41
    assert len({question.change for question in asked}) < 91


def test_what_was_not_answered_at_first_comes_before_what_was(clock: Clock) -> None:
    asking = asking_of(Timed(clock, 0.1), deadline=60)
    asking.ask([Change(), NOW], seconds=0.1)
    assert worth_asking(asking, [NOW, CUT, SLIPS[40]]) == [CUT, NOW, SLIPS[40]]


def test_a_slip_that_costs_nothing_is_settled_and_its_other_lengths_are_not_dear(clock: Clock) -> None:
    asking = asking_of(Timed(clock, 0.1), deadline=60)
    asking.ask([Change()], seconds=0.1)
    free, dear, unknown = (Change("slip", key, amount=20) for key in ("a", "b", "c"))
    asking.answers[free] = Answer(free, None, 250, None, {})
    asking.answers[dear] = Answer(dear, None, 200, None, {})
    asking.answers[unknown] = Answer(unknown, None, None, None, {})
    assert [is_settled(asking, change) for change in (free, dear, unknown)] == [True, False, False]
    longer = [Change("slip", key, amount=40) for key in ("a", "b", "c")]
    assert dear_slips(asking, longer) == [longer[2], longer[1]]


def test_a_proved_price_is_not_asked_for_again(clock: Clock) -> None:
    asking = asking_of(Timed(clock, 0.1), deadline=60)
    asking.answers[NOW] = Answer(NOW, None, 300, 300, {})
    assert worth_asking(asking, [NOW, CUT]) == [CUT]


def test_where_the_full_model_fits_all_is_answered_shortly_and_then_by_it_once_before_any_twice(clock: Clock) -> None:
    changes = [*SLIPS.values(), CUT, NEXT, HIRED, NOW]
    executor = Timed(clock, 0.1)
    asking = asking_of(executor, deadline=100)
    asking.fits = True
    Agenda(asking, processes=1, heard=lambda _: None).ask_in_order(changes)
    asked = [question.change for question in executor.asked if question.seconds < 6]
    assert asked[:5] == [HIRED, NOW, CUT, NEXT, SLIPS[20]]
    long = [question for question in executor.asked if question.seconds >= 6]
    assert long[0].change == Change()
    proved = [question.change for question in long[1:]]
    # Slips cost something here (200 for 250), so that each may become better; the release less costs nothing.
    assert proved[:6] == [HIRED, NOW, NEXT, SLIPS[20], SLIPS[10], SLIPS[40]]


def test_a_bound_holds_for_what_allows_less_and_a_plan_for_what_allows_more(clock: Clock) -> None:
    asking = asking_of(Timed(clock, 0.1), deadline=60)
    asking.answers[HIRED] = Answer(HIRED, None, 300, 320, {})
    asking.answers[NEXT] = Answer(NEXT, None, 260, 330, {})
    known = known_of(NOW, asking.answers)
    assert known is not None
    assert (known.value, known.bound) == (260, 320)
    later = known_of(Change("people", day=LATER), asking.answers)
    assert later is not None
    assert (later.value, later.bound) == (260, 320)
    assert known_of(CUT, asking.answers) is None


def test_nobody_who_answers_ends_the_questions_at_once() -> None:
    began = time.monotonic()
    asking = asking_of(Dead(takes=False), deadline=began + 600)
    Agenda(asking, processes=2, heard=lambda _: None).ask_in_order([NOW, CUT])
    assert asking.answers == {}
    assert asking.left() > 500


def test_a_stop_ends_the_questions() -> None:
    stop = threading.Event()
    answered = count()
    asking = Asking(Here(), alone(), deadline=time.monotonic() + 600, stop=stop)
    asking.large, asking.fits = True, False
    asking.through(Here(), warm=True, at_once=1)

    def heard(_: Answer) -> None:
        if next(answered) == 2:
            stop.set()

    ask_prices(asking, skill_changes(alone()), processes=1, heard=heard)
    assert next(answered) == 3
    assert asking.left() > 500


def test_only_what_is_to_be_priced_is_asked_about() -> None:
    assert first_batches([]) == []
    assert [batch.changes for batch in first_batches([SLIPS[10], SLIPS[20]])] == [[SLIPS[20]]]


@pytest.mark.parametrize(
    ("one", "other", "within"),
    [
        (NEXT, NOW, True),
        (NOW, NEXT, False),
        (NOW, HIRED, True),
        (NEXT, HIRED, True),
        (HIRED, Change("people", day=LATER), False),
        (Change("people", day=LATER), HIRED, True),
        (HIRED, NOW, False),
        (HIRED, HIRED, True),
        (SLIPS[40], SLIPS[20], True),
        (SLIPS[10], SLIPS[20], False),
        (Change("slip", "a", amount=40), SLIPS[20], False),
        (CUT, CUT, True),
        (Change("person", "code", day=LATER, served="d"), NOW, False),
    ],
)
def test_plans_that_hold_after_a_change_that_allows_less_hold_after_one_that_allows_more(
    one: Change, other: Change, *, within: bool
) -> None:
    assert is_within(one, other) is within


def test_one_more_of_each_skill_is_one_person_for_each() -> None:
    made = changed_project(alone().project, HIRED).engineering.people
    assert {person.skill for person in made.values()} == {"code", "buying"}
    assert {person.first for person in made.values()} == {FIRST}
