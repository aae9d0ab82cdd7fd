"""The release master problem: landings and deals without days, as a relaxation and as a model with integers."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from roadmap.solver.board import Board
from roadmap.solver.bound.stretches import Stretches, find_stretches
from roadmap.solver.cpsat.full_model import FullModel, add_row, build_model, landed_indices
from roadmap.solver.cpsat.relaxation import Relaxation, Row
from roadmap.tuning import TUNING


class Master:
    """The release master problem as a relaxation and as a model with integers; both get the same cuts."""

    def __init__(self, board: Board) -> None:
        self.model: FullModel = build_model(
            board.problem, board.windows, valuation=board.valuation, timed=False, grid=None
        )
        self.relaxation = Relaxation(self.model.cp)
        self.landed = landed_indices(self.model)
        self._board = board

    @cached_property
    def stretches(self) -> list[Stretches]:
        """All stretches of time of each pool."""
        return find_stretches(self._board.problem, self._board.windows, landed=self.landed)

    def add(self, row: Row) -> None:
        """Add a row that every plan keeps."""
        self.relaxation.add(row)
        add_row(self.model, row)

    def overfill(self, values: NDArray[np.float64]) -> int:
        """Add rows for the stretches that a point overfills; how many."""
        rows = [row for stretches in self.stretches for row in stretches.overfilled(values, TUNING.stretch_rows)]
        for row in rows:
            self.add(row)
        return len(rows)
