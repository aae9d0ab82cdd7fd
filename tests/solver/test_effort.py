"""Effort: a search that ends by its own processor time, however busy the machine is."""

from __future__ import annotations

import threading
import time

import pytest

from roadmap.planner import ProcessorTime
from roadmap.schedule import Stopped
from roadmap.solver.board import Board
from roadmap.solver.outcome import Search
from roadmap.solver.process.parent import solve
from roadmap.tuning import TUNING
from tests.solver.problems import crowded_problem


def test_what_is_left_of_an_effort_falls_with_the_processor_time_and_not_with_the_clock(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    used = [1.0]
    monkeypatch.setattr(time, "process_time", lambda: used[0])
    board = Board(crowded_problem(), began=0.0, deadline=-1000.0, tell=lambda _: None)
    board.count_effort(9.0)
    # 9 - 1 seconds of processor time are left, and free cores give two a second
    assert board.left() == pytest.approx(8.0 / TUNING.effort_cores)
    used[0] = 8.0
    assert board.left() == pytest.approx(1.0 / TUNING.effort_cores)
    assert not board.stopped()
    used[0] = 9.0
    assert board.stopped()


def test_what_is_used_while_time_does_not_count_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    used = [1.0]
    monkeypatch.setattr(time, "process_time", lambda: used[0])
    board = Board(crowded_problem(), began=0.0, deadline=0.0, tell=lambda _: None)
    board.count_effort(9.0)
    with board.pause():
        used[0] = 101.0
    assert board.left() == pytest.approx(8.0 / TUNING.effort_cores)


def test_a_search_with_an_effort_says_how_much_it_used_and_ends_by_it() -> None:
    search = Search(seconds=0.1, limit=120.0, workers=1, effort=0.2)
    outcome = solve(crowded_problem(), search, observe=lambda _: None, stop=threading.Event())
    assert outcome.processor is not None
    assert outcome.schedule is not None
    assert outcome.proof.stopped in (Stopped.TIME, Stopped.PROVED)  # and not killed by the limit of the clock
    assert "time was used up" in outcome.reason or "proved" in outcome.reason


def test_the_clock_limits_a_search_with_an_effort_only_where_the_machine_gives_next_to_nothing() -> None:
    assert Search(seconds=10.0, effort=20.0).wall == 10.0 * TUNING.effort_patience
    assert Search(seconds=10.0, effort=20.0, limit=33.0).wall == 33.0
    assert Search(seconds=10.0, limit=33.0).wall == 10.0


def test_less_than_half_of_what_free_cores_give_is_little() -> None:
    assert ProcessorTime(24.9, 30.0, free=50.0).is_little
    assert not ProcessorTime(25.1, 30.0, free=50.0).is_little
    assert not ProcessorTime(0.1, TUNING.busy_least_seconds / 2, free=2.0).is_little  # too short to say anything
