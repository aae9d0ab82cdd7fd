"""Support cases: work that a deal itself brings to FAE, AE, QA or pre-sales, before and after signature."""

from __future__ import annotations

from pydantic import Field, model_validator

from requirements.fault import fault
from requirements.fields import Count, Crowd, Day, Days, Flag, Id, PersonDays, Text, Word
from requirements.gate import Gate
from requirements.model import Model

MOST_CASES = 50
"""The most cases of one kind that a deal can bring."""


class CasePhase(Word):
    """What the work of a case is for. The order of the members is the order of a deal."""

    EVALUATION = "evaluation"
    MIGRATION = "migration"
    ACCEPTANCE = "acceptance"


class CaseWork(Model):
    """One piece of a support case: so much work of one skill around one gate."""

    phase: CasePhase
    """What it is for: the customer's evaluation, moving the customer's system over, or acceptance."""
    gate: Gate
    """The gate it belongs to. A deal that has no day for the gate, or has passed it, does not bring this work."""
    skill: Id
    """The skill it takes, such as fae, ae, qa or pre-sales."""
    effort: PersonDays
    """Person-days for one case."""
    spread: Days
    """It is done at one go, somewhere within so many working days before the gate, the day of the gate included."""
    after: Flag = False
    """true: within so many working days after the gate instead."""
    crew: Crowd = 1
    """People at once."""

    @model_validator(mode="after")
    def _fits(self) -> CaseWork:
        if not self.effort:
            raise fault("case-effort", "expected at least one person-day", at=("effort",))
        days = -(-self.effort // self.crew)
        if self.spread < days:
            raise fault(
                "case-spread",
                "this work takes {days} working days, but its spread is only {spread} working days",
                at=("spread",),
                days=str(days),
                spread=str(self.spread),
            )
        return self


class SupportCase(Model):
    """A kind of support case, such as a customer's industry case, and how many of it a deal brings."""

    name: Text
    """What people call it."""
    count: Count = 1
    """How many of it a deal brings, at most 50."""
    work: list[CaseWork] = Field(min_length=1)
    """The work of one case. Pieces do not wait for each other: each is done around its gate."""

    @model_validator(mode="after")
    def _few(self) -> SupportCase:
        if self.count > MOST_CASES:
            raise fault(
                "case-count", "expected at most {most} support cases of one kind", at=("count",), most=str(MOST_CASES)
            )
        return self


class CaseProgress(Model):
    """How far the work of a deal's support cases is. What nothing is told of is taken to go on evenly over its days."""

    case: Text
    """The name of the kind of case."""
    number: Count | None = None
    """Which of the cases of this kind, from 1. Default: all of them."""
    phase: CasePhase | None = None
    """The work of this phase only."""
    gate: Gate | None = None
    """The work of this gate only."""
    skill: Id | None = None
    """The work of this skill only."""
    started: Day | None = None
    """The day work began."""
    done: Day | None = None
    """The day it was finished; left out while it is running."""
    remaining: PersonDays | None = None
    """Person-days of each piece that are left on the `as_of` day, in whole or half days; needed while it is running."""

    @model_validator(mode="after")
    def _says_one_thing(self) -> CaseProgress:
        if (self.done is None and not self.remaining) or (self.done is not None and self.remaining):
            raise fault("progress-form", "expected `done` for finished work or `remaining` for running work, not both")
        if self.done is not None and self.started is not None and self.done < self.started:
            raise fault("progress-order", "the day in `done` is before the day in `started`")
        return self

    def tells_of(self, case: str, number: int, work: CaseWork) -> bool:
        """Whether a piece of work of one case is meant."""
        stated = (self.number, self.phase, self.gate, self.skill)
        there = (number, work.phase, work.gate, work.skill)
        alike = all(one is None or one == other for one, other in zip(stated, there, strict=True))
        return self.case.casefold() == case.casefold() and alike
