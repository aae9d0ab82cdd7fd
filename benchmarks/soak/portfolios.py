"""Random portfolios: whatever the search streams is valid, and worth what it claims."""

from __future__ import annotations

import random

from benchmarks.soak.solving import answer
from roadmap.problem import Problem
from roadmap.solver.outcome import Search
from tests.solver.problems import crowded_problem, random_problem, supported_problem

SEARCH = Search(0.1, workers=1, reproducible=True, deterministic_time=0.02)


def portfolio(seed: int) -> Problem:
    """A problem of 2 to 12 features with a little of everything, or now and then a crowded one of 10 to 20.

    In every third one deals bring support work.
    """
    chance = random.Random(seed)  # noqa: S311 - repeatable cases, no secrets
    if chance.random() < 0.1:
        features = chance.randint(10, 20)
        return crowded_problem(seed, features=features, deals=features, horizon=chance.choice((24, 40, 60)))
    features = chance.randint(2, 12)
    make = supported_problem if seed % 3 == 0 else random_problem
    return make(seed, features=features, horizon=chance.randint(5, 24), pins=chance.random() < 0.7)


def check(seed: int) -> list[str]:
    """Everything that is wrong with the answer to one portfolio."""
    return answer(portfolio(seed), SEARCH).broken
