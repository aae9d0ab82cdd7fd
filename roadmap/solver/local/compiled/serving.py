"""Serving deals in a plan under construction: what a deal needs is inserted, and stays if it pays."""

from __future__ import annotations

from roadmap.solver.local.compiled.fitting import Array
from roadmap.solver.local.compiled.layout import (
    BEFORE,
    CHALLENGE_WIDTH,
    CHALLENGES,
    CHALLENGES_END,
    CHOICES,
    CLOSURE,
    CLOSURE_END,
    COST,
    CUT,
    DEAR,
    DEMAND,
    DEMAND_WIDTH,
    DEMANDS,
    DEMANDS_END,
    FAILED,
    FEATURE_TRAIL,
    FEATURE_WIDTH,
    FEATURES,
    FEATURES_END,
    FIRST,
    ITEM_TRAIL,
    LANDING,
    LANDINGS,
    LANDINGS_SIZE,
    LANDS,
    LEVEL_WIDTH,
    LEVELS,
    LEVELS_END,
    MET_BY,
    NEVER,
    OPTIONS,
    OPTIONS_END,
    PENALTIES,
    READY,
    RELEASE_COST,
    RELEASE_WIDTH,
    RELEASES,
    RELEASES_END,
    SERVED,
    TARGETS,
    TARGETS_END,
    VALUE,
    WITHIN,
)
from roadmap.solver.local.compiled.machine import ARRAYS, compiled
from roadmap.solver.local.compiled.placing_features import cut_release, insert, undo


@compiled(f"b1({ARRAYS},i8)")
def met(problem: Array, plan: Array, demand: int) -> bool:
    """Whether a demand is met."""
    for option in range(problem[demand + OPTIONS], problem[demand + OPTIONS_END]):
        if plan[problem[problem[option] + LANDING] + LANDS] <= problem[demand + MET_BY]:
            return True
    return False


@compiled(f"b1({ARRAYS},i8)")
def reached(problem: Array, plan: Array, level: int) -> bool:
    """Whether all demands of a level are met."""
    for demand in range(problem[level + DEMANDS], problem[level + DEMANDS_END], DEMAND_WIDTH):
        if not met(problem, plan, demand):
            return False
    return True


@compiled(f"i8({ARRAYS},i8)")
def earned(problem: Array, plan: Array, deal: int) -> int:
    """What a deal earns."""
    best = total = 0
    if problem[deal + SERVED] < 0:
        return 0
    for number, level in enumerate(range(problem[deal + LEVELS], problem[deal + LEVELS_END], LEVEL_WIDTH)):
        if not reached(problem, plan, level):
            return best
        total += problem[level + VALUE]
        for challenge in range(problem[deal + CHALLENGES], problem[deal + CHALLENGES_END], CHALLENGE_WIDTH):
            if not met(problem, plan, problem[challenge + DEMAND]):
                total -= problem[problem[challenge + PENALTIES] + number]
        if total > best or (number == 0 and problem[deal + SERVED] > 0):
            best = total
    return best


@compiled(f"i8({ARRAYS},i8)")
def missing(problem: Array, plan: Array, feature: int) -> int:
    """How dear it is to add a feature and what it comes after."""
    dear = 0
    for entry in range(problem[feature + CLOSURE], problem[feature + CLOSURE_END]):
        if plan[problem[problem[entry] + LANDING] + READY] == NEVER:
            dear += problem[problem[entry] + DEAR]
    return dear


@compiled(f"i8({ARRAYS},i8)")
def find_choices(problem: Array, plan: Array, demand: int) -> int:
    """Note the missing features that could meet a demand, the least dear first (pairs: feature, how dear); how many."""
    begin, count = problem[CHOICES], 0
    for option in range(problem[demand + OPTIONS], problem[demand + OPTIONS_END]):
        feature = problem[option]
        if plan[problem[feature + LANDING] + READY] != NEVER or problem[feature + FIRST] > problem[demand + MET_BY]:
            continue
        dear, at = missing(problem, plan, feature), begin + 2 * count
        while at > begin and plan[at - 1] > dear:
            plan[at], plan[at + 1] = plan[at - 2], plan[at - 1]
            at -= 2
        plan[at], plan[at + 1] = feature, dear
        count += 1
    return count


