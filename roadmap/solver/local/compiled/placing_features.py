"""Placing features in a plan under construction, with all they come after, and where they land."""

from __future__ import annotations

from roadmap.solver.local.compiled.fitting import Array
from roadmap.solver.local.compiled.layout import (
    AFTER,
    AFTER_END,
    BY_FREEZE,
    CLOSURE,
    CLOSURE_END,
    CUT,
    END,
    FEATURE_TRAIL,
    FEATURE_WIDTH,
    FEATURES,
    FEATURES_END,
    FIRST,
    FOLLOWERS,
    FOLLOWERS_END,
    FREEZE,
    FROM_START,
    HORIZON,
    IN_RELEASE,
    ITEM_TRAIL,
    ITEMS,
    ITEMS_END,
    KEEPS,
    KEEPS_WIDTH,
    LANDING,
    LANDS,
    LAST,
    LATE,
    LATEST,
    LATEST_END,
    LATEST_START,
    LIMIT,
    NEVER,
    NOWHERE,
    PINNED,
    PLACE,
    READY,
    RELEASE_WIDTH,
    RELEASES,
    RELEASES_END,
    RISING,
    SHIP,
    SHORTEST,
    START,
    STYLE,
    THRIFTY,
    TO_END,
    WAIT_WIDTH,
)
from roadmap.solver.local.compiled.machine import ARRAYS, compiled
from roadmap.solver.local.compiled.placing import is_in_time, lift, place_early, place_late, place_loose


@compiled(f"i8({ARRAYS},i8)")
def landing_of(problem: Array, plan: Array, feature: int) -> int:
    """Where a placed feature lands: its pinned release, else the first one cut from its ready release on."""
    ready = plan[problem[feature + LANDING] + READY]
    if ready == NEVER or problem[feature + PINNED] >= 0 or not problem[feature + IN_RELEASE]:
        return ready
    release = problem[RELEASES] + ready * RELEASE_WIDTH
    while release < problem[RELEASES_END]:
        if plan[problem[release + CUT]] and problem[release + RISING]:
            return (release - problem[RELEASES]) // RELEASE_WIDTH
        release += RELEASE_WIDTH
    return NEVER


@compiled(f"void({ARRAYS},i8)")
def cut_release(problem: Array, plan: Array, number: int) -> None:
    """Cut a release; what is placed lands in it if that is earlier."""
    cut = problem[problem[RELEASES] + number * RELEASE_WIDTH + CUT]
    if plan[cut]:
        return
    plan[cut] = 1
    for feature in range(problem[FEATURES], problem[FEATURES_END], FEATURE_WIDTH):
        landing = problem[feature + LANDING]
        if plan[landing + READY] != NEVER:
            plan[landing + LANDS] = landing_of(problem, plan, feature)


@compiled(f"i8({ARRAYS},i8)")
def ready_release(problem: Array, plan: Array, feature: int) -> int:
    """The first release whose limits the placed items keep, not before what the feature comes after."""
    if not problem[feature + IN_RELEASE]:
        return NOWHERE
    frozen, shipped, first = 0, 0, problem[feature + FIRST]
    for entry in range(problem[feature + ITEMS], problem[feature + ITEMS_END]):
        end = plan[problem[problem[entry] + PLACE] + END]
        if problem[problem[entry] + BY_FREEZE]:
            frozen = max(frozen, end)
        else:
            shipped = max(shipped, end)
    for entry in range(problem[feature + AFTER], problem[feature + AFTER_END]):
        first = max(first, plan[problem[problem[entry] + LANDING] + READY])
    pinned = problem[feature + PINNED]
    for number in range(first, problem[feature + LAST] + 1):
        release = problem[RELEASES] + number * RELEASE_WIDTH
        keeps = problem[feature + KEEPS] + number * KEEPS_WIDTH
        fits = frozen <= problem[keeps + FREEZE] and shipped <= problem[keeps + SHIP]
        if fits and (number == pinned if pinned >= 0 else problem[release + RISING] != 0):
            return number
    return NEVER


@compiled(f"void({ARRAYS},i8,i8)")
def find_limits(problem: Array, plan: Array, feature: int, last: int) -> None:
    """Note the latest end of each item of a feature, and of all it comes after, for it to land by a release."""
    freeze = ship = 0
    for release in range(problem[RELEASES], problem[RELEASES] + (last + 1) * RELEASE_WIDTH, RELEASE_WIDTH):
        freeze, ship = max(freeze, problem[release + FREEZE]), max(ship, problem[release + SHIP])
    first, end = problem[feature + CLOSURE], problem[feature + CLOSURE_END]
    for number in range(end - 1, first - 1, -1):
        other, after = problem[number], problem[HORIZON]
        for entry in range(problem[other + ITEMS_END] - 1, problem[other + ITEMS] - 1, -1):
            item = problem[entry]
            limit = problem[item + LIMIT]
            if not problem[other + IN_RELEASE]:
                plan[limit + LATEST_END] = problem[item + LATEST]
                continue
            by = min(problem[item + LATEST], after, freeze if problem[item + BY_FREEZE] else ship)
            begin = NEVER
            for wait in range(problem[item + FOLLOWERS], problem[item + FOLLOWERS_END], WAIT_WIDTH):
                known, sides = problem[problem[wait] + LIMIT], problem[wait + 2]
                room = plan[known + LATEST_START]
                if room != NEVER and sides & TO_END:
                    room = plan[known + LATEST_END]
                if sides & FROM_START:
                    begin = min(begin, room - problem[wait + 1])
                else:
                    by = min(by, room - problem[wait + 1])
            after = min(begin, by - problem[item + SHORTEST])
            plan[limit + LATEST_END], plan[limit + LATEST_START] = by, after
    for number in range(first, end):
        for entry in range(problem[problem[number] + ITEMS], problem[problem[number] + ITEMS_END]):
            plan[problem[problem[entry] + LIMIT] + LATEST_START] = NEVER


