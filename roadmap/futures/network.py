"""The network: what of a plan is played, in integers. Slots are those of the problem, intervals are half-open.

A job is a work item, or a piece of a support case. A leg is a part of it during which the same people sit on its
seats; a hand-over begins the next leg. Each person has an order of legs, and does one after the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

Range = tuple[float, float, float]
"""Low, likely and high effort, each as a share of the effort that is planned."""
SURE: Range = (1.0, 1.0, 1.0)


class Role(IntEnum):
    """What a job counts for: the freeze of its release, its ship day, or a deal's support."""

    VERIFIED = 0
    ENABLED = 1
    SUPPORT = 2


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work. It takes `exact` days of its whole crew as planned, rounded up once they are drawn, and
    `extra` days more.

    `feature` is the position in the problem; `skill` and `group` say with whom it shares its error; it never starts
    before `floor`. A wait has no people: its end is `until[start]`, or `exact` days after its start.
    """

    feature: int
    name: str
    phase: str
    role: Role
    skill: str
    group: str
    exact: Fraction
    spread: Range
    heads: int
    floor: int
    extra: int = 0
    until: tuple[int, ...] = ()
    item: int | None = None
    """Its position in the problem; None for work that was running before the plan."""
    deal: int | None = None
    """The deal whose support it is."""


@dataclass(frozen=True, slots=True)
class LegLine:
    """The people of one line of a leg, by position, and the days they work: `before` and `upto` of the `total` that
    the line of the job works as planned, the days of all its seats added up. `heads` is its crew."""

    seats: tuple[int, ...]
    before: int
    upto: int
    total: int
    heads: int
    skill: str = ""


@dataclass(frozen=True, slots=True)
class Leg:
    """A part of a job with the same people: as planned in [`begin`, `end`)."""

    job: int
    begin: int
    end: int
    lines: tuple[LegLine, ...] = ()
    first: bool = True
    last: bool = True


@dataclass(frozen=True, slots=True)
class Tie:
    """Job `then` starts, or with `to_end` ends, at least `lag` slots after job `first` ends, or `from_start`
    starts."""

    first: int
    then: int
    lag: int = 0
    from_start: bool = False
    to_end: bool = False


@dataclass(frozen=True, slots=True)
class PersonTimes:
    """When a person works: half-open intervals. `since` is the first slot in which they are there at all; from there
    on, whoever is gone is stood in for after a while (see `roadmap.futures.building.hands`)."""

    id: str
    works: tuple[tuple[int, int], ...]
    since: int


@dataclass(frozen=True, slots=True)
class Passenger:
    """A feature that lands: where it does as planned, the features it cannot land before, and the first release that is
    open to it."""

    feature: int
    planned: int
    after: tuple[int, ...]
    not_before: int


@dataclass(frozen=True, slots=True)
class Departure:
    """A release: its freeze and ship limits, and whether the plan uses it."""

    freeze: int
    ship: int
    used: bool


@dataclass(frozen=True, slots=True)
class Network:
    """All that is played. `legs` of a job stand in order; `landings` come after those they wait for."""

    horizon: int
    jobs: tuple[Job, ...]
    legs: tuple[Leg, ...]
    links: tuple[Tie, ...]
    hands: tuple[PersonTimes, ...]
    landings: tuple[Passenger, ...]
    trains: tuple[Departure, ...]
    features: int
    """Features of the problem."""
