"""Solving small problems inside this process, with every streamed schedule audited."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from roadmap.audit import broken_rules, value
from roadmap.problem import Problem
from roadmap.schedule import Schedule, Status
from roadmap.solver.board import Board
from roadmap.solver.course import run_phases
from roadmap.solver.outcome import Bound, Incumbent, Search

SECONDS = 60.0
"""Wall limit of one search, never reached in practice: the work is limited."""
QUICK = Search(0.02, workers=1, reproducible=True, deterministic_time=2.0)
"""Hardly any steps without the solver, which then has to prove; enough to prove any tiny problem."""


@dataclass(slots=True)
class Answer:
    """What a search said, and what was wrong with what it said on the way (nothing, it is hoped)."""

    status: Status
    value: int | None
    bound: int | None
    schedule: Schedule | None
    streamed: int = 0
    broken: list[str] = field(default_factory=list)

    @property
    def proved(self) -> bool:
        """Whether the optimum, or that there is none, is proved."""
        return self.status in (Status.OPTIMAL, Status.INFEASIBLE)


def answer(problem: Problem, search: Search = QUICK) -> Answer:
    """Search, and audit every schedule and every bound on the way."""
    broken: list[str] = []
    values: list[int] = []
    bounds: list[int] = []

    def tell(found: Incumbent | Bound) -> None:
        if isinstance(found, Bound):
            bounds.append(found.bound)
            return
        if found.found_by != "slack" or not values or found.value != values[-1]:  # slack may keep the value
            values.append(found.value)
        broken.extend(broken_rules(problem, found.schedule))
        counted = value(problem, found.schedule)
        if counted != found.value:
            broken.append(f"{found.found_by} claims {found.value}, the audit counts {counted}")

    began = time.monotonic()
    board = Board(problem, began=began, deadline=began + SECONDS, tell=tell)
    proof = run_phases(board, search).proof
    if values != sorted(set(values)):
        broken.append(f"values do not rise: {values}")
    if values and bounds and min(bounds) < values[-1]:
        broken.append(f"bound {min(bounds)} is below value {values[-1]}")
    return Answer(proof.status, proof.value, proof.bound, board.schedule, len(values), broken)
