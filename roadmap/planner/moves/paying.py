"""Paying: what moves are worth, told by first plans, which take no solver."""

from __future__ import annotations

import time
from dataclasses import replace

from roadmap.folder.project import Project
from roadmap.indexing import Indexed, index_project
from roadmap.problem import Problem
from roadmap.schedule import Schedule
from roadmap.solver.board import Board
from roadmap.solver.construct.decoder import Decoder
from roadmap.solver.construct.orders import first_plan
from roadmap.supply.second_line import Move
from roadmap.tuning import TUNING

AMPLE = 3600.0
"""Seconds that a first plan may take; it takes one or two, and the clock must not decide."""


Moves = tuple[Move, ...]


def indexed_with(project: Project, moves: Moves) -> Indexed:
    """The problem of a project with these moves."""
    return index_project(replace(project, moves=moves))


def first_of(problem: Problem) -> tuple[Schedule | None, int | None]:
    """The first plan of a problem and its value; None if none of the usual orders holds every pin."""
    began = time.monotonic()
    board = Board(problem, began=began, deadline=began + AMPLE, tell=lambda _: None)
    decoder = Decoder(problem, board.windows, valuation=board.valuation)
    first_plan(board, decoder=decoder, orders=TUNING.move_orders)
    return board.schedule, board.value


def worth_of(project: Project, moves: Moves) -> int | None:
    """What a first plan with these moves is worth, if people who are away for a while counted as there: around their
    absences first plans differ more by chance than by moves. None if there is none."""
    problem = indexed_with(project, moves).problem
    return first_of(replace(problem, capacity=problem.held, absent=(), longest_pause=0))[1]


def can_be_held(project: Project, moves: Moves) -> bool:
    """Whether some first plan holds what must hold with these moves."""
    return first_of(indexed_with(project, moves).problem)[0] is not None


def leaner(project: Project, moves: Moves, worth: int) -> Moves:
    """The moves without those from one skill to another without which a first plan is worth more.

    Moves that were agreed stay.
    """
    for pair in sorted({(move.own, move.line.skill) for move in moves}):
        fewer = tuple(move for move in moves if move.agreed or (move.own, move.line.skill) != pair)
        found = worth_of(project, fewer) if fewer != moves else None
        if found is not None and found > worth:
            moves, worth = fewer, found
    return moves
