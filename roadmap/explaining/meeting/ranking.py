"""Ranking questions by the value of knowing their answers, and choosing those that fit into a meeting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from roadmap.explaining.meeting.branching import BranchTable
from roadmap.explaining.meeting.meeting_questions import MeetingQuestion


@dataclass(frozen=True, slots=True)
class RankedBranch:
    """One answer: its word and chance, and what it brings to know it, in thousands of the currency."""

    word: str
    chance: float
    amount: float
    gain: int


@dataclass(frozen=True, slots=True)
class RankedQuestion:
    """One question with the expected `gain` of knowing its answer, in thousands of the currency.

    `before` is the day by which the answer must be known: from then on a plan that is better under some answer does
    something else than the present one; None where no answer changes the plan. `chosen` says that it fits into the
    meeting.
    """

    question: MeetingQuestion
    gain: int
    branches: tuple[RankedBranch, ...]
    before: date | None
    chosen: bool = False


def fitted(tables: Iterable[BranchTable], *, minutes: int) -> list[RankedQuestion]:
    """The questions, the one worth most first, with those chosen that fit into the minutes."""
    ranked = sorted(tables, key=lambda table: (-table.gain, table.question.minutes, table.question.id))
    return chosen_within(map(_ranked, ranked), minutes=minutes)


def chosen_within(ranked: Iterable[RankedQuestion], *, minutes: int) -> list[RankedQuestion]:
    """Questions in their order. Those that are worth anything are chosen as long as they fit into the minutes; one that
    does not fit is passed over."""
    found, left = [], minutes
    for one in ranked:
        chosen = one.gain > 0 and one.question.minutes <= left
        left -= one.question.minutes if chosen else 0
        found.append(replace(one, chosen=chosen))
    return found


def _ranked(table: BranchTable) -> RankedQuestion:
    branches = tuple(
        RankedBranch(branch.word, float(branch.chance), branch.amount, table.gain_of(number))
        for number, branch in enumerate(table.question.branches)
    )
    return RankedQuestion(table.question, table.gain, branches, table.parting if table.gain else None)
