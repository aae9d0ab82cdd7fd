"""The named plan, checked person by person and day by day: nobody does two things at once or what they cannot do.

It is given by the planner in integers, and shares no code with what named the people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roadmap.audit.spans import ItemSpan, people_of, spans
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
    """The people of one line of an item: the skill, how fast they must be, and who is on it when.

    `wanted` has one speed for each of them. `stints` are (position of the hand, begin, end), half-open; days on
    which they are away are within them.
    """

    item: int
    skill: int
    wanted: tuple[int, ...]
    stints: tuple[tuple[int, int, int], ...]
    line: int = 0
    stays: bool = False
    """Whether the same people do it from first to last."""


def check(problem: Problem, schedule: Schedule, hands: Sequence[Hand], posts: Sequence[Post]) -> Iterator[str]:
    """Every item that takes people has its whole crew on each of its days, of people who are fast enough at its skill
    and who do nothing else that day; as many of them are away, and come back, as seats pause. The schedule must be well
    formed."""
    taken = _taken(problem, schedule)
    wanted = [(item, line) for item, span in taken.items() for line in range(len(span.lines))]
    if sorted((post.item, post.line) for post in posts) != sorted(wanted):
        yield "the people are not named once for each item that takes people"
        return
    busy: Counter[tuple[int, int]] = Counter()
    by_item: dict[int, list[Post]] = {item: [] for item in taken}
    for post in posts:
        by_item[post.item].append(post)
        busy.update((hand, slot) for hand, first, last in post.stints for slot in range(first, last))
    for item, mine in by_item.items():
        for post in mine:
            yield from _check_line(post, hands, taken[item])
        for slot, pausing in taken[item].days:
            if any(_away(post, hands, slot) != pausing[post.line] for post in mine):
                yield f"of item {item} not those pause in slot {slot} who are away"
    for (hand, slot), works in sorted(busy.items()):
        if works > 1:
            yield f"person {hand} does {works} things in slot {slot}"


def _check_line(post: Post, hands: Sequence[Hand], span: ItemSpan) -> Iterator[str]:
    """As many people as the line takes, each fast enough, on every day, and only then."""
    if len(post.wanted) != people_of(span.lines[post.line]):
        yield f"item {post.item} asks for {len(post.wanted)} people and takes {people_of(span.lines[post.line])}"
    yield from _check_stints(post, hands, span)
    if post.stays and any((first, last) != (span.start, span.end) for _, first, last in post.stints):
        yield f"item {post.item} changes hands and must not"
    wanted = sorted(post.wanted, reverse=True)
    for slot, _pausing in span.days:
        speeds = sorted((hands[hand].speeds.get(post.skill, 0) for hand in _held(post, slot)), reverse=True)
        if len(speeds) != len(wanted) or any(has < asked for has, asked in zip(speeds, wanted, strict=True)):
            yield f"item {post.item} does not have the people it takes in slot {slot}"
            return


def _held(post: Post, slot: int) -> list[int]:
    return [hand for hand, first, last in post.stints if first <= slot < last]


def _away(post: Post, hands: Sequence[Hand], slot: int) -> int:
    """How many of the people of a line of an item are away in a slot."""
    return sum(_within(hands[hand].away, slot) for hand in _held(post, slot))


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
