"""The board's bounds: what is counted exactly is sure, what a solver claims only once two solves claim it."""

from __future__ import annotations

import pytest

from roadmap.schedule import Placement, Schedule, Status, Stopped
from roadmap.solver import solving
from roadmap.solver.board import Board
from roadmap.solver.course import run_phases
from roadmap.solver.cpsat.solve import Solved, SolveTask, solve_model
from roadmap.solver.errors import SolverDisagreement
from roadmap.solver.outcome import Bound, Incumbent, Search
from tests.solver.problems import simple_problem
from tests.solver.searching import board_for

BOTH = Schedule((Placement(0, (0,), (0,)), Placement(0, (2,), (0,))))
"""Two deals of 10 in one release that costs 1: 19."""
ONE = Schedule((Placement(0, (0,), (0,)), None))


def board_with(schedule: Schedule, *, told: list[Incumbent | Bound] | None = None) -> Board:
    board = board_for(simple_problem(), told=told)
    board.offer(schedule, "start")
    return board


def test_what_one_solve_claims_is_the_bound_but_proves_nothing() -> None:
    board = board_with(BOTH)
    board.limit(19, "full model", solve="a")
    assert board.bound == 19
    assert not board.proved()
    board.limit(19, "full model", solve="a")
    assert not board.proved()


def test_what_two_solves_claim_or_what_is_counted_is_proved() -> None:
    for second in ("b", None):
        board = board_with(BOTH)
        board.limit(19, "full model", solve="a")
        board.limit(19, "other", solve=second)
        assert board.proved()


def test_the_second_claim_counts_as_far_as_it_goes() -> None:
    told: list[Incumbent | Bound] = []
    board = board_with(ONE, told=told)
    board.limit(40, "all deals")
    board.limit(9, "full model", solve="a")
    board.limit(30, "second solve", solve="b")
    assert board.bound == 9
    assert not board.proved()
    assert [news.bound for news in told if isinstance(news, Bound)] == [40, 9]


def test_a_claim_that_a_schedule_shows_to_be_wrong_is_withdrawn() -> None:
    told: list[Incumbent | Bound] = []
    board = board_with(ONE, told=told)
    board.limit(40, "all deals")
    board.limit(9, "full model", solve="a")
    assert board.offer(BOTH, "repair")
    assert board.bound == 40
    assert told[-1].bound == 40
    board.limit(18, "full model", solve="a")
    assert board.bound == 40


def test_a_sure_bound_below_a_known_schedule_is_an_error() -> None:
    with pytest.raises(SolverDisagreement, match="a bound of 18 is below the value 19 of a known schedule"):
        board_with(BOTH).limit(18, "prices")
    board = board_with(ONE)
    board.limit(12, "prices")
    with pytest.raises(SolverDisagreement, match="a bound of 12"):
        board.offer(BOTH, "repair")


def test_a_claim_of_the_best_is_confirmed_by_another_solve(monkeypatch: pytest.MonkeyPatch) -> None:
    solves: list[tuple[str, int]] = []

    def noted(board: Board, model: object, *, search: Search, task: SolveTask) -> Solved:
        solves.append((task.found_by, search.seed))
        return solve_model(board, model, search=search, task=task)  # type: ignore[arg-type]

    monkeypatch.setattr(solving, "solve_model", noted)
    monkeypatch.setattr(solving, "prove_bound", lambda *_, **__: 0.0)
    board = board_for(simple_problem(days=(2, 2, 2), horizon=3))
    ending = run_phases(board, Search(20, workers=1, seed=3, reproducible=True, deterministic_time=2.0))
    assert ending.proof.status is Status.OPTIMAL
    assert solves == [("full model", 3), ("second solve", 4)]


def test_without_a_second_solve_the_plan_is_the_best_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving._Full, "_confirm", lambda *_: None)
    monkeypatch.setattr(solving, "repair", lambda *_, **__: None)

    def stop(board: Board, model: object, *, search: Search, task: SolveTask) -> Solved:
        solved = solve_model(board, model, search=search, task=task)  # type: ignore[arg-type]
        board.deadline = board.began
        return solved

    monkeypatch.setattr(solving, "solve_model", stop)
    monkeypatch.setattr(solving, "prove_bound", lambda *_, **__: 0.0)
    board = board_for(simple_problem(days=(2, 2, 2), horizon=3))
    ending = run_phases(board, Search(20, workers=1, reproducible=True, deterministic_time=2.0))
    assert (ending.proof.status, ending.proof.stopped) == (Status.BEST_FOUND, Stopped.TIME)
    assert ending.proof.value == ending.proof.bound
    assert ending.reason == "the time was used up, and no second solve confirmed that nothing is better"
