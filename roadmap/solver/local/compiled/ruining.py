"""Ruins: what to take out of a plan, so that something better may take its place."""

from __future__ import annotations

import numpy as np

from roadmap.solver.local.compiled.fitting import Array
from roadmap.solver.local.compiled.layout import (
    CLOSURE,
    CLOSURE_END,
    COST,
    CUT,
    DEAL_WIDTH,
    DEALS,
    DEALS_END,
    DEMAND_WIDTH,
    DEMANDS,
    DEMANDS_END,
    DEPENDENTS,
    DEPENDENTS_END,
    END,
    FEATURE_WIDTH,
    FEATURES,
    FEATURES_END,
    FOCUS,
    IN_RELEASE,
    ITEMS,
    ITEMS_END,
    LANDING,
    LANDS,
    LEVEL_WIDTH,
    LEVELS,
    LEVELS_END,
    NEVER,
    OPTIONS,
    OPTIONS_END,
    PLACE,
    POOL,
    READY,
    RELEASE_COST,
    RELEASE_FIXED,
    RELEASE_WIDTH,
    RELEASES,
    RELEASES_END,
    REQUIRED,
    STACK,
    START,
    WORK,
)
from roadmap.solver.local.compiled.machine import ARRAYS, compiled
from roadmap.solver.local.compiled.placing import lift
from roadmap.solver.local.compiled.serving import reached

NEARNESS = 30.0
"""Half slots by which the distance in time is shaken."""
FOCUSED, FOCUS_TRIES = 0.4, 12
"""How often a ruin is around work of the pool in focus, and how many features are tried to find some."""
WANTED, KEPT = 1, 2


@compiled("void(i8[::1],f8[::1],i8)")
def sort_by(values: Array, keys: Array, count: int) -> None:
    """Sort the first so many values, and their keys, by their keys (Shell's sort with Ciura's gaps)."""
    for gap in (1750, 701, 301, 132, 57, 23, 10, 4, 1):
        for number in range(gap, count):
            value, key, at = values[number], keys[number], number
            while at >= gap and keys[at - gap] > key:
                values[at], keys[at] = values[at - gap], keys[at - gap]
                at -= gap
            values[at], keys[at] = value, key


@compiled(f"void({ARRAYS},i8)")
def remove(problem: Array, plan: Array, feature: int) -> None:
    """Take a feature out, and first all that comes after it; required ones stay."""
    begin, depth = problem[STACK], 1
    plan[begin] = feature
    while depth > 0:
        top, blocked = plan[begin + depth - 1], False
        landing = problem[top + LANDING]
        if plan[landing + READY] != NEVER and not problem[top + REQUIRED]:
            for entry in range(problem[top + DEPENDENTS], problem[top + DEPENDENTS_END]):
                other = problem[entry]
                if plan[problem[other + LANDING] + READY] != NEVER and not problem[other + REQUIRED]:
                    plan[begin + depth] = other
                    depth, blocked = depth + 1, True
                    break
            if not blocked:
                for entry in range(problem[top + ITEMS], problem[top + ITEMS_END]):
                    lift(problem, plan, problem[entry])
                plan[landing + LANDS] = plan[landing + READY] = NEVER
        if not blocked:
            depth -= 1


@compiled(f"void({ARRAYS})")
def close_idle(problem: Array, plan: Array) -> None:
    """Stop cutting releases in which nothing lands any more."""
    for release in range(problem[RELEASES], problem[RELEASES_END], RELEASE_WIDTH):
        plan[problem[release + CUT]] = problem[release + RELEASE_FIXED]
    for feature in range(problem[FEATURES], problem[FEATURES_END], FEATURE_WIDTH):
        number = plan[problem[feature + LANDING] + LANDS]
        if 0 <= number < NEVER:
            plan[problem[problem[RELEASES] + number * RELEASE_WIDTH + CUT]] = 1


@compiled(f"void({ARRAYS})")
def drop_support(problem: Array, plan: Array) -> None:
    """Take out the support work of deals that are not served any more."""
    for deal in range(problem[DEALS], problem[DEALS_END], DEAL_WIDTH):
        level = problem[deal + LEVELS]
        if level == problem[deal + LEVELS_END] or reached(problem, plan, level):
            continue
        for demand in range(problem[level + DEMANDS], problem[level + DEMANDS_END], DEMAND_WIDTH):
            for option in range(problem[demand + OPTIONS], problem[demand + OPTIONS_END]):
                if not problem[problem[option] + IN_RELEASE]:
                    remove(problem, plan, problem[option])


@compiled(f"i8({ARRAYS})")
def price(problem: Array, plan: Array) -> int:
    """What the features that land and the releases that are cut cost."""
    total = 0
    for feature in range(problem[FEATURES], problem[FEATURES_END], FEATURE_WIDTH):
        if plan[problem[feature + LANDING] + LANDS] != NEVER:
            total += problem[feature + COST]
    for release in range(problem[RELEASES], problem[RELEASES_END], RELEASE_WIDTH):
        if plan[problem[release + CUT]]:
            total += problem[release + RELEASE_COST]
    return total


