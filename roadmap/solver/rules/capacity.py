"""Rule 2, capacity: in every slot the people of each pool suffice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ortools.sat.python import cp_model

from roadmap.problem import Problem
from roadmap.solver.variables import Variables


def add(model: cp_model.CpModel, problem: Problem, variables: Variables) -> None:
    """What the work at hand takes of a pool at once is never more than there is.

    Sets: pools; items with their modes.
    Parameters: capacity per pool and slot; amounts and days per mode.
    Variables: intervals, present when their mode is chosen.
    Rule: for each pool one cumulative of its largest capacity, in which fixed intervals stand for the people missing.
    Twin: `roadmap.audit.capacity`.
    """
    work: list[list[tuple[cp_model.IntervalVar, int]]] = [[] for _ in problem.capacity]
    for item, held in zip(problem.items, variables.items, strict=True):
        for mode, interval in held.intervals.items() if held is not None else ():
            for pool, amount in item.modes[mode].crews:
                work[pool].append((interval, amount))
    for used, people in zip(work, problem.capacity, strict=True):
        if used:
            most = max(people, default=0)
            used += [
                (model.new_fixed_size_interval_var(start, days, ""), missing)
                for start, days, missing in _missing(people, most)
            ]
            model.add_cumulative([interval for interval, _ in used], [amount for _, amount in used], most)


def _missing(people: tuple[int, ...], most: int) -> Iterator[tuple[int, int, int]]:
    """Runs of slots with fewer people than the most: start, slots, how many are missing."""
    start = 0
    for count, run in groupby(people):
        days = len(list(run))
        if count < most:
            yield start, days, most - count
        start += days
