"""A process beside for tests: it says what a test tells it to say, and nothing else."""

from __future__ import annotations

from typing import Any

from roadmap.operations.beside.asking_beside import BesideState
from roadmap.operations.beside.messages import AgendaAsked, AskedBeside, ToldAnswer, ToldFailure, ToldProgress


class Beside:
    """A process beside that says what a test tells it to say."""

    def __init__(self) -> None:
        self.answers: dict[Any, ToldAnswer] = {}
        self.asked: list[AskedBeside] = []

    @staticmethod
    def key(asked: AskedBeside) -> Any:
        return asked.answers if isinstance(asked, AgendaAsked) else asked.deal

    def look(self, _digest: str, asked: AskedBeside, *, behind: bool = False) -> BesideState:
        del behind
        self.asked.append(asked)
        found = self.known(_digest, asked)
        return BesideState(found, progress=None if found else ToldProgress(3, 8))

    def known(self, _digest: str, asked: AskedBeside) -> ToldAnswer | None:
        return self.answers.get(self.key(asked))

    def forget_failures(self) -> None:
        """As the real one does."""
        self.answers = {key: told for key, told in self.answers.items() if not isinstance(told, ToldFailure)}

    def close(self) -> None:
        """Nothing to end."""
