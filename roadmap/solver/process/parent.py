"""The parent's side: starts the search in a child process, hears its findings, and survives whatever happens to it.

OR-tools is never imported here. A child that dies, hangs or is killed leaves its last schedule behind.
"""

from __future__ import annotations

import contextlib
import math
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from roadmap.problem import Problem
from roadmap.schedule import Proof, Schedule, Status, Stopped
from roadmap.solver import errors
from roadmap.solver.errors import SearchFailed, SolverError
from roadmap.solver.outcome import Bound, Compiling, Incumbent, News, Outcome, Search
from roadmap.solver.records.codec import decode_schedule, encode_problem, encode_search
from roadmap.solver.records.frames import DamagedFrame, read_frame, write_frame
from roadmap.solver.valuation import Valuation, landings_of
from roadmap.tuning import TUNING

COMMAND = (sys.executable, "-P", "-m", "roadmap.solver.process.child")
POLL = 0.05


Observer = Callable[[News], bool | None]
"""Hears every better schedule and bound, and of compiling; returning True ends the search, and so does raising."""


@dataclass(slots=True)
class _State:
    """What was heard from the child so far; `began` moves on by pauses, `until` is when to end at the latest."""

    began: float
    seconds: float
    until: float = math.inf
    paused: bool = False
    best: Incumbent | None = None
    bound: int | None = None
    heard: float = field(default_factory=time.monotonic)
    ending: dict[str, Any] | None = None
    ended: bool = False
    processor: float | None = None

    def overdue(self) -> bool:
        """Whether the child should have ended by now, grace and pauses counted in."""
        allowed = self.seconds + TUNING.child_grace + (TUNING.child_longest_pause if self.paused else 0.0)
        return time.monotonic() > min(self.until, self.began + allowed)


def solve(
    problem: Problem,
    search: Search,
    *,
    observe: Observer,
    stop: threading.Event,
    command: Sequence[str] = COMMAND,
) -> Outcome:
    """Search for the best schedule of a problem, within `search.wall` seconds counted from this call.

    On a large problem time does not count while the search is compiled, once on a machine. `observe` hears every better
    schedule and bound, and when compiling begins, in this thread. `stop` ends the search within half a second and
    keeps the best. A child that crashes leaves the best heard so far, marked CRASHED. Raises SolverDisagreement,
    ModelRefused, ModelInvalid or SearchFailed when the child says so.
    """
    state = _State(time.monotonic(), search.wall)
    process = _start(command)
    try:
        records = _listen(process)
        question = {
            "problem": encode_problem(problem), "search": encode_search(search),
            "began": state.began, "deadline": state.began + max(0.0, search.wall - TUNING.child_margin),
        }  # fmt: skip
        threading.Thread(target=_ask, args=(process, question), daemon=True).start()
        _follow(state, records, process=process, observe=observe, stop=stop)
    finally:
        _end(process, clean=state.ending is not None)
    late = time.monotonic() - state.began > search.wall
    worth = None if search.start is None else Valuation(problem).total(landings_of(search.start))
    return _outcome(state, start=search.start, worth=worth, stopped=stop.is_set(), late=late)


