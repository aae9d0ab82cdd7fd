"""Tiny problems, for which every schedule can be looked at: the search finds the best and knows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from benchmarks.soak.solving import answer
from roadmap.audit import broken_rules, value
from roadmap.problem import Problem
from roadmap.schedule import Placement, Schedule, Status
from tests.solver.problems import all_placements, random_problem, supported_problem


def best_of_all(problem: Problem) -> int | None:
    """The value of the best valid schedule, by trying them all; None if there is none."""
    valid = (s for s in _combined(problem, ()) if not broken_rules(problem, s))
    return max((value(problem, schedule) for schedule in valid), default=None)


def _combined(problem: Problem, chosen: tuple[Placement | None, ...]) -> Iterator[Schedule]:
    """All schedules that begin with the chosen placements and whose parts keep the rules as far as they go."""
    if len(chosen) == len(problem.features):
        yield Schedule(chosen)
        return
    for placement in all_placements(problem, problem.features[len(chosen)]):
        longer = (*chosen, placement)
        rest = (None,) * (len(problem.features) - len(longer))
        if placement is None or not broken_rules(_loosened(problem), Schedule(longer + rest)):
            yield from _combined(problem, longer)


def _loosened(problem: Problem) -> Problem:
    """The problem without what only a whole schedule can keep: what must be there, and what others come after."""
    features = tuple(replace(feature, after=(), planned=None) for feature in problem.features)
    return replace(problem, features=features, deals=())


def check(seed: int) -> list[str]:
    """Where the search and the trial of all schedules differ."""
    problem = supported_problem(seed, features=2, horizon=5) if seed % 3 == 0 else random_problem(seed)
    best, found = best_of_all(problem), answer(problem)
    if best is None:
        wrong = [] if found.status is Status.INFEASIBLE else [f"nothing is valid, and the search says {found.status}"]
    else:
        right = found.status is Status.OPTIMAL and found.value == found.bound == best
        wrong = [] if right else [f"the best is {best}; the search: {found.status} {found.value} of {found.bound}"]
    return found.broken + wrong
