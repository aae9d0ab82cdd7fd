"""Presence: when the people of a leg work, as tables over the slots."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from roadmap.futures.network import Leg, Network

Times = npt.NDArray[np.int32]


class Presence:
    """Tables by the people on the seats: the days that they have worked before each slot, the slot by which they have
    worked so many, and the slot in which they can begin. All reach to one slot beyond the horizon, which is never."""

    def __init__(self, network: Network) -> None:
        self._never = network.horizon + 1
        self._since = [hand.since for hand in network.hands]
        self._rows = np.zeros((len(network.hands), network.horizon + 1), dtype=np.int32)
        for number, hand in enumerate(network.hands):
            for begin, end in hand.works:
                self._rows[number, begin : min(end, network.horizon)] = 1
        self._tables: dict[tuple[int, ...], tuple[Times, Times]] = {}
        self._begins: dict[tuple[tuple[int, ...], ...], Times] = {}

    def begins(self, leg: Leg) -> Times | None:
        """For each slot the first from it on in which somebody of the leg works and all have come to the company;
        None for a leg without people."""
        if not leg.lines:
            return None
        key = tuple(line.seats for line in leg.lines)
        if key not in self._begins:
            seats = [who for line in leg.lines for who in line.seats]
            there: npt.NDArray[np.bool_] = np.asarray(self._rows[seats].any(axis=0))
            there[: max((self._since[who] for who in seats), default=0)] = False
            slots = np.where(there, np.arange(self._never), self._never)
            found = np.append(np.minimum.accumulate(slots[::-1])[::-1], self._never)
            self._begins[key] = found.astype(np.int32)
        return self._begins[key]

    def ends(self, seats: tuple[int, ...], start: Times, need: npt.NDArray[np.int64]) -> Times:
        """The slot by which people who begin at `start` have worked `need` days together."""
        if seats not in self._tables:
            self._tables[seats] = self._table(seats)
        worked, slot = self._tables[seats]
        found: Times = slot[np.minimum(worked[start] + need, len(slot) - 1)]
        return found

    def _table(self, seats: tuple[int, ...]) -> tuple[Times, Times]:
        row = self._rows[list(seats)].sum(axis=0)
        worked = np.concatenate(([0], np.cumsum(row))).astype(np.int32)  # entry for slots 0 to the horizon and one more
        slot = np.searchsorted(worked, np.arange(worked[-1] + 2)).astype(np.int32)
        slot[-1] = self._never
        return worked, slot
