"""The judge: asks a child process, question after question, whether problems have schedules, and which is the best.

OR-tools is never imported here. A child that dies or hangs leaves its question open and is replaced by a new one.
"""

from __future__ import annotations

import contextlib
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Any, Literal

from roadmap.problem import Problem
from roadmap.schedule import Proof, Schedule, Status, Stopped
from roadmap.solver.outcome import Outcome, Search
from roadmap.solver.records.codec import decode_schedule, encode_problem, encode_search
from roadmap.solver.records.frames import DamagedFrame, read_frame, write_frame
from roadmap.tuning import TUNING

COMMAND = (sys.executable, "-P", "-m", "roadmap.solver.process.answering")

Claim = Literal["feasible", "infeasible", "open"]


@dataclass(frozen=True, slots=True)
class JudgeVerdict:
    """What is known of a problem: `feasible` comes with a schedule, `open` means that the time was too short."""

    claim: Claim
    schedule: Schedule | None = None


class Judge:
    """Answers whether a problem has any schedule; to be used in a `with` statement, which ends its child."""

    def __init__(self, *, workers: int = 2, command: Sequence[str] = COMMAND) -> None:
        self._workers, self._command = workers, tuple(command)
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Judge:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def wait(self) -> None:
        """Return once the child has loaded the solver, so that the time of the first question is its own."""
        self._start()

    def ask(self, problem: Problem, *, seconds: float, seed: int = 0, presolve: bool = True) -> JudgeVerdict:
        """Whether any schedule keeps all rules of the problem; its amounts are of no consequence."""
        told = self._answer("feasible", problem, Search(seconds, workers=self._workers, seed=seed, presolve=presolve))
        return JudgeVerdict("open") if told is None else JudgeVerdict(told["claim"], _schedule(told["schedule"]))

    def best(self, problem: Problem, *, seconds: float) -> Outcome | None:
        """The best schedule of a problem that is found in so many seconds, not audited; None where the child failed."""
        told = self._answer("best", problem, Search(seconds, workers=self._workers))
        if told is None:
            return None
        proof = Proof(Status(told["status"]), Stopped(told["stopped"]), told["value"], told["bound"])
        return Outcome(_schedule(told["schedule"]), proof, told["reason"])

    def _answer(self, kind: str, problem: Problem, search: Search) -> dict[str, Any] | None:
        question = {"kind": kind, "problem": encode_problem(problem), "search": encode_search(search)}
        answer = self._hear(question, search.seconds + TUNING.question_grace)
        if answer is None:
            self._end()
        return None if answer is None or answer["failed"] else answer

    def _hear(self, question: dict[str, Any], seconds: float) -> dict[str, Any] | None:
        child = self._start()
        return None if child is None else _within(seconds, lambda: _exchange(child, question))

    def _start(self) -> subprocess.Popen[bytes] | None:
        """The child, loaded, in a session of its own so that Ctrl-C reaches only this process; None if it fails."""
        if self._child is None:
            self._child = child = subprocess.Popen(  # noqa: S603 - our own command, no shell
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            if _within(TUNING.solver_loading, lambda: read_frame(_pipe(child.stdout))) is None:
                self._end()
        return self._child

    def _end(self) -> None:
        if self._child is None:
            return
        self._child.kill()
        self._child.wait()
        for stream in (self._child.stdin, self._child.stdout):
            with contextlib.suppress(OSError, ValueError):
                _pipe(stream).close()
        self._child = None


def _within(seconds: float, act: Callable[[], dict[str, Any] | None]) -> dict[str, Any] | None:
    """What an exchange with a child gives; None where it takes too long, or the child is gone or writes nonsense."""
    answers: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()

    def run() -> None:
        try:
            answers.put(act())
        except (DamagedFrame, OSError, ValueError):
            answers.put(None)

    threading.Thread(target=run, daemon=True).start()
    try:
        return answers.get(timeout=seconds)
    except queue.Empty:
        return None


def _exchange(child: subprocess.Popen[bytes], question: dict[str, Any]) -> dict[str, Any] | None:
    write_frame(_pipe(child.stdin), question)
    return read_frame(_pipe(child.stdout))


def _schedule(row: list[Any] | None) -> Schedule | None:
    return None if row is None else decode_schedule(row)


def _pipe(stream: IO[bytes] | None) -> Any:
    return stream
