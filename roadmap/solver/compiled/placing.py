"""Placing items in a plan under construction: as early or as late as people, limits and other items allow."""

from __future__ import annotations

from typing import Any

from roadmap.solver.compiled.layout import (
    ABSENT,
    BITS,
    CREWS,
    CREWS_END,
    DAYS,
    EARLIEST,
    EFFORT,
    END,
    FIXED,
    FOLLOWERS,
    FOLLOWERS_END,
    LANES,
    LATEST_END,
    LIMIT,
    MODE,
    MODE_WIDTH,
    MODES,
    MODES_END,
    NEVER,
    PAUSE,
    PAUSES,
    PAUSES_END,
    PLACE,
    SEATS,
    SPAN,
    START,
    WAITS,
    WAITS_END,
)
from roadmap.solver.compiled.machine import ARRAYS, compiled

Array = Any
"""Integers, as an array; compiled functions take them as they are."""
FREE, TO_PAUSE = -1, -2
"""Instead of a slot that is short of people: none is; none is, but people are away in some."""


@compiled(f"i8({ARRAYS},i8,i8,i8)")
def run_from(problem: Array, plan: Array, mode: int, start: int, limit: int) -> int:
    """Where a mode that may pause ends if it starts there: as many of its seats work as there are people free, and the
    others pause, if people are away. If it does not get so far, -1 less the last slot that is of no use as a start
    either; -1 less NEVER if it does not end by `limit`."""
    amount, away, first = problem[problem[mode + CREWS] + 1], problem[ABSENT], problem[mode + CREWS]
    need, slot, idle = amount * problem[mode + DAYS], start, 0
    while slot < min(limit, start + problem[mode + SPAN]):
        free, missed = amount, NEVER
        for crew in range(first, problem[mode + CREWS_END], 2):
            free, missed = min(free, plan[problem[crew] + slot]), min(missed, plan[problem[crew] + slot + away])
        if amount - free > missed:
            return -1 - slot
        if free > 0:
            idle = 0
        else:
            idle += 1
            if slot == start or idle > problem[PAUSE]:
                return -1 - slot
        need -= free
        slot += 1
        if need <= 0:
            return slot
    return -1 - NEVER if slot == limit else -1 - start


@compiled(f"i8({ARRAYS},i8,i8,i8)")
def last_short(problem: Array, plan: Array, mode: int, begin: int, end: int) -> int:
    """The last slot in [begin, end) in which a mode cannot run; FREE if there is none, TO_PAUSE if it can run in all of
    them and must pause in some."""
    away, short, pausing = problem[ABSENT], begin - 1, False
    may_pause = problem[mode + SPAN] > problem[mode + DAYS]
    for crew in range(problem[mode + CREWS], problem[mode + CREWS_END], 2):
        people, wanted = problem[crew], problem[crew + 1]
        for slot in range(end - 1, short, -1):
            if plan[people + slot] < wanted:
                if not may_pause or plan[people + slot] + plan[people + slot + away] < wanted:
                    short = slot
                    break
                pausing = True
    if short >= begin:
        return short
    return TO_PAUSE if pausing else FREE


@compiled(f"i8({ARRAYS},i8,i8,i8)")
def first_short(problem: Array, plan: Array, mode: int, begin: int, end: int) -> int:
    """The first such slot; FREE or TO_PAUSE if there is none."""
    away, short, pausing = problem[ABSENT], end, False
    may_pause = problem[mode + SPAN] > problem[mode + DAYS]
    for crew in range(problem[mode + CREWS], problem[mode + CREWS_END], 2):
        people, wanted = problem[crew], problem[crew + 1]
        for slot in range(begin, short):
            if plan[people + slot] < wanted:
                if not may_pause or plan[people + slot] + plan[people + slot + away] < wanted:
                    short = slot
                    break
                pausing = True
    if short < end:
        return short
    return TO_PAUSE if pausing else FREE


@compiled(f"i8({ARRAYS},i8,i8,i8)")
def walk_back(problem: Array, plan: Array, mode: int, begin: int, end: int) -> int:
    """-1 less the last start from `begin` on from which a mode that may pause runs and ends by `end`; else the next end
    to try before that one."""
    amount, away, first = problem[problem[mode + CREWS] + 1], problem[ABSENT], problem[mode + CREWS]
    need, slot, idle = amount * problem[mode + DAYS], end - 1, 0
    while slot >= max(begin, end - problem[mode + SPAN]):
        free, missed = amount, NEVER
        for crew in range(first, problem[mode + CREWS_END], 2):
            free, missed = min(free, plan[problem[crew] + slot]), min(missed, plan[problem[crew] + slot + away])
        if amount - free > missed:
            return slot
        if free > 0:
            idle = 0
        else:
            idle += 1
            if slot == end - 1 or idle > problem[PAUSE]:
                return slot
        need -= free
        if need <= 0:
            return -1 - slot
        slot -= 1
    return begin if slot < begin else end - 1


@compiled(f"UniTuple(i8,2)({ARRAYS},i8,i8,i8,i8)")
def first_fit(problem: Array, plan: Array, mode: int, begin: int, last: int, limit: int) -> tuple[int, int]:
    """The first start in [begin, last] from which a mode can run and ends by `limit`, and its end; -1 if there is none.

    `last` leaves room for its days before `limit`.
    """
    days, start = problem[mode + DAYS], begin
    if problem[mode + CREWS] == problem[mode + CREWS_END] or days == 0:
        return (begin, begin + days) if begin <= last else (-1, -1)
    while start <= last:
        short = last_short(problem, plan, mode, start, start + days)
        if short == FREE:
            return start, start + days
        if short == TO_PAUSE:
            end = run_from(problem, plan, mode, start, limit)
            if end >= 0:
                return start, end
            short = -1 - end
        start = short + 1
    return -1, -1


