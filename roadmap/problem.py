"""The problem: one planning question in integers only, without names and dates.

Time is slots: slot 0 is the first working day that can be planned, each further working day is one slot. Work that
starts in slot s and takes d slots occupies the half-open interval [s, s + d). A limit such as a freeze is the exclusive
end: work that ends by it has s + d <= limit. Money is in thousands of the currency. All references are positions in the
tuples of `Problem`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import prod

MOST_SEATS = 15
"""The largest crew whose seats may pause one by one; a larger one works at one go. Where the people are of several
kinds, the most ways in which some of them may pause."""
SLOTS_FOR_A_DAY = 5
"""What pauses spans at most so many slots for each day of its work, and the longest pause: a person of one day a week
can do it."""


Crews = tuple[tuple[int, int], ...]
"""What something takes of each pool: pairs (pool, amount)."""
REMEMBERED = 1 << 14
"""Answers about crews that are kept: they are asked for at every step of building a plan, and there are few."""


@lru_cache(maxsize=REMEMBERED)
def _heads(lines: tuple[Crews, ...]) -> tuple[int, ...]:
    return tuple(max((amount for _, amount in line), default=0) for line in lines)


@lru_cache(maxsize=REMEMBERED)
def _may_pause(lines: tuple[Crews, ...]) -> bool:
    heads = _heads(lines)
    if not 0 < prod(crew + 1 for crew in heads) - 1 <= MOST_SEATS:
        return False
    return all(amount == crew for line, crew in zip(lines, heads, strict=True) for _, amount in line)


@dataclass(frozen=True, slots=True)
class Mode:
    """One way to do a work item: what it takes for so many slots. A milestone takes nothing and no slots.

    `crews` are pairs (pool, amount), in the order of the pools, each pool at most once and no amount 0.

    A wait of calendar days takes nothing, and more slots or fewer by where it starts: `until` is then its exclusive end
    by start slot, which never falls, and `days` the fewest slots. Where it does not end within the plan, or may not
    start, that lies beyond the horizon.
    """

    crews: Crews
    days: int
    lines: tuple[Crews, ...] = ()
    """Where its people are of several kinds, what those of each kind take; `crews` is what they take together."""
    until: tuple[int, ...] = ()

    @property
    def crew(self) -> int:
        """The people it takes: the largest amount of any pool, for each of its lines; 0 for a milestone."""
        return sum(self.heads)

    def of_pools(self, pools: Mapping[int, int]) -> Mode:
        """The same mode where the pools have other positions, by those they have here."""
        crews, *lines = (
            tuple(sorted((pools[pool], amount) for pool, amount in line)) for line in (self.crews, *self.lines)
        )
        return replace(self, crews=crews, lines=tuple(lines))

    @property
    def heads(self) -> tuple[int, ...]:
        """The people it takes in each of its lines; one line where all are alike."""
        return _heads(self.lines or (self.crews,))

    @property
    def can_pause(self) -> bool:
        """Whether single seats of it may pause: those of each line take the same amount, a small one, of all pools."""
        return bool(self.days) and _may_pause(self.lines or (self.crews,))

    def missing(self, seats: int) -> tuple[int, ...]:
        """How many people of each line pause, where `seats` says it in one number; see `Pauses`."""
        if not self.lines:
            return (seats,)
        found = []
        for crew in self.heads:
            seats, away = divmod(seats, crew + 1)
            found.append(away)
        return tuple(found)

    def seats(self, missing: Sequence[int]) -> int:
        """The number that says how many people of each line pause."""
        found = 0
        for crew, away in zip(reversed(self.heads), reversed(missing), strict=True):
            found = found * (crew + 1) + away
        return found

    def pausing(self, seats: int) -> tuple[int, ...]:
        """How many of the seats that pause take people of each pool, in the order of `crews`."""
        if not self.lines:
            return (seats,) * len(self.crews)
        away = dict.fromkeys(dict(self.crews), 0)
        for line, missing in zip(self.lines, self.missing(seats), strict=True):
            for pool, _ in line:
                away[pool] += missing
        return tuple(away.values())

    @property
    def is_milestone(self) -> bool:
        """Whether it takes no time, wherever it starts."""
        return not self.days and not self.until

    def end(self, start: int) -> int:
        """The exclusive end of what starts then and does not pause; beyond any horizon if it starts too late."""
        if not self.until:
            return start + self.days
        return self.until[start] if start < len(self.until) else start + len(self.until)

    def longest(self, pause: int) -> int:
        """The most slots from its first to its last where nobody may be away for more than `pause` at a time."""
        if self.until:
            return max(end - start for start, end in enumerate(self.until))
        return SLOTS_FOR_A_DAY * self.days + pause if pause and self.can_pause else self.days


@dataclass(frozen=True, slots=True)
class Item:
    """A work item. It starts at `earliest` or later and ends by `latest`; `start` fixes its start."""

    feature: int
    modes: tuple[Mode, ...]
    by_freeze: bool
    """True: it ends by the freeze limit of its release; False: by the ship limit."""
    earliest: int
    latest: int
    start: int | None = None
    pauses: bool = False
    """True: seats of it pause while people are away; False: it is done at one go."""
    late: int = 0
    """Of schedules worth the same, one in which it runs as late as possible is preferred, but ends by this slot
    (exclusive, as all ends) where it can; 0: it is not to be late."""
    ends_from: int = 0
    """It ends at this slot (exclusive, as all ends) or later: its end waits for that of work that has begun."""

    @property
    def pools(self) -> frozenset[int]:
        """The pools from which any of its modes takes something."""
        return frozenset(pool for mode in self.modes for pool, _ in mode.crews)


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature: its items in the order in which they run, the features it cannot land before, and its price.

    `planned` True means it must be scheduled, False it must not, None that the planner decides; `release` pins its
    landing, and `not_before` is the first release it may land in: what is done of it was not verified in time for those
    before. Every feature in `after` must be scheduled when this one is, and land in the same release or earlier.

    A feature with `lands` False is the support work that a deal brings: it lands in no release, its items may run in
    any order and at once, and a demand for it is met when it is scheduled. It comes after nothing and nothing after it.
    """

    items: tuple[int, ...]
    after: tuple[int, ...]
    cost: int
    planned: bool | None = None
    release: int | None = None
    lands: bool = True
    not_before: int = 0
    step: bool = False
    """True: it is of no use by itself, and lands with the feature that comes after it, where it can."""
    begun: bool = False
    """True: of schedules worth the same, one in which it is finished is preferred."""