@compiled(f"i8({ARRAYS},i8,i8,i8)")
def meet(problem: Array, plan: Array, demand: int, rotation: int, begun: int) -> int:
    """The feature that meets a demand: the one ready first if any is, else one that is inserted; -1 if none can."""
    last, found, ready = problem[demand + MET_BY], -1, NEVER
    for option in range(problem[demand + OPTIONS], problem[demand + OPTIONS_END]):
        feature = problem[option]
        if plan[problem[feature + LANDING] + READY] < ready:
            found, ready = feature, plan[problem[feature + LANDING] + READY]
    if ready <= last:
        return found
    count = find_choices(problem, plan, demand)
    for turn in range(count):
        feature = plan[problem[CHOICES] + 2 * ((turn + rotation) % count)]
        items, features = plan[problem[ITEM_TRAIL]], plan[problem[FEATURE_TRAIL]]
        if insert(problem, plan, feature, last) and plan[problem[feature + LANDING] + READY] <= last:
            return feature
        if items == begun:
            plan[problem[feature + FAILED]] = max(plan[problem[feature + FAILED]], last)
        undo(problem, plan, items, features)
    return -1


@compiled(f"i8({ARRAYS},i8,i8,i8)")
def meet_all(problem: Array, plan: Array, demand: int, end: int, rotation: int) -> int:
    """Meet some demands; the last release in which one of them is ready, -2 as soon as one cannot be met."""
    release, begun = -1, plan[problem[ITEM_TRAIL]]
    for each in range(demand, end, DEMAND_WIDTH):
        feature = meet(problem, plan, each, rotation, begun)
        if feature < 0:
            return -2
        release = max(release, plan[problem[feature + LANDING] + READY])
    return release


@compiled(f"void({ARRAYS},i8,i8)")
def copy_landings(problem: Array, plan: Array, source: int, target: int) -> None:
    """Copy landings and cut releases from one place of a plan to another."""
    for entry in range(problem[LANDINGS_SIZE]):
        plan[target + entry] = plan[source + entry]


@compiled(f"i8({ARRAYS},i8)")
def added_price(problem: Array, plan: Array, features: int) -> int:
    """What the releases cost that were cut since the copy at BEFORE, and the features since the trail had so many."""
    price, shift = 0, problem[BEFORE] - problem[LANDINGS]
    for release in range(problem[RELEASES], problem[RELEASES_END], RELEASE_WIDTH):
        cut = problem[release + CUT]
        if plan[cut] and not plan[cut + shift]:
            price += problem[release + RELEASE_COST]
    trail = problem[FEATURE_TRAIL]
    for entry in range(trail + features + 1, trail + plan[trail] + 1):
        price += problem[plan[entry] + COST]
    return price


@compiled(f"b1({ARRAYS})")
def waiting(problem: Array, plan: Array) -> bool:
    """Whether something is placed and lands in no release that is cut."""
    for feature in range(problem[FEATURES], problem[FEATURES_END], FEATURE_WIDTH):
        landing = problem[feature + LANDING]
        if plan[landing + READY] != NEVER and plan[landing + LANDS] == NEVER:
            return True
    return False


@compiled(f"void({ARRAYS},i8,i8,i8,i8)")
def try_cut(problem: Array, plan: Array, deal: int, number: int, have: int, must: int) -> None:
    """Cut one more release if the deal, which earns `have`, earns more by it than it costs, or it must be (1)."""
    release = problem[RELEASES] + number * RELEASE_WIDTH
    if number < 0 or plan[problem[release + CUT]]:
        return
    stuck = waiting(problem, plan)
    copy_landings(problem, plan, problem[LANDINGS], problem[WITHIN])
    cut_release(problem, plan, number)
    more = earned(problem, plan, deal)
    if not (must or stuck or more - have > problem[release + RELEASE_COST]):
        copy_landings(problem, plan, problem[WITHIN], problem[LANDINGS])


