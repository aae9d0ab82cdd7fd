"""Rows that follow from conflicts of landings, for every deal and pair of deals that needs all of one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from roadmap.solver.cpsat.relaxation import Row
from roadmap.tuning import TUNING

NEEDLESS = 1 << 30
"""The release by which a feature must land for a level that does not need it."""


class Covers:
    """Rows that follow from conflicts of landings: levels, and pairs of them, that need all the landings of one."""

    def __init__(self, needs: dict[int, dict[int, int]], features: int) -> None:
        self._literals = np.array(list(needs), dtype=int)
        self._needed = np.full((len(needs), features), NEEDLESS)
        for row, landings in enumerate(needs.values()):
            for feature, release in landings.items():
                self._needed[row, feature] = release
        self.known: list[tuple[NDArray[np.int64], int]] = []
        self._made: set[tuple[int, int]] = set()

    def learn(self, landings: list[tuple[int, int]]) -> None:
        """Note that not all of these features can land by these releases."""
        bits = sum((self._needed[:, f] <= r).astype(np.int64) << n for n, (f, r) in enumerate(landings))
        self.known.append((np.asarray(bits, dtype=np.int64), (1 << len(landings)) - 1))

    def violated(self, values: NDArray[np.float64], most: int) -> list[Row]:
        """Rows that a point breaks, at most so many for each conflict."""
        taken = values[self._literals]
        active = np.flatnonzero(taken > TUNING.cover_least)
        rows: list[Row] = []
        for bits, every in self.known:
            mine = active[bits[active] > 0]
            covered = (bits[mine][:, None] | bits[mine][None, :]) == every
            excess = np.where(covered, taken[mine][:, None] + taken[mine][None, :] - 1, -1.0)
            for place in np.argsort(-excess, axis=None, kind="stable")[:most]:
                one, two = divmod(int(place), len(mine))
                pair = int(self._literals[mine[one]]), int(self._literals[mine[two]])
                if excess[one, two] < TUNING.cover_least:
                    break
                if one <= two and pair not in self._made:
                    self._made.add(pair)
                    rows.append(([pair[0]], [1], 0) if one == two else (list(pair), [1, 1], 1))
        return rows
