"""Tripwires: the few days by which work must be done, or else a promise is no longer as sure as it was sold.

Of the runs in which a piece of work is not done by a day, a promise is kept in fewer; the later the day, the fewer. The
tripwire is the first day from which on little is left of the chance that was sold, as far as that can be told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

import numpy as np
import numpy.typing as npt

from roadmap.futures.chances import Decider, TripwireChance
from roadmap.futures.playing.simulating import Block, Game

Ends = npt.NDArray[np.int16]
LEFT = 0.15
"""What is left of the chance that was sold once a tripwire is crossed, at most: more of it warns sooner, and more often
of promises that are kept all the same (`python -m benchmarks.futures`)."""
FEWEST = 30
"""Runs from which a chance is told."""
MOST = 3
"""Tripwires of a promise."""


class Tripping:
    """Finds the tripwires of gates in the runs of a block."""

    def __init__(self, game: Game, block: Block) -> None:
        self._game, self._block = game, block
        self._jobs: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, job in enumerate(game.network.jobs):
            if job.deal is None:
                self._jobs[job.name, job.phase].append(number)

    def of(self, gate: int, release: int, deciders: Sequence[Decider]) -> list[TripwireChance]:
        """The tripwires of a gate, by its row, that is promised a release, on the work that decides it; the earliest
        day first. Nothing for what is sure, or never happens."""
        kept = np.asarray(self._block.trains[gate] <= release)
        sold, found = float(kept.mean()), []
        for one in deciders if 0 < sold < 1 else ():
            jobs = self._jobs.get((one.id, one.phase or "")) if one.kind == "feature" else None
            if jobs:
                wire = _wire(self._game, self._block.ends[jobs].max(axis=0), kept, sold)
                found += [TripwireChance(feature=one.id, phase=one.phase or "", by=day, chance=c) for day, c in wire]
        return sorted(found, key=lambda wire: (wire.by, wire.feature, wire.phase))[:MOST]


def _wire(game: Game, end: Ends, kept: npt.NDArray[np.bool_], sold: float) -> list[tuple[date, float]]:
    """The first day after which little is left of the promise where the work is not done, and how sure it is then;
    nothing where there is none, or too few runs tell."""
    for day in np.unique(end):
        late = end > day
        if late.sum() < FEWEST:
            break
        chance = float(kept[late].mean())
        if chance <= LEFT * sold:
            slot = min(int(day), game.network.horizon)
            return [(game.present.indexed.names.day(max(0, slot - 1)), round(chance, 3))]
    return []
