"""Rule 3, crew: a work item has one crew size for its whole length."""

from __future__ import annotations

from ortools.sat.python import cp_model

from roadmap.problem import Problem
from roadmap.solver.cpsat.variables import Variables


def add(model: cp_model.CpModel, problem: Problem, variables: Variables) -> None:
    """Each item of a scheduled feature is done in exactly one mode, which fixes its crew and its length.

    Sets: items; usable modes of each.
    Parameters: days per mode (the length of the mode's interval).
    Variables: mode literals, scheduled.
    Rule: the mode literals of an item sum to scheduled of its feature; an item with one mode shares that literal.
    Twin: `roadmap.audit.crew`.
    """
    for item, held in zip(problem.items, variables.items, strict=True):
        if held is None:
            continue
        scheduled = variables.scheduled[item.feature]
        if not held.modes:
            model.add_bool_or(scheduled.negated())
        elif len(held.modes) > 1:
            model.add_exactly_one([*held.modes.values(), scheduled.negated()])
