"""Ruin and recreate: take part of the plan out, serve the lost deals again in a shaken order, keep what pays.

Sources and reasons are in `roadmap.solver.local.ruin`, which runs this.
"""

from __future__ import annotations

import math

import numpy as np

from roadmap.solver.local.compiled.fitting import Array
from roadmap.solver.local.compiled.layout import (
    DEAL_WIDTH,
    DEALS,
    FAILED,
    FEATURE_TRAIL,
    FEATURE_WIDTH,
    FEATURES,
    FEATURES_END,
    GATE,
    ITEM_TRAIL,
    LANDING,
    LATE,
    LEAST,
    LEVELS,
    MOST,
    NEVER,
    QUICK,
    READY,
    SERVED,
    STATE_SIZE,
    STYLE,
    THRIFTY,
    UNSERVED,
    WORK,
)
from roadmap.solver.local.compiled.machine import ARRAYS, compiled
from roadmap.solver.local.compiled.ruining import (
    around,
    at_random,
    close_idle,
    drop_support,
    list_placed,
    needed_by_some,
    price,
    remove,
    sort_by,
)
from roadmap.solver.local.compiled.serving import earned, reached, serve

LARGEST_RUIN = 0.9
"""The largest share of the plan that one ruin takes out; sizes are drawn evenly on a logarithmic scale."""
AROUND, NEEDED = 0.55, 0.95
"""How often a ruin is around an item, or else what some deals need, or else at random (cumulated)."""
LAST_COMES = 0.4
"""How often the deals that were just taken out come last, or else the same plan would come back."""
TRIED_AT_LEAST = 12
TRIED_FOR_EACH = 4
"""Lost deals that are tried again besides those just ruined: so many, and so many for each feature taken out.

All others would mostly fail as they failed before."""
OFTEN_LATE, LATE_SHARE = 0.5, 0.5
"""How often, and then how many, features are placed as late as their deal allows, leaving early days to others."""
LATER = 1e12
ROTATED = 0.1


@compiled("void(i8)")
def sow(seed: int) -> None:
    """Begin the chance of this thread from a seed."""
    np.random.seed(seed)


@compiled(f"i8({ARRAYS},i8[::1],i8[::1],i8[::1],f8[::1])")
def ruin(problem: Array, plan: Array, earns: Array, placed: Array, found: Array, keys: Array) -> int:
    """Take a share of the plan out; how many features."""
    count = list_placed(problem, plan, placed)
    if count == 0:
        return 0
    size, kind = max(1, round(count ** np.random.random() * LARGEST_RUIN)), np.random.random()
    if kind < AROUND:
        number = around(problem, plan, placed, count, size, found, keys)
    elif kind < NEEDED:
        number = needed_by_some(problem, plan, earns, placed, count, size, found, keys)
    else:
        number = at_random(placed, count, size, found)
    for place in range(number):
        remove(problem, plan, found[place])
    drop_support(problem, plan)
    close_idle(problem, plan)
    taken = 0
    for place in range(count):
        if plan[problem[placed[place] + LANDING] + READY] == NEVER:
            taken += 1
    return taken


@compiled(f"void({ARRAYS})")
def draw_styles(problem: Array, plan: Array) -> None:
    """Draw how each feature is to be placed."""
    thrift, late = max(0.0, np.random.random() - 0.5), 0.0
    if np.random.random() < OFTEN_LATE:
        late = LATE_SHARE
    for feature in range(problem[FEATURES], problem[FEATURES_END], FEATURE_WIDTH):
        style = QUICK
        if np.random.random() < late:
            style = LATE
        elif np.random.random() < thrift:
            style = THRIFTY
        plan[problem[feature + STYLE]] = style
        plan[problem[feature + FAILED]] = -1


@compiled("f8(i8[::1],i8,i8)")
def shaken(problem: Array, deal: int, kind: int) -> float:
    """A key to sort deals by: worth for effort, worth, or gate, shaken."""
    shake = 0.5 + np.random.random()
    if kind == 0:
        return -problem[deal + MOST] / problem[deal + WORK] * shake
    if kind == 1:
        return -problem[deal + MOST] * shake
    return problem[deal + GATE] * shake


