"""Absence: when somebody is away and comes back, so that their work waits for them, and when they are gone.

Away is who is absent for a short while within one stretch of employment. Who is absent for longer is gone for that
while, as before the first and after the last day; their work does not wait.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

Interval = tuple[int, int]
"""A half-open interval of slots; it may begin before slot 0."""
Intervals = tuple[Interval, ...]


def merged(intervals: Iterable[Interval]) -> list[Interval]:
    """Intervals in order, those that meet or overlap as one, without empty ones."""
    found: list[Interval] = []
    for begin, end in sorted(intervals):
        if begin >= end:
            continue
        if found and begin <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((begin, end))
    return found


def there_and_away(
    employed: Interval, leave: Iterable[Interval], *, longest: int, horizon: int
) -> tuple[Intervals, Intervals]:
    """When somebody is there and when away, within [0, `horizon`), each in order.

    `employed` is from the first to the last day, `leave` in slots that may lie outside of it. An absence of more than
    `longest` slots, those before slot 0 included, is none: they are gone for so long.
    """
    within = [(max(begin, employed[0]), min(end, employed[1])) for begin, end in leave]
    absent = merged(within)
    present: list[Interval] = []
    begin = employed[0]
    for away, back in [*absent, (employed[1], employed[1])]:
        present.append((begin, away))
        begin = back
    short = [(away, back) for away, back in absent if back - away <= longest]
    return clipped(present, (0, horizon)), clipped(short, (0, horizon))


def halves_away(halves: Iterable[Interval], leave: Iterable[Interval]) -> list[Interval]:
    """The slots in which somebody is planned as away for half days: the first of every two, in order of time.

    `halves` are the slots of which they are absent for half, once for each half; two of the same slot are a day. Slots
    of which they are on `leave` anyway do not count. So up to any slot they are never planned to work more than they
    do, and less by half a day at most.
    """
    whole = {slot for begin, end in leave for slot in range(begin, end)}
    counts = Counter(slot for begin, end in halves for slot in range(begin, end) if slot not in whole)
    both = [slot for slot, count in counts.items() if count > 1]
    single = sorted(slot for slot, count in counts.items() if count == 1)
    return [(slot, slot + 1) for slot in (*both, *single[::2])]


def clipped(intervals: Iterable[Interval], within: Interval) -> Intervals:
    """The parts of intervals that lie within another, without empty ones."""
    cut = ((max(begin, within[0]), min(end, within[1])) for begin, end in intervals)
    return tuple((begin, end) for begin, end in cut if begin < end)


def without(intervals: Iterable[Interval], taken: Interval) -> Intervals:
    """The parts of intervals that lie outside another."""
    found: list[Interval] = []
    for begin, end in intervals:
        found += [(begin, min(end, taken[0])), (max(begin, taken[1]), end)]
    return tuple((begin, end) for begin, end in found if begin < end)
