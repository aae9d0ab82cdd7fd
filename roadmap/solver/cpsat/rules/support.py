"""Rule 6, support: a served deal brings its support cases, which take people like any other work."""

from __future__ import annotations

from ortools.sat.python import cp_model

from roadmap.problem import Problem
from roadmap.solver.cpsat.variables import Variables


def add(model: cp_model.CpModel, problem: Problem, variables: Variables) -> None:
    """A deal takes a level only if the support work that the level demands is scheduled.

    Sets: deals with levels; features that land in no release (the support work of a deal).
    Parameters: the demands of each level on such features. Their limits do not count: the windows of the items do.
    Variables: levels, scheduled.
    Rule: level[k] => one of the demanded features is scheduled. That its items keep their windows and find people is
    said by the rules on precedence, capacity and crew, as for all work.
    Twin: `roadmap.audit.support`.
    """
    for literals, deal in zip(variables.levels, problem.deals, strict=True):
        for literal, level in zip(literals, deal.levels, strict=True):
            for demand in level.demands:
                if demand.features and not any(problem.features[f].lands for f in demand.features):
                    model.add_bool_or([literal.negated(), *(variables.scheduled[f] for f in demand.features)])