@dataclass(frozen=True, slots=True)
class Precedence:
    """Where both features are scheduled: item `then` starts at least `lag` slots after item `first` ends.

    With `from_start` the lag counts from the start of `first`; with `to_end` it is the end of `then` that comes so much
    later. So a wait ties an end and a start, two starts, two ends, or a start and an end.
    """

    first: int
    then: int
    lag: int
    from_start: bool = False
    to_end: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it ties the end of one to the start of the other."""
        return not (self.from_start or self.to_end)

    def ready(self, start: int, end: int) -> int:
        """The slot that it asks for, where `first` runs from `start` to `end`."""
        return (start if self.from_start else end) + self.lag

    def room(self, start: int, end: int) -> int:
        """The slot by which `first` must have come, where `then` runs from `start` to `end`."""
        return (end if self.to_end else start) - self.lag


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

    `capacity[pool][slot]` is what there is of a pool in a slot; its rows have `horizon` entries. A pool is the people
    with a skill, or those with any of several skills. `absent` has the same rows for the people who are away and come
    back; it is empty where nobody ever is. Releases are in order of ship limits.

    A seat of an item that `pauses` may pause in a slot, but not while more seats of a pool pause than people of it are
    away; and for at most `longest_pause` slots in a row nobody works on the item.
    """

    horizon: int
    capacity: tuple[tuple[int, ...], ...]
    items: tuple[Item, ...]
    features: tuple[Feature, ...]
    precedences: tuple[Precedence, ...]
    releases: tuple[Release, ...]
    deals: tuple[Deal, ...]
    absent: tuple[tuple[int, ...], ...] = ()
    longest_pause: int = 0

    @property
    def held(self) -> tuple[tuple[int, ...], ...]:
        """The people there and away, like `capacity`. Work that pauses takes no more of them than work at one go would
        that began with it: what no plan at one go exceeds with these people, no plan that pauses exceeds."""
        if not self.absent:
            return self.capacity
        return tuple(
            tuple(there + away for there, away in zip(row, gone, strict=True))
            for row, gone in zip(self.capacity, self.absent, strict=True)
        )
