"""Asking for changes: how many at once, for how long, in which process, and which answers are kept."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

from roadmap.explaining.asking.change import Change
from roadmap.explaining.asking.questions import Answer, Question, Unchanged, answer, answer_here, pack
from roadmap.explaining.asking.rounds import Asking, better
from roadmap.explaining.explained_deal import explain_deal
from roadmap.explaining.repairs import candidates, ranked, try_repairs
from roadmap.indexing import index_project
from roadmap.tuning import TUNING
from roadmap.views.answers.priced_changes import change_text
from tests.explain.executors import Dead, Here, Nobody, Workers
from tests.explain.rivals import present, rivals
from tests.explain.test_repairs import FIRST, LONG, asking, without_bought
from tests.projects import project


def test_the_answer_of_another_process_is_the_same() -> None:
    plan = present()
    question = Question(Change("person", "code", day=FIRST), LONG)
    assert answer(pack(plan), question).value == answer_here(plan, question).value == 300


def test_a_better_plan_without_any_change_is_no_merit_of_one() -> None:
    # With the bought feature the best plan is worth 270 as it is; one more person makes it 300: worth 30, not 50.
    asks = asking(Here())
    asks.ask([Change(), Change("person", "code", day=FIRST, served="d")], seconds=LONG)
    (repair,) = ranked(present(), "d", asks).told
    assert asks.base is not None
    assert asks.base.value == 270
    assert repair.difference.found == 30


def test_a_better_plan_that_is_found_later_is_held_against_no_repair() -> None:
    plan = present(features=without_bought(Change()))
    gate = Change("gate", "d", amount=11, served="d")
    asks = Asking(Here(), plan, deadline=time.monotonic() + 60.0, stop=threading.Event())
    asks.ask([gate], seconds=0.2)
    asks.answers[gate] = replace(asks.answers[gate], bound=None)
    # Somebody finds a plan worth 258 without any change, in which e keeps 208, after the gate was asked about.
    later = Unchanged(plan.schedule, 258, {"d": 50, "e": 208})
    asks._take(Answer(Change(), plan.schedule, 258, None, later.kept, later), lambda _: None)
    (repair,) = ranked(plan, "d", asks).told
    # 300 - 250, as it was when it was asked; with the bound of 260 it is no less than 40.
    assert (repair.difference.found, repair.gain, repair.losers) == (50, 50, ())
    assert (repair.difference.least, repair.difference.most) == (40, None)
    # Asked again, it has had the same chance: 300 - 258, and e loses 8.
    asks.answers.pop(gate)
    asks.ask([gate], seconds=0.2)
    (repair,) = ranked(plan, "d", asks).told
    assert (repair.difference.found, repair.gain, repair.losers) == (42, 50, (("e", 8),))


def test_nothing_is_asked_when_the_time_is_over_or_the_processes_are_dead() -> None:
    late = asking(here := Here(), seconds=-1.0)
    late.ask([Change()], seconds=1.0)
    assert here.count == 0
    for executor in (Dead(takes=True), Dead(takes=False)):
        dead = asking(executor)
        dead.ask([Change()], seconds=LONG)
        assert dead.answers == {}


def test_as_much_is_asked_at_once_as_there_are_processes_and_each_knows_how_long_it_may_take() -> None:
    pool = Workers(2)
    asks = Asking(None, plan := present(), deadline=time.monotonic() + 60.0, stop=threading.Event())
    changes = [Change("person", "code", day=FIRST), *candidates(plan, explain_deal(plan, "d"))]
    asks.ask(changes, seconds=LONG)
    assert asks.answers == {}  # nobody to ask yet
    asks.through(pool, warm=True)
    asks.ask(changes[:4], seconds=0.2)
    assert pool.most == 2
    assert set(asks.answers) == set(changes[:4])
    assert all(0 < question.within < 60 for question in pool.asked)


def test_where_time_improves_nothing_what_was_found_is_not_asked_about_again() -> None:
    plan = present()
    changes = candidates(plan, explain_deal(plan, "d"))
    asks = Asking(None, plan, deadline=time.monotonic() + 60.0, stop=threading.Event())
    asks.large, asks.fits = True, False
    pool = Here()
    asks.through(pool, warm=True, improves=False)
    try_repairs(asks, changes)
    found = [change for change in changes if asks.answers[change].value is not None]
    # All repairs of so small a plan are found in the first round.
    assert len(found) == len(changes)
    assert pool.count == len(changes) + 1


class Guessing(Here):
    """Says of every change that a plan worth 100 is there, or 200 for another's gate, and proves nothing."""

    def __init__(self, stop: threading.Event, after: int) -> None:
        super().__init__()
        self.asked: list[Question] = []
        self.stop, self.after = stop, after

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.asked.append(args[-1])
        if len(self.asked) == self.after:
            self.stop.set()
        change = args[-1].change
        return super().submit(lambda: Answer(change, None, 200 if change.subject == "e" else 100, None, {}))


