"""The release master problem: landings and deals without days, as a relaxation and as a model with integers."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from roadmap.solver.board import Board
from roadmap.solver.model import Model, build_model
from roadmap.solver.relaxation import Relaxation, Row
from roadmap.solver.stretches import Stretches, find_stretches

ROWS = 10
"""Stretches of one pool that get a row in one round."""


class Master:
    """The release master problem as a relaxation and as a model with integers; both get the same cuts."""

    def __init__(self, board: Board) -> None:
        self.model: Model = build_model(board.problem, board.windows, valuation=board.valuation, timed=False, grid=None)
        self.relaxation = Relaxation(self.model.cp)
        self.landed = [[literal.index for literal in row] for row in self.model.variables.landed]
        self._board = board

    @cached_property
    def stretches(self) -> list[Stretches]:
        """All stretches of time of each pool."""
        return find_stretches(self._board.problem, self._board.windows, landed=self.landed)

    def add(self, row: Row) -> None:
        """Add a row that every plan keeps."""
        self.relaxation.add(row)
        variables = [self.model.cp.get_int_var_from_proto_index(variable) for variable in row[0]]
        self.model.cp.add(cp_model.LinearExpr.weighted_sum(variables, row[1]) <= row[2])

    def overfill(self, values: NDArray[np.float64]) -> int:
        """Add rows for the stretches that a point overfills; how many."""
        rows = [row for stretches in self.stretches for row in stretches.overfilled(values, ROWS)]
        for row in rows:
            self.add(row)
        return len(rows)
