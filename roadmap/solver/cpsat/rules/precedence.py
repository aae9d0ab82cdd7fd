"""Rule 1, precedence: items of a feature run in order, and wait for what they wait for."""

from __future__ import annotations

from itertools import pairwise

from ortools.sat.python import cp_model

from roadmap.problem import Problem
from roadmap.solver.cpsat.variables import Variables
from roadmap.solver.windows import shortest


def add(model: cp_model.CpModel, problem: Problem, variables: Variables) -> None:
    """Items run in their feature's order; explicit precedences hold, with their lag, where both features are scheduled.

    Support work, which lands in no release, has no order of its own.

    Sets: features with their items in order; precedences.
    Parameters: lag (slots); windows of the items (earliest start, latest end), which are the domains of the variables;
    ends_from, the first end that work which has begun leaves an item.
    Variables: start, end, scheduled.
    Rule: start[next] >= end[item]; scheduled[both] => start[then] >= end[first] + lag, or with the start
    of first, or the end of then, in their places; scheduled => end >= ends_from; a feature with an item whose
    window is too small for it is not scheduled (its variables have a larger domain then, so that they have any).
    Twin: `roadmap.audit.precedence`.
    """
    for position, held in enumerate(variables.items):
        if held is not None and not _has_room(problem, variables, position):
            model.add_bool_or(variables.scheduled[problem.items[position].feature].negated())
        if held is not None and problem.items[position].ends_from:
            scheduled = variables.scheduled[problem.items[position].feature]
            model.add(held.end >= problem.items[position].ends_from).only_enforce_if(scheduled)
    for feature in problem.features:
        for first, then in pairwise(feature.items if feature.lands else ()):
            one, other = variables.items[first], variables.items[then]
            if one is not None and other is not None:
                model.add(other.start >= one.end).only_enforce_if(variables.scheduled[problem.items[first].feature])
    for wait in problem.precedences:
        one, other = variables.items[wait.first], variables.items[wait.then]
        if one is not None and other is not None:
            ours, theirs = problem.items[wait.then].feature, problem.items[wait.first].feature
            enforced = [variables.scheduled[ours]]
            if theirs not in variables.windows.closure[ours]:
                enforced.append(variables.scheduled[theirs])
            before, after = one.start if wait.from_start else one.end, other.end if wait.to_end else other.start
            model.add(after >= before + wait.lag).only_enforce_if(enforced)


def _has_room(problem: Problem, variables: Variables, position: int) -> bool:
    windows = variables.windows
    item, begin = problem.items[position], windows.earliest[position]
    ends = [item.modes[mode].end(begin) for mode in windows.modes[position] if item.modes[mode].until]
    return min(ends, default=begin + shortest(item, windows.modes[position])) <= windows.latest[position]
