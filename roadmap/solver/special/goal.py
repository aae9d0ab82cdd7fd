"""The goal of a problem that asks for one thing as early as possible: the work behind one feature, and what ends earn.

Such a problem has one deal, each of whose levels wants the same feature by some day. With no costs it is the
resource-constrained project scheduling problem: all the work must be done, and only its end counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from roadmap.problem import Problem
from roadmap.schedule import Placement, Schedule
from roadmap.solver.engines import wanted_alone
from roadmap.solver.valuation import NEVER, Valuation
from roadmap.solver.windows import Windows


@dataclass(frozen=True, slots=True)
class ListTask:
    """One item of the work: its position in the problem, its only mode, what it takes, its days and first slot.

    `before` and `after` are pairs (task, lag): that one ends so many slots before this begins, or the reverse.
    """

    item: int
    mode: int
    crews: tuple[tuple[int, int], ...]
    days: int
    earliest: int
    before: tuple[tuple[int, int], ...]
    after: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class GoalWork:
    """All that must be done, in an order in which each task comes after what it waits for."""

    problem: Problem
    feature: int
    features: tuple[int, ...]
    tasks: tuple[ListTask, ...]


def work_of(problem: Problem, windows: Windows) -> GoalWork | None:
    """The work of a problem that asks for one feature as early as possible; None if it asks for anything else, or work
    may pause."""
    feature = wanted_alone(problem, windows)
    if feature is None:
        return None
    features = windows.closure[feature]
    items = [item for f in features for item in problem.features[f].items]
    waits = _waits(problem, features, items)
    order = _in_order(items, waits)
    return None if order is None else GoalWork(problem, feature, features, _tasks(problem, windows, order, waits))


def _waits(problem: Problem, features: tuple[int, ...], items: list[int]) -> list[tuple[int, int, int]]:
    mine = set(items)
    waits = [(w.first, w.then, w.lag) for w in problem.precedences if w.first in mine and w.then in mine]
    return waits + [(first, then, 0) for f in features for first, then in pairwise(problem.features[f].items)]


def _in_order(items: list[int], waits: list[tuple[int, int, int]]) -> list[int] | None:
    """The items so that each comes after what it waits for; None where they wait in a circle or overlap."""
    if any(lag < 0 for _, _, lag in waits):
        return None
    left = {item: sum(then == item for _, then, _ in waits) for item in items}
    order = [item for item in items if not left[item]]
    for item in order:
        for first, then, _ in waits:
            if first == item:
                left[then] -= 1
                if not left[then]:
                    order.append(then)
    return order if len(order) == len(items) else None


def _tasks(
    problem: Problem, windows: Windows, order: list[int], waits: list[tuple[int, int, int]]
) -> tuple[ListTask, ...]:
    position = {item: n for n, item in enumerate(order)}
    found = []
    for item in order:
        mode = windows.modes[item][0]
        chosen = problem.items[item].modes[mode]
        before = tuple((position[first], lag) for first, then, lag in waits if then == item)
        after = tuple((position[then], lag) for first, then, lag in waits if first == item)
        found.append(ListTask(item, mode, chosen.crews, chosen.days, windows.earliest[item], before, after))
    return tuple(found)


def as_schedule(work: GoalWork, starts: list[int]) -> Schedule:
    """The starts of the tasks as a schedule in which all lands with the last of it."""
    problem = work.problem
    start = {task.item: begin for task, begin in zip(work.tasks, starts, strict=True)}
    mode = {task.item: task.mode for task in work.tasks}
    end = max((begin + task.days for task, begin in zip(work.tasks, starts, strict=True)), default=0)
    release = next((r for r, release in enumerate(problem.releases) if release.freeze >= end), None)
    placements: list[Placement | None] = [None] * len(problem.features)
    for feature in work.features if release is not None else ():
        items = problem.features[feature].items
        placements[feature] = Placement(
            release or 0, tuple(start[item] for item in items), tuple(mode[item] for item in items)
        )
    return Schedule(tuple(placements))


def worth(work: GoalWork, valuation: Valuation, end: int) -> int:
    """What a schedule is worth at most whose last work ends in slot `end` or later."""
    landings = [NEVER] * len(work.problem.features)
    release = next((r for r, release in enumerate(work.problem.releases) if release.freeze >= end), NEVER)
    landings[work.feature] = release
    return valuation.earned(0, landings) - valuation.price([NEVER] * len(landings))
