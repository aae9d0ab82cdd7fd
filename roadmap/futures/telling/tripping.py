"""Tripwires: the few days by which work must be done, or else a promise is no longer as sure as it was sold.

In the runs in which a piece of work is not done by a day, a promise is kept less often; the later the day, the less. A
tripwire warns rightly where the promise then breaks, and is worth the more the earlier it comes. They are chosen one
after the other, each for the runs in which no other has warned yet (a greedy cover of the runs that break), and each
must be right about these in most cases. So a few of them warn of most of what can go wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from roadmap.futures.chances import Decider, TripwireChance
from roadmap.futures.playing.gates import GateWait
from roadmap.futures.playing.simulating import Block, Game
from roadmap.tuning import TUNING

Ends = npt.NDArray[np.int16]
Runs = npt.NDArray[np.bool_]
Work = tuple[str, str]
"""A feature and a phase of it."""


@dataclass(frozen=True, slots=True)
class _Wire:
    """Work that is to be done by a limit, the runs in which it is not, and what warning of those is worth of which
    nothing else warns."""

    work: Work
    limit: int
    crossed: Runs
    worth: float


class Tripping:
    """Finds the tripwires of gates in the runs of a block."""

    def __init__(self, game: Game, block: Block) -> None:
        self._game, self._block = game, block
        self._jobs: dict[Work, list[int]] = defaultdict(list)
        self._works: dict[int, list[Work]] = defaultdict(list)
        for number, job in enumerate(game.network.jobs):
            if job.deal is None:
                work = job.name, job.phase
                if work not in self._jobs:
                    self._works[job.feature].append(work)
                self._jobs[work].append(number)
        self._after = {landing.feature: landing.after for landing in game.network.landings}
        self._ends: dict[Work, Ends] = {}
        self._known: dict[tuple[object, int], list[TripwireChance]] = {}

    def of(self, gate: int, release: int, deciders: Sequence[Decider]) -> list[TripwireChance]:
        """The tripwires of a gate, by its row, that is promised a release; the earliest day first. They are on the work
        that decides it and on all that it waits for. Nothing for what is sure, or never happens."""
        wait = self._game.gates[gate]
        key = wait.needs, release
        if key not in self._known:
            kept = np.asarray(self._block.trains[gate] <= release)
            is_open = 0 < kept.mean() < 1
            self._known[key] = self._chosen(self._candidates(wait, deciders), kept, release) if is_open else []
        return self._known[key]

    def _candidates(self, wait: GateWait, deciders: Sequence[Decider]) -> list[Work]:
        """The work that the gate waits for, each phase of each feature, and that which decides it."""
        rest = [feature for need in wait.needs if need.past is None for feature in need.features]
        seen = set[int]()
        while rest:
            feature = rest.pop()
            if feature not in seen:
                seen.add(feature)
                rest += self._after.get(feature, ())
        decide = [(one.id, one.phase or "") for one in deciders if one.kind == "feature"]
        own = [work for feature in sorted(seen) for work in self._works.get(feature, ())]
        return list(dict.fromkeys(work for work in (*decide, *own) if work in self._jobs))

    def _chosen(self, works: Sequence[Work], kept: Runs, release: int) -> list[TripwireChance]:
        """Tripwires one after the other, the one that is worth most first."""
        chosen, silent = list[_Wire](), np.ones(len(kept), dtype=bool)
        enough = max(TUNING.tripwire_fewest, TUNING.tripwire_rarest * (~kept).sum())
        while len(chosen) < TUNING.tripwire_most and (~kept & silent).sum() >= enough:
            found = [wire for work in works if (wire := self._best(work, kept, silent, release)) is not None]
            best = max(found, key=lambda one: one.worth, default=None)
            if best is None or (best.crossed & ~kept & silent).sum() < TUNING.tripwire_rarest * (~kept).sum():
                break
            chosen.append(best)
            silent &= ~best.crossed
        return sorted((self._told(wire, kept) for wire in chosen), key=lambda one: (one.by, one.feature, one.phase))

    def _best(self, work: Work, kept: Runs, silent: Runs, release: int) -> _Wire | None:
        """The day for a piece of work that is worth most: how many of the runs that break it warns of, in which nothing
        else does, times the square of how early; None where no day is right in most of the runs in which it alone
        warns."""
        end, ship = self._end(work), self._game.network.trains[release].ship
        size = int(end.max()) + 1
        broken = _beyond(np.bincount(end[silent & ~kept], minlength=size))
        wrong = _beyond(np.bincount(end[silent & kept], minlength=size))
        early = np.clip(ship - np.arange(size), 0, TUNING.tripwire_early).astype(np.int64) ** 2
        is_right = (wrong <= TUNING.tripwire_wrong * (wrong + broken)) & (wrong + broken >= TUNING.tripwire_fewest)
        worth = np.where(is_right, broken * early, 0)
        limit = int(worth.argmax())
        return _Wire(work, limit, end > limit, float(worth[limit])) if worth[limit] > 0 else None

    def _end(self, work: Work) -> Ends:
        if work not in self._ends:
            self._ends[work] = self._block.ends[self._jobs[work]].max(axis=0)
        return self._ends[work]

    def _told(self, wire: _Wire, kept: Runs) -> TripwireChance:
        slot = min(wire.limit, self._game.network.horizon)
        day: date = self._game.present.indexed.names.day(max(0, slot - 1))
        left = round(float(kept[wire.crossed].mean()), 3)
        return TripwireChance(feature=wire.work[0], phase=wire.work[1], by=day, chance=left)


def _beyond(counts: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """How many are beyond each slot, of the numbers that are in each."""
    found: npt.NDArray[np.intp] = counts.sum() - np.cumsum(counts)
    return found
