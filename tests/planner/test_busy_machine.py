"""Planning on a machine that gives it little of a processor: the optional is left out, and writing begins earlier."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from roadmap.planner import run
from roadmap.planner.options import Options
from roadmap.tuning import TUNING


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    made = SimpleNamespace(now=0.0, worked=0.0)
    fake = SimpleNamespace(monotonic=lambda: made.now, process_time=lambda: made.worked)
    monkeypatch.setattr(run, "time", fake)
    return made


def test_moves_are_chosen_where_the_time_left_is_enough_on_this_machine(clock: SimpleNamespace) -> None:
    clock.now, clock.worked = 101.0, 1.0  # a planning of ten seconds that began at 100
    assert run._chooses(Options(seconds=10), 110.0)
    clock.now = 103.0  # seven seconds left, of which this process gets a third
    assert not run._chooses(Options(seconds=10), 110.0)
    assert run._chooses(Options(seconds=60), 160.0)


def test_short_plannings_choose_no_moves_and_those_without_a_clock_go_by_their_length(clock: SimpleNamespace) -> None:
    clock.now, clock.worked = 100.5, 0.5
    assert not run._chooses(Options(seconds=TUNING.run_choosing - 1), 100 + TUNING.run_choosing - 1)
    clock.now, clock.worked = 1000.0, 1.0
    assert run._chooses(Options(seconds=10, reproducible=True), 0.0)
    assert run._chooses(Options(effort=100), float("inf"))
    assert not run._chooses(Options(effort=1), float("inf"))


def test_a_process_that_has_worked_long_before_says_nothing_of_the_machine(clock: SimpleNamespace) -> None:
    clock.now, clock.worked = 101.0, 5_000.0
    assert run._chooses(Options(seconds=10), 110.0)


def test_what_took_little_by_chance_counts_as_the_machine_was_before(clock: SimpleNamespace) -> None:
    clock.now, clock.worked = 6.0, 2.0
    since, began = (0.0, 0.0), (5.8, 1.9)
    assert run._slowed(began, since=since) == pytest.approx(0.3)  # 0.1 of the processor, which took three times as long
    assert run._slowed((5.0, 1.9), since=since) == pytest.approx(1.0)  # by the clock it took longer still
    assert run._slowed((5.8, 1.9), since=(5.8, 1.9)) == pytest.approx(0.2)  # too little work to tell a rate by
