"""Rule 2, capacity: in every slot the people of each pool suffice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ortools.sat.python import cp_model

from roadmap.problem import Problem
from roadmap.solver.cpsat.variables import Variables, Waiting


def add(model: cp_model.CpModel, problem: Problem, variables: Variables) -> None:
    """What the work at hand takes of a pool at once is never more than there is; no more seats pause than people are
    away.

    Sets: pools; items with their modes; slots in which people of a pool are away and a seat of it may pause.
    Parameters: capacity and absent per pool and slot; amounts and days per mode.
    Variables: intervals, present when their mode is chosen; seats that pause; those away whose place nobody holds.
    Rule: for each pool one cumulative of the most people there and away, in which fixed intervals stand for the people
    missing. In a slot with pauses one more interval of a slot takes the people away less the seats that pause, which is
    0 at least: so what works is no more than are there.
    Twin: `roadmap.audit.capacity`.
    """
    seats = _seats(variables)
    work: list[list[tuple[cp_model.IntervalVar, cp_model.IntVar | int]]] = [[] for _ in problem.capacity]
    for item, held in zip(problem.items, variables.items, strict=True):
        for mode, interval in held.intervals.items() if held is not None else ():
            for pool, amount in item.modes[mode].crews:
                work[pool].append((interval, amount))
    for pool, (used, there) in enumerate(zip(work, problem.capacity, strict=True)):
        if used:
            mine = seats.get(pool, {})
            people = tuple(n + problem.absent[pool][slot] if slot in mine else n for slot, n in enumerate(there))
            most = max(people)
            used += [
                (
                    model.new_fixed_size_interval_var(slot, 1, ""),
                    _wait(model, problem.absent[pool][slot], away, variables),
                )
                for slot, away in mine.items()
            ]
            used += [
                (model.new_fixed_size_interval_var(start, days, ""), missing)
                for start, days, missing in _missing(people, most)
            ]
            model.add_cumulative([interval for interval, _ in used], [amount for _, amount in used], most)


def _seats(variables: Variables) -> dict[int, dict[int, list[cp_model.IntVar]]]:
    """By pool and slot, in order, the variables of the seats that may pause there."""
    found: dict[int, dict[int, list[cp_model.IntVar]]] = {}
    for held in variables.items:
        for pools, pauses in held.stretched.pauses.items() if held is not None and held.stretched is not None else ():
            for pool in pools:
                for pause in pauses:
                    found.setdefault(pool, {}).setdefault(pause.slot, []).append(pause.seats)
    return {pool: dict(sorted(slots.items())) for pool, slots in found.items()}


def _wait(model: cp_model.CpModel, people: int, seats: list[cp_model.IntVar], variables: Variables) -> cp_model.IntVar:
    left = model.new_int_var(0, people, "")
    model.add(left == people - sum(seats))
    variables.waiting.append(Waiting(left, people, tuple(seats)))
    return left


def _missing(people: tuple[int, ...], most: int) -> Iterator[tuple[int, int, int]]:
    """Runs of slots with fewer people than the most: start, slots, how many are missing."""
    start = 0
    for count, run in groupby(people):
        days = len(list(run))
        if missing := most - count:
            yield start, days, missing
        start += days
