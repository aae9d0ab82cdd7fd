"""Where a mode fits beside what is placed: the first and the last start from which it runs, with pauses if need be."""

from __future__ import annotations

from typing import Any

from roadmap.solver.local.compiled.layout import (
    ABSENT,
    CREWS,
    CREWS_END,
    DAYS,
    HEADS,
    HEADS_END,
    LINE,
    NEVER,
    PAUSE,
    SPAN,
    UNTIL,
    WAY_CREWS,
    WAY_MISSED,
    WAYS,
    WAYS_END,
)
from roadmap.solver.local.compiled.machine import ARRAYS, compiled

Array = Any
"""Integers, as an array; compiled functions take them as they are."""
FREE, TO_PAUSE = -1, -2
"""Instead of a slot that is short of people: none is; none is, but people are away in some."""


@compiled(f"i8({ARRAYS},i8,i8)")
def way_to_pause(problem: Array, plan: Array, mode: int, slot: int) -> int:
    """The row of the fewest seats of a mode of several lines that can pause in a slot; -1 if it cannot run then."""
    first, last, away = problem[mode + CREWS], problem[mode + CREWS_END], problem[ABSENT]
    for way in range(problem[mode + WAYS], problem[mode + WAYS_END], WAY_CREWS + (last - first) // 2):
        can = True
        for crew in range(first, last, 2):
            place, missing = problem[crew] + slot, problem[way + WAY_CREWS + (crew - first) // 2]
            if problem[crew + 1] - missing > plan[place] or (missing > 0 and missing > plan[place + away]):
                can = False
                break
        if can:
            return way
    return -1


@compiled("b1(i8[::1],i8,i8,i8)")
def has_worked(problem: Array, mode: int, missed: int, slots: int) -> bool:
    """Whether each line of a mode has worked its days in so many slots of which its people missed so many."""
    spare = slots - problem[mode + DAYS]
    if spare < 0:
        return False
    for head in range(problem[mode + HEADS], problem[mode + HEADS_END]):
        if missed & ((1 << LINE) - 1) > problem[head] * spare:
            return False
        missed >>= LINE
    return True


@compiled(f"i8({ARRAYS},i8,i8,i8)")
def run_apart(problem: Array, plan: Array, mode: int, start: int, limit: int) -> int:
    """The same as `run_from` for a mode of several lines: the fewest seats pause that can."""
    end, slot, idle, missed = min(limit, start + problem[mode + SPAN]), start, 0, 0
    all_pause = problem[mode + WAYS_END] - (problem[mode + CREWS_END] - problem[mode + CREWS]) // 2 - WAY_CREWS
    while slot < end:
        way = way_to_pause(problem, plan, mode, slot)
        idle = idle + 1 if way == all_pause else 0
        if way < 0 or (idle > 0 and slot == start) or idle > problem[PAUSE]:
            return -1 - slot
        missed += problem[way + WAY_MISSED]
        slot += 1
        if has_worked(problem, mode, missed, slot - start):
            return slot
    return -1 - NEVER if slot == limit else -1 - start


@compiled(f"i8({ARRAYS},i8,i8,i8)")
def run_from(problem: Array, plan: Array, mode: int, start: int, limit: int) -> int:
    """Where a mode that may pause ends if it starts there: as many of its seats work as there are people free, and the
    others pause, if people are away. If it does not get so far, -1 less the last slot that is of no use as a start
    either; -1 less NEVER if it does not end by `limit`."""
    if problem[mode + WAYS] < problem[mode + WAYS_END]:
        return run_apart(problem, plan, mode, start, limit)
    first, last, away = problem[mode + CREWS], problem[mode + CREWS_END], problem[ABSENT]
    amount, end, slot, idle = problem[first + 1], min(limit, start + problem[mode + SPAN]), start, 0
    need = amount * problem[mode + DAYS]
    while slot < end:
        free = amount
        for crew in range(first, last, 2):
            free = min(free, plan[problem[crew] + slot])
        if free < amount:
            for crew in range(first, last, 2):
                if amount - free > plan[problem[crew] + slot + away]:
                    return -1 - slot
            idle = 0 if free > 0 else idle + 1
            if (free == 0 and slot == start) or idle > problem[PAUSE]:
                return -1 - slot
        else:
            idle = 0
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
def walk_apart(problem: Array, plan: Array, mode: int, begin: int, end: int) -> int:
    """The same as `walk_back` for a mode of several lines."""
    floor, slot, idle, missed = max(begin, end - problem[mode + SPAN]), end - 1, 0, 0
    all_pause = problem[mode + WAYS_END] - (problem[mode + CREWS_END] - problem[mode + CREWS]) // 2 - WAY_CREWS
    while slot >= floor:
        way = way_to_pause(problem, plan, mode, slot)
        idle = idle + 1 if way == all_pause else 0
        if way < 0 or (idle > 0 and slot == end - 1) or idle > problem[PAUSE]:
            return slot
        missed += problem[way + WAY_MISSED]
        if idle == 0 and has_worked(problem, mode, missed, end - slot):
            return -1 - slot
        slot -= 1
    return begin if slot < begin else end - 1


@compiled(f"i8({ARRAYS},i8,i8,i8)")
def walk_back(problem: Array, plan: Array, mode: int, begin: int, end: int) -> int:
    """-1 less the last start from `begin` on from which a mode that may pause runs and ends by `end`; else the next end
    to try before that one."""
    if problem[mode + WAYS] < problem[mode + WAYS_END]:
        return walk_apart(problem, plan, mode, begin, end)
    first, last, away = problem[mode + CREWS], problem[mode + CREWS_END], problem[ABSENT]
    amount, floor, slot, idle = problem[first + 1], max(begin, end - problem[mode + SPAN]), end - 1, 0
    need = amount * problem[mode + DAYS]
    while slot >= floor:
        free = amount
        for crew in range(first, last, 2):
            free = min(free, plan[problem[crew] + slot])
        if free < amount:
            for crew in range(first, last, 2):
                if amount - free > plan[problem[crew] + slot + away]:
                    return slot
            idle = 0 if free > 0 else idle + 1
            if (free == 0 and slot == end - 1) or idle > problem[PAUSE]:
                return slot
        else:
            idle = 0
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
        end = begin + days
        if problem[mode + UNTIL] >= 0 and begin <= last:
            end = problem[problem[mode + UNTIL] + begin]
        return (begin, end) if begin <= last and end <= limit else (-1, -1)
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
        start = limit - days
        if problem[mode + UNTIL] >= 0:
            while start >= begin and problem[problem[mode + UNTIL] + start] > limit:
                start -= 1
            return (start, problem[problem[mode + UNTIL] + start]) if start >= begin else (-1, -1)
        return (start, limit) if start >= begin else (-1, -1)
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
