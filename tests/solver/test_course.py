"""The course of a search with the solver: what gets which part of the time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roadmap.audit import value as audited
from roadmap.problem import Problem
from roadmap.solver import course, solving
from roadmap.solver.course import run_phases
from roadmap.solver.outcome import Bound, Incumbent, Search
from roadmap.tuning import TUNING
from tests.solver.problems import crowded_problem, supported
from tests.solver.searching import board_for

ONE = Search(20, workers=1, reproducible=True, deterministic_time=5.0)
SUPPORTED = supported(crowded_problem(features=30, deals=20, horizon=60))


@pytest.mark.parametrize(
    ("problem", "seconds", "shares"),
    [
        (crowded_problem(), 20, [0.13]),
        (crowded_problem(), 4.9, []),
        (SUPPORTED, 15, [0.75]),
        (SUPPORTED, 14, []),
        (crowded_problem(), 1000, [0.01]),
        (SUPPORTED, 600, [0.1]),
        (crowded_problem(features=201), 60, []),
    ],
    ids=[
        "small",
        "in little time",
        "much support",
        "much support in little time",
        "long",
        "much support, long",
        "large",
    ],
)
def test_cores_are_planned_where_there_is_time_for_them(
    problem: Problem, seconds: float, shares: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[float] = []

    board = board_for(problem)

    def plan(*_: object, share: float, **__: object) -> bool:
        asked.append(share)
        board.stop.set()  # what comes after the cores takes no part
        return True

    monkeypatch.setattr(solving, "plan_cores", plan)
    monkeypatch.setattr(course, "TUNING", replace(TUNING, order_most_steps=10))
    monkeypatch.setattr(solving, "TUNING", replace(TUNING, slack_units=10))
    run_phases(board, replace(ONE, seconds=seconds, deterministic_time=0.02))
    assert asked == shares


@pytest.mark.slow
def test_on_a_large_problem_the_plan_of_the_cores_is_filled() -> None:
    board = board_for(SUPPORTED)
    run_phases(board, replace(ONE, seconds=30, deterministic_time=2.0))
    few = replace(SUPPORTED, deals=SUPPORTED.deals[:20])
    assert board.schedule is not None
    assert (board.value or 0) > audited(few, board.schedule)


def test_the_plan_of_nothing_is_offered_after_the_first_order_and_only_where_nothing_is_worth_more() -> None:
    # a search that is cut off before its first order has found no plan, and must not tell of a plan of nothing
    told: list[Incumbent | Bound] = []
    short = replace(ONE, deterministic_time=0.02)
    run_phases(board_for(crowded_problem(), told=told), short)
    assert next(news.found_by for news in told if isinstance(news, Incumbent)) == "first order"
    nothing = board_for(replace(crowded_problem(), deals=()))
    run_phases(nothing, short)
    assert nothing.value == 0
