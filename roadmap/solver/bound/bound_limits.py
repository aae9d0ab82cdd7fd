"""What the bound may still use: time, and deterministic units where the work is limited."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from roadmap.solver.board import Board
from roadmap.solver.cpsat.solve import SolveTask
from roadmap.tuning import TUNING


@dataclass(slots=True)
class Limits:
    """What the bound may still use: the board's time, and deterministic units (None: no limit)."""

    board: Board
    units: float | None
    look: float = 1.0
    ended: threading.Event = field(default_factory=threading.Event)

    def task(self, name: str, *, seconds: float, units: float) -> SolveTask | None:
        """A task of at most so many seconds or units; None if nothing is left."""
        if self.over():
            return None
        if self.units is None:
            return SolveTask(name, min(seconds, self.board.left()), bounds=False, schedules=False)
        return SolveTask(name, self.board.left(), min(units, self.units), bounds=False, schedules=False)

    def judge(self) -> SolveTask | None:
        """The task for one look at a set of wishes."""
        return self.task("conflicts", seconds=TUNING.wish_seconds * self.look, units=TUNING.wish_units * self.look)

    def spend(self, units: float) -> None:
        """Take off what a solve used."""
        if self.units is not None:
            self.units -= units

    def over(self) -> bool:
        """Whether nothing is left."""
        return self.ended.is_set() or self.board.over() or (self.units is not None and self.units <= 0)