@compiled(f"i8({ARRAYS},i8[::1])")
def list_placed(problem: Array, plan: Array, placed: Array) -> int:
    """List the features that are placed to land; how many."""
    count = 0
    for feature in range(problem[FEATURES], problem[FEATURES_END], FEATURE_WIDTH):
        if problem[feature + IN_RELEASE] and plan[problem[feature + LANDING] + READY] != NEVER:
            placed[count] = feature
            count += 1
    return count


@compiled(f"i8({ARRAYS},i8[::1],i8)")
def centre(problem: Array, plan: Array, placed: Array, count: int) -> int:  # noqa: ARG001
    """Draw an item of some placed features, more often one of the pool in focus; -1 if there is none."""
    if problem[FOCUS] >= 0 and np.random.random() < FOCUSED:
        for _ in range(FOCUS_TRIES):
            feature = placed[np.random.randint(count)]
            for entry in range(problem[feature + ITEMS], problem[feature + ITEMS_END]):
                if problem[problem[entry] + POOL] == problem[FOCUS]:
                    return problem[entry]
    feature = placed[np.random.randint(count)]
    items = problem[feature + ITEMS_END] - problem[feature + ITEMS]
    return -1 if items == 0 else problem[problem[feature + ITEMS] + np.random.randint(items)]


@compiled(f"i8({ARRAYS},i8[::1],i8,i8,i8[::1],f8[::1])")
def around(problem: Array, plan: Array, placed: Array, count: int, size: int, found: Array, keys: Array) -> int:
    """Find the features at work nearest to the middle of a placed item, with the same pool; how many."""
    item = centre(problem, plan, placed, count)
    if item < 0:
        return 0
    pool, middle, number = (
        problem[item + POOL],
        plan[problem[item + PLACE] + START] + plan[problem[item + PLACE] + END],
        0,
    )
    for place in range(count):
        nearest = NEVER
        for entry in range(problem[placed[place] + ITEMS], problem[placed[place] + ITEMS_END]):
            item = problem[entry]
            if problem[item + POOL] == pool:
                at = problem[item + PLACE]
                nearest = min(nearest, abs(plan[at + START] + plan[at + END] - middle))
        if nearest < NEVER:
            found[number], keys[number] = placed[place], nearest + NEARNESS * np.random.random()
            number += 1
    sort_by(found, keys, number)
    return min(size, number)


@compiled(f"void({ARRAYS},i8,i8[::1],i8)")
def flag_needs(problem: Array, plan: Array, deal: int, flags: Array, flag: int) -> None:  # noqa: ARG001
    """Flag all that the levels of a deal ask for, and what that comes after."""
    for level in range(problem[deal + LEVELS], problem[deal + LEVELS_END], LEVEL_WIDTH):
        for demand in range(problem[level + DEMANDS], problem[level + DEMANDS_END], DEMAND_WIDTH):
            for option in range(problem[demand + OPTIONS], problem[demand + OPTIONS_END]):
                feature = problem[option]
                for entry in range(problem[feature + CLOSURE], problem[feature + CLOSURE_END]):
                    flags[(problem[entry] - problem[FEATURES]) // FEATURE_WIDTH] |= flag


@compiled(f"i8({ARRAYS},i8[::1],i8[::1],i8,i8,i8[::1],f8[::1])")
def needed_by_some(
    problem: Array, plan: Array, earns: Array, placed: Array, count: int, size: int, found: Array, keys: Array
) -> int:
    """Find what some served deals need and no other does, deals that earn little for their effort first; how many."""
    served, number = np.empty(len(earns), np.int64), 0
    for place in range(len(earns)):
        if earns[place] > 0:
            deal = problem[DEALS] + place * DEAL_WIDTH
            served[number], keys[number] = deal, earns[place] / problem[deal + WORK] * np.random.random()
            number += 1
    sort_by(served, keys, number)
    share = max(1, round(number * size / max(1, count)))
    flags = np.zeros((problem[FEATURES_END] - problem[FEATURES]) // FEATURE_WIDTH, np.int64)
    for place in range(number):
        flag_needs(problem, plan, served[place], flags, WANTED if place < share else KEPT)
    number = 0
    for place in range(count):
        if flags[(placed[place] - problem[FEATURES]) // FEATURE_WIDTH] == WANTED:
            found[number] = placed[place]
            number += 1
    return number


@compiled("i8(i8[::1],i8,i8,i8[::1])")
def at_random(placed: Array, count: int, size: int, found: Array) -> int:
    """Find about so many placed features; how many."""
    number = 0
    for place in range(count):
        if np.random.random() * count < size:
            found[number] = placed[place]
            number += 1
    return number
