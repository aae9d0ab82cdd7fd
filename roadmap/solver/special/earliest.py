"""Problems that ask for one thing as early as possible: a search over lists, then CP-SAT shortens what it found.

`activities` finds short schedules by lists of work items; `shortest` shortens them and proves how short they can be.
"""

from __future__ import annotations

from roadmap.solver.board import Board
from roadmap.solver.outcome import Search
from roadmap.solver.special.activities import Lists, search_lists
from roadmap.solver.special.goal import work_of
from roadmap.tuning import TUNING


def finish_early(board: Board, search: Search) -> bool:
    """Solve a problem that asks for one thing as early as possible; False if it is another, or nothing was found."""
    work = work_of(board.problem, board.windows)
    if work is None or board.over():
        return False
    from roadmap.solver.special.shortest import shorten  # noqa: PLC0415 - imports OR-tools, which takes seconds

    starts = search_lists(board, work, search)
    if starts is None:
        return False
    lists = Lists(board, work, seed=search.seed + 1, population=TUNING.list_large_population)
    shorten(board, work, starts, search, beside=None if search.reproducible else lists.step)
    return True
