"""How to plan, and what is heard of it while it goes on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from roadmap.plan.document import Plan
from roadmap.schedule import Proof


@dataclass(frozen=True, slots=True)
class Options:
    """How to plan: wall time in seconds, solver workers (never read off the machine), seed, and whether the same input
    must give the same bytes."""

    seconds: float = 30.0
    workers: int = 8
    seed: int = 0
    reproducible: bool = False
    folder: str | None = None
    """Where the input folder lies as seen from the one the plan is written to, if that is known."""


class PlanningStage(StrEnum):
    """What a planning is doing."""

    READING = "reading"
    BEGINNING = "beginning"
    PREPARING = "preparing"
    SEARCHING = "searching"
    WRITING = "writing"
    ENDING = "ending"


@dataclass(frozen=True, slots=True)
class Progress:
    """The state of a search: seconds since it began, best value and bound so far (None: none yet), gap as a share of
    the value, what found the last better plan, how many plans were accepted and saved, and whether time does not count
    because the search is compiled beside it, once on a machine. Value and bound are in thousands of `currency`."""

    elapsed: float
    value: int | None
    bound: int | None
    gap: float | None
    found_by: str
    saved: int
    compiling: bool = False
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """The outcome: a plan the checker accepted (None when none was found), what is known about it, and whether it is
    the plan that was there, because nothing better was found."""

    plan: Plan | None
    proof: Proof
    kept: bool = False
