"""Running a search inside the test's own process, with every finding checked by the audit."""

from __future__ import annotations

import time

from roadmap.audit import broken_rules, value
from roadmap.problem import Problem
from roadmap.schedule import Schedule
from roadmap.solver.board import Board
from roadmap.solver.course import Ending, run_phases
from roadmap.solver.outcome import Bound, Incumbent, Search

SMALL = Search(20, workers=1, reproducible=True, deterministic_time=2.0)
"""Enough to prove any of the small problems."""


def board_for(problem: Problem, *, seconds: float = 60, told: list[Incumbent | Bound] | None = None) -> Board:
    """A board whose every incumbent is checked: no broken rule, and the value it claims."""

    def tell(found: Incumbent | Bound) -> None:
        if isinstance(found, Incumbent):
            assert broken_rules(problem, found.schedule) == ()
            assert value(problem, found.schedule) == found.value
        if told is not None:
            told.append(found)

    began = time.monotonic()
    return Board(problem, began=began, deadline=began + seconds, tell=tell)


def search_for(problem: Problem, search: Search = SMALL) -> tuple[Ending, Schedule | None]:
    """Run all phases; how they ended, and the best schedule."""
    board = board_for(problem, seconds=search.seconds)
    return run_phases(board, search), board.schedule
