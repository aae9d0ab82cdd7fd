"""A question that was asked: its answers as they come, for whoever waits for them in any thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

from requirements.language import _, speak
from roadmap.changes.scenarios.changes import described
from roadmap.operations.session.session_answers import AnswerStep, QuoteAnswer, SessionAnswer
from roadmap.operations.session.session_questions import SessionQuestion

AnyAnswer = SessionAnswer | QuoteAnswer
OnAnswer = Callable[[AnyAnswer], None]


class AskedQuestion:
    """A question and the steps of its answer. Iterating gives each step as it comes and ends with the last, or when the
    question is cancelled; any number of threads may iterate."""

    def __init__(self, question: SessionQuestion, on_answer: OnAnswer, cancel: Callable[[int], None]) -> None:
        self.question = question
        self.retried = False
        self._on_answer, self._cancel = on_answer, cancel
        self._answers: list[AnyAnswer] = []
        self._over = False
        self._changed = threading.Condition()

    @property
    def number(self) -> int:
        """The number of the question in its session."""
        return self.question.number

    @property
    def over(self) -> bool:
        """Whether nothing more comes."""
        return self._over

    @property
    def latest(self) -> AnyAnswer | None:
        """The newest step; None as long as there is none."""
        with self._changed:
            return self._answers[-1] if self._answers else None

    def __iter__(self) -> Iterator[AnyAnswer]:
        position = 0
        while True:
            with self._changed:
                while position >= len(self._answers) and not self._over:
                    self._changed.wait()
                if position >= len(self._answers):
                    return
                found = self._answers[position]
            position += 1
            yield found

    def first(self, timeout: float | None = None) -> AnyAnswer | None:
        """The first step, once it is there; None if none came within so many seconds, or before the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._answers or self._over, timeout)
            return self._answers[0] if self._answers else None

    def wait(self, timeout: float | None = None) -> AnyAnswer | None:
        """The last step, once nothing more comes; after `timeout` seconds the newest one."""
        with self._changed:
            self._changed.wait_for(lambda: self._over, timeout)
        return self.latest

    def cancel(self) -> None:
        """Nothing more comes from now on; what has come stands."""
        self.end()
        self._cancel(self.number)

    def hear(self, answer: AnyAnswer) -> None:
        """Take in a step; what comes after the end is dropped."""
        with self._changed:
            if self._over:
                return
            self._answers.append(answer)
            self._over = answer.is_last
            self._changed.notify_all()
        self._on_answer(answer)

    def end(self) -> None:
        """Nothing more comes."""
        with self._changed:
            self._over = True
            self._changed.notify_all()


def broken_off(asked: AskedQuestion) -> AnyAnswer:
    """The last step of an answer whose child has ended twice: what was answered stands. Said in the language of the
    question, in the thread that listened, which ends."""
    speak(asked.question.language)
    why = _("The planning process ended twice before its last answer. The next change starts it again.")
    number, latest = asked.number, asked.latest
    if latest is not None:
        return replace(latest, step=AnswerStep.OPEN, reason=why)
    if asked.question.quote is not None:
        return QuoteAnswer(number, AnswerStep.FAULTY, reason=why)
    return SessionAnswer(number, AnswerStep.NONE, tuple(map(described, asked.question.changes)), reason=why)
