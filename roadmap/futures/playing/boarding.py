"""Boarding: which train each feature takes. Trains leave on their day; what is not ready takes the next one.

A feature takes the first train that the plan uses, or any behind the last of these, whose freeze and ship days it is in
time for, and no earlier one than the features that it comes after.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from roadmap.futures.network import Network, Passenger, Role
from roadmap.futures.playing.play import Player, Times, by_feature, ends_of_jobs

Boarded = npt.NDArray[np.int16]
"""By feature and run the position of a train; as many as there are trains where none of them is taken, and NO_WAIT for
what is there already."""
NO_WAIT = -1
LONG_AGO = -(10**6)
"""The end of work that was done before the plan: in time for every train that has not shipped."""


class Boarding:
    """The trains of one network. Where the planner has a feature wait for a later train than it could take, it never
    takes an earlier one."""

    def __init__(self, player: Player) -> None:
        self._network: Network = player.network
        trains = self._network.trains
        last = max((number for number, train in enumerate(trains) if train.used), default=-1)
        self._open = [number for number, train in enumerate(trains) if train.used or number > last]
        self._tasks = by_feature(self._network)
        self._floors = {landing.feature: landing.not_before for landing in self._network.landings}
        planned = self.board(ends_of_jobs(self._network, player.as_planned()))
        for landing in self._network.landings:
            if planned[landing.feature, 0] < landing.planned:
                self._floors[landing.feature] = landing.planned
        planned = self.board(ends_of_jobs(self._network, player.as_planned()))
        self.unlike = tuple(
            landing.feature for landing in self._network.landings if planned[landing.feature, 0] != landing.planned
        )

    def board(self, ends: Times) -> Boarded:
        """The train of each feature, by the ends of all jobs."""
        found = np.full((self._network.features, ends.shape[1]), len(self._network.trains), dtype=np.int16)
        for landing in self._network.landings:
            found[landing.feature] = self._board(landing, ends, found)
        return found

    def _board(self, landing: Passenger, ends: Times, found: Boarded) -> Boarded:
        network, none = self._network, len(self._network.trains)
        least = np.full(ends.shape[1], self._floors[landing.feature], dtype=np.int16)
        for other in landing.after:
            np.maximum(least, found[other], out=least)
        verified, enabled = (self._last(landing.feature, role, ends) for role in (Role.VERIFIED, Role.ENABLED))
        train = np.full(ends.shape[1], none, dtype=np.int16)
        for number in reversed(self._open):
            limits = network.trains[number]
            train[(verified <= limits.freeze) & (enabled <= limits.ship) & (least <= number)] = number
        return train

    def _last(self, feature: int, role: Role, ends: Times) -> Times:
        jobs = [job for job in self._tasks.get(feature, ()) if self._network.jobs[job].role is role]
        return ends[jobs].max(axis=0) if jobs else np.full(ends.shape[1], LONG_AGO, dtype=np.int32)
