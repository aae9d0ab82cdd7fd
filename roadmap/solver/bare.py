"""The bare problem: only what must be planned, without amounts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from roadmap.problem import Deal, Level, Problem


def bare(problem: Problem) -> Problem:
    """The problem without its amounts, and without what nothing holds: it has a schedule if and only if the whole has.

    Positions stay, so that a schedule of one is a schedule of the other.
    """
    needed = _needed(problem)
    features = tuple(
        replace(feature, cost=0, planned=feature.planned if position in needed else False)
        for position, feature in enumerate(problem.features)
    )
    deals = tuple(
        Deal(tuple(Level(0, level.demands) for level in deal.levels[:1]), served=True) if deal.served else Deal(())
        for deal in problem.deals
    )
    releases = tuple(replace(release, cost=0) for release in problem.releases)
    return replace(problem, features=features, deals=deals, releases=releases)


def _needed(problem: Problem) -> set[int]:
    """Features that are built, or could be for a deal that is pinned to be served, and all that they come after."""
    first = [position for position, feature in enumerate(problem.features) if feature.planned]
    for deal in problem.deals:
        if deal.served:
            first += [f for level in deal.levels[:1] for demand in level.demands for f in demand.features]
    return needed_with(problem, first)


def needed_with(problem: Problem, features: Iterable[int]) -> set[int]:
    """Some features and all that they come after."""
    rest, found = list(features), set[int]()
    while rest:
        position = rest.pop()
        if position not in found:
            found.add(position)
            rest += problem.features[position].after
    return found
