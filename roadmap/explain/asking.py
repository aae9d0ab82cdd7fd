"""Asking many questions at once, in rounds, until the time is over or somebody asks to stop; what is known is kept."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace

from roadmap.explain.change import Change
from roadmap.explain.present import Present
from roadmap.explain.questions import LEAST_SOLVING, Answer, Question, Unchanged, answer, answer_here, pack

FIRST_HERE = 2
"""Questions that are answered here before any other is asked, while the processes are still loading."""
POLL = 0.1
"""Seconds between two looks at the clock and at the wish to stop."""
Heard = Callable[[Answer], None]


class Asking:
    """Asks about changes of one plan; keeps the best answer to each change, and the best plan without any (`base`)."""

    def __init__(self, executor: Executor, present: Present, *, deadline: float, stop: threading.Event) -> None:
        self._executor, self._present, self._packed = executor, present, pack(present)
        self._warm = False
        self.deadline, self._stop = deadline, stop
        self.answers: dict[Change, Answer] = {}
        self.base: Unchanged | None = None

    def left(self) -> float:
        """Seconds left; negative when the time is over."""
        return self.deadline - time.monotonic()

    def over(self) -> bool:
        """Whether to ask no more."""
        return self._stop.is_set() or self.left() <= 0

    def ask(self, changes: Sequence[Change], *, seconds: float, heard: Heard = lambda _: None) -> None:
        """Ask about each change for so many seconds, from what is known of it; returns when all is answered or over.

        Where every process has died, nothing is answered any more.
        """
        if self.over():
            return
        questions = [self._question(change, seconds) for change in changes]
        while questions and not self._warm and seconds < LEAST_SOLVING and len(questions) > len(changes) - FIRST_HERE:
            self._take(answer_here(self._present, questions.pop(0)), heard)
        try:
            waiting = {self._executor.submit(answer, self._packed, question): question for question in questions}
        except BrokenProcessPool:
            return
        while waiting and not self.over():
            done, _ = wait(waiting, timeout=POLL, return_when=FIRST_COMPLETED)
            for future in done:
                del waiting[future]
                self._hear(future, heard)
            if not self._warm and seconds < LEAST_SOLVING:
                self._help(waiting, heard)
        for future in waiting:
            future.cancel()

    def _question(self, change: Change, seconds: float) -> Question:
        known = self.answers.get(change)
        base = None if self.base is None else self.base.schedule
        return Question(change, seconds, start=None if known is None else known.schedule, base=base)

    def _help(self, waiting: dict[Future[Answer], Question], heard: Heard) -> None:
        """Answer a question here while no process has answered anything yet: loading takes them seconds."""
        for future, question in waiting.items():
            if future.cancel():
                del waiting[future]
                self._take(answer_here(self._present, question), heard)
                return

    def _hear(self, future: Future[Answer], heard: Heard) -> None:
        """Take in an answer; a process that died has none, and its question stays open."""
        try:
            found = future.result()
        except (BrokenProcessPool, CancelledError, OSError):
            return
        self._warm = True
        self._take(found, heard)

    def _take(self, found: Answer, heard: Heard) -> None:
        plain = found.unchanged
        if plain is not None and (self.base is None or plain.value > self.base.value):
            self.base = plain
        self.answers[found.change] = better(self.answers.get(found.change), found)
        heard(self.answers[found.change])


def better(known: Answer | None, found: Answer) -> Answer:
    """The better plan of two answers to one question, with the better bound of both."""
    if known is None or known.value is None:
        return found
    bounds = [bound for bound in (known.bound, found.bound) if bound is not None]
    best = found if found.value is not None and found.value > known.value else known
    return replace(best, bound=min(bounds, default=None))
