"""Draws: everything that chance decides, for a block of runs at a time.

A block is `BLOCK` runs with random numbers of its own, so that a run is the same whoever plays it, in which order, and
however many are asked for. Each kind of chance has its own stream: taking one away leaves the others as they are
(common random numbers).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from roadmap.futures.network import SURE, Job
from roadmap.futures.playing.shapes import Floats, looked_up, table_of

BLOCK = 1000
"""Runs that share a stream of random numbers."""
TENTH = 1.2815515655446004
"""Standard deviations beyond which one in ten lies."""
SPELL = 3
"""Working days of one illness."""
YEAR = 250
"""Working days of a year."""
MOST_SPELLS = 4
"""Illnesses that one job meets at most."""

Ints = npt.NDArray[np.int64]


class Chance(IntEnum):
    """The kinds of chance, each with a stream of its own."""

    COMPANY = 0
    SKILL = 1
    FEATURE = 2
    TASK = 3
    ILLNESS = 4
    GATE = 5
    WIN = 6
    LOSS = 7


@dataclass(frozen=True, slots=True)
class DealChance:
    """What is uncertain of a deal: working days by which its gates may come `earlier` or `later` (one in ten beyond
    each), and its chance to be won if all comes in time."""

    earlier: int
    later: int
    win: float


@dataclass(frozen=True, slots=True)
class Shares:
    """The parts of the variance of errors that are shared; the job has what is left."""

    company: float
    skill: float
    feature: float


@dataclass(frozen=True, slots=True)
class World:
    """All that is uncertain about some jobs and deals."""

    jobs: tuple[Job, ...]
    deals: tuple[DealChance, ...]
    shares: Shares
    sick_days: int


@dataclass(frozen=True, slots=True)
class Draws:
    """What chance decided: one row for each job or deal, one column for each run.

    `efforts` are shares of what is planned; `ill`, `wins` and `losses` lie evenly between 0 and 1; `moved` is by how
    many working days the gates of a deal come later.
    """

    efforts: Floats
    ill: Floats
    moved: Ints
    wins: Floats
    losses: Floats

    @property
    def runs(self) -> int:
        """How many runs."""
        return int(self.efforts.shape[1])


class Drawer:
    """Draws for one world. `without` is what is known for sure: efforts of the jobs of a skill or of a feature, by its
    name (`skill_source`, `feature_source`), `EFFORTS` for all of them, `ILLNESS` and `GATES`."""

    def __init__(self, world: World, seed: int, *, without: Collection[str] = ()) -> None:
        self._world, self._seed = world, seed
        self._without = frozenset(without)
        spreads = [SURE if self._is_sure(job) else job.spread for job in world.jobs]
        kinds = list(dict.fromkeys(spreads))
        self._tables = np.array([table_of(kind) for kind in kinds]) if kinds else np.ones((1, 1))
        self._shape = np.array([kinds.index(spread) for spread in spreads], dtype=np.intp)
        self._skill, self._skills = _numbered([job.skill for job in world.jobs])
        self._group, self._groups = _numbered([job.group for job in world.jobs])

    def _is_sure(self, job: Job) -> bool:
        return not self._without.isdisjoint((EFFORTS, skill_source(job.skill), feature_source(job.group)))

    def block(self, number: int, runs: int = BLOCK) -> Draws:
        """The first `runs` of a block."""
        world, deals = self._world, len(self._world.deals)
        normal = self._normal(number)
        drawn = self._stream(number, Chance.GATE).standard_normal((deals, BLOCK))[:, :runs]
        earlier = np.array([deal.earlier for deal in world.deals], dtype=np.float64)[:, None]
        later = np.array([deal.later for deal in world.deals], dtype=np.float64)[:, None]
        moved = np.where(drawn < 0, earlier, later) * drawn / TENTH
        sure = GATES in self._without
        ill = self._stream(number, Chance.ILLNESS).random((len(world.jobs), BLOCK))[:, :runs]
        return Draws(
            efforts=looked_up(self._tables, self._shape, normal[:, :runs]) if world.jobs else normal[:, :runs],
            ill=np.zeros_like(ill) if ILLNESS in self._without else ill,
            moved=np.zeros((deals, runs), dtype=np.int64) if sure else np.rint(moved).astype(np.int64),
            wins=self._stream(number, Chance.WIN).random((deals, BLOCK))[:, :runs],
            losses=self._stream(number, Chance.LOSS).random((deals, BLOCK))[:, :runs],
        )

    def _normal(self, number: int) -> Floats:
        """The error of each job: the sum of those it shares and its own, of variance 1."""
        shares = self._world.shares
        own = max(0.0, 1.0 - shares.company - shares.skill - shares.feature)
        found: Floats = np.sqrt(own) * self._drawn(number, Chance.TASK, len(self._world.jobs))
        found += np.sqrt(shares.company) * self._drawn(number, Chance.COMPANY, 1)
        if self._world.jobs:
            found += np.sqrt(shares.skill) * self._drawn(number, Chance.SKILL, self._skills)[self._skill]
            found += np.sqrt(shares.feature) * self._drawn(number, Chance.FEATURE, self._groups)[self._group]
        return found

    def _drawn(self, number: int, kind: Chance, rows: int) -> Floats:
        return self._stream(number, kind).standard_normal((rows, BLOCK))

    def _stream(self, number: int, kind: Chance) -> np.random.Generator:
        return np.random.default_rng(np.random.SeedSequence(self._seed, spawn_key=(number, kind)))


EFFORTS, ILLNESS, GATES = "efforts", "illness", "gates"
"""Kinds of uncertainty that can be taken away, beside the efforts of one skill or feature."""


def skill_source(skill: str) -> str:
    """The uncertainty of efforts of one skill."""
    return f"skill:{skill}"


def feature_source(feature: str) -> str:
    """The uncertainty of efforts of one feature."""
    return f"feature:{feature}"


def _numbered(names: list[str]) -> tuple[npt.NDArray[np.intp], int]:
    """The names as positions among their different ones, and how many these are."""
    order = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return np.array([order[name] for name in names], dtype=np.intp), len(order)


def days_lost(ill: Floats, days: Ints, heads: Ints, *, sick_days: int) -> Ints:
    """Days of work that illness takes from jobs of so many days of so many people: whole illnesses of `SPELL` days,
    whose number is Poisson distributed, by inversion of `ill`."""
    if not sick_days:
        return np.zeros_like(days)
    rate = sick_days / YEAR
    mean = days * heads[:, None] * (rate / (1 - rate) / SPELL)
    term = np.exp(-mean)
    below, spells = term.copy(), np.zeros_like(days)
    for count in range(1, MOST_SPELLS + 1):
        spells += ill > below
        term *= mean / count
        below += term
    return spells * SPELL
