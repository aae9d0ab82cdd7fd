"""The room in which meetings of a folder ask: one planning session, kept warm, and what it answered last to each."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from roadmap.operations.session.answers import AnswerStep, SessionAnswer
from roadmap.operations.session.asked import AnyAnswer
from roadmap.operations.session.session import EFFORT, PlanningSession
from roadmap.web.meeting.gestures import MadeGesture
from roadmap.web.settings import ServeSettings

MOST_MEETINGS = 20
MOST_VALUES = 500

Gestures = tuple[MadeGesture, ...]
OnStep = Callable[[str, SessionAnswer], None]
"""Hears the name of a meeting and a step of the answer to it."""
_Key = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MeetingAnswer:
    """The newest step of the answer to the gestures of a meeting; None until there is one. `is_waiting` says whether
    more may come."""

    gestures: Gestures
    answer: SessionAnswer | None
    is_waiting: bool


class MeetingRoom:
    """Asks what gestures come to. The session starts with the first question, and what died is started again by it.

    A newer question ends the older one, of whatever meeting: people wait for the newest. May be used from any thread.
    """

    def __init__(self, settings: ServeSettings, on_step: OnStep, *, effort: float = EFFORT) -> None:
        self._settings, self._on_step, self._effort = settings, on_step, effort
        self._lock = threading.RLock()
        self._session: PlanningSession | None = None
        self._answers: OrderedDict[str, MeetingAnswer] = OrderedDict()
        self._values: OrderedDict[_Key, int] = OrderedDict()
        self._closed = False

    def warm(self) -> None:
        """Start the session, so that it is there when it is asked."""
        self._opened()

    def ask(self, name: str, gestures: Gestures, *, effort: float | None = None) -> None:
        """Ask for a meeting; what comes is told step by step, and kept."""
        with self._lock:
            for other, known in self._answers.items():
                self._answers[other] = MeetingAnswer(known.gestures, known.answer, is_waiting=False)
            self._answers[name] = MeetingAnswer(gestures, None, is_waiting=True)
            self._answers.move_to_end(name)
            while len(self._answers) > MOST_MEETINGS:
                self._answers.popitem(last=False)
        session = self._opened()
        if session is None:
            return
        session.ask(
            [gesture.change for gesture in gestures],
            effort=self._effort if effort is None else effort,
            on_answer=lambda step: self._hear(name, gestures, step),
        )

    def answer(self, name: str) -> MeetingAnswer | None:
        """What is known to the gestures of a meeting; None if it was never asked."""
        with self._lock:
            return self._answers.get(name)

    def price(self, gestures: Gestures, number: int) -> int | None:
        """What the gesture at a position from 1 brings after those before it, in thousands, as the plan is adjusted at
        once; None where that is not known."""
        after, before = self._value(gestures[:number]), self._value(gestures[: number - 1])
        return None if after is None or before is None else after - before

    def forget(self) -> None:
        """The folder says something else: what was answered is about another one."""
        with self._lock:
            self._values.clear()
            asked = [(name, known.gestures) for name, known in self._answers.items()]
        if asked and self._session is not None:
            self.ask(*asked[-1])

    def close(self) -> None:
        """End the session."""
        with self._lock:
            self._closed, session = True, self._session
            self._session = None
        if session is not None:
            session.close()

    def _opened(self) -> PlanningSession | None:
        with self._lock:
            if self._session is None and not self._closed:
                self._session = PlanningSession(self._settings.folder, plan=self._settings.plan)
            return self._session

    def _hear(self, name: str, gestures: Gestures, step: AnyAnswer) -> None:
        if not isinstance(step, SessionAnswer):
            return
        with self._lock:
            known = self._answers.get(name)
            if known is None or known.gestures != gestures:
                return
            self._answers[name] = MeetingAnswer(gestures, step, is_waiting=not step.is_last)
            if step.step is AnswerStep.REPAIRED and step.difference is not None:
                self._values[_key(gestures)] = step.difference
                while len(self._values) > MOST_VALUES:
                    self._values.popitem(last=False)
        self._on_step(name, step)
        if step.is_last and step.step is not AnswerStep.FAULTY:
            self._price_next(gestures)

    def _price_next(self, gestures: Gestures) -> None:
        """Ask for the first state on the way whose value is not known: somebody may wait for the price of a chip."""
        for number in range(1, len(gestures)):
            if self._value(gestures[:number]) is None:
                session = self._opened()
                if session is not None:
                    changes = [gesture.change for gesture in gestures[:number]]
                    session.ask(changes, effort=0.0, on_answer=partial(self._hear_price, gestures, number))
                return

    def _hear_price(self, gestures: Gestures, number: int, step: AnyAnswer) -> None:
        if not isinstance(step, SessionAnswer) or step.difference is None:
            return
        with self._lock:
            self._values.setdefault(_key(gestures[:number]), step.difference)
            holding = [name for name, known in self._answers.items() if known.gestures == gestures]
        for name in holding:
            self._on_step(name, step)
        if step.is_last:
            self._price_next(gestures)

    def _value(self, gestures: Gestures) -> int | None:
        """What gestures bring together, as the plan is adjusted at once."""
        with self._lock:
            return 0 if not gestures else self._values.get(_key(gestures))


def _key(gestures: Gestures) -> _Key:
    return tuple((gesture.kind.value, repr(sorted(gesture.fields.items()))) for gesture in gestures)
