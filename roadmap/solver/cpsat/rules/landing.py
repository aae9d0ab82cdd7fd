"""Rule 4, landing: a feature lands in one release that is cut, in time for it, not before what it depends on."""

from __future__ import annotations

from itertools import accumulate, pairwise

from ortools.sat.python import cp_model

from roadmap.problem import Problem
from roadmap.solver.cpsat.variables import Literal, Variables
from roadmap.solver.landings import limits_of


def add(model: cp_model.CpModel, problem: Problem, variables: Variables) -> None:
    """Landing in a release means that it is cut, that the work keeps its limits, and that dependencies have landed.

    Sets: features that land; releases in order of ship limits; `after` of each feature.
    Parameters: freeze and ship limits; by_freeze of the items.
    Variables: landed (by release, cumulative), cut, end.
    Rule: landed[f, r] => landed[f, r+1]; landing in r => cut[r] and end <= its limit; landed[f, r] => landed[g, r]
    for every g in after[f].
    Twin: `roadmap.audit.landing`.
    """
    for position, feature in enumerate(problem.features):
        if not feature.lands or not variables.windows.open(position):
            continue
        row = variables.landed[position]
        for earlier, later in pairwise(row):
            model.add_implication(earlier, later)
        for other in feature.after:
            for ours, theirs in zip(row, variables.landed[other], strict=True):
                model.add_implication(ours, theirs)
        for release, literal in enumerate(row):
            model.add_bool_or([variables.cut[release], literal.negated(), *_before(row, release)])
        _keep_limits(model, problem, variables, position=position)


def _keep_limits(model: cp_model.CpModel, problem: Problem, variables: Variables, *, position: int) -> None:
    """By release r all work keeps the loosest limit up to r; where r's own is tighter, landing in r keeps that."""
    row, feature = variables.landed[position], problem.features[position]
    for by_freeze in (True, False):
        ends = [variables.items[i] for i in feature.items if problem.items[i].by_freeze is by_freeze]
        last = ends[-1] if ends else None
        if last is None:
            continue
        open_to = range(variables.windows.first_release[position], variables.windows.last_release[position] + 1)
        limits = [limits_of(problem, position, release)[0 if by_freeze else 1] for release in open_to]
        for release, limit, loosest in zip(open_to, limits, accumulate(limits, max), strict=True):
            model.add(last.end <= loosest).only_enforce_if(row[release])
            if limit < loosest:
                earlier = [literal.negated() for literal in _before(row, release)]
                model.add(last.end <= limit).only_enforce_if([row[release], *earlier])


def _before(row: list[Literal], release: int) -> list[Literal]:
    """That a feature lands in an earlier release; nothing where there is none."""
    return row[:release][-1:]
