"""The room in which meetings of a folder ask: one planning session, kept warm, and what it answered last to each."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from roadmap.changes.scenarios.changes import FolderChange, shown
from roadmap.operations.session.asked import AnyAnswer
from roadmap.operations.session.session import EFFORT, PlanningSession
from roadmap.operations.session.session_answers import AnswerStep, SessionAnswer

FAILED = frozenset({AnswerStep.FAULTY, AnswerStep.NONE})
"""The steps after which nothing is priced."""
PRICE_EFFORT = 1.0
"""CPU seconds for the price of a chip where the folder is so small that answers are proved."""
MOST_MEETINGS = 20
MOST_VALUES = 1_000

FolderChanges = tuple[FolderChange, ...]
OnStep = Callable[[str, SessionAnswer], None]
"""Hears the name of a meeting and a step of the answer to it."""
_Key = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class TableQuestion:
    """What is asked for a meeting: all of its changes, and for the price of each line those without it, by its id."""

    changes: FolderChanges
    without: Mapping[str, FolderChanges]


@dataclass(frozen=True, slots=True)
class KnownValue:
    """What changes bring together, in thousands: as the plan is adjusted at once, and what is proved (None: nothing
    is)."""

    adjusted: int | None
    proved: int | None = None


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """The newest step of the answer to the question of a meeting; None until there is one. `is_waiting` says whether
    more may come."""

    question: TableQuestion
    answer: SessionAnswer | None
    is_waiting: bool


class MeetingRoom:
    """Asks what the changes of meetings come to. The session starts with the first question, and what died is started
    again by it.

    A newer question ends the older one, of whatever meeting: people wait for the newest. One that was ended before
    its last word, or before its lines had a price, goes on after that. May be used from any thread.
    """

    def __init__(self, start: Callable[[], PlanningSession], on_step: OnStep, *, effort: float = EFFORT) -> None:
        self._start, self._on_step, self._effort = start, on_step, effort
        self._lock = threading.RLock()
        self._session: PlanningSession | None = None
        self._answers: OrderedDict[str, KnownAnswer] = OrderedDict()
        self._values: OrderedDict[_Key, KnownValue] = OrderedDict()
        self._busy: str | None = None
        self._later: list[str] = []
        self._closed = False

    def warm(self) -> None:
        """Start the session, so that it is there when it is asked."""
        self._opened()

    def ask(self, name: str, question: TableQuestion, *, behind: bool = False) -> None:
        """Ask for a meeting, unless just that was asked already; what comes is told step by step, and kept. With
        `behind` other questions are answered first."""
        with self._lock:
            known = self._answers.get(name)
            if known is not None and _key(known.question.changes) == _key(question.changes):
                return
            self._answers[name] = KnownAnswer(question, None, is_waiting=bool(question.changes))
            self._answers.move_to_end(name)
            while len(self._answers) > MOST_MEETINGS:
                self._answers.popitem(last=False)
            if not question.changes:
                return
            if behind and self._busy not in (None, name):
                self._wait(name)
                return
            if self._busy not in (None, name):
                self._make_way()
        self._put(name, question)

    def _make_way(self) -> None:
        """The question that is being answered is ended; what it still lacks comes later."""
        known = None if self._busy is None else self._answers.get(self._busy)
        if self._busy is not None and known is not None and known.question.changes:
            self._wait(self._busy)
            self._answers[self._busy] = replace(known, is_waiting=known.answer is None or not known.answer.is_last)

    def _wait(self, name: str) -> None:
        if name not in self._later:
            self._later.append(name)

    def _put(self, name: str, question: TableQuestion) -> None:
        with self._lock:
            self._busy = name
            if name in self._later:
                self._later.remove(name)
        session = self._opened()
        if session is not None:
            heard = partial(self._hear, name, question)
            session.ask(question.changes, effort=self._effort, chances=True, on_answer=heard)

    def _go_on(self, name: str, question: TableQuestion) -> None:
        """All is known of a question: go on with what waits, its answer first, then its prices. Nothing is done where
        something newer was asked in its place."""
        with self._lock:
            known = self._answers.get(name)
            is_newer = known is not None and known.question is not question and bool(known.question.changes)
            if self._busy != name or is_newer:
                return
            waiting = [(one, left) for one in self._later if (left := self._answers.get(one)) is not None]
            self._busy = waiting[0][0] if waiting else None
            self._later = [one for one, _left in waiting[1:]]
        for other, left in waiting[:1]:
            if left.answer is None or not left.answer.is_last:
                self._put(other, left.question)
            else:
                self._price_next(other, left.question)

    def answer(self, name: str, changes: FolderChanges | None = None) -> KnownAnswer | None:
        """What is known to the question of a meeting; None if it was never asked, or about other `changes`."""
        with self._lock:
            known = self._answers.get(name)
            is_other = known is not None and changes is not None and _key(known.question.changes) != _key(changes)
            return None if is_other else known

    def answers(self) -> tuple[KnownAnswer, ...]:
        """What is known to the question of each meeting."""
        with self._lock:
            return tuple(self._answers.values())

    def is_pricing(self, question: TableQuestion, line: str) -> bool:
        """Whether the price of a line may still come."""
        with self._lock:
            known = next((one for one in self._answers.values() if one.question is question), None)
            told = None if known is None else known.answer
            asked = question.changes, question.without[line]
            left = any(changes and _key(changes) not in self._values for changes in asked)
            return left and known is not None and (told is None or told.step not in FAILED)

    def price(self, question: TableQuestion, line: str) -> int | None:
        """What a line brings on top of all others, in thousands: what is proved, else as the plan is adjusted at once;
        None where that is not known. The two are never mixed. The only line brings what the answer says."""
        if not question.without[line]:
            told = next((one.answer for one in self.answers() if one.question is question), None)
            return None if told is None or told.step in FAILED else told.difference
        every, others = self._value(question.changes), self._value(question.without[line])
        if every.proved is not None and others.proved is not None:
            return every.proved - others.proved
        return None if every.adjusted is None or others.adjusted is None else every.adjusted - others.adjusted

    def forget(self) -> None:
        """The folder says something else: what was answered is about another one. The newest question is asked
        again."""
        with self._lock:
            self._values.clear()
            self._later.clear()
            self._busy = None
            asked = [(name, known.question) for name, known in self._answers.items()]
            self._answers.clear()
        if asked:
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
                self._session = self._start()
            return self._session

    def _hear(self, name: str, question: TableQuestion, step: AnyAnswer) -> None:
        if not isinstance(step, SessionAnswer):
            return
        with self._lock:
            known = self._answers.get(name)
            is_wanted = known is not None and known.question is question
            if is_wanted:
                self._answers[name] = KnownAnswer(question, step, is_waiting=not step.is_last)
                self._learn(question.changes, step)
        if is_wanted:
            self._on_step(name, step)
        if step.is_last and step.step not in FAILED and is_wanted:
            self._price_next(name, question)
        elif step.is_last:
            self._go_on(name, question)

    def _price_next(self, name: str, question: TableQuestion) -> None:
        """Ask for the first line whose price is not known, once nobody waits for an answer."""
        with self._lock:
            known = self._answers.get(name)
            unknown = [one for one in question.without.values() if one and _key(one) not in self._values]
            is_over = known is None or known.question is not question or not unknown
        if is_over:
            self._go_on(name, question)
            return
        session, told = self._opened(), None if known is None else known.answer
        if session is not None:
            effort = PRICE_EFFORT if told is not None and told.step is AnswerStep.PROVED else 0.0
            session.ask(unknown[0], effort=effort, on_answer=partial(self._hear_price, name, question, unknown[0]))

    def _hear_price(self, name: str, question: TableQuestion, changes: FolderChanges, step: AnyAnswer) -> None:
        if not isinstance(step, SessionAnswer):
            return
        with self._lock:
            self._learn(changes, step)
        if step.is_last:
            self._on_step(name, step)
            self._price_next(name, question)

    def _learn(self, changes: FolderChanges, step: SessionAnswer) -> None:
        """Remember the first value of a state, and the last if that is proved."""
        known = self._values.get(_key(changes), KnownValue(step.difference))
        self._values[_key(changes)] = (
            replace(known, proved=step.difference) if step.step is AnswerStep.PROVED else known
        )
        while len(self._values) > MOST_VALUES:
            self._values.popitem(last=False)

    def _value(self, changes: FolderChanges) -> KnownValue:
        with self._lock:
            return self._values.get(_key(changes), KnownValue(None)) if changes else KnownValue(0, 0)


def _key(changes: FolderChanges) -> _Key:
    return tuple((change.kind.value, change.path, shown(change.value)) for change in changes)
