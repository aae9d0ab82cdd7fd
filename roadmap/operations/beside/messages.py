"""What is asked of a process beside, and what it tells: small values, and no page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from roadmap.explaining.meeting.meeting_questions import Answered
from roadmap.explaining.meeting.ranking import RankedQuestion
from roadmap.explaining.repairs import Repair
from roadmap.explaining.trading import Trade


@dataclass(frozen=True, slots=True)
class AgendaAsked:
    """The agenda of a plan whose answers are known as far as `answers` tell, by the ids of their questions; for so many
    seconds of processor time (`effort`)."""

    plan: Path
    folder: Path
    answers: tuple[tuple[str, str], ...]
    effort: float
    language: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class TradesAsked:
    """The trades that would serve one deal which the plan gives up, for so many seconds of processor time."""

    plan: Path
    folder: Path
    deal: str
    effort: float
    language: str = field(compare=False)


AskedBeside = AgendaAsked | TradesAsked


@dataclass(frozen=True, slots=True)
class ToldProgress:
    """How far it has come: so many of all have been planned."""

    done: int
    count: int


@dataclass(frozen=True, slots=True)
class ToldAgenda:
    """The questions, the one whose answer is worth most first; those that are answered; and how many are left."""

    questions: tuple[RankedQuestion, ...]
    answered: tuple[Answered, ...]
    left: int


@dataclass(frozen=True, slots=True)
class ToldTrades:
    """The trades of some deals, and by deal what serves it and loses more than it can bring."""

    deals: tuple[str, ...]
    trades: tuple[Trade, ...]
    dear: Mapping[str, tuple[Repair, ...]]


@dataclass(frozen=True, slots=True)
class ToldFailure:
    """Why there is no answer, in sentences for people."""

    sentences: tuple[str, ...]


ToldAnswer = ToldAgenda | ToldTrades | ToldFailure
