"""The objective: what deals earn, less releases that are cut, features that are built and challenges that are unmet."""

from __future__ import annotations

from collections.abc import Container

from ortools.sat.python import cp_model

from roadmap.problem import Problem
from roadmap.solver.cpsat.variables import Literal, Variables


def terms(problem: Problem, variables: Variables, counted: Container[int] | None = None) -> list[tuple[int, Literal]]:
    """Each amount (thousands of the currency; costs are negative) and the literal that brings it.

    Of deals, those at the positions that are `counted` (None: all); costs of features and releases in any case.
    """
    earned = [
        (level.value, literal)
        for position, (deal, levels) in enumerate(zip(problem.deals, variables.levels, strict=True))
        if counted is None or position in counted
        for level, literal in zip(deal.levels, levels, strict=True)
    ]
    built = [(-f.cost, literal) for f, literal in zip(problem.features, variables.scheduled, strict=True)]
    cut = [(-release.cost, literal) for release, literal in zip(problem.releases, variables.cut, strict=True)]
    lost = [
        (-amount, literal)
        for position, (amount, literal) in zip(_owners(problem), variables.prices, strict=True)
        if counted is None or position in counted
    ]
    return [(amount, literal) for amount, literal in earned + built + cut + lost if amount]


def _owners(problem: Problem) -> list[int]:
    """The deal of each of the prices, which are those of unmet challenges, deal by deal."""
    return [
        position
        for position, deal in enumerate(problem.deals)
        for challenge in deal.challenges
        for penalty in challenge.penalties
        if penalty
    ]


def maximise(model: cp_model.CpModel, problem: Problem, variables: Variables) -> None:
    """Set the objective, in plain integers: a float would silently turn all of it into floating point."""
    amounts = terms(problem, variables)
    model.maximize(sum(amount * literal for amount, literal in amounts))
