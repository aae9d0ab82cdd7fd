"""The schedule: an answer to a problem, in integers only, and what is claimed about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from roadmap.problem import Mode, Problem

NOWHERE = -1
"""The release of support work, which lands in none: before all releases, since nobody waits for one to have it."""


Pauses = tuple[tuple[int, int], ...]
"""When seats of an item pause: pairs (slot, how many of its seats), in order of the slots; slots without any are left
out. Where a mode has lines, the second says how many of each: those of the first line count one, those of the second as
much as all of the first and one, and so on."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where one feature goes: the release it lands in (or NOWHERE), start slot and mode of each of its items.

    `pauses` has an entry for each item, or none at all where nothing pauses; see `placement`.
    """

    release: int
    starts: tuple[int, ...]
    modes: tuple[int, ...]
    pauses: tuple[Pauses, ...] = ()

    def pauses_of(self, number: int) -> Pauses:
        """The pauses of an item, by its position in the feature."""
        return self.pauses[number] if self.pauses else ()


def placement(release: int, starts: Sequence[int], modes: Sequence[int], pauses: Sequence[Pauses]) -> Placement:
    """A placement, its pauses given for each item."""
    return Placement(release, tuple(starts), tuple(modes), tuple(pauses) if any(pauses) else ())


def end_of(mode: Mode, start: int, pauses: Pauses) -> int:
    """The exclusive end of what starts then and pauses so: its seats have done their days of work together, those of
    each of its lines."""
    if not pauses:
        return mode.end(start)
    missed = map(sum, zip(*(mode.missing(seats) for _, seats in pauses), strict=True))
    return start + mode.days + max(-(-days // crew) for days, crew in zip(missed, mode.heads, strict=True))


@dataclass(frozen=True, slots=True)
class Run:
    """One item at work: in the half-open interval [`start`, `end`), but for its pauses."""

    item: int
    start: int
    end: int
    mode: Mode
    choice: int
    """The position of the mode among those of the item."""
    pauses: Pauses

    def taken(self) -> Iterator[tuple[int, int, int, int]]:
        """What it takes in each slot of each pool: slot, pool, the people at work, and those whose seats pause."""
        away = {slot: self.mode.pausing(seats) for slot, seats in self.pauses}
        nobody = (0,) * len(self.mode.crews)
        for slot in range(self.start, self.end):
            for (pool, amount), pausing in zip(self.mode.crews, away.get(slot, nobody), strict=True):
                yield slot, pool, amount - pausing, pausing


def runs_of(problem: Problem, feature: int, placed: Placement) -> Iterator[Run]:
    """How each item of a feature runs that is placed so, in their order."""
    rows = zip(problem.features[feature].items, placed.starts, placed.modes, strict=True)
    for number, (item, start, choice) in enumerate(rows):
        mode, pauses = problem.items[item].modes[choice], placed.pauses_of(number)
        yield Run(item, start, end_of(mode, start, pauses), mode, choice, pauses)


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