def test_a_large_plan_goes_on_with_the_better_half() -> None:
    plan, stop = present(), threading.Event()
    changes = candidates(plan, explain_deal(plan, "d"))
    asks = Asking(None, plan, deadline=time.monotonic() + 60.0, stop=stop)
    asks.large, asks.fits = True, False
    # Eight repairs and the plan itself; then as many as are told, and one more; the best first, for twice the time.
    guessing = Guessing(stop, after=9 + 6 + 6)
    asks.through(guessing, warm=True)
    try_repairs(asks, changes)
    assert [question.seconds for question in guessing.asked] == [0.1] * 9 + [0.2] * 6 + [0.4] * 6
    assert guessing.asked[9].change == Change("gate", "e", amount=20, served="d")


def test_where_the_full_model_fits_those_worth_most_get_enough_time_for_it() -> None:
    plan, stop = present(), threading.Event()
    changes = candidates(plan, explain_deal(plan, "d"))
    asks = Asking(None, plan, deadline=time.monotonic() + 20.0, stop=stop)
    asks.large = True
    # Nine short questions; then of some 20 seconds 18 are shared by three that get six each, the best first.
    guessing = Guessing(stop, after=9 + 2)
    asks.through(guessing, warm=True)
    try_repairs(asks, changes)
    first, second = guessing.asked[9:]
    assert [question.seconds for question in guessing.asked[:9]] == [0.1] * 9
    assert first.change == Change("gate", "e", amount=20, served="d")
    assert second.change != first.change
    assert 6.0 <= first.seconds == second.seconds < 9.0


def test_what_the_full_model_can_answer_in_the_time_left_shrinks_with_it() -> None:
    plan = present()
    asks = Asking(None, plan, deadline=time.monotonic() + 20.0, stop=threading.Event())
    asks.large = True
    fit, seconds = asks.modelled(9)
    assert fit == 2 or (fit, round(seconds)) == (3, 6)  # 0.9 x 20 / 6, if no time were lost
    assert asks.modelled(1)[0] == 1
    asks.deadline = time.monotonic() + 5.0
    assert asks.modelled(9)[0] == 0
    asks.fits = False
    assert asks.modelled(9) == (0, 0.0)


def test_asking_ends_where_the_processor_time_left_is_too_little_for_an_answer() -> None:
    plan = present()
    asks = Asking(Here(), plan, deadline=math.inf, stop=threading.Event(), effort=TUNING.answer_too_short)
    assert asks.over()
    try_repairs(asks, candidates(plan, explain_deal(plan, "d")))  # which would never end otherwise
    assert asks.answers == {}
    assert not Asking(Here(), plan, deadline=math.inf, stop=threading.Event(), effort=60.0).over()


def test_the_plan_itself_is_asked_about_only_while_it_is_not_proved() -> None:
    plan = present()
    asks = Asking(None, plan, deadline=time.monotonic() + 20.0, stop=threading.Event())
    assert asks.unsure == [Change()]
    proof = plan.plan.proof.model_copy(update={"bound": plan.value})
    proved = replace(plan, plan=plan.plan.model_copy(update={"proof": proof}))
    assert Asking(None, proved, deadline=0.0, stop=threading.Event()).unsure == []


def test_while_no_process_answers_this_one_helps_with_what_needs_no_solver() -> None:
    slow = asking(Nobody(), features=without_bought(Change()))
    slow.ask([Change(), Change(served="d")], seconds=0.2)
    assert slow.answers[Change()].value == 250
    assert slow.answers[Change(served="d")].kept["d"] == 100
    assert slow.answers[Change()].bound == 300  # 100 and 200 if both were in time
    # What has been handed over is taken back, as long as nobody has begun it.
    gate = Change("gate", "d", amount=11, served="d")
    slow.ask([Change(), Change(served="d"), gate], seconds=0.2)
    assert slow.answers[gate].kept["d"] == 100


def test_the_better_of_two_answers_is_kept_with_the_better_bound() -> None:
    change = Change()
    none, low = Answer(change, None, None, None, {}), Answer(change, None, 10, 40, {})
    high = Answer(change, None, 20, 50, {})
    assert better(none, low) is low
    assert (better(low, high).value, better(low, high).bound) == (20, 40)
    assert (better(high, low).value, better(high, none).bound) == (20, 50)


def test_a_change_is_stated_as_the_input_would_say_it() -> None:
    made = project(**rivals())
    assert index_project(made).names.features == ("a", "b", "bought")
    assert change_text(Change("person", "code", day=FIRST)).replace("\u00a0", " ") == (
        "one more person of code from 5 Jan 2026"
    )