@compiled(f"void({ARRAYS},i8,i8)")
def remember(problem: Array, plan: Array, trail: int, placed: int) -> None:
    """Note what was placed at the end of a trail."""
    begin = problem[trail]
    plan[begin] += 1
    plan[begin + plan[begin]] = placed


@compiled(f"b1({ARRAYS},i8)")
def place_forward(problem: Array, plan: Array, feature: int) -> bool:
    """Place the items of a feature as early as they fit, in their order; support work where most people stay free."""
    if problem[feature + FIRST] > problem[feature + LAST]:
        return False
    previous, thrifty = 0, int(plan[problem[feature + STYLE]] == THRIFTY)
    for entry in range(problem[feature + ITEMS], problem[feature + ITEMS_END]):
        item = problem[entry]
        place = problem[item + PLACE]
        if plan[place + START] < 0:
            loose = not problem[feature + IN_RELEASE] and not thrifty
            if not (place_loose(problem, plan, item) if loose else place_early(problem, plan, item, previous, thrifty)):
                return False
            remember(problem, plan, ITEM_TRAIL, item)
        elif not is_in_time(problem, plan, item, previous):
            return False
        if problem[feature + IN_RELEASE]:
            previous = plan[place + END]
    return True


@compiled(f"b1({ARRAYS},i8)")
def place_backward(problem: Array, plan: Array, feature: int) -> bool:
    """Place the items of a feature as late as they fit, in their order."""
    if problem[feature + FIRST] > problem[feature + LAST]:
        return False
    after = problem[HORIZON]
    for entry in range(problem[feature + ITEMS_END] - 1, problem[feature + ITEMS] - 1, -1):
        item = problem[entry]
        place = problem[item + PLACE]
        if plan[place + START] < 0:
            if not place_late(problem, plan, item, after):
                return False
            remember(problem, plan, ITEM_TRAIL, item)
        elif plan[place + END] > after:
            return False
        if problem[feature + IN_RELEASE]:
            after = plan[place + START]
    return True


@compiled(f"b1({ARRAYS},i8)")
def land(problem: Array, plan: Array, feature: int) -> bool:
    """Find out where a feature lands whose items are placed; False if it can nowhere."""
    ready, landing = ready_release(problem, plan, feature), problem[feature + LANDING]
    if ready == NEVER:
        return False
    plan[landing + READY] = ready
    remember(problem, plan, FEATURE_TRAIL, feature)
    if problem[feature + PINNED] >= 0:
        cut_release(problem, plan, ready)
    plan[landing + LANDS] = landing_of(problem, plan, feature)
    return True


@compiled(f"b1({ARRAYS},i8,i8)")
def insert(problem: Array, plan: Array, feature: int, last: int) -> bool:
    """Place a feature, and everything it comes after, to land by release `last`; what is placed already stays."""
    find_limits(problem, plan, feature, last)
    first, end, late = (
        problem[feature + CLOSURE],
        problem[feature + CLOSURE_END],
        plan[problem[feature + STYLE]] == LATE,
    )
    if late:
        for number in range(end - 1, first - 1, -1):
            missing = plan[problem[problem[number] + LANDING] + READY] == NEVER
            if missing and not place_backward(problem, plan, problem[number]):
                return False
    for number in range(first, end):
        other = problem[number]
        if plan[problem[other + LANDING] + READY] != NEVER:
            continue
        if (not late and not place_forward(problem, plan, other)) or not land(problem, plan, other):
            return False
    return True


@compiled(f"void({ARRAYS},i8,i8)")
def undo(problem: Array, plan: Array, items: int, features: int) -> None:
    """Take out what was placed since the trails had so many entries; releases and landings are left as they are."""
    trail = problem[ITEM_TRAIL]
    while plan[trail] > items:
        lift(problem, plan, plan[trail + plan[trail]])
        plan[trail] -= 1
    trail = problem[FEATURE_TRAIL]
    while plan[trail] > features:
        landing = problem[plan[trail + plan[trail]] + LANDING]
        plan[landing + LANDS] = plan[landing + READY] = NEVER
        plan[trail] -= 1
