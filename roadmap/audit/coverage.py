"""Rule 5, coverage: a deal is served when every breaker need has an alternative that is there in time.

Twin of `solver.rules.coverage`. A schedule does not state which deals are served: it follows from the landings, and so
this rule can only be broken by a deal that is pinned to be served.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from roadmap.problem import Deal, Demand, Problem
from roadmap.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Served:
    """What one deal gets: how many of its levels it takes, what it earns, which challenges are met.

    `levels` is the number of levels that earns most (the larger on a tie, so that a deal that is worth nothing
    gets what it can have in time).
    """

    levels: int
    earned: int
    met: tuple[bool, ...]


def shipped(problem: Problem, schedule: Schedule) -> tuple[int | None, ...]:
    """The ship limit of each feature's release; None for a feature that is not scheduled, 0 for support work."""
    pairs = zip(problem.features, schedule.placements, strict=True)
    return tuple(None if p is None else problem.releases[p.release].ship if f.lands else 0 for f, p in pairs)


def is_met(demand: Demand, ships: tuple[int | None, ...]) -> bool:
    """Whether one of the demand's features ships by its limit."""
    return any((ship := ships[feature]) is not None and ship <= demand.latest for feature in demand.features)


def serve(deal: Deal, ships: tuple[int | None, ...]) -> Served:
    """What a deal gets from what ships when."""
    met = tuple(is_met(challenge.demand, ships) for challenge in deal.challenges)
    reachable = 0
    while reachable < len(deal.levels) and all(is_met(d, ships) for d in deal.levels[reachable].demands):
        reachable += 1
    if deal.served is False or not reachable:
        return Served(levels=0, earned=0, met=met)
    earned = [0]
    for position, level in enumerate(deal.levels[:reachable]):
        penalty = sum(c.penalties[position] for c, ok in zip(deal.challenges, met, strict=True) if not ok)
        earned.append(earned[-1] + level.value - penalty)
    best = max(earned[1:]) if deal.served else max(earned)
    levels = max(at for at in range(len(earned)) if earned[at] == best)
    return Served(levels=levels, earned=best, met=met)


def check(problem: Problem, schedule: Schedule) -> Iterator[str]:
    """Every deal that is pinned to be served reaches its first level."""
    ships = shipped(problem, schedule)
    for position, deal in enumerate(problem.deals):
        if deal.served and serve(deal, ships).levels == 0:
            yield f"deal {position} is pinned to be served and is not"
