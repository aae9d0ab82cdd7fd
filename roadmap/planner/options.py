"""How to plan, and what is heard of it while it goes on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from roadmap.plans.document import Plan
from roadmap.schedule import Proof
from roadmap.tuning import TUNING

if TYPE_CHECKING:  # commands that only read take no time to import what searches use
    from roadmap.planner.stored.carrying import Carried


@dataclass(frozen=True, slots=True)
class Options:
    """How to plan: wall time in seconds, solver workers (never read off the machine), seed, and whether the same input
    must give the same bytes.

    With an `effort` the search ends when it has used so many seconds of processor time, however long a busy machine
    takes to give them, and `seconds` is of no account.
    """

    seconds: float = 30.0
    workers: int = 8
    seed: int = 0
    reproducible: bool = False
    folder: str | None = None
    """Where the input folder lies as seen from the one the plan is written to, if that is known."""
    effort: float | None = None
    confidence: float | None = None
    """The share of the futures in which promises are to hold; looking for that takes as long again. None: the plan that
    is worth most if all goes as planned."""

    @property
    def working(self) -> float:
        """Seconds that the search lasts where it has as many cores to itself as are reckoned with."""
        return self.seconds if self.effort is None else self.effort / TUNING.effort_cores


class PlanningStage(StrEnum):
    """What a planning is doing."""

    READING = "reading"
    BEGINNING = "beginning"
    PREPARING = "preparing"
    SEARCHING = "searching"
    WRITING = "writing"
    ASSURING = "assuring"
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
class ProcessorTime:
    """What the machine gave a planning: seconds of processor time, in so many seconds by the clock, and the seconds of
    processor time that free cores give: one while the search is prepared, two while it runs."""

    processor: float
    clock: float
    free: float

    @property
    def is_little(self) -> bool:
        """Whether it is less than half of what free cores give in that time."""
        return self.clock >= TUNING.busy_least_seconds and self.processor < 0.5 * self.free


@dataclass(frozen=True, slots=True)
class Planned:
    """The outcome: a plan the checker accepted (None when none was found), what is known about it, whether it is the
    plan that was there, because nothing better was found, and what the machine gave the search (None: not known)."""

    plan: Plan | None
    proof: Proof
    kept: bool = False
    used: ProcessorTime | None = None
    pool: tuple[Carried, ...] = ()
    """Good plans that the search found on its way, by ids and days."""
