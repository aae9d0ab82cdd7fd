"""Asking a process beside: one question at a time, whoever asks, without waiting; what was answered is kept."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection

from requirements.language import _
from roadmap.operations.beside.messages import AskedBeside, ToldAnswer, ToldFailure, ToldProgress

COMMAND = (sys.executable, "-P", "-m", "roadmap.operations.beside.child_beside")
MOST_KEPT, MOST_WAITING = 60, 20
"""Answers that are kept, and questions that wait for their turn: those asked last."""
BETWEEN = 0.5
"""Seconds between two pieces of news about how far an answer is."""


@dataclass(frozen=True, slots=True)
class BesideState:
    """What is known of a question: its answer (None: not yet), how far it is, and whether it only waits for its
    turn."""

    answer: ToldAnswer | None = None
    progress: ToldProgress | None = None
    is_waiting: bool = False


class BesideAsking:
    """Answers questions that take long, one after another, in a process of its own each, the newest first.

    `on_news` hears that there is more to see, in a thread of its own. A newer question ends the one that is being
    answered, which then waits; it is ended so once only, so that two who look at two questions get both answers.
    May be used from any thread.
    """

    def __init__(self, on_news: Callable[[], None], *, command: Sequence[str] = COMMAND) -> None:
        self._on_news, self._command = on_news, tuple(command)
        self._lock = threading.RLock()
        self._states: OrderedDict[tuple[str, AskedBeside], BesideState] = OrderedDict()
        self._waiting: list[tuple[str, AskedBeside]] = []
        self._ended_once: set[tuple[str, AskedBeside]] = set()
        self._running: tuple[str, AskedBeside] | None = None
        self._child: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._told = 0.0

    def look(self, digest: str, asked: AskedBeside, *, behind: bool = False) -> BesideState:
        """What is known of a question about the plan with this digest; it is asked if it was not, with `behind` after
        all others. Never waits."""
        key = (digest, asked)
        with self._lock:
            known = self._states.get(key)
            if known is not None:
                self._states.move_to_end(key)
                return known
            self._states[key] = BesideState(is_waiting=True)
            if behind:
                self._waiting.insert(0, key)
            else:
                self._waiting.append(key)
                self._make_way()
            for left in self._waiting[:-MOST_WAITING]:
                self._states.pop(left, None)
            del self._waiting[:-MOST_WAITING]
            self._go_on()
            self._forget()
            return self._states.get(key, BesideState(is_waiting=True))

    def known(self, digest: str, asked: AskedBeside) -> ToldAnswer | None:
        """What was answered to a question, without asking it."""
        with self._lock:
            found = self._states.get((digest, asked))
            return None if found is None else found.answer

    def forget_failures(self) -> None:
        """Something has changed: what could not be answered is asked anew by whoever looks again."""
        with self._lock:
            for key in [key for key, state in self._states.items() if isinstance(state.answer, ToldFailure)]:
                del self._states[key]

    def close(self) -> None:
        """End what is being answered, and answer no more."""
        with self._lock:
            self._closed = True
            self._waiting.clear()
            if self._child is not None:
                self._child.kill()

    def _make_way(self) -> None:
        """End what is being answered for a newer question, unless that happened to it before."""
        if self._running is None or self._running in self._ended_once or self._child is None:
            return
        self._ended_once.add(self._running)
        self._states[self._running] = BesideState(is_waiting=True)
        self._waiting.insert(0, self._running)
        self._child.kill()

    def _go_on(self) -> None:
        if self._child is not None or not self._waiting or self._closed:
            return
        key = self._running = self._waiting.pop()
        self._states[key] = BesideState()
        ours, theirs = socket.socketpair()
        with theirs:
            child = self._child = subprocess.Popen(  # noqa: S603 - our own command, no shell
                [*self._command, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        connection = Connection(ours.detach())
        threading.Thread(target=self._listen, args=(key, child, connection), daemon=True, name="beside").start()

    def _listen(self, key: tuple[str, AskedBeside], child: subprocess.Popen[bytes], connection: Connection) -> None:
        answer: ToldAnswer | None = None
        with contextlib.suppress(EOFError, OSError, ValueError):
            connection.send(key[1])
            while answer is None:
                said = connection.recv()
                if isinstance(said, ToldProgress):
                    self._hear(key, child, said)
                else:
                    answer = said
        child.kill()
        child.wait()
        with contextlib.suppress(OSError):
            connection.close()
        with self._lock:
            if self._running == key and not self._states.get(key, BesideState()).is_waiting:
                self._states[key] = BesideState(answer or ToldFailure((_("The answer could not be counted."),)))
                self._ended_once.discard(key)
            self._running = self._child = None
            self._go_on()
        self._on_news()

    def _hear(self, key: tuple[str, AskedBeside], child: subprocess.Popen[bytes], said: ToldProgress) -> None:
        with self._lock:
            if child is not self._child or self._states.get(key, BesideState(is_waiting=True)).is_waiting:
                return
            self._states[key] = replace(self._states[key], progress=said)
            now = time.monotonic()
            is_news = now - self._told >= BETWEEN
            self._told = now if is_news else self._told
        if is_news:
            self._on_news()

    def _forget(self) -> None:
        over = [key for key, state in self._states.items() if state.answer is not None]
        for key in over[:-MOST_KEPT]:
            del self._states[key]
