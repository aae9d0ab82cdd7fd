"""Placing items in a plan under construction: as early or as late as people, limits and other items allow."""

from __future__ import annotations

from typing import Any

from roadmap.solver.compiled.layout import (
    CREWS,
    CREWS_END,
    DAYS,
    EARLIEST,
    EFFORT,
    END,
    FIXED,
    FOLLOWERS,
    FOLLOWERS_END,
    LATEST_END,
    LIMIT,
    MODE,
    MODE_WIDTH,
    MODES,
    MODES_END,
    NEVER,
    PLACE,
    START,
    WAITS,
    WAITS_END,
)
from roadmap.solver.compiled.machine import ARRAYS, compiled

Array = Any
"""Integers, as an array; compiled functions take them as they are."""


@compiled(f"i8({ARRAYS},i8,i8,i8)")
def first_fit(problem: Array, plan: Array, mode: int, begin: int, last: int) -> int:
    """The first start in [begin, last] at which the crews of a mode are free; -1 if there is none."""
    days = problem[mode + DAYS]
    if problem[mode + CREWS] == problem[mode + CREWS_END] or days == 0:
        return begin if begin <= last else -1
    start = begin
    while start <= last:
        short = -1
        for crew in range(problem[mode + CREWS], problem[mode + CREWS_END], 2):
            people, wanted = problem[crew], problem[crew + 1]
            for slot in range(start + days - 1, max(start, short + 1) - 1, -1):
                if plan[people + slot] < wanted:
                    short = slot
                    break
        if short < 0:
            return start
        start = short + 1
    return -1


@compiled(f"i8({ARRAYS},i8,i8,i8)")
def last_fit(problem: Array, plan: Array, mode: int, begin: int, last: int) -> int:
    """The last such start; -1 if there is none."""
    days = problem[mode + DAYS]
    if problem[mode + CREWS] == problem[mode + CREWS_END] or days == 0:
        return last if begin <= last else -1
    start = last
    while start >= begin:
        short = NEVER
        for crew in range(problem[mode + CREWS], problem[mode + CREWS_END], 2):
            people, wanted = problem[crew], problem[crew + 1]
            for slot in range(start, min(start + days, short)):
                if plan[people + slot] < wanted:
                    short = slot
                    break
        if short == NEVER:
            return start
        start = short - days
    return -1


@compiled(f"void({ARRAYS},i8,i8,i8)")
def put(problem: Array, plan: Array, item: int, start: int, mode: int) -> None:
    """Place an item where its crews are free."""
    place, days = problem[item + PLACE], problem[mode + DAYS]
    for crew in range(problem[mode + CREWS], problem[mode + CREWS_END], 2):
        people, taken = problem[crew], problem[crew + 1]
        for slot in range(people + start, people + start + days):
            plan[slot] -= taken
    plan[place + START], plan[place + END], plan[place + MODE] = start, start + days, mode


@compiled(f"void({ARRAYS},i8)")
def lift(problem: Array, plan: Array, item: int) -> None:
    """Take an item out, if it is placed."""
    place = problem[item + PLACE]
    start, mode = plan[place + START], plan[place + MODE]
    if start < 0:
        return
    for crew in range(problem[mode + CREWS], problem[mode + CREWS_END], 2):
        people, taken = problem[crew], problem[crew + 1]
        for slot in range(people + start, people + start + problem[mode + DAYS]):
            plan[slot] += taken
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
        last = end - days if thrifty and effort < least else min(end, ends - 1) - days
        if problem[item + FIXED] >= 0:
            last = min(last, problem[item + FIXED])
        start = first_fit(problem, plan, mode, begin, last)
        if start >= 0:
            best, at, ends, least = mode, start, start + days, effort
    if best >= 0:
        put(problem, plan, item, at, best)
    return best >= 0


@compiled(f"b1({ARRAYS},i8,i8)")
def place_late(problem: Array, plan: Array, item: int, end: int) -> bool:
    """Place an item so that it starts as late as it can and ends by `end`."""
    begin, end = begin_of(problem, plan, item, 0), end_of(problem, plan, item, end)
    best = at = -1
    for mode in range(problem[item + MODES], problem[item + MODES_END], MODE_WIDTH):
        first, last = max(begin, at + 1), end - problem[mode + DAYS]
        if problem[item + FIXED] >= 0:
            first, last = max(first, problem[item + FIXED]), min(last, problem[item + FIXED])
        start = last_fit(problem, plan, mode, first, last)
        if start > at:
            best, at = mode, start
    if best >= 0:
        put(problem, plan, item, at, best)
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
    """Place an item where it leaves most people free, as early as that goes."""
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
        put(problem, plan, item, at, best)
    return best >= 0
