"""What a planning session answers: differences to the plan of the folder as it is, not documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from requirements.finding import Finding
from roadmap.changes.quoting.quote import Quote
from roadmap.changes.scenarios.side_by_side import MovedPromise


class AnswerStep(StrEnum):
    """How far an answer is."""

    REPAIRED = "repaired"
    """The plan that is there, made valid after the changes: the same for everybody who asks."""
    BETTER = "better"
    """A better plan of the changed folder, or of the folder as it is, was found."""
    PROVED = "proved"
    """The last word: no plan of the changed folder is worth more."""
    OPEN = "open"
    """The last word for now: the effort was used up, or the question was cancelled."""
    NONE = "none"
    """No plan was found that holds all that is held after the changes; the last answer stands."""
    FAULTY = "faulty"
    """The changes cannot be made, or make the folder faulty: `findings` says what is wrong."""


LAST = frozenset({AnswerStep.PROVED, AnswerStep.OPEN, AnswerStep.NONE, AnswerStep.FAULTY})
"""The steps after which nothing more comes to a question."""


@dataclass(frozen=True, slots=True)
class MovedDeal:
    """A deal that earns more or less than in the plan of the folder as it is, in thousands of the currency.

    `before` is None for a deal that only the changed folder knows, `after` for one that only the folder as it is
    knows.
    """

    deal: str
    name: str
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class PeakWeek:
    """The week, by its Monday, in which most people work, and the person-days of work in it."""

    monday: date
    used: int


@dataclass(frozen=True, slots=True)
class SessionAnswer:
    """One step of the answer to a question, number `question` of its session.

    `value` and `base` are what the plans of the changed folder and of the folder as it is are worth, in thousands of
    `currency`, counted again by the audit. `gained` are the deals that are served now and were not, `lost` the other
    way round, `changed` those that are served in both and earn another amount; most first. `moved` are promises of
    deals that both plans serve, `tell` the deals among lost and moved to which something was published. No plan of the
    changed folder is worth more than `bound`; `least` and `most` enclose the difference of the best plans (None: not
    proved). `chance` and `base_chance` say how sure the target is with each, in the last step alone, where that was
    asked and the folder's plan was simulated.
    `seconds` is the CPU time that the question took so far.
    """

    question: int
    step: AnswerStep
    changes: tuple[str, ...]
    currency: str = ""
    value: int | None = None
    base: int | None = None
    gained: tuple[MovedDeal, ...] = ()
    lost: tuple[MovedDeal, ...] = ()
    changed: tuple[MovedDeal, ...] = ()
    moved: tuple[MovedPromise, ...] = ()
    tell: tuple[str, ...] = ()
    peak: PeakWeek | None = None
    base_peak: PeakWeek | None = None
    bound: int | None = None
    least: int | None = None
    most: int | None = None
    chance: float | None = None
    base_chance: float | None = None
    seconds: float = 0.0
    findings: tuple[Finding, ...] = ()
    reason: str = ""
    """Why there is no answer, in a sentence, where no finding says it."""

    @property
    def difference(self) -> int | None:
        """By how much the changed folder's plan is worth more; None without a plan."""
        return None if self.value is None or self.base is None else self.value - self.base

    @property
    def is_last(self) -> bool:
        """Whether nothing more comes to this question."""
        return self.step in LAST


@dataclass(frozen=True, slots=True)
class QuoteAnswer:
    """One step of a quote: by when each gate can be promised (REPAIRED), then also what it costs to take the deal as it
    is wished (BETTER), then both after searches (OPEN). With `findings` there is no quote: they say what is wrong with
    the deal."""

    question: int
    step: Literal[AnswerStep.REPAIRED, AnswerStep.BETTER, AnswerStep.OPEN, AnswerStep.FAULTY]
    quote: Quote | None = None
    seconds: float = 0.0
    findings: tuple[Finding, ...] = ()
    reason: str = ""
    """Why there is no answer, in a sentence, where no finding says it."""

    @property
    def is_last(self) -> bool:
        """Whether nothing more comes to this question."""
        return self.step in LAST
