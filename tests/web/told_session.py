"""A planning session for tests of the meeting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from roadmap.changes.scenarios.changes import FolderChange, described
from roadmap.operations.session.session_answers import AnswerStep, SessionAnswer


@dataclass
class Told:
    """A session that answers what a test says, and remembers what it was asked."""

    asked: list[tuple[tuple[FolderChange, ...], Callable[[SessionAnswer], None]]] = field(default_factory=list)
    closed: int = 0

    def ask(
        self,
        changes: tuple[FolderChange, ...],
        *,
        effort: float,
        on_answer: Callable[[SessionAnswer], None],
        chances: bool = False,
    ) -> None:
        self.asked.append((tuple(changes), on_answer))

    def close(self) -> None:
        self.closed += 1

    def say(self, step: AnswerStep, value: int = 100, base: int = 250, **more: Any) -> None:
        """One step of the answer to the newest question."""
        changes, hear = self.asked[-1]
        words = tuple(described(one) for one in changes)
        hear(SessionAnswer(1, step, words, "CNY", value, base, **more))