def _start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """The child, in a session of its own so that Ctrl-C reaches only this process."""
    return subprocess.Popen(  # noqa: S603 - our own command, no shell
        list(command),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _ask(process: subprocess.Popen[bytes], question: dict[str, Any]) -> None:
    """Write the question; a child that is gone already is noticed by who listens."""
    try:
        write_frame(_pipe(process.stdin), question)
    except (OSError, ValueError):
        return


def _pipe(stream: IO[bytes] | None) -> Any:
    return stream


def _listen(process: subprocess.Popen[bytes]) -> queue.SimpleQueue[dict[str, Any] | None]:
    """The child's records as they come, then None when it is gone or writes nonsense."""
    records: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()

    def listen() -> None:
        try:
            while (record := read_frame(_pipe(process.stdout))) is not None:
                records.put(record)
        except (DamagedFrame, OSError, ValueError):
            pass
        finally:
            records.put(None)

    threading.Thread(target=listen, daemon=True).start()
    return records


def _follow(
    state: _State,
    records: queue.SimpleQueue[dict[str, Any] | None],
    *,
    process: subprocess.Popen[bytes],
    observe: Observer,
    stop: threading.Event,
) -> None:
    """Hear records until the child is done, gone, or out of time and grace."""
    asked = False
    while True:
        if stop.is_set() and not asked:
            asked = True
            state.until = time.monotonic() + TUNING.child_grace
            threading.Thread(target=_ask, args=(process, {"kind": "stop"}), daemon=True).start()
        if state.overdue():
            return
        try:
            record = records.get(timeout=POLL)
        except queue.Empty:
            continue
        if record is None:
            state.ended = True
            return
        state.heard = time.monotonic()
        if _hear(state, record, observe):
            stop.set()
        if state.ending is not None:
            return


def _hear(state: _State, record: dict[str, Any], observe: Observer) -> bool:
    """Take in one record; whether the observer wants to end the search."""
    kind, elapsed = record["kind"], time.monotonic() - state.began
    if kind == "incumbent":
        schedule = decode_schedule(record["schedule"])
        state.best = Incumbent(schedule, record["value"], record["bound"], record["found_by"], elapsed)
        return bool(observe(state.best))
    state.processor = record.get("processor", state.processor)
    if kind == "bound":
        state.bound = record["bound"]
        return bool(observe(Bound(record["bound"], record["found_by"], elapsed)))
    if kind == "uncounted":
        return _pause(state, record["seconds"], observe)
    if kind == "error":
        failure = getattr(errors, record["error"], None)
        if isinstance(failure, type) and issubclass(failure, SolverError):
            raise failure(record["text"])
        if record["error"] != "MemoryError":
            raise SearchFailed(f"{record['error']}: {record['text']}")
        state.ended = True
    if kind == "done":
        state.ending = record
    return False


def _pause(state: _State, seconds: float | None, observe: Observer) -> bool:
    """Time that does not count begins (None) or has ended; whether the observer wants to end the search."""
    state.paused = seconds is None
    if seconds is None:
        return bool(observe(Compiling(time.monotonic() - state.began)))
    state.began += seconds
    return bool(observe(Compiling(time.monotonic() - state.began, over=True)))


def _end(process: subprocess.Popen[bytes], *, clean: bool) -> None:
    """Close the child's input, which ends it, and kill it if it lingers."""
    with contextlib.suppress(OSError):
        _pipe(process.stdin).close()
    try:
        process.wait(timeout=TUNING.child_grace if clean else 0.0)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    _pipe(process.stdout).close()


def _outcome(state: _State, *, start: Schedule | None, worth: int | None, stopped: bool, late: bool) -> Outcome:
    """What the call returns; `start` (worth `worth`) stands in where nothing was heard at all."""
    schedule, value = (start, worth) if state.best is None else (state.best.schedule, state.best.value)
    if state.ending is not None:
        told = state.ending
        proof = Proof(Status(told["status"]), Stopped(told["stopped"]), told["value"], told["bound"])
        reach = None if told["reach"] is None else tuple(told["reach"])
        return Outcome(
            None if proof.value is None else schedule,
            proof,
            told["reason"],
            told["by_work"],
            reach,
            told.get("processor"),
        )
    return Outcome(
        schedule, *_unended(state, schedule, value=value, stopped=stopped and not late), processor=state.processor
    )


def _unended(state: _State, schedule: Schedule | None, *, value: int | None, stopped: bool) -> tuple[Proof, str]:
    """What is known of a search that did not say how it ended, and why it did not."""
    status = Status.NOTHING_FOUND if schedule is None else Status.BEST_FOUND
    silent = time.monotonic() - state.heard > TUNING.child_silence
    if state.ended or silent:
        why, reason = Stopped.CRASHED, "the search died" if state.ended else "the search hung and was killed"
    elif stopped:
        why, reason = Stopped.INTERRUPTED, "asked to stop"
    else:
        why, reason = Stopped.TIME, "the time was used up"
    return Proof(status, why, value, state.bound), reason
