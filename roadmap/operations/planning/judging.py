"""Questions to the solver that end when somebody asks to stop."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from roadmap.explaining.contradiction.clashing import Answers
from roadmap.problem import Problem
from roadmap.solver.outcome import Outcome
from roadmap.solver.process.judge import JudgeVerdict


@dataclass(frozen=True, slots=True)
class StoppableJudge:
    """Answers as `judge` does until `stop` is set; from then on, that nothing is known."""

    judge: Answers
    stop: threading.Event

    def wait(self) -> None:
        """Return when questions can be asked."""
        if not self.stop.is_set():
            self.judge.wait()

    def ask(self, problem: Problem, *, seconds: float, seed: int = 0, presolve: bool = True) -> JudgeVerdict:
        """Whether a problem has any schedule."""
        if self.stop.is_set():
            return JudgeVerdict("open")
        return self.judge.ask(problem, seconds=seconds, seed=seed, presolve=presolve)

    def best(self, problem: Problem, *, seconds: float) -> Outcome | None:
        """The best schedule found in so many seconds; None where nothing is known."""
        return None if self.stop.is_set() else self.judge.best(problem, seconds=seconds)
