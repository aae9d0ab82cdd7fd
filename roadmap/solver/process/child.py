"""The child process: reads one question as a record, searches, and writes what it finds as records.

`python -m roadmap.solver.process.child` is started by `roadmap.solver.process.parent`, never by hand. It ends when its
input closes, so it never outlives its parent.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from dataclasses import asdict
from typing import BinaryIO

from roadmap.solver.board import Board
from roadmap.solver.course import run_phases
from roadmap.solver.records.codec import decode_problem, decode_search
from roadmap.solver.records.frames import DamagedFrame, read_frame
from roadmap.solver.records.search_records import Teller, limit_memory, own_output
from roadmap.tuning import TUNING


def main(source: BinaryIO, sink: BinaryIO, *, alone: bool = False) -> int:
    """Answer the question read from `source` on `sink`; the exit status.

    `alone` says that nothing else runs in this process, which then ends when its input does, whatever it is doing.
    """
    teller = Teller(sink)
    question = read_frame(source)
    if question is None:
        return 2
    search = decode_search(question["search"])
    if search.memory is not None:
        limit_memory(search.memory)
    try:
        problem = decode_problem(question["problem"])
        board = Board(problem, began=question["began"], deadline=question["deadline"], tell=teller.tell)
        board.uncounted = teller.uncounted
        if search.effort is not None:
            board.count_effort(search.effort)
        _listen(source, board, alone=alone)
        _beat(teller, board)
        ending = run_phases(board, search)
        known = asdict(ending.proof) | {"reason": ending.reason, "by_work": ending.by_work, "reach": board.reach}
        known["processor"] = board.processor_time()
        teller.write({"kind": "done"} | known)
    except Exception as failure:  # noqa: BLE001 - told to the parent, which raises it
        starved = search.memory is not None and isinstance(failure, ImportError | OSError)
        kind = "MemoryError" if starved else type(failure).__name__
        teller.write({"kind": "error", "error": kind, "text": str(failure)})
        return 1
    return 0


def _listen(source: BinaryIO, board: Board, *, alone: bool) -> None:
    """Stop the search on a signal, on a record from the parent, or when the parent is gone."""
    for number in (signal.SIGINT, signal.SIGTERM):
        if threading.current_thread() is threading.main_thread():
            signal.signal(number, lambda *_: board.stop.set())

    def wait() -> None:
        record = None
        with contextlib.suppress(DamagedFrame, OSError, ValueError):
            record = read_frame(source)
        board.stop.set()
        if alone and record is None:
            time.sleep(TUNING.orphan_grace)
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _beat(teller: Teller, board: Board) -> None:
    """Tell the parent every now and then that this process runs, and the processor time that it has used."""

    def beat() -> None:
        while True:
            time.sleep(TUNING.child_beat)
            teller.write({"kind": "beat", "processor": board.processor_time()})

    threading.Thread(target=beat, daemon=True).start()


if __name__ == "__main__":
    sys.exit(main(sys.stdin.buffer, own_output(), alone=True))
