"""How long a search may take within the time of the command."""

from __future__ import annotations

import threading
from types import SimpleNamespace

import pytest

from roadmap.planner import Options, make_plan
from roadmap.problem import Problem
from roadmap.solver.outcome import Outcome, Search
from tests.planner.test_run import BUILT, folder, outcome


@pytest.mark.parametrize(
    ("until", "seconds"),
    [
        (105.0, 4.6),  # 0.4 s to tell the plan and to end
        (102.9, 2.5),  # just enough to prove a small problem
        (102.7, 2.5),  # 2.3 and what is missing
        (101.0, 1.0),  # 0.6 and the most that it may be late by
        (99.0, 0.5),  # what began late searches a little all the same
    ],
)
def test_a_small_problem_whose_time_went_into_starting_is_searched_a_little_longer(
    until: float, seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Search] = []

    def solver(_problem: Problem, search: Search, **_unheard: object) -> Outcome:
        asked.append(search)
        return outcome(BUILT, 100)

    monkeypatch.setattr("roadmap.planner.run.time", SimpleNamespace(monotonic=lambda: 100.0, process_time=lambda: 7.0))
    make_plan(
        folder(),
        Options(seconds=5),
        observe=lambda _: None,
        save=lambda _: None,
        stop=threading.Event(),
        solver=solver,
        until=until,
    )
    assert round(asked[0].wall, 6) == seconds
