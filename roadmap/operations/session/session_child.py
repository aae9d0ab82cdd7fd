"""The child process of a planning session: it keeps a folder warm and answers one question at a time.

`python -m roadmap.operations.session.session_child` is started by `roadmap.operations.session.session`, never by hand.
It ends when its connection closes, so it never outlives its parent.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection

from requirements.errors import InputFault, RoadmapError
from requirements.language import speak
from roadmap.operations.searching.plan_pool import read_pool
from roadmap.operations.session.quoting import quote_answers
from roadmap.operations.session.session_answers import AnswerStep, QuoteAnswer, SessionAnswer
from roadmap.operations.session.session_questions import Cancelled, Opened, SessionQuestion, Turn
from roadmap.operations.session.trying import Workroom


class Answering:
    """Answers the questions of one connection; a newer question, or word that it was cancelled, ends the older one."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sending, self._changed = threading.Lock(), threading.Condition()
        self._next: SessionQuestion | None = None
        self._number = -1
        self._stop = threading.Event()
        self._turn = threading.Event()
        self._told = time.process_time()

    def listen(self, room: Workroom) -> None:
        """Take in what the parent says until it is gone."""
        threading.Thread(target=self._work, args=(room,), daemon=True, name="answers").start()
        with contextlib.suppress(EOFError, OSError):
            while True:
                self._hear(self._connection.recv())

    def _hear(self, said: object) -> None:
        if isinstance(said, SessionQuestion):
            with self._changed:
                self._stop.set()
                self._next, self._stop = said, threading.Event()
                self._changed.notify_all()
        elif isinstance(said, Cancelled):
            with self._changed:
                if self._next is not None and self._next.number == said.number:
                    self._next = None
                if self._number == said.number:
                    self._stop.set()
        elif isinstance(said, Turn) and said.number == self._number:
            self._turn.set()

    def _work(self, room: Workroom) -> None:
        """Answer question after question. What fails ends the process: the parent replaces it."""
        try:
            with contextlib.suppress(RoadmapError):
                room.open()
            while True:
                self._answer(room, *self._wait())
        except BaseException:  # noqa: BLE001 - whatever it is, the parent asks another child
            os._exit(1)

    def _wait(self) -> tuple[SessionQuestion, threading.Event]:
        with self._changed:
            while self._next is None:
                self._changed.wait()
            question, self._next = self._next, None
            self._number = question.number
            return question, self._stop

    def _answer(self, room: Workroom, question: SessionQuestion, stop: threading.Event) -> None:
        speak(question.language)
        self._told = time.process_time()
        for answer in self._steps(room, question, stop):
            if stop.is_set():
                return
            self.say(answer)

    def _steps(
        self, room: Workroom, question: SessionQuestion, stop: threading.Event
    ) -> Iterator[SessionAnswer | QuoteAnswer]:
        if question.quote is None:
            yield from room.answers(question, stop=stop, turn=lambda: self._wait_for_turn(question.number, stop))
            return
        try:
            yield from quote_answers(room, question, stop=stop)
        except InputFault as fault:
            yield QuoteAnswer(question.number, AnswerStep.FAULTY, findings=tuple(fault.findings))
        except RoadmapError as error:
            yield QuoteAnswer(question.number, AnswerStep.FAULTY, reason=str(error))

    def _wait_for_turn(self, number: int, stop: threading.Event) -> bool:
        self._turn.clear()
        now = time.process_time()
        self.say(Turn(number, now - self._told))
        self._told = now
        while not self._turn.wait(0.02):
            if stop.is_set():
                return False
        return True

    def say(self, said: SessionAnswer | QuoteAnswer | Turn) -> None:
        """Tell the parent; one that is gone closes the connection, too."""
        with self._sending, contextlib.suppress(OSError):
            self._connection.send(said)


def main(descriptor: int) -> int:
    """Answer the questions that come over a connection until it closes; exit status."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    connection = Connection(descriptor)
    opened: Opened = connection.recv()
    room = Workroom(opened, pool=lambda _project: list(read_pool(opened.plan).plans))
    Answering(connection).listen(room)
    room.end()
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
