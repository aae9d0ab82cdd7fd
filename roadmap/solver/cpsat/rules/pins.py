"""Rule 7, pins: what is started stays, and what is pinned holds."""

from __future__ import annotations

from ortools.sat.python import cp_model

from roadmap.problem import Problem
from roadmap.solver.cpsat.variables import Variables


def add(model: cp_model.CpModel, problem: Problem, variables: Variables) -> None:
    """Features pinned in, out or to a release are so; items with a fixed start begin there; deals are served as pinned.

    Sets: features, items, deals with pins.
    Parameters: planned, release, start, served (None: not pinned).
    Variables: scheduled, landed, start, levels.
    Rule: scheduled = planned; scheduled => landed[release] and not landed[release - 1]; start = fixed start where
    scheduled; level 0 = served.
    Twin: `roadmap.audit.pins` (and `roadmap.audit.coverage` for deals).
    """
    for position, feature in enumerate(problem.features):
        scheduled, row = variables.scheduled[position], variables.landed[position]
        if feature.planned is not None:
            model.add_bool_or(scheduled if feature.planned else scheduled.negated())
        if feature.release is not None:
            model.add_implication(scheduled, row[feature.release])
            if feature.release:
                model.add_implication(scheduled, row[feature.release - 1].negated())
    _hold_starts(model, problem, variables)
    for deal, levels in zip(problem.deals, variables.levels, strict=True):
        if deal.served is True:
            model.add_bool_or(levels[:1])
        elif deal.served is False:
            for literal in levels:
                model.add_bool_or(literal.negated())


def _hold_starts(model: cp_model.CpModel, problem: Problem, variables: Variables) -> None:
    for item, held in zip(problem.items, variables.items, strict=True):
        if held is not None and item.start is not None:
            model.add(held.start == item.start).only_enforce_if(variables.scheduled[item.feature])