@compiled(f"i8({ARRAYS},i8[::1],i8,i8[::1],f8[::1])")
def list_lost(problem: Array, plan: Array, earned_before: Array, taken: int, lost: Array, keys: Array) -> int:
    """List deals that earn less than they could, in a shaken order, after so many features were taken out; how many."""
    others, deals = 0, len(earned_before)
    earns = np.empty(deals, np.int64)
    for place in range(deals):
        deal = problem[DEALS] + place * DEAL_WIDTH
        earns[place] = earned(problem, plan, deal)
        if earned_before[place] <= earns[place] < problem[deal + MOST]:
            others += 1
    share = (TRIED_AT_LEAST + TRIED_FOR_EACH * taken) / max(1, others)
    chance, last, count = np.random.random(), np.random.random() < LAST_COMES, 0
    kind = 0 if chance < 0.5 else 1 if chance < 0.8 else 2
    for place in range(deals):
        deal = problem[DEALS] + place * DEAL_WIDTH
        if problem[deal + MOST] < problem[LEAST] and problem[deal + SERVED] <= 0:
            continue
        ruined = earns[place] < earned_before[place]
        if ruined or (earns[place] < problem[deal + MOST] and np.random.random() < share):
            lost[count], keys[count] = deal, shaken(problem, deal, kind)
            if problem[deal + SERVED] > 0:
                keys[count] -= LATER
            elif ruined and last:
                keys[count] += LATER
            count += 1
    sort_by(lost, keys, count)
    return count


@compiled(f"i8({ARRAYS},i8[::1])")
def count_value(problem: Array, plan: Array, earns: Array) -> int:
    """The value of a plan, and into `earns` what each deal earns; UNSERVED if a deal pinned to be served is not."""
    value = -price(problem, plan)
    for place in range(len(earns)):
        deal = problem[DEALS] + place * DEAL_WIDTH
        if problem[deal + SERVED] > 0 and not reached(problem, plan, problem[deal + LEVELS]):
            return UNSERVED
        earns[place] = earned(problem, plan, deal)
        value += earns[place]
    return value


@compiled(f"i8({ARRAYS},i8[::1],i8[::1],i8[::1],f8[::1])")
def change(problem: Array, plan: Array, earns: Array, found: Array, placed: Array, keys: Array) -> int:
    """Ruin a plan and serve lost deals again; its value, and what each deal earns where `earns` had it before."""
    taken = ruin(problem, plan, earns, placed, found, keys)
    plan[problem[ITEM_TRAIL]] = plan[problem[FEATURE_TRAIL]] = 0
    count = list_lost(problem, plan, earns, taken, found, keys)
    draw_styles(problem, plan)
    for place in range(count):
        rotation = np.random.randint(4) if np.random.random() < ROTATED else 0
        serve(problem, plan, found[place], rotation)
    return count_value(problem, plan, earns)


@compiled(f"void({ARRAYS},i8[::1])")
def fill(problem: Array, plan: Array, earns: Array) -> None:
    """Serve whatever lost deals still fit in a plan; `earns` is what each deal earns."""
    lost, keys = np.empty(len(earns), np.int64), np.empty(len(earns))
    plan[problem[ITEM_TRAIL]] = plan[problem[FEATURE_TRAIL]] = 0
    count = list_lost(problem, plan, earns, problem[FEATURES_END] - problem[FEATURES], lost, keys)
    draw_styles(problem, plan)
    for place in range(count):
        serve(problem, plan, lost[place], 0)


@compiled("void(i8[::1],i8[::1],i8)")
def copy(source: Array, target: Array, size: int) -> None:
    """Copy the first so many entries."""
    for place in range(size):
        target[place] = source[place]


@compiled(f"UniTuple(i8,2)({ARRAYS},i8[::1],i8[::1],i8[::1],i8,i8,i8,f8)")
def search(
    problem: Array,
    now: Array,
    tried: Array,
    best: Array,
    earns: Array,
    worth: int,
    most: int,
    steps: int,
    heat: float,
) -> tuple[int, int]:
    """So many steps of ruin and recreate from plan `now`, which is worth `worth`; what it is worth then, and `best`.

    A worse plan is accepted with a chance that falls with what is lost over the heat.
    """
    size, deals = problem[STATE_SIZE], len(earns)
    features = (problem[FEATURES_END] - problem[FEATURES]) // FEATURE_WIDTH
    found, placed = np.empty(max(features, deals), np.int64), np.empty(features, np.int64)
    keys, gained = np.empty(max(features, deals)), np.empty(deals, np.int64)
    for _ in range(steps):
        copy(now, tried, size)
        copy(earns, gained, deals)
        value = change(problem, tried, gained, found, placed, keys)
        if value > most:
            most = value
            copy(tried, best, size)
        if value >= worth or (value > UNSERVED and np.random.random() < math.exp((value - worth) / heat)):
            worth = value
            copy(tried, now, size)
            copy(gained, earns, deals)
    return worth, most
