"""What ends an operation: one tree of exceptions, whose root is `RoadmapError`. Each is one plain sentence for people.

Faults in input are values (`requirements.finding`); `InputFault` carries them all.
"""

from __future__ import annotations

from requirements.errors import InputFault, RoadmapError

__all__ = [
    "Contradiction",
    "InputFault",
    "NoPlan",
    "PlanRejected",
    "RoadmapError",
    "SearchInterrupted",
    "SolverDied",
    "SolverFailure",
    "UsageFault",
    "WorsePlan",
]


class UsageFault(RoadmapError):
    """What was asked for makes no sense, whatever the input says: a quarter that no calendar has, nothing to try."""


class NoPlan(RoadmapError):
    """No plan was found in the time given, which does not mean that there is none."""


class Contradiction(RoadmapError):
    """No plan can hold all that is held in place: what is pinned, started or fixed."""


class SearchInterrupted(RoadmapError):
    """A search was ended before a plan was found; nothing was saved."""


class WorsePlan(RoadmapError):
    """A reproducible plan is worth less than the one of the same input that it would replace; it was not written."""


class PlanRejected(RoadmapError):
    """The checker refused what the solver returned; nothing was shown or stored.

    `bundle` is JSON for a report: the problem and the schedule in positions only, without names, and the broken rules.
    """

    def __init__(self, message: str, *, bundle: str = "") -> None:
        super().__init__(message)
        self.bundle = bundle


class SolverFailure(RoadmapError):
    """The solver broke its word: an invalid model, a claim that a second solve denies, or a dead process."""


class SolverDied(SolverFailure):
    """The process that searches died before it had found a plan; nothing was saved."""
