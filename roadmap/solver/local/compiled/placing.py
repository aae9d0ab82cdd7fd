"""Placing items in a plan under construction: as early or as late as people, limits and other items allow."""

from __future__ import annotations

from roadmap.solver.local.compiled.fitting import Array, first_fit, last_fit, way_to_pause
from roadmap.solver.local.compiled.layout import (
    ABSENT,
    BITS,
    CREWS,
    CREWS_END,
    DAYS,
    EARLIEST,
    EFFORT,
    END,
    ENDS_FROM,
    FIXED,
    FOLLOWERS,
    FOLLOWERS_END,
    FROM_START,
    LANES,
    LATEST_END,
    LIMIT,
    MODE,
    MODE_WIDTH,
    MODES,
    MODES_END,
    NEVER,
    PAUSES,
    PAUSES_END,
    PLACE,
    SEATS,
    SPAN,
    START,
    TIED,
    TO_END,
    WAIT_WIDTH,
    WAITS,
    WAITS_END,
    WAY_CREWS,
    WAY_SEATS,
    WAYS,
    WAYS_END,
)
from roadmap.solver.local.compiled.machine import ARRAYS, compiled


@compiled(f"void({ARRAYS},i8,i8,i8,i8)")
def put_apart(problem: Array, plan: Array, item: int, start: int, end: int, mode: int) -> None:
    """Take the people of a mode of several lines that pauses."""
    first, last, away = problem[mode + CREWS], problem[mode + CREWS_END], problem[ABSENT]
    for slot in range(start, end):
        way = way_to_pause(problem, plan, mode, slot)
        word, shift = problem[item + PAUSES] + (slot - start) // LANES, BITS * ((slot - start) % LANES)
        plan[word] |= problem[way + WAY_SEATS] << shift
        for crew in range(first, last, 2):
            missing = problem[way + WAY_CREWS + (crew - first) // 2]
            plan[problem[crew] + slot] -= problem[crew + 1] - missing
            plan[problem[crew] + slot + away] -= missing


@compiled(f"void({ARRAYS},i8,i8,i8,i8)")
def put_pausing(problem: Array, plan: Array, item: int, start: int, end: int, mode: int) -> None:
    """Take the people of a mode of people who are alike that pauses."""
    first, last, away = problem[mode + CREWS], problem[mode + CREWS_END], problem[ABSENT]
    amount, word, shift = problem[first + 1], problem[item + PAUSES], 0
    for slot in range(start, end):
        free = amount
        for crew in range(first, last, 2):
            free = min(free, plan[problem[crew] + slot])
        for crew in range(first, last, 2):
            plan[problem[crew] + slot] -= free
        if free < amount:
            plan[word] |= (amount - free) << shift
            for crew in range(first, last, 2):
                plan[problem[crew] + slot + away] -= amount - free
        shift += BITS
        if shift == BITS * LANES:
            word, shift = word + 1, 0


@compiled(f"void({ARRAYS},i8,i8,i8,i8)")
def put(problem: Array, plan: Array, item: int, start: int, end: int, mode: int) -> None:
    """Place an item where its crews are free, or away on the slots beyond its days."""
    place, days = problem[item + PLACE], problem[mode + DAYS]
    first, last = problem[mode + CREWS], problem[mode + CREWS_END]
    if end - start == days or first == last:
        for crew in range(first, last, 2):
            people, taken = problem[crew], problem[crew + 1]
            for slot in range(people + start, people + start + days):
                plan[slot] -= taken
    elif problem[mode + WAYS] < problem[mode + WAYS_END]:
        put_apart(problem, plan, item, start, end, mode)
    else:
        put_pausing(problem, plan, item, start, end, mode)
    plan[place + START], plan[place + END], plan[place + MODE] = start, end, mode


@compiled("i8(i8[::1],i8,i8)")
def way_of(problem: Array, mode: int, seats: int) -> int:
    """The row of some seats of a mode of several lines that pause together; -1 for a mode whose people are alike."""
    width = WAY_CREWS + (problem[mode + CREWS_END] - problem[mode + CREWS]) // 2
    for way in range(problem[mode + WAYS], problem[mode + WAYS_END], width):
        if problem[way + WAY_SEATS] == seats:
            return way
    return -1


@compiled(f"void({ARRAYS},i8)")
def lift(problem: Array, plan: Array, item: int) -> None:
    """Take an item out, if it is placed."""
    place, away = problem[item + PLACE], problem[ABSENT]
    start, end, mode = plan[place + START], plan[place + END], plan[place + MODE]
    if start < 0:
        return
    first, last = problem[mode + CREWS], problem[mode + CREWS_END]
    for crew in range(first, last, 2):
        people, taken = problem[crew], problem[crew + 1]
        for slot in range(people + start, people + end):
            plan[slot] += taken
    if end - start > problem[mode + DAYS]:
        for word in range(problem[item + PAUSES], problem[item + PAUSES_END]):
            slot = start + LANES * (word - problem[item + PAUSES])
            while plan[word] > 0:
                way = way_of(problem, mode, plan[word] & SEATS)
                for crew in range(first, last, 2):
                    missed = problem[way + WAY_CREWS + (crew - first) // 2] if way >= 0 else plan[word] & SEATS
                    plan[problem[crew] + slot] -= missed
                    plan[problem[crew] + slot + away] += missed
                plan[word] >>= BITS
                slot += 1
    plan[place + START] = plan[place + END] = plan[place + MODE] = -1


@compiled(f"i8({ARRAYS},i8,i8)")
def begin_of(problem: Array, plan: Array, item: int, begin: int) -> int:
    """When an item can start, from `begin` on, for what it waits for and is placed."""
    begin = max(begin, problem[item + EARLIEST])
    for wait in range(problem[item + WAITS], problem[item + WAITS_END], WAIT_WIDTH):
        place, sides = problem[problem[wait] + PLACE], problem[wait + 2]
        if plan[place + START] >= 0 and not sides & TO_END:
            begin = max(begin, plan[place + (START if sides & FROM_START else END)] + problem[wait + 1])
    return begin


@compiled(f"i8({ARRAYS},i8)")
def least_end_of(problem: Array, plan: Array, item: int) -> int:
    """The first slot in which an item may end, for what it waits for and has begun or is placed."""
    least = problem[item + ENDS_FROM]
    for wait in range(problem[item + WAITS], problem[item + WAITS_END], WAIT_WIDTH):
        place, sides = problem[problem[wait] + PLACE], problem[wait + 2]
        if plan[place + START] >= 0 and sides & TO_END:
            least = max(least, plan[place + (START if sides & FROM_START else END)] + problem[wait + 1])
    return least


@compiled(f"b1({ARRAYS},i8,i8)")
def is_in_time(problem: Array, plan: Array, item: int, begin: int) -> bool:
    """Whether an item that is placed starts from `begin` on and keeps what it waits for."""
    place = problem[item + PLACE]
    if plan[place + START] < begin_of(problem, plan, item, begin):
        return False
    return bool(not problem[item + TIED] or plan[place + END] >= least_end_of(problem, plan, item))


@compiled(f"i8({ARRAYS},i8,i8)")
def end_of(problem: Array, plan: Array, item: int, end: int) -> int:
    """By when an item must end, by `end` and for what waits for it and is placed."""
    end = min(end, plan[problem[item + LIMIT] + LATEST_END])
    for wait in range(problem[item + FOLLOWERS], problem[item + FOLLOWERS_END], WAIT_WIDTH):
        place, sides = problem[problem[wait] + PLACE], problem[wait + 2]
        if plan[place + START] >= 0 and not sides & FROM_START:
            end = min(end, plan[place + (END if sides & TO_END else START)] - problem[wait + 1])
    return end


@compiled(f"i8({ARRAYS},i8)")
def last_start_of(problem: Array, plan: Array, item: int) -> int:
    """The last slot in which an item may start, for what waits for it and is placed."""
    last = NEVER
    for wait in range(problem[item + FOLLOWERS], problem[item + FOLLOWERS_END], WAIT_WIDTH):
        place, sides = problem[problem[wait] + PLACE], problem[wait + 2]
        if plan[place + START] >= 0 and sides & FROM_START:
            last = min(last, plan[place + (END if sides & TO_END else START)] - problem[wait + 1])
    return last


@compiled(f"UniTuple(i8,2)({ARRAYS},i8,i8,i8,i8,i8)")
def fit_ending(
    problem: Array, plan: Array, mode: int, begin: int, last: int, limit: int, least: int
) -> tuple[int, int]:
    """The first start in [begin, last] from which a mode can run and ends in [least, limit], and its end; -1 for none.

    `last` leaves room for its days before `limit`.
    """
    start, stop = first_fit(problem, plan, mode, max(begin, least - problem[mode + SPAN]), last, limit)
    while 0 <= start < last and stop < least:
        start, stop = first_fit(problem, plan, mode, start + 1, last, limit)
    return (start, stop) if stop >= least else (-1, -1)


@compiled(f"b1({ARRAYS},i8,i8,i8)")
def place_early(problem: Array, plan: Array, item: int, begin: int, thrifty: int) -> bool:
    """Place an item as early as it fits, in the mode that ends first; if thrifty (1), in one of least effort."""
    begin, end = begin_of(problem, plan, item, begin), end_of(problem, plan, item, NEVER)
    best = at = -1
    ends = least = NEVER
    ending, latest = 0, problem[item + FIXED] if problem[item + FIXED] >= 0 else NEVER
    if problem[item + TIED]:
        ending, latest = least_end_of(problem, plan, item), min(latest, last_start_of(problem, plan, item))
    for mode in range(problem[item + MODES], problem[item + MODES_END], MODE_WIDTH):
        effort, days = problem[mode + EFFORT], problem[mode + DAYS]
        if thrifty and effort > least:
            continue
        limit = end if thrifty and effort < least else min(end, ends - 1)
        last = min(limit - days, latest)
        if ending > 0:
            start, stop = fit_ending(problem, plan, mode, begin, last, limit, ending)
        else:
            start, stop = first_fit(problem, plan, mode, begin, last, limit)
        if start >= 0:
            best, at, ends, least = mode, start, stop, effort
    if best >= 0:
        put(problem, plan, item, at, ends, best)
    return best >= 0


@compiled(f"b1({ARRAYS},i8,i8)")
def place_late(problem: Array, plan: Array, item: int, end: int) -> bool:
    """Place an item so that it starts as late as it can and ends by `end`."""
    begin, end = begin_of(problem, plan, item, 0), end_of(problem, plan, item, end)
    best = at = ends = -1
    ending, latest = 0, NEVER
    if problem[item + TIED]:
        ending, latest = least_end_of(problem, plan, item), last_start_of(problem, plan, item)
    for mode in range(problem[item + MODES], problem[item + MODES_END], MODE_WIDTH):
        first, fixed = max(begin, at + 1), problem[item + FIXED]
        if fixed >= 0:
            last = min(end - problem[mode + DAYS], fixed, latest)
            start, stop = first_fit(problem, plan, mode, max(first, fixed), last, end)
        else:
            start, stop = last_fit(problem, plan, mode, first, end)
            while start > latest:
                start, stop = last_fit(problem, plan, mode, first, stop - 1)
        if start > at and stop >= ending:
            best, at, ends = mode, start, stop
    if best >= 0:
        put(problem, plan, item, at, ends, best)
    return best >= 0


@compiled(f"i8({ARRAYS},i8,i8,i8)")
def least_left(problem: Array, plan: Array, mode: int, start: int, enough: int) -> int:
    """The fewest people that a mode's crews leave free anywhere if it starts then; stops at `enough`."""
    least = NEVER
    for crew in range(problem[mode + CREWS], problem[mode + CREWS_END], 2):
        people, wanted = problem[crew], problem[crew + 1]
        for slot in range(people + start, people + start + problem[mode + DAYS]):
            least = min(least, plan[slot] - wanted)
            if least <= enough:
                return least
    return least


@compiled(f"b1({ARRAYS},i8)")
def place_loose(problem: Array, plan: Array, item: int) -> bool:
    """Place an item where it leaves most people free, as early as that goes; with pauses only where it has to."""
    begin, end = begin_of(problem, plan, item, 0), end_of(problem, plan, item, NEVER)
    best = at = most = -1
    for mode in range(problem[item + MODES], problem[item + MODES_END], MODE_WIDTH):
        first, last = begin, end - problem[mode + DAYS]
        if problem[item + FIXED] >= 0:
            first, last = max(first, problem[item + FIXED]), min(last, problem[item + FIXED])
        for start in range(first, last + 1):
            left = least_left(problem, plan, mode, start, most)
            if left > most:
                best, at, most = mode, start, left
    if best >= 0:
        put(problem, plan, item, at, at + problem[best + DAYS], best)
    elif problem[item + PAUSES] < problem[item + PAUSES_END]:
        return place_early(problem, plan, item, begin, 0)
    return best >= 0
