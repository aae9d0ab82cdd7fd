"""Days of single features against SimPy, a simulator of others: its own clock, its own draws, no tables."""

from __future__ import annotations

import random
from collections.abc import Generator
from dataclasses import replace

import numpy as np
import pytest
import simpy

from roadmap.futures.network import SURE, Leg, Network
from roadmap.futures.playing.draws import Drawer, Shares
from roadmap.futures.playing.play import ends_of_jobs
from roadmap.futures.playing.simulating import Game, game_of
from tests.futures.oracle import Oracle, people_of
from tests.futures.random_plans import random_plan


class InSimPy:
    """One run of a network: every leg is a process that waits for what it waits for, and then works day by day."""

    def __init__(self, network: Network, oracle: Oracle, days: list[int]) -> None:
        self.network, self.oracle = network, oracle
        self.clock = simpy.Environment()
        self.begun = [self.clock.event() for _ in network.legs]
        self.over = [self.clock.event() for _ in network.legs]
        self.ends = [network.horizon + 1] * len(network.legs)
        needs = oracle._needs(days, [0] * len(days))
        for number, leg in enumerate(network.legs):
            self.clock.process(self.work(number, leg, needs[number], days[leg.job]))

    def play(self) -> list[int]:
        self.clock.run(until=self.network.horizon + 1)
        return self.ends

    def ties(self, leg: Leg, *, to_end: bool) -> Generator[simpy.Event, None, None]:
        for link in self.network.links:
            others = self.oracle.legs_of[link.first]
            if link.then == leg.job and link.to_end == to_end and others:
                yield (self.begun[others[0]] if link.from_start else self.over[others[-1]])
                moment = self.moment[others[0] if link.from_start else others[-1], link.from_start]
                yield self.clock.timeout(max(0, moment + link.lag - self.clock.now))

    @property
    def moment(self) -> dict[tuple[int, bool], int]:
        return {(n, start): int(event.value or 0) for start, events in ((True, self.begun), (False, self.over))
                for n, event in enumerate(events) if event.triggered}  # fmt: skip

    def work(self, number: int, leg: Leg, needs: list[int], whole: int) -> Generator[simpy.Event, None, None]:
        mine = self.oracle.legs_of[leg.job]
        if mine.index(number):
            yield self.over[mine[mine.index(number) - 1]]
        if leg.first:
            yield from self.ties(leg, to_end=False)
        for who in people_of(leg):
            queue = self.oracle.queues[who]
            for other in queue[: queue.index(number)]:
                yield self.over[other]
        yield self.clock.timeout(max(0, self.oracle.floors[number] - self.clock.now))
        seats = tuple(who for line in leg.lines for who in line.seats)
        while leg.first and seats and not self.ready(seats):
            yield self.clock.timeout(1)
        begin = int(self.clock.now)
        self.begun[number].succeed(begin)
        left = list(needs)
        while any(work > 0 for work in left):
            left = [work - self.oracle._at_work(line.seats, int(self.clock.now))
                    for work, line in zip(left, leg.lines, strict=True)]  # fmt: skip
            yield self.clock.timeout(1)
        if not leg.lines:
            until = self.network.jobs[leg.job].until
            yield self.clock.timeout((until[begin] if until and begin < len(until) else begin + whole) - begin)
        if leg.last:
            yield from self.ties(leg, to_end=True)
        self.ends[number] = int(self.clock.now)
        self.over[number].succeed(int(self.clock.now))

    def ready(self, seats: tuple[int, ...]) -> bool:
        now = int(self.clock.now)
        return self.oracle._at_work(seats, now) > 0 and all(self.network.hands[who].since <= now for who in seats)


def drawn(game: Game, chance: random.Random) -> list[int]:
    """Days of each job, from a beta distribution of the standard library: nothing is shared, nobody falls ill."""
    found = []
    for job in game.network.jobs:
        low, likely, high = job.spread
        share = 1.0
        if job.spread != SURE:
            first = 1 + 4 * (likely - low) / (high - low)
            share = low + (high - low) * chance.betavariate(first, 6 - first)
        found.append(int(np.ceil(share * float(job.exact) - 1e-6)) + job.extra)
    return found


def require_the_same_days(seed: int, runs: int) -> int:
    """P50 and P80 of the end of each feature lie within what so many runs can say; how many features there were."""
    game = game_of(random_plan(seed))
    world = replace(game.world, shares=Shares(0.0, 0.0, 0.0), sick_days=0)
    days, lost = game.player.needs(Drawer(world, seed).block(0, 1000), sick_days=0)
    ours = ends_of_jobs(game.network, game.player.play(days, lost))
    oracle, chance = Oracle(game.network, list(game.player.planned_days())), random.Random(seed)
    theirs = np.array([InSimPy(game.network, oracle, drawn(game, chance)).play() for _ in range(runs)]).T
    last = {leg.job: number for number, leg in enumerate(game.network.legs)}
    count = 0
    for feature in sorted({job.feature for job in game.network.jobs if job.deal is None}):
        mine = [number for number, job in enumerate(game.network.jobs) if job.feature == feature]
        end, other = ours[mine].max(axis=0), theirs[[last[job] for job in mine]].max(axis=0)
        count += 1
        for quantile in (0.5, 0.8):
            error = 4 * (quantile * (1 - quantile) / runs) ** 0.5
            least, most = np.quantile(other, (quantile - error, min(1.0, quantile + error)), method="inverted_cdf")
            assert least <= np.quantile(end, quantile, method="inverted_cdf") <= most, (seed, feature, quantile)
    return count


def test_the_days_of_features_are_those_of_simpy() -> None:
    assert sum(require_the_same_days(seed, 100) for seed in (1, 4)) == 3


@pytest.mark.sweep
def test_the_days_of_features_in_30_plans_are_those_of_simpy() -> None:
    assert sum(require_the_same_days(seed, 1000) for seed in range(30)) > 50
