"""What one search claims and how it ends: limits, stop signals, errors in callbacks, claims that are not believed."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import pytest
from ortools.sat.python import cp_model

from roadmap.problem import Feature
from roadmap.schedule import Placement, Schedule, Status, Stopped
from roadmap.solver import course, solving
from roadmap.solver.board import Board
from roadmap.solver.course import run_phases
from roadmap.solver.cpsat.full_model import build_model
from roadmap.solver.cpsat.solve import Solved, SolveTask, floor_bound, solve_model
from roadmap.solver.errors import ModelInvalid, SolverDisagreement
from roadmap.solver.local import recreation
from roadmap.solver.outcome import Bound, Incumbent, Search
from roadmap.tuning import TUNING
from tests.problems import item, problem
from tests.solver.problems import crowded_problem, random_problem, simple_problem
from tests.solver.searching import SMALL, board_for, search_for

HARD = crowded_problem()
"""Too large to be proved in the time that the tests give it."""


def test_incumbents_only_get_better_and_bounds_only_tighter() -> None:
    told: list[Incumbent | Bound] = []
    run_phases(board_for(random_problem(11, features=8, horizon=16), told=told), SMALL)
    values = [found.value for found in told if isinstance(found, Incumbent)]
    bounds = [found.bound for found in told if isinstance(found, Bound)]
    assert values == sorted(set(values))
    assert bounds == sorted(set(bounds), reverse=True)


def test_a_search_without_time_returns_its_start_unchanged() -> None:
    start = Schedule((Placement(0, (0,), (0,)), None))
    question = simple_problem(days=(3, 3), horizon=4)
    board = board_for(question, seconds=0)
    ending = run_phases(board, Search(0, start=start))
    assert board.schedule == start
    assert (ending.proof.status, ending.proof.stopped) == (Status.BEST_FOUND, Stopped.TIME)


def test_a_search_that_is_told_to_stop_keeps_what_it_has() -> None:
    told: list[Incumbent | Bound] = []
    board = board_for(HARD, told=told)
    board.stop.set()
    ending = run_phases(board, Search(60))
    assert (ending.proof.status, ending.proof.stopped) == (Status.BEST_FOUND, Stopped.INTERRUPTED)
    assert ending.proof.value == board.value


def test_a_solve_is_stopped_while_it_runs() -> None:
    board = board_for(HARD)
    model = build_model(HARD, board.windows, valuation=board.valuation)
    board.deadline = board.began  # over at once: the solver is stopped at the first look
    solved = solve_model(board, model, search=Search(60, workers=1), task=SolveTask("full model", seconds=60))
    assert solved.claim == "open"


def test_the_work_limit_ends_a_reproducible_search_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(course, "TUNING", replace(TUNING, order_item_steps=1))
    monkeypatch.setattr(recreation, "TUNING", replace(TUNING, ruin_steps_per_second=3000))
    ending, _ = search_for(HARD, Search(600, workers=1, reproducible=True, deterministic_time=0.02))
    assert (ending.proof.status, ending.proof.stopped, ending.by_work) == (Status.BEST_FOUND, Stopped.WORK, True)


@pytest.mark.parametrize("stopping", [True, False])
def test_a_reproducible_search_that_the_clock_or_somebody_ends_says_so(*, stopping: bool) -> None:
    board = board_for(HARD)
    if stopping:
        board.stop.set()
    else:
        board.deadline = board.began  # over at once
    ending = course.run_phases(board, Search(60, workers=1, reproducible=True))
    assert (ending.by_work, ending.proof.stopped) == (False, Stopped.INTERRUPTED if stopping else Stopped.TIME)


def test_two_reproducible_searches_give_the_same_schedule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(course, "TUNING", replace(TUNING, order_item_steps=5))
    monkeypatch.setattr(recreation, "TUNING", replace(TUNING, ruin_steps_per_second=3000))
    search = Search(600, workers=2, seed=5, reproducible=True, deterministic_time=0.1)
    first, second = search_for(HARD, search), search_for(HARD, search)
    assert first == second


@pytest.mark.parametrize(
    "search", [Search(60, workers=2, reproducible=True, deterministic_time=0.5), Search(3, workers=2)]
)
def test_in_reproducible_mode_nothing_is_taken_in_while_several_workers_run(search: Search) -> None:
    # Two workers may find plans worth the same in one round: which of them speaks first is chance.
    question = crowded_problem(features=12, deals=20, horizon=40)
    board = board_for(question, seconds=search.seconds)
    heard: set[bool] = set()
    tell = board._tell

    def hear(found: Incumbent | Bound) -> None:
        heard.add(threading.current_thread() is threading.main_thread())
        tell(found)

    board._tell = hear
    model = build_model(question, board.windows, valuation=board.valuation)
    solved = solve_model(
        board, model, search=search, task=SolveTask("full model", search.seconds, search.deterministic_time)
    )
    assert solved.units > 0
    assert board.value is not None
    assert board.bound is not None
    assert (heard == {True}) is search.reproducible


@pytest.mark.parametrize("search", [SMALL, Search(20, workers=1)], ids=["at its end", "meanwhile"])
def test_an_error_while_a_solution_is_taken_in_ends_the_solve_and_surfaces(
    search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = simple_problem()
    board = board_for(question)
    model = build_model(question, board.windows, valuation=board.valuation)

    def fail(*_: Any) -> bool:
        raise KeyError("injected")

    monkeypatch.setattr(board, "offer", fail)
    with pytest.raises(KeyError, match="injected"):
        solve_model(board, model, search=search, task=SolveTask("full model", seconds=60))


def test_an_error_of_the_solver_itself_surfaces(monkeypatch: pytest.MonkeyPatch) -> None:
    question = simple_problem()
    board = board_for(question)
    model = build_model(question, board.windows, valuation=board.valuation)

    def fail(*_: Any) -> None:
        raise RuntimeError("injected")

    monkeypatch.setattr(cp_model.CpSolver, "solve", fail)
    with pytest.raises(RuntimeError, match="injected"):
        solve_model(board, model, search=SMALL, task=SolveTask("full model", seconds=60))


def test_a_model_that_turns_out_invalid_raises_with_the_solvers_words(monkeypatch: pytest.MonkeyPatch) -> None:
    question = simple_problem()
    board = board_for(question)
    model = build_model(question, board.windows, valuation=board.valuation)
    once = model.variables.cut[0]
    model.cp.add_hint(once, 1)
    model.cp.add_hint(once, 0)
    with pytest.raises(ModelInvalid, match="hint"):
        solve_model(board, model, search=SMALL, task=SolveTask("full model", seconds=60))


def test_infeasible_is_not_believed_when_a_schedule_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "solve_model", lambda *_, **__: Solved("infeasible", 0.1))
    monkeypatch.setattr(course, "TUNING", replace(TUNING, order_item_steps=1))
    monkeypatch.setattr(recreation, "TUNING", replace(TUNING, ruin_steps_per_second=3000))
    with pytest.raises(SolverDisagreement):
        run_phases(board_for(HARD), SMALL)


def test_infeasible_is_not_believed_when_a_second_solve_finds_a_schedule(monkeypatch: pytest.MonkeyPatch) -> None:
    # Pinned work, so that there is no empty plan to begin with; and no decoder, so that nothing is known before.
    monkeypatch.setattr(course, "construct", lambda *_, **__: None)
    honest, claims = solve_model, iter([Solved("infeasible", 0.0)])
    monkeypatch.setattr(solving, "solve_model", lambda *a, **k: next(claims, None) or honest(*a, **k))
    pinned = [Feature((0,), (), 0, planned=True)]
    with pytest.raises(SolverDisagreement):
        run_phases(board_for(problem([item(0, 4)], features=pinned)), SMALL)


def test_infeasible_that_cannot_be_confirmed_in_time_is_not_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(course, "construct", lambda *_, **__: None)
    claims = iter([Solved("infeasible", 0.0), Solved("open", 0.0)])
    monkeypatch.setattr(solving, "solve_model", lambda *_, **__: next(claims))
    pinned = [Feature((0,), (), 0, planned=True)]
    ending = run_phases(board_for(problem([item(0, 4)], features=pinned)), Search(60, workers=1))
    assert ending.proof.status is Status.NOTHING_FOUND


@pytest.mark.parametrize(("bound", "floored"), [(10.0, 10), (9.9999999, 10), (10.4, 10), (-0.5, -1), (2.0**52, 2**52)])
def test_a_bound_is_floored_but_never_below_the_true_one(bound: float, floored: int) -> None:
    assert floor_bound(bound) == floored


def test_a_bound_below_a_known_schedule_is_not_believed() -> None:
    board = board_for(simple_problem(days=(1,)))  # worth 10 less its release for 1
    board.offer(Schedule((Placement(0, (0,), (0,)),)), "test")
    board.limit(9, "test")
    assert board.proved()
    with pytest.raises(SolverDisagreement):
        board.limit(8, "test")


@pytest.mark.parametrize("presolve", [True, False])
def test_no_solve_uses_the_step_of_the_presolve_that_gave_wrong_optima(
    presolve: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits, solve = list[int](), cp_model.CpSolver.solve

    def solved(solver: cp_model.CpSolver, *args: Any) -> Any:
        limits.append(solver.parameters.presolve_inclusion_work_limit)
        return solve(solver, *args)

    monkeypatch.setattr(cp_model.CpSolver, "solve", solved)
    board = board_for(simple_problem())
    model = build_model(board.problem, board.windows, valuation=board.valuation)
    solve_model(board, model, search=Search(5.0, 1, 1, presolve=presolve), task=SolveTask("full model", 5.0))
    assert limits == [0]


def test_a_solve_without_a_hint_begins_from_nothing() -> None:
    question = simple_problem()
    board = board_for(question)
    model = build_model(question, board.windows, valuation=board.valuation)
    solve_model(board, model, search=SMALL, task=SolveTask("full model", seconds=60))
    assert board.schedule is not None
    solve_model(board, model, search=SMALL, task=SolveTask("full model", seconds=60))
    assert len(model.cp.proto.solution_hint.vars)
    solve_model(board, model, search=SMALL, task=SolveTask("full model", seconds=60, hint=False))
    assert not len(model.cp.proto.solution_hint.vars)


@pytest.mark.parametrize(("seconds", "fresh"), [(29.0, 0), (30.0, 1)])
def test_only_long_searches_look_at_the_full_model_from_nothing(
    seconds: float, fresh: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def note(*_: object, task: SolveTask, **__: object) -> Solved:
        if task.found_by == "full model":
            asked.append(task.hint)
        return Solved("open", 0.02)

    monkeypatch.setattr(solving, "solve_model", note)
    monkeypatch.setattr(course, "TUNING", replace(TUNING, order_item_steps=1))
    monkeypatch.setattr(recreation, "TUNING", replace(TUNING, ruin_steps_per_second=3000))
    run_phases(board_for(HARD), Search(seconds, workers=1, reproducible=True, deterministic_time=1.0))
    assert asked.count(False) == fresh
    assert asked.count(True) >= 1


@pytest.mark.parametrize(("seconds", "workers"), [(60.0, [1, 1]), (4.0, [8])])
def test_one_strategy_of_the_full_model_comes_first_and_confirms_itself_where_there_is_time(
    seconds: float, workers: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    board, asked = board_for(HARD), list[int]()

    def note(_board: Board, _model: object, *, search: Search, task: SolveTask) -> Solved:
        if task.found_by in ("full model", "second solve"):
            asked.append(search.workers)
        if len(asked) == len(workers):
            board.stop.set()
        return Solved("optimal", 0.02)

    monkeypatch.setattr(solving, "solve_model", note)
    monkeypatch.setattr(solving, "plan_cores", lambda *_, **__: True)
    run_phases(board, Search(seconds, workers=2))
    assert asked == workers
