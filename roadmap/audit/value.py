"""The value of a schedule, counted without the solver."""

from __future__ import annotations

from roadmap.audit.coverage import serve, shipped
from roadmap.problem import Problem
from roadmap.schedule import Schedule


def cut_releases(problem: Problem, schedule: Schedule) -> tuple[int, ...]:
    """The releases that are cut, in order: those in which something lands, and the fixed ones."""
    used = {placement.release for placement in schedule.placements if placement is not None}
    return tuple(r for r, release in enumerate(problem.releases) if release.fixed or r in used)


def value(problem: Problem, schedule: Schedule) -> int:
    """What deals earn, less the releases that are cut and the features that are built, in thousands of the currency."""
    ships = shipped(problem, schedule)
    earned = sum(serve(deal, ships).earned for deal in problem.deals)
    releases = sum(problem.releases[r].cost for r in cut_releases(problem, schedule))
    features = sum(f.cost for f, p in zip(problem.features, schedule.placements, strict=True) if p is not None)
    return earned - releases - features
