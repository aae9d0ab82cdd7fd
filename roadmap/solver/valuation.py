"""The value of a schedule in integers, as the search counts it. The audit counts it again by its own code."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from roadmap.problem import Deal, Demand, Problem
from roadmap.schedule import NOWHERE, Schedule

NEVER = 1 << 40
"""The landing of a feature that is not scheduled: later than any release."""


class Valuation:
    """Values landings quickly: each demand's limit is turned once into the last release that meets it."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        ships = [release.ship for release in problem.releases]
        self._ships = ships
        self.levels = [[[self._ready(d) for d in level.demands] for level in deal.levels] for deal in problem.deals]
        self.challenges = [[self._ready(c.demand) for c in deal.challenges] for deal in problem.deals]
        self.fixed = frozenset(r for r, release in enumerate(problem.releases) if release.fixed)

    def last_release(self, demand: Demand) -> int:
        """The last release that ships in time for a demand; -1 if none does."""
        return bisect_right(self._ships, demand.latest) - 1

    def _ready(self, demand: Demand) -> tuple[tuple[int, ...], int]:
        return demand.features, self.last_release(demand)

    def taken(self, deal: int, landings: list[int]) -> tuple[int, int]:
        """How many levels of a deal earn most, and what they earn, from the landings (a release per feature, or NEVER).

        On a tie the fewest levels; at least one for a deal that is pinned to be served and can be.
        """
        pinned = self.problem.deals[deal].served
        if pinned is False:
            return 0, 0
        levels = self.problem.deals[deal].levels
        taken, best, total = 0, 0, 0
        unmet: list[int] | None = None
        for position, demands in enumerate(self.levels[deal]):
            for features, last in demands:
                for feature in features:
                    if landings[feature] <= last:
                        break
                else:
                    return taken, best
            if unmet is None:
                unmet = self.unmet(deal, landings)
            total += levels[position].value
            for challenge in unmet:
                total -= self.problem.deals[deal].challenges[challenge].penalties[position]
            if total > best or (pinned and not position):
                taken, best = position + 1, total
        return taken, best

    def earned(self, deal: int, landings: list[int]) -> int:
        """What one deal earns from the landings."""
        return self.taken(deal, landings)[1]

    def unmet(self, deal: int, landings: list[int]) -> list[int]:
        """The challenges of a deal that the landings do not meet."""
        return [
            position
            for position, (features, last) in enumerate(self.challenges[deal])
            if all(landings[feature] > last for feature in features)
        ]

    def reached(self, deal: int, landings: list[int]) -> int:
        """How many levels of a deal have all their demands met."""
        for position, demands in enumerate(self.levels[deal]):
            if not all(any(landings[f] <= last for f in features) for features, last in demands):
                return position
        return len(self.levels[deal])

    def total(self, landings: list[int]) -> int:
        """The value of landings: deals earn, features and the releases that are cut cost."""
        earned = sum(self.earned(deal, landings) for deal in range(len(self.problem.deals)))
        return earned - self.price(landings)

    def price(self, landings: list[int]) -> int:
        """What the features that land and the releases that are cut cost."""
        problem = self.problem
        scheduled = [f for f, release in enumerate(landings) if release < NEVER]
        cut = self.fixed.union(landings[f] for f in scheduled) - {NOWHERE}
        return sum(problem.features[f].cost for f in scheduled) + sum(problem.releases[r].cost for r in cut)


def landings_of(schedule: Schedule) -> list[int]:
    """The release of each feature, NOWHERE for support work, NEVER for what is not scheduled."""
    return [NEVER if placement is None else placement.release for placement in schedule.placements]


def most_earned(deal: Deal) -> int:
    """The most a deal could earn: every level and challenge met; 0 for one pinned out."""
    if deal.served is False:
        return 0
    best, total = 0, 0
    for position, level in enumerate(deal.levels):
        total += level.value
        best = total if deal.served and not position else max(best, total)
    return best


def dear_from(worths: Sequence[int], share: float) -> int:
    """What the least of the dearest deals can earn, of so many that they could earn this share of what all could."""
    total, left = share * sum(worths), 0.0
    for worth in sorted(worths, reverse=True):
        left += worth
        if left >= total:
            return worth
    return 0
