"""Deciding: what a gate was ready so late for, run by run, followed back from the feature that came last.

From the work that ended last it goes back to whatever let that start no sooner: work before it, or somebody who was not
free; and so on, to work that nothing held up. What lies on that chain decided the gate in this run.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Literal

import numpy as np
import numpy.typing as npt

from roadmap.futures.chances import Decider
from roadmap.futures.network import Role
from roadmap.futures.playing.gates import GateNeed, GateWait
from roadmap.futures.playing.play import NOTHING, by_feature
from roadmap.futures.playing.simulating import Block, Game

DEEPEST = 60
"""Links of a chain that are followed."""
SHOWN, RARE = 6, 0.05
"""How many deciders are told at most, and the share of runs below which they are not."""

Kind = Literal["feature", "support", "person"]
Key = tuple[Kind, str, str]
Seen = dict[Key, npt.NDArray[np.bool_]]


class Deciding:
    """Follows the chains of one traced block."""

    def __init__(self, game: Game, block: Block) -> None:
        if block.played is None or block.played.held is None:
            raise ValueError("a block that was not traced")
        self._game, self._block, self._played = game, block, block.played
        self._held: npt.NDArray[np.int32] = block.played.held
        self._tasks = by_feature(game.network)
        self._last = {leg.job: number for number, leg in enumerate(game.network.legs)}
        self._after = {landing.feature: landing.after for landing in game.network.landings}
        self._known: dict[tuple[GateNeed, ...], list[Decider]] = {}

    def of(self, wait: GateWait) -> list[Decider]:
        """What decided one gate, the most frequent first."""
        if wait.needs not in self._known:
            self._known[wait.needs] = self._of(wait)
        return self._known[wait.needs]

    def _of(self, wait: GateWait) -> list[Decider]:
        feature = self._last_feature(wait)
        leg = self._last_leg(feature)
        seen: Seen = defaultdict(lambda: np.zeros(len(leg), dtype=bool))
        for _link in range(DEEPEST):
            if not (leg >= 0).any():
                break
            before = np.where(leg >= 0, self._held[leg, np.arange(len(leg))], NOTHING)
            self._note(seen, leg, before)
            leg = before
        shares = [(float(runs.mean()), key) for key, runs in seen.items()]
        shares.sort(key=lambda one: -one[0])  # of equals those nearer to the gate
        return [
            Decider(kind=kind, id=key, phase=phase or None, share=round(share, 3))
            for share, (kind, key, phase) in shares[:SHOWN]
            if share >= RARE
        ]

    def _last_feature(self, wait: GateWait) -> npt.NDArray[np.int64]:
        """By run the feature that comes last of those that meet the needs first; NOTHING where all is there."""
        boarded = self._block.boarded
        runs = np.arange(boarded.shape[1])
        train, found = np.full(len(runs), NOTHING, dtype=np.int64), np.full(len(runs), NOTHING, dtype=np.int64)
        for need in wait.needs:
            if need.past is not None or not need.features:
                continue
            able = np.array(need.features)
            chosen = able[boarded[able].argmin(axis=0)]
            later = boarded[chosen, runs] > train
            train, found = np.where(later, boarded[chosen, runs], train), np.where(later, chosen, found)
        return found

    def _last_leg(self, feature: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """By run the leg that ended last of a feature and of those that it comes after."""
        found = np.full(len(feature), NOTHING, dtype=np.int64)
        for one in np.unique(feature[feature >= 0]):
            jobs = [job for other in self._foundation(int(one)) for job in self._tasks.get(other, ())]
            jobs = [t for t in jobs if self._game.network.jobs[t].role is Role.VERIFIED] or jobs
            if not jobs:
                continue
            legs = np.array([self._last[job] for job in jobs])
            mine = feature == one
            found[mine] = legs[self._played.ends[legs][:, mine].argmax(axis=0)]
        return found

    def _foundation(self, feature: int) -> set[int]:
        found, rest = set[int](), [feature]
        while rest:
            one = rest.pop()
            if one not in found:
                found.add(one)
                rest += self._after.get(one, ())
        return found

    def _note(self, seen: Seen, leg: npt.NDArray[np.int64], before: npt.NDArray[np.int64]) -> None:
        """Note what each leg is part of, and who was not free where that held it up."""
        legs, jobs = self._game.network.legs, self._game.network.jobs
        for one in np.unique(leg[leg >= 0]):
            job, mine = jobs[legs[one].job], leg == one
            seen["feature" if job.deal is None else "support", job.name, job.phase] |= mine
            for other in np.unique(before[mine & (before >= 0)]):
                if legs[other].job != legs[one].job:
                    for who in _people(self._game, int(one)) & _people(self._game, int(other)):
                        seen["person", self._game.network.hands[who].id, ""] |= mine & (before == other)


def _people(game: Game, leg: int) -> set[int]:
    return {who for line in game.network.legs[leg].lines for who in line.seats}
