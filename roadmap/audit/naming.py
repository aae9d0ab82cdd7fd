"""The named plan, checked person by person and day by day: nobody does two things at once or what they cannot do.

It is given by the planner in integers, and shares no code with what named the people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roadmap.audit.spans import ItemSpan, spans
from roadmap.problem import Problem
from roadmap.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody who works: when they are there, as half-open intervals of slots, and their speed at each skill they
    have, in whole parts of a common unit. `away` is when their work waits for them."""

    present: tuple[tuple[int, int], ...]
    speeds: dict[int, int]
    away: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Post:
    """The people of one item: its skill, how fast its people must be, and who is on it when.

    `wanted` has one speed for each of the crew. `stints` are (position of the hand, begin, end), half-open; days on
    which they are away are within them.
    """

    item: int
    skill: int
    wanted: tuple[int, ...]
    stints: tuple[tuple[int, int, int], ...]


def check(problem: Problem, schedule: Schedule, hands: Sequence[Hand], posts: Sequence[Post]) -> Iterator[str]:
    """Every item that takes people has its whole crew on each of its days, of people who are fast enough at its skill
    and who do nothing else that day; as many of them are away, and come back, as seats pause. The schedule must be well
    formed."""
    taken = _taken(problem, schedule)
    by_item = {post.item: post for post in posts}
    if len(by_item) != len(posts) or by_item.keys() != taken.keys():
        yield "the people are not named once for each item that takes people"
        return
    busy: Counter[tuple[int, int]] = Counter()
    for item, span in taken.items():
        post = by_item[item]
        crew = max(amount for _, amount in span.mode.crews)
        if len(post.wanted) != crew:
            yield f"item {item} asks for {len(post.wanted)} people and takes {crew}"
        yield from _check_stints(post, hands, span)
        for slot, _working, pausing in span.seats:
            held = [hand for hand, first, last in post.stints if first <= slot < last]
            speeds = sorted((hands[hand].speeds.get(post.skill, 0) for hand in held), reverse=True)
            wanted = sorted(post.wanted, reverse=True)
            if len(speeds) != len(wanted) or any(has < asked for has, asked in zip(speeds, wanted, strict=True)):
                yield f"item {item} does not have the people it takes in slot {slot}"
                break
            if sum(_within(hands[hand].away, slot) for hand in held) != pausing:
                yield f"of item {item} not those pause in slot {slot} who are away"
            busy.update((hand, slot) for hand in held)
    for (hand, slot), works in sorted(busy.items()):
        if works > 1:
            yield f"person {hand} does {works} things in slot {slot}"


def _taken(problem: Problem, schedule: Schedule) -> dict[int, ItemSpan]:
    """The span of each item that takes people."""
    return {
        span.item: span
        for feature, placement in enumerate(schedule.placements)
        if placement is not None
        for span in spans(problem, feature, placement)
        if span.mode.days and span.mode.crews
    }


def _check_stints(post: Post, hands: Sequence[Hand], span: ItemSpan) -> Iterator[str]:
    for hand, first, last in post.stints:
        if not span.start <= first < last <= span.end:
            yield f"person {hand} is on item {post.item} when it does not run"
        known = (*hands[hand].present, *hands[hand].away)
        if not all(_within(known, slot) for slot in range(first, last)):
            yield f"person {hand} is on item {post.item} while away"


def _within(intervals: Sequence[tuple[int, int]], slot: int) -> bool:
    return any(begin <= slot < end for begin, end in intervals)
