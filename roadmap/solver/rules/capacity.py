"""Rule 2, capacity: on every slot the people with a skill suffice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ortools.sat.python import cp_model

from roadmap.problem import Problem
from roadmap.solver.variables import Variables


def add(model: cp_model.CpModel, problem: Problem, variables: Variables) -> None:
    """The crews at work at once never exceed the people of their skill.

    Sets: skills; items of each skill with their modes.
    Parameters: capacity per skill and slot; crew and days per mode.
    Variables: intervals, present when their mode is chosen.
    Rule: for each skill one cumulative of its largest capacity, in which fixed intervals stand for the people missing.
    Twin: `roadmap.audit.capacity`.
    """
    work: list[list[tuple[cp_model.IntervalVar, int]]] = [[] for _ in problem.capacity]
    for item, held in zip(problem.items, variables.items, strict=True):
        if held is not None:
            work[item.skill].extend((interval, item.modes[m].crew) for m, interval in held.intervals.items())
    for used, people in zip(work, problem.capacity, strict=True):
        if used:
            most = max(people, default=0)
            used += [
                (model.new_fixed_size_interval_var(start, days, ""), missing)
                for start, days, missing in _missing(people, most)
            ]
            model.add_cumulative([interval for interval, _ in used], [crew for _, crew in used], most)


def _missing(people: tuple[int, ...], most: int) -> Iterator[tuple[int, int, int]]:
    """Runs of slots with fewer people than the most: start, slots, how many are missing."""
    start = 0
    for count, run in groupby(people):
        days = len(list(run))
        if count < most:
            yield start, days, most - count
        start += days
