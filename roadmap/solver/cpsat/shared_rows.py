"""What one part of a search learns that others can use: rows that every schedule keeps, for any of its models."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from types import ModuleType

from roadmap.solver.cpsat.full_model import FullModel
from roadmap.solver.cpsat.relaxation import Row

Fact = Callable[[FullModel], Row]
"""Gives the row that says it in a model of the problem."""
Machine = Callable[[], ModuleType | None]
"""Gives the compiled chains once they are there."""


def no_machine() -> None:
    """There are no compiled chains."""


@dataclass(slots=True)
class LearnedRows:
    """Facts in the order in which they were learned, by any thread; `machine` is what prices are found with.

    `said` is what a single solve said: all that rests on it is one claim, whose owner is `saying`.
    """

    machine: Machine = no_machine
    facts: list[Fact] = field(default_factory=list)
    said: list[Fact] = field(default_factory=list)
    saying: object = field(default_factory=object)


class Rows:
    """The rows that one model has from what was learned, and from what was `said` where asked for; `add` adds one."""

    def __init__(
        self, learned: LearnedRows, model: FullModel, *, add: Callable[[Row], None], said: bool = False
    ) -> None:
        self._learned, self._model, self._add = learned, model, add
        self._taken = 0
        for fact in learned.said if said else ():
            add(fact(model))

    def take(self) -> int:
        """Add the rows of what was learned since; how many."""
        facts = self._learned.facts[self._taken :]
        for fact in facts:
            self._add(fact(self._model))
        self._taken += len(facts)
        return len(facts)
