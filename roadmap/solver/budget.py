"""What the phases of a search may still use: the board's time, and in reproducible mode deterministic units."""

from __future__ import annotations

from roadmap.solver.board import Board
from roadmap.solver.cpsat.solve import Solved, SolveTask
from roadmap.solver.outcome import Search
from roadmap.tuning import TUNING


class Budget:
    """What the solver may still use: the board's time, and in reproducible mode deterministic units."""

    def __init__(self, board: Board, search: Search) -> None:
        self._board = board
        stated = search.deterministic_time
        units = search.seconds * TUNING.units_per_second if stated is None else stated
        self.units = units if search.reproducible else None

    def task(self, found_by: str, *, share: float, seconds: float = 0.0, units: float = 0.0) -> SolveTask:
        """A task with a share of what is left, at most `seconds` or `units` of it where these are given."""
        left = self._board.left()
        if self.units is None:
            wanted = left * share
            return SolveTask(found_by, min(wanted, seconds) if seconds else wanted)
        wanted = max(0.0, self.units) * share
        return SolveTask(found_by, left, min(wanted, units) if units else wanted)

    def spend(self, solved: Solved) -> Solved:
        """Take off what a solve used."""
        if self.units is not None:
            self.units -= solved.units
        return solved

    def left(self) -> float:
        """The seconds left, or in reproducible mode the units."""
        return self._board.left() if self.units is None else self.units

    def spent(self, keep: float = 0.0) -> bool:
        """Whether nothing is left, or no more than the seconds or units to `keep`."""
        return self._board.over() or self.left() <= keep
