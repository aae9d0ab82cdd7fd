"""Rule 3, crew: a work item has one crew size for its whole length. Twin of `solver.rules.crew`.

It also checks the shape of the schedule, so that the other rules may rely on it.
"""

from __future__ import annotations

from collections.abc import Iterator

from roadmap.problem import Problem
from roadmap.schedule import Schedule


def check(problem: Problem, schedule: Schedule) -> Iterator[str]:
    """Each scheduled feature has a known release, and for each of its items one start and one known mode."""
    if len(schedule.placements) != len(problem.features):
        yield f"the schedule has {len(schedule.placements)} features, the problem {len(problem.features)}"
        return
    for position, (feature, placement) in enumerate(zip(problem.features, schedule.placements, strict=True)):
        if placement is None:
            continue
        if feature.lands and not 0 <= placement.release < len(problem.releases):
            yield f"feature {position} lands in release {placement.release}, which does not exist"
        if len(placement.starts) != len(feature.items) or len(placement.modes) != len(feature.items):
            yield f"feature {position} does not have one start and one mode for each of its items"
            continue
        for item, mode in zip(feature.items, placement.modes, strict=True):
            if not 0 <= mode < len(problem.items[item].modes):
                yield f"item {item} is done in mode {mode}, which does not exist"
