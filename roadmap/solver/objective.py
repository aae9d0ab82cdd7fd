"""The objective: what deals earn, less releases that are cut, features that are built and challenges that are unmet."""

from __future__ import annotations

from ortools.sat.python import cp_model

from roadmap.problem import Problem
from roadmap.solver.variables import Literal, Variables


def terms(problem: Problem, variables: Variables) -> list[tuple[int, Literal]]:
    """Each amount (thousands of the currency; costs are negative) and the literal that brings it."""
    earned = [
        (level.value, literal)
        for deal, levels in zip(problem.deals, variables.levels, strict=True)
        for level, literal in zip(deal.levels, levels, strict=True)
    ]
    built = [(-f.cost, literal) for f, literal in zip(problem.features, variables.scheduled, strict=True)]
    cut = [(-release.cost, literal) for release, literal in zip(problem.releases, variables.cut, strict=True)]
    lost = [(-amount, literal) for amount, literal in variables.prices]
    return [(amount, literal) for amount, literal in earned + built + cut + lost if amount]


def maximise(model: cp_model.CpModel, problem: Problem, variables: Variables) -> None:
    """Set the objective, in plain integers: a float would silently turn all of it into floating point."""
    amounts = terms(problem, variables)
    model.maximize(sum(amount * literal for amount, literal in amounts))
