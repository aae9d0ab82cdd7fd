"""Rule 4, landing: one release, verified by its freeze, enabled by its ship, not before what it depends on.

Twin of `solver.rules.landing`.
"""

from __future__ import annotations

from collections.abc import Iterator

from roadmap.audit.spans import spans
from roadmap.problem import Problem
from roadmap.schedule import Schedule


def check(problem: Problem, schedule: Schedule) -> Iterator[str]:
    """Every scheduled feature that lands meets the limits of its release, and lands not before what it comes after."""
    for position, (feature, placement) in enumerate(zip(problem.features, schedule.placements, strict=True)):
        if placement is None or not feature.lands:
            continue
        release = problem.releases[placement.release]
        if placement.release < feature.not_before:
            yield f"feature {position} lands in release {placement.release}, before {feature.not_before}"
        for span in spans(problem, position, placement):
            limit = release.freeze if problem.items[span.item].by_freeze else release.ship
            if span.end > limit:
                yield f"item {span.item} ends after {limit}, too late for release {placement.release}"
        for other in feature.after:
            earlier = schedule.placements[other]
            if earlier is None:
                yield f"feature {position} comes after feature {other}, which is not scheduled"
            elif earlier.release > placement.release:
                yield f"feature {position} lands in release {placement.release}, before feature {other}"
