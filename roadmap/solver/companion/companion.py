"""The search's side of the companion: starts it, puts what it finds on the board, and ends it with the search."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from types import TracebackType
from typing import IO, Any

from roadmap.solver.board import Board
from roadmap.solver.errors import SolverDisagreement
from roadmap.solver.outcome import Search
from roadmap.solver.records.codec import decode_schedule, encode_problem, encode_search
from roadmap.solver.records.frames import DamagedFrame, read_frame, write_frame
from roadmap.tuning import TUNING

POLL = 0.05
COMMAND = (sys.executable, "-P", "-m", "roadmap.solver.companion.companion_process")


class Companion:
    """The full model in a process of its own; to be used in a `with` statement, which ends the process.

    A process that fails, or is killed, is missed by nobody: the search goes on without it.
    """

    def __init__(self, board: Board, search: Search, *, command: Sequence[str] = COMMAND) -> None:
        self._board = board
        self._failure: SolverDisagreement | None = None
        workers = max(TUNING.strategies, search.workers)
        self._question = {
            "problem": encode_problem(board.problem),
            "search": encode_search(replace(search, workers=workers, start=None, effort=None)),
        }
        self.process = subprocess.Popen(  # noqa: S603 - our own command, no shell
            list(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._hearing = threading.Thread(target=self._hear, daemon=True)

    def __enter__(self) -> Companion:
        self._hearing.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        self._hearing.join(TUNING.bound_patience)
        for stream in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError, ValueError):
                _pipe(stream).close()
        if self._failure is not None and kind is None:
            raise self._failure

    def wait(self, *, until: Callable[[], bool] = lambda: False) -> None:
        """Return once the process is gone, or earlier once it is `until`."""
        while self._hearing.is_alive() and not until():
            self._hearing.join(POLL)

    def _hear(self) -> None:
        """Ask, and take in records until the process is gone."""
        with contextlib.suppress(DamagedFrame, OSError, ValueError):
            write_frame(_pipe(self.process.stdin), self._question)
            while (record := read_frame(_pipe(self.process.stdout))) is not None:
                try:
                    self._take(record)
                except SolverDisagreement as failure:
                    self._failure = failure
                    return

    def _take(self, record: dict[str, Any]) -> None:
        board, kind = self._board, record["kind"]
        if kind == "incumbent":
            board.offer(decode_schedule(record["schedule"]), record["found_by"])
        elif kind == "bound":
            board.limit(record["bound"], record["found_by"], solve=(self, record["turn"]))
        elif kind == "used":
            board.used_beside = record["seconds"]


def _pipe(stream: IO[bytes] | None) -> Any:
    return stream
