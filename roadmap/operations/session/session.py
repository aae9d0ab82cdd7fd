"""A planner that stays warm: what would be different if the folder said something else, told while people talk."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType

from requirements.errors import InputFault
from requirements.finding import Finding, in_order
from requirements.language import language
from roadmap.changes.scenarios.changes import FolderChange, read_drop, read_set
from roadmap.operations.asked_limits import require_seconds
from roadmap.operations.hearing import unheard
from roadmap.operations.session.asked import AskedQuestion, OnAnswer, broken_off
from roadmap.operations.session.searching.share import SHARED, CpuShare
from roadmap.operations.session.session_answers import QuoteAnswer, SessionAnswer
from roadmap.operations.session.session_questions import Cancelled, Opened, SessionQuestion, Turn
from roadmap.operations.session.silence import SILENT, SilenceWatch
from roadmap.operations.sources.stored_plans import PLAN_NAME

EFFORT = 5.0
"""CPU seconds for the steps of an answer after the first, unless the caller says otherwise."""
COMMAND = (sys.executable, "-P", "-m", "roadmap.operations.session.session_child")

AnyChanges = Mapping[str, object] | Sequence[str | FolderChange]
"""Changes as values by their paths, as "PATH=VALUE" and "people.+1:SKILL@DAY", or as they were read from a scenario."""


class PlanningSession:
    """A folder and its best plan in a child process, asked what would be if some lines said something else.

    Nothing is written. All functions may be called from any thread. A session answers one question at a time: a newer
    one ends the older one, whose answers stand. To be closed, or used in a `with` statement. A child that dies, or
    says nothing for `silent` seconds, is replaced, and asked the same once more; if that happens again the question
    ends with the answers that came.
    """

    def __init__(
        self,
        folder: Path | str,
        *,
        plan: Path | str | None = None,
        as_of: date | None = None,
        encoding: str | None = None,
        seed: int = 0,
        effort: float = EFFORT,
        share: CpuShare = SHARED,
        command: Sequence[str] = COMMAND,
        silent: float = SILENT,
    ) -> None:
        directory = Path(folder)
        file = directory / PLAN_NAME if plan is None else Path(plan)
        self._opened = Opened(directory.resolve(), file.resolve(), as_of, encoding, seed)
        self._effort, self._share, self._command = require_seconds(effort), share, tuple(command)
        self._lock, self._sending = threading.RLock(), threading.Lock()
        self._number = 0
        self._asked: AskedQuestion | None = None
        self._made: list[tuple[FolderChange, ...]] = [()]
        self._place = 0
        self._closed = False
        self._silence = SilenceWatch(self._end_silent, seconds=silent)
        self._child: subprocess.Popen[bytes]
        self._connection: Connection
        self._start()

    def __enter__(self) -> PlanningSession:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def changes(self) -> tuple[FolderChange, ...]:
        """The changes that are made now, in their order."""
        with self._lock:
            return self._made[self._place]

    def ask(
        self,
        changes: AnyChanges = (),
        *,
        drop: Sequence[str] = (),
        effort: float | None = None,
        chances: bool = False,
        on_answer: OnAnswer = unheard,
    ) -> AskedQuestion:
        """Ask what these changes alone come to, whatever was changed before.

        `drop` names paths that are left out. `effort` are the CPU seconds for all steps after the first (0: there is
        none after it). With `chances` the last step says how sure the target is, where the folder's plan was simulated.
        `on_answer` hears each step, in a thread of the session. InputFault if a change is not written
        as one; what is wrong with the folder it makes is an answer.
        """
        return self._put(read_changes(changes, drop), effort, on_answer, quote=None, chances=chances)

    def change(
        self,
        changes: AnyChanges = (),
        *,
        drop: Sequence[str] = (),
        effort: float | None = None,
        on_answer: OnAnswer = unheard,
    ) -> AskedQuestion:
        """Make changes after those that are made already, and ask what all of them come to (see `ask`)."""
        with self._lock:
            made = (*self.changes, *read_changes(changes, drop))
            del self._made[self._place + 1 :]
            self._made.append(made)
            self._place += 1
            return self._put(made, effort, on_answer, quote=None)

    def undo(self, *, effort: float = 0.0, on_answer: OnAnswer = unheard) -> AskedQuestion:
        """Take back the last change that is made, if there is one: the best plan found before it is the answer."""
        return self._go(-1, effort, on_answer)

    def redo(self, *, effort: float = 0.0, on_answer: OnAnswer = unheard) -> AskedQuestion:
        """Make the change again that was taken back last, if there is one."""
        return self._go(1, effort, on_answer)

    def quote(self, deal: Path | str, *, effort: float = 0.0, on_answer: OnAnswer = unheard) -> AskedQuestion:
        """Ask when a new deal, written in a file as in the folder, can be promised beside the folder's plan.

        The first answer needs no search; searches of `effort` seconds may make it better.
        """
        return self._put((), effort, on_answer, quote=Path(deal).resolve())

    def cancel(self) -> None:
        """End the question that is being answered, if there is one; its answers stand."""
        with self._lock:
            asked = self._asked
        if asked is not None:
            asked.cancel()

    def close(self) -> None:
        """End the session and its child at once."""
        with self._lock:
            self._closed, asked = True, self._asked
            self._silence.close()
            self._share.forget(self)
            _end(self._child, self._connection)
        if asked is not None:
            asked.end()

    def _go(self, step: int, effort: float, on_answer: OnAnswer) -> AskedQuestion:
        with self._lock:
            self._place = min(max(0, self._place + step), len(self._made) - 1)
            return self._put(self.changes, effort, on_answer, quote=None)

    def _put(
        self,
        changes: tuple[FolderChange, ...],
        effort: float | None,
        on_answer: OnAnswer,
        *,
        quote: Path | None,
        chances: bool = False,
    ) -> AskedQuestion:
        effort = self._effort if effort is None else effort and require_seconds(effort)
        with self._lock:
            before, self._number = self._asked, self._number + 1
            question = SessionQuestion(self._number, changes, effort, quote, language(), chances)
            self._asked = asked = AskedQuestion(question, on_answer, self._cancel)
            if before is not None:
                before.end()
            self._share.release(self)
            if self._closed:
                asked.end()
                return asked
            if self._child.poll() is not None:
                self._start()
            self._send(question)
            self._silence.expect()
        return asked

    def _cancel(self, number: int) -> None:
        with self._lock:
            if self._asked is not None and self._asked.number == number:
                self._share.release(self)
                self._silence.rest()
                self._send(Cancelled(number))

    def _send(self, said: object) -> None:
        """Tell the child; one that is gone is noticed by who listens."""
        with self._sending, contextlib.suppress(OSError, ValueError):
            self._connection.send(said)

    def _start(self) -> None:
        """Start a child, in a session of its own so that Ctrl-C reaches only this process, and listen to it."""
        ours, theirs = socket.socketpair()
        with theirs:
            self._child = subprocess.Popen(  # noqa: S603 - our own command, no shell
                [*self._command, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._connection = Connection(ours.detach())
        self._send(self._opened)
        arguments = (self._child, self._connection)
        threading.Thread(target=self._listen, args=arguments, daemon=True, name="planning session").start()

    def _listen(self, child: subprocess.Popen[bytes], connection: Connection) -> None:
        with contextlib.suppress(EOFError, OSError, ValueError):
            while True:
                self._hear(connection.recv())
        _end(child, connection)
        self._replace(child)

    def _hear(self, said: object) -> None:
        asked = self._asked
        if asked is None or not isinstance(said, SessionAnswer | QuoteAnswer | Turn):
            return
        if isinstance(said, Turn):
            if said.number == asked.number and not asked.over:
                self._silence.rest()
                self._share.request(self, partial(self._grant, said.number), spent=said.spent)
        elif said.question == asked.number:
            self._silence.expect()
            if said.is_last:
                self._silence.rest()
                self._share.release(self)
            asked.hear(said)

    def _grant(self, number: int) -> None:
        """Let the child search for one turn."""
        self._silence.expect()
        self._send(Turn(number))

    def _end_silent(self) -> None:
        """End a child that says nothing; who listens to it replaces it."""
        with self._lock:
            self._child.kill()

    def _replace(self, child: subprocess.Popen[bytes]) -> None:
        """Replace a child that is gone, and ask again once what it was answering."""
        with self._lock:
            if self._closed or child is not self._child:
                return
            self._share.release(self)
            asked = self._asked
            if asked is None or asked.over:
                return  # the next question starts another
            if not asked.retried:
                asked.retried = True
                self._start()
                self._send(asked.question)
                self._silence.expect()
                return
        asked.hear(broken_off(asked))


def session(folder: Path | str, **options: object) -> PlanningSession:
    """A planning session over a folder; the options are those of `PlanningSession`."""
    return PlanningSession(folder, **options)  # type: ignore[arg-type]


def read_changes(changes: AnyChanges, drop: Sequence[str] = ()) -> tuple[FolderChange, ...]:
    """Changes as they are made, what is dropped first. InputFault with all that is wrong with how they are written."""
    made, findings = [read_drop(path) for path in drop], list[Finding]()
    stated = [f"{path}={value}" for path, value in changes.items()] if isinstance(changes, Mapping) else changes
    for one in stated:
        read = one if isinstance(one, FolderChange) else read_set(one)
        if isinstance(read, FolderChange):
            made.append(read)
        else:
            findings += read
    if findings:
        raise InputFault(in_order(findings))
    return tuple(made)


def _end(child: subprocess.Popen[bytes], connection: Connection) -> None:
    child.kill()
    child.wait()
    with contextlib.suppress(OSError):
        connection.close()
