"""Paired searches: both sides begin from one plan, are compared seed by seed, and a change that helps never costs."""

from __future__ import annotations

import math
import threading
from dataclasses import replace

import pytest

from roadmap.audit import broken_rules, value
from roadmap.explaining.asking.change import Change
from roadmap.explaining.asking.pairing import Paired, SeenRange, searched_apart, seen_of
from roadmap.explaining.asking.questions import Question, answer_here
from roadmap.explaining.asking.rounds import Asking
from roadmap.explaining.pricing import prices_of
from roadmap.schedule import Schedule
from roadmap.solver.board import Board
from roadmap.solver.construct.decoder import Decoder
from roadmap.solver.construct.orders import first_plan
from tests.explain.executors import Here
from tests.explain.test_pricing import FIRST, alone
from tests.solver.problems import crowded_problem

HIRED = Change("person", "code", day=FIRST)


def pairs(*amounts: tuple[int, int | None]) -> tuple[Paired, ...]:
    return tuple(Paired(*each) for each in amounts)


def test_what_a_change_brought_is_told_by_its_least_middle_and_most() -> None:
    without = pairs((100, 100), (100, 100), (104, 104), (100, 100), (100, 100))
    after = pairs((130, None), (100, 100), (110, None), (107, None), (100, 100))
    assert seen_of(without, after, gaining=True) == SeenRange(least=0, middle=6, most=30, pairs=5)


def test_what_holds_without_the_change_is_no_merit_of_it() -> None:
    without, after = pairs(*[(100, 100)] * 5), pairs(*[(140, 140)] * 5)
    assert seen_of(without, after, gaining=True) == SeenRange(0, 0, 0, 5)


def test_a_change_that_allows_more_costs_nothing_and_one_that_allows_less_brings_nothing() -> None:
    without, after = pairs(*[(100, 100)] * 5), pairs(*[(90, None)] * 5)
    assert seen_of(without, after, gaining=True) == SeenRange(0, 0, 0, 5)
    assert seen_of(without, after, gaining=False) == SeenRange(-10, -10, -10, 5)
    assert seen_of(without, pairs(*[(120, 120)] * 5), gaining=False) == SeenRange(0, 0, 0, 5)


def test_too_few_pairs_say_nothing() -> None:
    few = pairs((100, 100), (100, 100), (100, 100))
    assert seen_of(few, pairs(*[(140, None)] * 5), gaining=True) is None


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roadmap.explaining.asking.pairing.loaded", lambda: True)


@pytest.mark.usefixtures("compiled")
def test_searches_begin_from_one_plan_and_end_no_worse() -> None:
    problem = crowded_problem(1)
    board = Board(problem, began=0.0, deadline=math.inf, tell=lambda _: None)
    first_plan(board, decoder=Decoder(problem, board.windows, valuation=board.valuation))
    start = board.schedule
    assert start is not None
    found = list(searched_apart(problem, start, seeds=4, seconds=0.05, until=math.inf, focus=0))
    assert len(found) == 4
    for one in found:
        assert not broken_rules(problem, one)
        assert value(problem, one) >= value(problem, start)
        assert one is start or value(problem, one) > value(problem, start)
    assert list(searched_apart(problem, start, seeds=4, seconds=0.05, until=0.0, focus=0)) == []


def test_without_the_compiled_search_there_are_no_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roadmap.explaining.asking.pairing.loaded", lambda: False)
    assert (
        list(searched_apart(crowded_problem(1), Schedule(()), seeds=2, seconds=1.0, until=math.inf, focus=None)) == []
    )


@pytest.mark.usefixtures("compiled")
def test_an_answer_in_pairs_has_what_each_search_found_and_the_best_plan_of_all() -> None:
    present = alone()
    found = answer_here(present, Question(HIRED, 0.02, pairs=5))
    assert len(found.paired) == 5
    assert found.value == max(*(each.value for each in found.paired), present.value)
    assert found.bound is not None
    assert found.bound >= found.value


@pytest.mark.usefixtures("compiled")
def test_prices_have_what_pairs_brought_and_it_encloses_what_was_found() -> None:
    present = alone()
    asking = Asking(Here(), present, deadline=math.inf, stop=threading.Event())
    asking.ask_pairs([HIRED], pairs=5, seconds=0.02)
    (price,) = prices_of(present, [HIRED], asking)
    assert price.difference is not None
    assert price.seen is not None or price.difference.proved
    asking.paired[HIRED] = (pairs(*[(present.value, present.value)] * 5), pairs(*[(present.value + 7, None)] * 5))
    asking.answers[HIRED] = replace(asking.answers[HIRED], bound=present.value + 500)
    (again,) = prices_of(present, [HIRED], asking)
    assert again.seen is not None
    assert again.difference is not None
    assert again.seen.least <= again.difference.found <= again.seen.most
    assert again.seen.most == max(7, again.difference.found)
