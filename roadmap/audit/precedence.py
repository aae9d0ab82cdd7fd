"""Rule 1, precedence: items run in order, within their windows, and wait for what they wait for.

Twin of `solver.rules.precedence`.
"""

from __future__ import annotations

from collections.abc import Iterator

from roadmap.audit.spans import spans
from roadmap.problem import Problem
from roadmap.schedule import Schedule


def check(problem: Problem, schedule: Schedule) -> Iterator[str]:
    """Every item runs within its window, after the item before it, and after what it waits for with its lag: start
    after end, or start after start, end after end, end after start.

    Support work, which lands in no release, has no order of its own.
    """
    span: dict[int, tuple[int, int]] = {}
    for position, (feature, placement) in enumerate(zip(problem.features, schedule.placements, strict=True)):
        if placement is None:
            continue
        previous_end = 0
        for run in spans(problem, position, placement):
            item, start, end, work = run.item, run.start, run.end, problem.items[run.item]
            if start < max(work.earliest, previous_end):
                yield f"item {item} starts in slot {start}, before slot {max(work.earliest, previous_end)}"
            if end < work.ends_from:
                yield f"item {item} ends at {end}, before {work.ends_from}"
            if end > min(work.latest, problem.horizon):
                yield f"item {item} ends at {end}, after {min(work.latest, problem.horizon)}"
            span[item] = (start, end)
            previous_end = end if feature.lands else 0
    for wait in problem.precedences:
        if wait.first in span and wait.then in span:
            before = span[wait.first][0 if wait.from_start else 1]
            after = span[wait.then][1 if wait.to_end else 0]
            if after < before + wait.lag:
                what = "ends" if wait.to_end else "starts"
                yield f"item {wait.then} {what} in slot {after}, before item {wait.first} allows it"
