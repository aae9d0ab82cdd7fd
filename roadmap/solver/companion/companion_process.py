"""The companion's process: solves the full model of one problem from nothing, and writes what it finds as records.

`python -m roadmap.solver.companion.companion_process` is started by `roadmap.solver.companion.companion`, never by
hand. It ends when its input closes, so it never outlives the search.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from dataclasses import replace
from typing import BinaryIO

from roadmap.solver.board import Board
from roadmap.solver.outcome import Bound, Incumbent, Search
from roadmap.solver.records.codec import decode_problem, decode_search
from roadmap.solver.records.frames import DamagedFrame, read_frame
from roadmap.solver.records.search_records import Teller, limit_memory, own_output
from roadmap.tuning import TUNING


def main(source: BinaryIO, sink: BinaryIO) -> int:
    """Solve what is read from `source` until nothing is better, and tell of it on `sink`; the exit status."""
    question = read_frame(source)
    if question is None:
        return 2
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    teller, search = Teller(sink), decode_search(question["search"])
    threading.Thread(target=_end_with, args=(source,), daemon=True).start()
    threading.Thread(target=_count, args=(teller,), daemon=True).start()
    if search.memory is not None:
        limit_memory(search.memory)
    try:
        _solve(teller, question["problem"], search)
    except Exception as failure:  # noqa: BLE001 - told to the search, which goes on alone
        teller.write({"kind": "error", "error": type(failure).__name__, "text": str(failure)})
        return 1
    return 0


def _solve(teller: Teller, row: list[object], search: Search) -> None:
    """Solve until the best is claimed; then again by another chance, because such claims have been wrong."""
    from roadmap.solver.cpsat.full_model import build_model  # noqa: PLC0415 - imports OR-tools, which takes seconds
    from roadmap.solver.cpsat.solve import SolveTask, solve_model  # noqa: PLC0415 - the same

    turn = 0

    def tell(found: Incumbent | Bound) -> None:
        if isinstance(found, Incumbent):
            teller.tell(found)
        else:
            teller.write({"kind": "bound", "bound": found.bound, "found_by": found.found_by, "turn": turn})

    problem, claim = decode_problem(row), "optimal"
    while claim == "optimal":
        began = time.monotonic()
        board = Board(problem, began=began, deadline=began + TUNING.companion_longest, tell=tell)
        model = build_model(problem, board.windows, valuation=board.valuation, grid=None)
        task = SolveTask("full model", TUNING.companion_longest, hint=False)
        claim = solve_model(board, model, search=replace(search, seed=search.seed + turn), task=task).claim
        turn += 1


def _end_with(source: BinaryIO) -> None:
    """End this process, whatever it does, when its input ends."""
    with contextlib.suppress(DamagedFrame, OSError, ValueError):
        read_frame(source)
    os._exit(0)


def _count(teller: Teller) -> None:
    """Tell every now and then how much processor time this process has used, in seconds."""
    while True:
        teller.write({"kind": "used", "seconds": time.process_time()})
        time.sleep(TUNING.companion_beat)


if __name__ == "__main__":
    sys.exit(main(sys.stdin.buffer, own_output()))
