"""Rule 7, pins: what is started stays, and what is pinned holds. Twin of `solver.rules.pins`."""

from __future__ import annotations

from collections.abc import Iterator

from roadmap.problem import Problem
from roadmap.schedule import Schedule


def check(problem: Problem, schedule: Schedule) -> Iterator[str]:
    """Features pinned in, out or to a release are so, and items with a fixed start begin there."""
    for position, (feature, placement) in enumerate(zip(problem.features, schedule.placements, strict=True)):
        if feature.planned is True and placement is None:
            yield f"feature {position} is pinned to be built and is not"
        if feature.planned is False and placement is not None:
            yield f"feature {position} is pinned out and is built"
        if placement is None:
            continue
        if feature.release is not None and placement.release != feature.release:
            yield f"feature {position} is pinned to release {feature.release} and lands in {placement.release}"
        for item, start in zip(feature.items, placement.starts, strict=True):
            fixed = problem.items[item].start
            if fixed is not None and start != fixed:
                yield f"item {item} starts in slot {start} and is fixed to slot {fixed}"
