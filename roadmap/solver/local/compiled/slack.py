"""Slack: of plans worth the same, the one that leaves more time before the dearest gates."""

from __future__ import annotations

import numpy as np

from roadmap.solver.local.compiled.fitting import Array
from roadmap.solver.local.compiled.layout import (
    DEAL_WIDTH,
    DEALS,
    DEMAND_WIDTH,
    DEMANDS,
    DEMANDS_END,
    FEATURE_WIDTH,
    FEATURES,
    FEATURES_END,
    LANDING,
    LANDS,
    LEVEL_WIDTH,
    LEVELS,
    LEVELS_END,
    MET_BY,
    NEVER,
    OPTIONS,
    OPTIONS_END,
    RELEASE_WIDTH,
    RELEASES,
    SHIP,
    STATE_SIZE,
)
from roadmap.solver.local.compiled.machine import ARRAYS, compiled
from roadmap.solver.local.compiled.recreating import change, copy, count_value, fill, search, sow
from roadmap.solver.local.compiled.serving import reached

__all__ = ["count_slack", "count_value", "fill", "search", "search_slack", "sow"]


@compiled(f"i8({ARRAYS},i8)")
def demand_slack(problem: Array, plan: Array, demand: int) -> int:
    """Slots between the ship limit of the release that meets a demand and that of the last one that would; NEVER if
    nothing needs to ship for it."""
    landing, last = NEVER, problem[demand + MET_BY]
    for option in range(problem[demand + OPTIONS], problem[demand + OPTIONS_END]):
        landing = min(landing, plan[problem[problem[option] + LANDING] + LANDS])
    if landing < 0 or landing > last:
        return NEVER
    ships = problem[RELEASES] + SHIP
    return problem[ships + last * RELEASE_WIDTH] - problem[ships + landing * RELEASE_WIDTH]


@compiled(f"i8({ARRAYS},i8[::1])")
def count_slack(problem: Array, plan: Array, earns: Array) -> int:
    """The slack of a plan: what each deal earns, times the least slack of the demands of its last level reached."""
    total = 0
    for place in range(len(earns)):
        if earns[place] <= 0:
            continue
        deal, least = problem[DEALS] + place * DEAL_WIDTH, NEVER
        for level in range(problem[deal + LEVELS], problem[deal + LEVELS_END], LEVEL_WIDTH):
            if not reached(problem, plan, level):
                break
            least = NEVER
            for demand in range(problem[level + DEMANDS], problem[level + DEMANDS_END], DEMAND_WIDTH):
                least = min(least, demand_slack(problem, plan, demand))
        if least < NEVER:
            total += earns[place] * least
    return total


@compiled(f"i8({ARRAYS},i8[::1],i8[::1],i8[::1],i8,i8,i8)")
def search_slack(
    problem: Array, now: Array, tried: Array, best: Array, earns: Array, worth: int, most: int, steps: int
) -> int:
    """So many steps of ruin and recreate from plan `now`, which stays worth at least `worth`; the slack then reached.

    `best` gets the plan with more slack than `most`, if one is found.
    """
    size, deals = problem[STATE_SIZE], len(earns)
    features = (problem[FEATURES_END] - problem[FEATURES]) // FEATURE_WIDTH
    found, placed = np.empty(max(features, deals), np.int64), np.empty(features, np.int64)
    keys, gained = np.empty(max(features, deals)), np.empty(deals, np.int64)
    for _ in range(steps):
        copy(now, tried, size)
        copy(earns, gained, deals)
        if change(problem, tried, gained, found, placed, keys) < worth:
            continue
        slack = count_slack(problem, tried, gained)
        if slack >= most:
            if slack > most:
                copy(tried, best, size)
            most = slack
            copy(tried, now, size)
            copy(gained, earns, deals)
    return most
