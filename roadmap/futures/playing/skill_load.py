"""Loading: how many people of each skill the work holds, month by month, in each run."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from roadmap.futures.network import Network
from roadmap.futures.playing.play import Played

Loads = npt.NDArray[np.float32]
"""By skill, month and run: people at work on average over the working days of the month."""


class LoadCounter:
    """Counts for one network; `months` are half-open intervals of slots."""

    def __init__(self, network: Network, months: Sequence[tuple[int, int]]) -> None:
        self._network, self.months = network, tuple(months)
        named = {line.skill for leg in network.legs for line in leg.lines if line.seats}
        self.skills = tuple(sorted(named))
        order = {skill: number for number, skill in enumerate(self.skills)}
        self._lines = [
            (order[line.skill], len(line.seats), number)
            for number, leg in enumerate(network.legs)
            for line in leg.lines
            if line.seats
        ]

    def count(self, played: Played) -> Loads:
        """The load in each run that was played."""
        runs, slots = played.starts.shape[1], self._network.horizon + 2
        changes = np.zeros((len(self.skills), slots, runs), dtype=np.int16)
        column = np.arange(runs)
        for skill, seats, number in self._lines:
            changes[skill, played.starts[number], column] += np.int16(seats)
            changes[skill, played.ends[number], column] -= np.int16(seats)
        busy = np.cumsum(changes, axis=1, dtype=np.int16)
        found = np.zeros((len(self.skills), len(self.months), runs), dtype=np.float32)
        for month, (begin, end) in enumerate(self.months):
            if end > begin:
                found[:, month] = busy[:, begin:end].mean(axis=1)
        return found
