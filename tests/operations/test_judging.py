"""Questions to the solver end when somebody asks to stop."""

from __future__ import annotations

import threading

from roadmap.indexing import index_project
from roadmap.operations.planning.judging import StoppableJudge
from tests.explain.judges import JudgeHere
from tests.planner.test_run import folder


def test_from_the_wish_to_stop_on_nothing_is_known_and_nobody_is_asked() -> None:
    judge, stop = JudgeHere(), threading.Event()
    asked = StoppableJudge(judge, stop)
    problem = index_project(folder()).problem
    assert (asked.ask(problem, seconds=5).claim, judge.asked) == ("feasible", 1)
    best = asked.best(problem, seconds=5)
    assert best is not None
    assert best.proof.value == 100
    stop.set()
    assert (asked.ask(problem, seconds=5).claim, judge.asked) == ("open", 1)
    assert asked.best(problem, seconds=5) is None
