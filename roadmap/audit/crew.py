"""Rule 3, crew: a work item has one crew size for its whole length, and its seats pause as they may.

Twin of `solver.rules.crew`.

It also checks the shape of the schedule, so that the other rules may rely on it.
"""

from __future__ import annotations

from collections.abc import Iterator

from roadmap.audit.spans import broken_pauses
from roadmap.problem import Problem
from roadmap.schedule import Placement, Schedule


def check(problem: Problem, schedule: Schedule) -> Iterator[str]:
    """Each scheduled feature has a known release, and for each of its items one start, one known mode and pauses that
    are allowed."""
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
        if len(placement.pauses) not in (0, len(feature.items)):
            yield f"feature {position} does not have pauses for each of its items, or none"
            continue
        for number, item in enumerate(feature.items):
            yield from (f"item {item} {broken}" for broken in _broken(problem, item, placement, number))


def _broken(problem: Problem, item: int, placement: Placement, number: int) -> Iterator[str]:
    work, mode = problem.items[item], placement.modes[number]
    if not 0 <= mode < len(work.modes):
        yield f"is done in mode {mode}, which does not exist"
    elif placement.pauses:
        start, pauses = placement.starts[number], placement.pauses[number]
        yield from broken_pauses(problem, work, work.modes[mode], start, pauses)
