"""What is asked of a search and what it tells: settings, better schedules, better bounds, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass, field

from roadmap.schedule import Proof, Schedule
from roadmap.tuning import TUNING


@dataclass(frozen=True, slots=True)
class Search:
    """How to search.

    `seconds` is wall time from the call to the answer, without what compiling takes (`Compiling`), unless `limit` is
    less: then the answer comes by that, and `seconds` only says how much work is wanted. `workers` is a
    setting, never read off the machine. With `reproducible` the same problem and settings give the same schedule,
    unless the wall limit was hit, which the outcome then says; the work is limited by `deterministic_time` (the
    solver's own unit; None: chosen from `seconds`). `start` is a valid schedule to begin with. `memory` limits the
    child's address space, in bytes. With an `effort` the search ends when its process has used so many seconds of
    processor time; `seconds` then only says how much work is wanted, and `limit` is for a machine that gives next to
    nothing.
    """

    seconds: float
    workers: int = 8
    seed: int = 0
    reproducible: bool = False
    presolve: bool = True
    start: Schedule | None = None
    deterministic_time: float | None = None
    memory: int | None = None
    limit: float | None = None
    effort: float | None = None

    @property
    def wall(self) -> float:
        """Seconds from the call to the answer, at most."""
        if self.effort is not None:
            return self.seconds * TUNING.effort_patience if self.limit is None else self.limit
        return self.seconds if self.limit is None else min(self.seconds, self.limit)


@dataclass(frozen=True, slots=True)
class Incumbent:
    """A better schedule: its value counted in integers, the best bound so far, who found it, seconds since the call."""

    schedule: Schedule
    value: int
    bound: int | None
    found_by: str
    elapsed: float


@dataclass(frozen=True, slots=True)
class Bound:
    """A better bound: no schedule is worth more. Who proved it, seconds since the call."""

    bound: int
    found_by: str
    elapsed: float


@dataclass(frozen=True, slots=True)
class Compiling:
    """The search is being compiled, once on a machine: the time from `elapsed` on does not count, however long, until
    the same is said to be `over`. Better schedules may be found meanwhile."""

    elapsed: float
    over: bool = False


News = Incumbent | Bound | Compiling
"""What a search tells while it goes on."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a search ended: the best schedule (None: none was found), what is known, and why it ended, in plain words.

    `by_work`: what was found depends on the work that was done alone, and neither on the clock nor on who ended it.
    `reach` says of each deal how many of its levels any plan at all can meet, as far as that was settled (None: it was
    not asked).
    """

    schedule: Schedule | None
    proof: Proof
    reason: str
    by_work: bool = False
    reach: tuple[int, ...] | None = None
    processor: float | None = field(default=None, compare=False)
    """Seconds of processor time that the search used; None where that is not known."""
