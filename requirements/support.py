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
    """The purpose of the work of a case. The order of the members is the order of a deal."""

    EVALUATION = "evaluation"
    MIGRATION = "migration"
    ACCEPTANCE = "acceptance"


class CaseWork(Model):
    """One piece of work of a support case: an effort of one skill around one gate."""

    phase: CasePhase
    """The purpose of the work: the customer's evaluation, the migration of the customer's system, or acceptance."""
    gate: Gate
    """The gate of the work. A deal without a day for this gate, or past this gate, does not bring this work."""
    skill: Id
    """The skill that the work needs, such as fae, ae, qa or pre-sales."""
    effort: PersonDays
    """Person-days for one case."""
    spread: Days
    """The number of working days before the gate, including the day of the gate, within which the work is done
    without a break."""
    after: Flag = False
    """true: the work is done within this number of working days after the gate instead."""
    crew: Crowd = 1
    """The number of people who work at the same time."""

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
    """A kind of support case, such as a customer's industry case, and the number of cases that a deal brings."""

    name: Text
    """The name for readers."""
    count: Count = 1
    """The number of cases of this kind that a deal brings, at most 50."""
    work: list[CaseWork] = Field(min_length=1)
    """The work of one case. The pieces of work do not wait for each other: each one is done around its gate."""

    @model_validator(mode="after")
    def _few(self) -> SupportCase:
        if self.count > MOST_CASES:
            raise fault(
                "case-count", "expected at most {most} support cases of one kind", at=("count",), most=str(MOST_CASES)
            )
        return self


class CaseProgress(Model):
    """The progress of a deal's support cases. Work without a progress line is assumed to progress evenly over its
    days."""

    case: Text
    """The name of the kind of case."""
    number: Count | None = None
    """The number of the case of this kind, from 1. Default: all cases of this kind."""
    phase: CasePhase | None = None
    """The work of this phase only."""
    gate: Gate | None = None
    """The work of this gate only."""
    skill: Id | None = None
    """The work of this skill only."""
    started: Day | None = None
    """The day on which the work began."""
    done: Day | None = None
    """The day on which the work was finished. Leave it out while the work is running."""
    remaining: PersonDays | None = None
    """The remaining person-days of each piece of work on the `as_of` day, in whole or half days. Required while the
    work is running."""

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
