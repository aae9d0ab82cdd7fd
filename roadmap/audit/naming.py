"""The named plan, checked person by person and day by day: nobody does two things at once or what they cannot do.

It is given by the planner in integers, and shares no code with what named the people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roadmap.problem import Problem
from roadmap.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody who works: when they are there, as half-open intervals of slots, and their speed at each skill they
    have, in whole parts of a common unit."""

    present: tuple[tuple[int, int], ...]
    speeds: dict[int, int]


@dataclass(frozen=True, slots=True)
class Post:
    """The people of one item: its skill, how fast its people must be, and who is on it when.

    `wanted` has one speed for each of the crew. `stints` are (position of the hand, begin, end), half-open.
    """

    item: int
    skill: int
    wanted: tuple[int, ...]
    stints: tuple[tuple[int, int, int], ...]


def check(problem: Problem, schedule: Schedule, hands: Sequence[Hand], posts: Sequence[Post]) -> Iterator[str]:
    """Every item that takes people has its whole crew on each of its days, of people who are there, who are fast enough
    at its skill and who do nothing else that day. The schedule must be well formed."""
    spans = _spans(problem, schedule)
    by_item = {post.item: post for post in posts}
    if len(by_item) != len(posts) or by_item.keys() != spans.keys():
        yield "the people are not named once for each item that takes people"
        return
    busy: Counter[tuple[int, int]] = Counter()
    for item, (begin, end, crew) in spans.items():
        post = by_item[item]
        if len(post.wanted) != crew:
            yield f"item {item} asks for {len(post.wanted)} people and takes {crew}"
        yield from _check_stints(post, hands, begin, end)
        for slot in range(begin, end):
            at_work = [hand for hand, first, last in post.stints if first <= slot < last]
            speeds = sorted((hands[hand].speeds.get(post.skill, 0) for hand in at_work), reverse=True)
            wanted = sorted(post.wanted, reverse=True)
            if len(speeds) != len(wanted) or any(has < asked for has, asked in zip(speeds, wanted, strict=True)):
                yield f"item {item} does not have the people it takes in slot {slot}"
                break
            busy.update((hand, slot) for hand in at_work)
    for (hand, slot), works in sorted(busy.items()):
        if works > 1:
            yield f"person {hand} does {works} things in slot {slot}"


def _spans(problem: Problem, schedule: Schedule) -> dict[int, tuple[int, int, int]]:
    """Begin, end and people of each item that takes people."""
    spans = {}
    for feature, placement in zip(problem.features, schedule.placements, strict=True):
        if placement is not None:
            for item, start, mode in zip(feature.items, placement.starts, placement.modes, strict=True):
                chosen = problem.items[item].modes[mode]
                if chosen.days and chosen.crews:
                    spans[item] = (start, start + chosen.days, max(amount for _, amount in chosen.crews))
    return spans


def _check_stints(post: Post, hands: Sequence[Hand], begin: int, end: int) -> Iterator[str]:
    for hand, first, last in post.stints:
        if not begin <= first < last <= end:
            yield f"person {hand} is on item {post.item} when it does not run"
        if not any(there <= first and last <= gone for there, gone in hands[hand].present):
            yield f"person {hand} is on item {post.item} while away"
