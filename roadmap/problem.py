"""The problem: one planning question in integers only, without names and dates.

Time is slots: slot 0 is the first working day that can be planned, each further working day is one slot. Work that
starts in slot s and takes d slots occupies the half-open interval [s, s + d). A limit such as a freeze is the exclusive
end: work that ends by it has s + d <= limit. Money is in thousands of the currency. All references are positions in the
tuples of `Problem`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mode:
    """One way to do a work item: so many people for so many slots. Both are 0 for a milestone."""

    crew: int
    days: int


@dataclass(frozen=True, slots=True)
class Item:
    """A work item. It starts at `earliest` or later and ends by `latest`; `start` fixes its start."""

    feature: int
    skill: int
    modes: tuple[Mode, ...]
    by_freeze: bool
    """True: it ends by the freeze limit of its release; False: by the ship limit."""
    earliest: int
    latest: int
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature: its items in the order in which they run, the features it cannot land before, and its price.

    `planned` True means it must be scheduled, False it must not, None that the planner decides; `release` pins its
    landing. Every feature in `after` must be scheduled when this one is, and land in the same release or earlier.
    """

    items: tuple[int, ...]
    after: tuple[int, ...]
    cost: int
    planned: bool | None = None
    release: int | None = None


@dataclass(frozen=True, slots=True)
class Precedence:
    """Where both features are scheduled: item `then` starts at least `lag` slots after item `first` ends."""

    first: int
    then: int
    lag: int


@dataclass(frozen=True, slots=True)
class Release:
    """A release: freeze and ship limits (exclusive ends, freeze <= ship), its cost, whether it must be cut."""

    freeze: int
    ship: int
    cost: int
    fixed: bool


@dataclass(frozen=True, slots=True)
class Demand:
    """One of `features` must land in a release that ships by the limit `latest`; without features it is never met."""

    features: tuple[int, ...]
    latest: int


@dataclass(frozen=True, slots=True)
class Challenge:
    """A demand the deal survives without, at a price: `penalties[k]` is lost when level k is reached without it."""

    demand: Demand
    penalties: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """A step of what a deal is worth: `value` more is earned when all `demands` are met.

    Levels of a deal are in order, each with tighter (smaller) limits than the one before; a deal reaches level k only
    when it reaches all earlier ones.
    """

    value: int
    demands: tuple[Demand, ...]


@dataclass(frozen=True, slots=True)
class Deal:
    """A deal: its levels, its challenges, and whether it is pinned to be served (level 0 reached) or not.

    It earns the best prefix of its levels: the largest sum, over the first n levels whose demands are all met, of value
    less the penalties of the challenges that are not met; n may be 0 unless `served` is True, and is 0 if it is False.
    """

    levels: tuple[Level, ...]
    challenges: tuple[Challenge, ...] = ()
    served: bool | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """One planning question.

    `capacity[skill][slot]` is the number of people of that skill in that slot; its rows have `horizon` entries.
    Releases are in order of ship limits.
    """

    horizon: int
    capacity: tuple[tuple[int, ...], ...]
    items: tuple[Item, ...]
    features: tuple[Feature, ...]
    precedences: tuple[Precedence, ...]
    releases: tuple[Release, ...]
    deals: tuple[Deal, ...]
