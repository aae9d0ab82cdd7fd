"""Neighbourhoods: which features to free around the present plan, so that a small model can plan them better.

Everything else keeps its place, but may still be dropped or land elsewhere.
"""

from __future__ import annotations

import random
from dataclasses import replace

from roadmap.problem import Problem
from roadmap.schedule import Placement, Schedule, runs_of
from roadmap.solver.valuation import Valuation, landings_of, most_earned
from roadmap.solver.windows import Windows


class Neighbourhoods:
    """Draws neighbourhoods of a schedule: around lost deals, or around a pool and a day."""

    def __init__(self, problem: Problem, windows: Windows, *, valuation: Valuation, seed: int) -> None:
        self.problem, self.windows, self.valuation = problem, windows, valuation
        self._chance = random.Random(seed)  # noqa: S311 - repeatable search, no secrets
        self._most = [most_earned(deal) for deal in problem.deals]
        self._pools = [item.pools for item in problem.items]
        self._open = [f for f in range(len(problem.features)) if windows.open(f)]
        self._landing = [f for f in self._open if problem.features[f].lands]
        self._support = self._find_support()

    def _find_support(self) -> dict[int, set[int]]:
        """For the support work of each deal that can be done, what else the deal asks for."""
        lands, found = self.problem.features, dict[int, set[int]]()
        for levels in self.valuation.levels:
            wanted = {feature for level in levels for features, _ in level for feature in features}
            for feature in wanted:
                if not lands[feature].lands and self.windows.open(feature):
                    found[feature] = found.get(feature, set()) | {other for other in wanted if lands[other].lands}
        return found

    def count(self) -> int:
        """How many features there are to free."""
        return len(self._open)

    def draw(self, schedule: Schedule, size: int) -> set[int]:
        """About `size` features to free, or all there are; and support work that the deals around them bring."""
        if size >= len(self._open):
            return set(self._open)
        draw = self._chance.choice((self._around_lost_deals, self._around_lost_deals, self._around_a_day))
        free = draw(schedule, size)
        while len(free) < min(size // 2, len(self._landing)):
            free.add(self._chance.choice(self._landing))
        return free | self._support_around(schedule, free, size)

    def _support_around(self, schedule: Schedule, free: set[int], size: int) -> set[int]:
        """The support work of deals that ask for a free feature and are not served yet, and some that it competes with.

        About `size` at most: without it none of those deals could be gained.
        """
        lost = [f for f, others in self._support.items() if schedule.placements[f] is None and others & free]
        lost = self._chance.sample(lost, min(len(lost), size))
        placed = [f for f in self._support if schedule.placements[f] is not None]
        return {*lost, *self._chance.sample(placed, min(len(placed), (size - len(lost)) // 2))}

    def _around_lost_deals(self, schedule: Schedule, size: int) -> set[int]:
        """What some deals that earn less than they could still need, and what competes with that for people."""
        landings = landings_of(schedule)
        lost = [self._most[d] - self.valuation.earned(d, landings) for d in range(len(self._most))]
        if not any(amount > 0 for amount in lost):
            return self._around_a_day(schedule, size)
        free: set[int] = set()
        weights = [max(0, amount) for amount in lost]
        for deal in self._chance.choices(range(len(lost)), weights=weights, k=self._chance.randint(1, 3)):
            demands = [demand for level in self.valuation.levels[deal] for demand in level]
            for feature in {f for features, _ in demands + self.valuation.challenges[deal] for f in features}:
                free.update(f for f in self.windows.closure[feature] if self.windows.open(f))
        return self._with_rivals(schedule, free, size)

    def _with_rivals(self, schedule: Schedule, free: set[int], size: int) -> set[int]:
        pools = {pool for f in free for i in self.problem.features[f].items for pool in self._pools[i]}
        rivals = [
            f
            for f in self._landing
            if f not in free
            and schedule.placements[f] is not None
            and any(not pools.isdisjoint(self._pools[i]) for i in self.problem.features[f].items)
        ]
        self._chance.shuffle(rivals)
        missing = max(0, size - len(free))
        return free | set(rivals[:missing])

    def _around_a_day(self, schedule: Schedule, size: int) -> set[int]:
        """The features at work nearest to a day with one pool, and what their deals need beside them."""
        pool = self._chance.randrange(len(self.problem.capacity)) if self.problem.capacity else 0
        day = self._chance.randrange(max(1, self.problem.horizon))
        distances = []
        for feature in self._landing:
            distance = self._distance(schedule.placements[feature], feature, pool=pool, day=day)
            distances.append((distance, self._chance.random(), feature))
        return {feature for _, _, feature in sorted(distances)[:size]}

    def _distance(self, placement: Placement | None, feature: int, *, pool: int, day: int) -> int:
        """Slots between the day and the feature's nearest work with the pool; at random for one not scheduled."""
        if placement is None:
            return self._chance.randrange(2 * self.problem.horizon + 1)
        nearest = 2 * self.problem.horizon
        for run in runs_of(self.problem, feature, placement):
            detour = 0 if pool in self._pools[run.item] else self.problem.horizon // 4
            nearest = min(nearest, max(0, run.start - day, day - run.end) + detour)
        return nearest


def restrict(problem: Problem, windows: Windows, *, schedule: Schedule, free: set[int]) -> Windows:
    """Windows in which all but the free features stay where they are, or are dropped."""
    earliest, latest, modes = list(windows.earliest), list(windows.latest), list(windows.modes)
    first = list(windows.first_release)
    for feature, placement in enumerate(schedule.placements):
        if feature in free:
            continue
        if placement is None:
            first[feature] = len(problem.releases)
            continue
        for run in runs_of(problem, feature, placement):
            earliest[run.item], latest[run.item], modes[run.item] = run.start, run.end, (run.choice,)
    return replace(
        windows, earliest=tuple(earliest), latest=tuple(latest), modes=tuple(modes), first_release=tuple(first)
    )
