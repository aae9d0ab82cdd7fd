"""Running what tightens the bound: beside the search for plans, or before it where the work is limited."""

from __future__ import annotations

import threading

from roadmap.solver.board import Board
from roadmap.solver.bound.bound_limits import Limits
from roadmap.solver.bound.prover import NAME, Prover
from roadmap.solver.cpsat.shared_rows import LearnedRows
from roadmap.solver.outcome import Search


class BoundThread(threading.Thread):
    """Runs a prover beside the search for plans; an error in it is raised where it is joined."""

    def __init__(self, board: Board, search: Search, *, limits: Limits, learned: LearnedRows) -> None:
        super().__init__(daemon=True, name=NAME)
        self._board, self._search, self._limits, self._learned = board, search, limits, learned
        self._failure: BaseException | None = None

    def run(self) -> None:
        """Tighten the bound; keeps what fails for `finish`."""
        try:
            Prover(self._board, self._search, limits=self._limits, learned=self._learned).run()
        except BaseException as failure:  # noqa: BLE001 - raised by `finish`
            self._failure = failure

    def finish(self, seconds: float) -> None:
        """Ask it to end, wait at most so many seconds, and raise what failed."""
        self._limits.ended.set()
        self.join(seconds)
        if self._failure is not None:
            raise self._failure


def start_bound(board: Board, search: Search, *, learned: LearnedRows | None = None) -> BoundThread:
    """Start to tighten the bound beside the search for plans, until the board is over or it is told to finish.

    What either finds out goes to what is `learned`.
    """
    thread = BoundThread(board, search, limits=Limits(board, None), learned=learned or LearnedRows())
    thread.start()
    return thread


def prove_bound(board: Board, search: Search, *, units: float, learned: LearnedRows | None = None) -> float:
    """Tighten the bound with at most about so many deterministic units; those used. Its facts go to `learned`."""
    limits = Limits(board, units)
    Prover(board, search, limits=limits, learned=learned).run()
    return units - (limits.units or 0.0)
