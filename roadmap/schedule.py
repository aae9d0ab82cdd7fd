"""The schedule: an answer to a problem, in integers only, and what is claimed about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

NOWHERE = -1
"""The release of support work, which lands in none: before all releases, since nobody waits for one to have it."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where one feature goes: the release it lands in (or NOWHERE), start slot and mode of each of its items."""

    release: int
    starts: tuple[int, ...]
    modes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Schedule:
    """Placements by feature position; None for a feature that is not scheduled.

    Releases that are cut are those in which something lands, and the fixed ones. Which deals are served follows from
    the landings.
    """

    placements: tuple[Placement | None, ...]


class Status(StrEnum):
    """What is known about a schedule or its absence."""

    OPTIMAL = "optimal"
    BEST_FOUND = "best_found"
    INFEASIBLE = "infeasible"
    NOTHING_FOUND = "nothing_found"


class Stopped(StrEnum):
    """Why a search ended."""

    PROVED = "proved"
    TIME = "time"
    WORK = "work"
    INTERRUPTED = "interrupted"
    CRASHED = "crashed"
    NARROWED = "narrowed"
    """It proved the best of a problem in which some people lack one of their skills, and so not of the whole one."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A claim: the value of the best schedule, a bound no schedule can exceed (None: unknown), and why it ended.

    `value` and `bound` are in thousands of the currency.
    """

    status: Status
    stopped: Stopped
    value: int | None
    bound: int | None