@compiled(f"void({ARRAYS},i8)")
def open_for(problem: Array, plan: Array, features: int) -> None:
    """Cut a release for features placed since the trail had so many that cannot land: the latest any of them needs."""
    trail, latest = problem[FEATURE_TRAIL], -1
    for entry in range(trail + features + 1, trail + plan[trail] + 1):
        landing = problem[plan[entry] + LANDING]
        if plan[landing + LANDS] == NEVER:
            latest = max(latest, plan[landing + READY])
    if latest >= 0:
        cut_release(problem, plan, latest)


@compiled(f"b1({ARRAYS},i8,i8)")
def cut_each(problem: Array, plan: Array, demand: int, end: int) -> bool:
    """Cut for each demand that is not met in time the release that a feature is ready for; whether any was."""
    cut = False
    for each in range(demand, end, DEMAND_WIDTH):
        if met(problem, plan, each):
            continue
        ready = NEVER
        for option in range(problem[each + OPTIONS], problem[each + OPTIONS_END]):
            ready = min(ready, plan[problem[problem[option] + LANDING] + READY])
        if ready <= problem[each + MET_BY]:
            cut_release(problem, plan, ready)
            cut = True
    return cut


@compiled(f"b1({ARRAYS},i8,i8,i8,i8)")
def pays(problem: Array, plan: Array, deal: int, before: int, features: int, must: int) -> bool:
    """Whether a step gains more than it costs, or serves a deal that must be served (1)."""
    if earned(problem, plan, deal) - before > added_price(problem, plan, features):
        return True
    return must == 1 and reached(problem, plan, problem[deal + LEVELS])


@compiled(f"b1({ARRAYS},i8,i8,i8,i8,i8)")
def try_step(problem: Array, plan: Array, deal: int, demand: int, end: int, rotation: int, must: int) -> bool:
    """Meet some demands of a deal; undone, and False, unless the deal then earns more than the step costs."""
    before = earned(problem, plan, deal)
    items, features = plan[problem[ITEM_TRAIL]], plan[problem[FEATURE_TRAIL]]
    copy_landings(problem, plan, problem[LANDINGS], problem[BEFORE])
    number = meet_all(problem, plan, demand, end, rotation)
    if number >= -1:
        try_cut(problem, plan, deal, number, earned(problem, plan, deal), must)
        worth_it = pays(problem, plan, deal, before, features, must)
        if not worth_it and cut_each(problem, plan, demand, end):
            worth_it = pays(problem, plan, deal, before, features, must)
        if worth_it:
            open_for(problem, plan, features)
            return True
    undo(problem, plan, items, features)
    copy_landings(problem, plan, problem[BEFORE], problem[LANDINGS])
    return False


@compiled(f"b1({ARRAYS},i8,i8)")
def possible(problem: Array, plan: Array, demand: int, end: int) -> bool:
    """Whether each of some demands has a feature that is ready, or could be, in time."""
    for each in range(demand, end, DEMAND_WIDTH):
        earliest = NEVER
        for option in range(problem[each + OPTIONS], problem[each + OPTIONS_END]):
            feature = problem[option]
            ready = plan[problem[feature + LANDING] + READY]
            if ready == NEVER and plan[problem[feature + FAILED]] < problem[each + MET_BY]:
                ready = problem[feature + FIRST]
            earliest = min(earliest, ready)
        if earliest > problem[each + MET_BY]:
            return False
    return True


@compiled(f"b1({ARRAYS},i8,i8)")
def serve(problem: Array, plan: Array, deal: int, rotation: int) -> bool:
    """Insert what a deal needs for the best level that fits and pays, then what its challenges need."""
    for target in range(problem[deal + TARGETS], problem[deal + TARGETS_END], 2):
        must = int(target == problem[deal + TARGETS_END] - 2 and problem[deal + SERVED] > 0)
        demand, end = problem[target], problem[target + 1]
        if not possible(problem, plan, demand, end) or not try_step(problem, plan, deal, demand, end, rotation, must):
            continue
        for challenge in range(problem[deal + CHALLENGES], problem[deal + CHALLENGES_END], CHALLENGE_WIDTH):
            demand = problem[challenge + DEMAND]
            if possible(problem, plan, demand, demand + DEMAND_WIDTH):
                try_step(problem, plan, deal, demand, demand + DEMAND_WIDTH, rotation, 0)
        return True
    return False