@compiled(f"UniTuple(i8,2)({ARRAYS},i8,i8,i8)")
def last_fit(problem: Array, plan: Array, mode: int, begin: int, limit: int) -> tuple[int, int]:
    """The last start from `begin` on from which a mode can run and ends by `limit`, and its end; -1 for none."""
    days, end = problem[mode + DAYS], limit
    if problem[mode + CREWS] == problem[mode + CREWS_END] or days == 0:
        return (limit - days, limit) if begin + days <= limit else (-1, -1)
    while end - days >= begin:
        short = first_short(problem, plan, mode, end - days, end)
        if short == FREE:
            return end - days, end
        if short == TO_PAUSE:
            short = walk_back(problem, plan, mode, begin, end)
            if short < 0:
                return -1 - short, run_from(problem, plan, mode, -1 - short, end)
        end = short
    return -1, -1


@compiled(f"void({ARRAYS},i8,i8,i8,i8)")
def put(problem: Array, plan: Array, item: int, start: int, end: int, mode: int) -> None:
    """Place an item where its crews are free, or away on the slots beyond its days."""
    place, days, away = problem[item + PLACE], problem[mode + DAYS], problem[ABSENT]
    first, last = problem[mode + CREWS], problem[mode + CREWS_END]
    if end - start == days:
        for crew in range(first, last, 2):
            people, taken = problem[crew], problem[crew + 1]
            for slot in range(people + start, people + start + days):
                plan[slot] -= taken
    else:
        amount, pauses = problem[first + 1], problem[item + PAUSES]
        for slot in range(start, end):
            free = amount
            for crew in range(first, last, 2):
                free = min(free, plan[problem[crew] + slot])
            for crew in range(first, last, 2):
                plan[problem[crew] + slot] -= free
                plan[problem[crew] + slot + away] -= amount - free
            plan[pauses + (slot - start) // LANES] |= (amount - free) << (BITS * ((slot - start) % LANES))
    plan[place + START], plan[place + END], plan[place + MODE] = start, end, mode


@compiled(f"void({ARRAYS},i8)")
def lift(problem: Array, plan: Array, item: int) -> None:
    """Take an item out, if it is placed."""
    place, away = problem[item + PLACE], problem[ABSENT]
    start, end, mode = plan[place + START], plan[place + END], plan[place + MODE]
    if start < 0:
        return
    first, last = problem[mode + CREWS], problem[mode + CREWS_END]
    if end - start == problem[mode + DAYS]:
        for crew in range(first, last, 2):
            people, taken = problem[crew], problem[crew + 1]
            for slot in range(people + start, people + end):
                plan[slot] += taken
    else:
        amount, pauses = problem[first + 1], problem[item + PAUSES]
        for slot in range(start, end):
            missed = plan[pauses + (slot - start) // LANES] >> (BITS * ((slot - start) % LANES)) & SEATS
            for crew in range(first, last, 2):
                plan[problem[crew] + slot] += amount - missed
                plan[problem[crew] + slot + away] += missed
        for word in range(pauses, problem[item + PAUSES_END]):
            plan[word] = 0
    plan[place + START] = plan[place + END] = plan[place + MODE] = -1


@compiled(f"i8({ARRAYS},i8,i8)")
def begin_of(problem: Array, plan: Array, item: int, begin: int) -> int:
    """When an item can start, from `begin` on, for what it waits for and is placed."""
    begin = max(begin, problem[item + EARLIEST])
    for wait in range(problem[item + WAITS], problem[item + WAITS_END], 2):
        place = problem[problem[wait] + PLACE]
        if plan[place + START] >= 0:
            begin = max(begin, plan[place + END] + problem[wait + 1])
    return begin


@compiled(f"i8({ARRAYS},i8,i8)")
def end_of(problem: Array, plan: Array, item: int, end: int) -> int:
    """By when an item must end, by `end` and for what waits for it and is placed."""
    end = min(end, plan[problem[item + LIMIT] + LATEST_END])
    for wait in range(problem[item + FOLLOWERS], problem[item + FOLLOWERS_END], 2):
        start = plan[problem[problem[wait] + PLACE] + START]
        if start >= 0:
            end = min(end, start - problem[wait + 1])
    return end


@compiled(f"b1({ARRAYS},i8,i8,i8)")
def place_early(problem: Array, plan: Array, item: int, begin: int, thrifty: int) -> bool:
    """Place an item as early as it fits, in the mode that ends first; if thrifty (1), in one of least effort."""
    begin, end = begin_of(problem, plan, item, begin), end_of(problem, plan, item, NEVER)
    best = at = -1
    ends = least = NEVER
    for mode in range(problem[item + MODES], problem[item + MODES_END], MODE_WIDTH):
        effort, days = problem[mode + EFFORT], problem[mode + DAYS]
        if thrifty and effort > least:
            continue
        limit = end if thrifty and effort < least else min(end, ends - 1)
        last = limit - days
        if problem[item + FIXED] >= 0:
            last = min(last, problem[item + FIXED])
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
    for mode in range(problem[item + MODES], problem[item + MODES_END], MODE_WIDTH):
        first, fixed = max(begin, at + 1), problem[item + FIXED]
        if fixed >= 0:
            last = min(end - problem[mode + DAYS], fixed)
            start, stop = first_fit(problem, plan, mode, max(first, fixed), last, end)
        else:
            start, stop = last_fit(problem, plan, mode, first, end)
        if start > at:
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
