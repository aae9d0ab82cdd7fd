"""Rule 2, capacity: in every slot the people of each pool suffice. Twin of `solver.rules.capacity`."""

from __future__ import annotations

from collections.abc import Iterator

from roadmap.audit.spans import spans
from roadmap.problem import Problem
from roadmap.schedule import Schedule


def check(problem: Problem, schedule: Schedule) -> Iterator[str]:
    """Counted slot by slot, what is at work takes no more of any pool than there is, and no more seats that need people
    of it pause than are away. Seats of a pool that an item takes more of than of another never pause."""
    free = [list(people) for people in problem.capacity]
    away = [list(people) for people in problem.absent] or [[0] * problem.horizon for _ in free]
    for feature, placement in enumerate(schedule.placements):
        if placement is None:
            continue
        for span in spans(problem, feature, placement):
            for slot, pausing in span.days:
                for line, missing in zip(span.lines, pausing, strict=True) if 0 <= slot < problem.horizon else ():
                    for pool, amount in line:
                        free[pool][slot] -= amount - missing
                        away[pool][slot] -= missing
    yield from _short(free, "is short of people")
    yield from _short(away, "has more seats that pause than people who are away")


def _short(rows: list[list[int]], what: str) -> Iterator[str]:
    for pool, people in enumerate(rows):
        short = [slot for slot, left in enumerate(people) if left < 0]
        if short:
            yield f"pool {pool} {what} in {len(short)} slots, first in slot {short[0]}"
