"""Rule 6, support: a served deal brings its support cases, which take people like any other work.

Twin of `solver.rules.support`. That a deal without its support work earns nothing follows from `coverage.serve`.
"""

from __future__ import annotations

from collections.abc import Iterator

from roadmap.audit.spans import spans
from roadmap.problem import Problem
from roadmap.schedule import NOWHERE, Schedule


def check(problem: Problem, schedule: Schedule) -> Iterator[str]:
    """Support work is placed in no release, each piece within its window; deals pinned to be served have theirs."""
    for position, (feature, placement) in enumerate(zip(problem.features, schedule.placements, strict=True)):
        if placement is None:
            continue
        if feature.lands == (placement.release == NOWHERE):
            yield f"feature {position} is placed in release {placement.release}"
        for run in spans(problem, position, placement):
            work = problem.items[run.item]
            if not feature.lands and not work.earliest <= run.start <= run.end <= min(work.latest, problem.horizon):
                yield f"item {run.item} runs in [{run.start}, {run.end}), outside [{work.earliest}, {work.latest})"
    for position, deal in enumerate(problem.deals):
        for demand in deal.levels[0].demands if deal.served and deal.levels else ():
            missing = [f for f in demand.features if schedule.placements[f] is None and not problem.features[f].lands]
            if missing and len(missing) == len(demand.features):
                yield f"deal {position} is pinned to be served and lacks its support work, feature {missing[0]}"
