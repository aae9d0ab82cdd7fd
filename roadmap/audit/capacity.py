"""Rule 2, capacity: in every slot the people of each pool suffice. Twin of `solver.rules.capacity`."""

from __future__ import annotations

from collections.abc import Iterator

from roadmap.problem import Problem
from roadmap.schedule import Schedule


def check(problem: Problem, schedule: Schedule) -> Iterator[str]:
    """Counted slot by slot, what is at work takes no more of any pool than there is."""
    free = [list(people) for people in problem.capacity]
    for feature, placement in zip(problem.features, schedule.placements, strict=True):
        if placement is None:
            continue
        for item, start, mode in zip(feature.items, placement.starts, placement.modes, strict=True):
            chosen = problem.items[item].modes[mode]
            for slot in range(max(0, start), min(problem.horizon, start + chosen.days)):
                for pool, amount in chosen.crews:
                    free[pool][slot] -= amount
    for pool, people in enumerate(free):
        short = [slot for slot, left in enumerate(people) if left < 0]
        if short:
            yield f"pool {pool} is short of people in {len(short)} slots, first in slot {short[0]}"
