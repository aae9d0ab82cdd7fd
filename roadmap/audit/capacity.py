"""Rule 2, capacity: in every slot the people with a skill suffice. Twin of `solver.rules.capacity`."""

from __future__ import annotations

from collections.abc import Iterator

from roadmap.problem import Problem
from roadmap.schedule import Schedule


def check(problem: Problem, schedule: Schedule) -> Iterator[str]:
    """Counted slot by slot, the crews at work never exceed the people of their skill."""
    free = [list(people) for people in problem.capacity]
    for feature, placement in zip(problem.features, schedule.placements, strict=True):
        if placement is None:
            continue
        for item, start, mode in zip(feature.items, placement.starts, placement.modes, strict=True):
            work = problem.items[item]
            chosen = work.modes[mode]
            for slot in range(max(0, start), min(problem.horizon, start + chosen.days)):
                free[work.skill][slot] -= chosen.crew
    for skill, people in enumerate(free):
        short = [slot for slot, left in enumerate(people) if left < 0]
        if short:
            yield f"skill {skill} is short of people in {len(short)} slots, first in slot {short[0]}"
