"""Ruin and recreate as a phase: on a machine where it was never compiled, that time does not count."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from roadmap.solver.board import Board
from roadmap.solver.construct.decoder import Decoder
from roadmap.solver.local import loading, recreation
from roadmap.solver.local.recreation import Recreation
from roadmap.solver.outcome import Search
from tests.solver.problems import crowded_problem


@pytest.fixture
def board(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Board:
    """A board of a large problem, on a machine on which nothing was compiled yet."""
    monkeypatch.setattr(loading, "loaded", lambda: False)
    monkeypatch.setattr(loading, "_stamp", lambda: tmp_path / "none")
    monkeypatch.setattr(recreation, "is_large", lambda _problem: True)
    began = time.monotonic()
    return Board(crowded_problem(), began=began, deadline=began + 30, tell=lambda _: None)


def _phase(board: Board, *, seconds: float = 30) -> Recreation:
    decoder = Decoder(board.problem, board.windows, valuation=board.valuation)
    return Recreation(board, Search(seconds), decoder=decoder)


def _nothing_meanwhile(_enough: Callable[[], bool]) -> None:
    return


def _compiler(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    monkeypatch.setattr(loading, "COMPILE", (sys.executable, "-c", script))


def test_the_time_of_compiling_is_given_back_and_told(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    _compiler(monkeypatch, "import time; time.sleep(0.5)")
    heard: list[float | None] = []
    board.uncounted = heard.append
    began, deadline = board.began, board.deadline
    phase = _phase(board)
    phase.compile_first(_nothing_meanwhile)
    assert len(heard) == 2
    begun, spent = heard
    assert begun is None
    assert spent is not None
    assert spent > 0.2
    assert board.deadline - deadline == pytest.approx(spent, abs=1e-3)
    assert board.began - began == pytest.approx(spent)
    phase.end()


@pytest.mark.parametrize("why", ["nobody is told", "little time is asked for", "it is small"])
def test_otherwise_it_is_compiled_beside_the_rest(board: Board, monkeypatch: pytest.MonkeyPatch, why: str) -> None:
    _compiler(monkeypatch, "import time; time.sleep(600)")
    heard: list[float | None] = []
    board.uncounted = None if why == "nobody is told" else heard.append
    if why == "it is small":
        monkeypatch.setattr(recreation, "is_large", lambda _problem: False)
    phase = _phase(board, seconds=4.5 if why == "little time is asked for" else 30)
    phase.compile_first(_nothing_meanwhile)
    assert not phase.ready()
    assert heard == []
    phase.end()
    assert phase._loading is not None
    assert phase._loading.wait(30) is None
    assert phase.ready()


def test_the_plan_becomes_better_while_the_search_is_compiled(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    _compiler(monkeypatch, "import time; time.sleep(600)")
    board.uncounted = lambda _: None
    phase, left = _phase(board), []

    def search(enough: Callable[[], bool]) -> None:
        left.append((enough(), board.left() > 30))  # however long compiling takes, the search may go on
        board.stop.set()
        left.append((enough(), board.left() > 30))

    phase.compile_first(search)
    assert left == [(False, True), (True, True)]
    assert board.left() < 30
    phase.end()


def test_a_stop_ends_the_wait_for_compiling(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    _compiler(monkeypatch, "import time; time.sleep(600)")
    board.uncounted = lambda _: None
    phase = _phase(board)
    threading.Timer(0.3, board.stop.set).start()
    began = time.monotonic()
    phase.compile_first(_nothing_meanwhile)
    assert time.monotonic() - began < 30
    phase.end()


@pytest.mark.parametrize(("share", "wanted"), [(None, 0.85), (0.4, 0.4)])
def test_it_gets_the_share_of_the_time_left_that_is_asked_for(
    share: float | None, wanted: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[float] = []
    monkeypatch.setattr(recreation, "spans_of_time", lambda _, seconds: asked.append(seconds))
    monkeypatch.setattr(recreation, "race_beside", lambda *_: None)
    problem, began = crowded_problem(), time.monotonic()
    phase = _phase(Board(problem, began=began, deadline=began + 1000, tell=lambda _: None))
    phase.run(large=True, share=share)
    assert asked == [pytest.approx(1000 * wanted, rel=0.1)]
