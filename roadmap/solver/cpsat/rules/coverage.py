"""Rule 5, coverage: a deal is served when every breaker need has an alternative that is there in time."""

from __future__ import annotations

from ortools.sat.python import cp_model

from roadmap.problem import Problem
from roadmap.solver.cpsat.variables import Literal, Variables


def add(model: cp_model.CpModel, problem: Problem, variables: Variables) -> None:
    """A deal takes a level only after the one before it and with all its demands met; unmet challenges cost.

    Sets: deals with levels and challenges; demands with alternatives (those for support work are another rule's).
    Parameters: the last release that ships by a demand's limit; penalties per level.
    Variables: levels, landed; prices (amount, literal), to which the penalties are added.
    Rule: level[k] => level[k-1]; level[k] => some alternative of each of its demands landed by that release; level[k]
    without the challenge met => its price.
    Twin: `roadmap.audit.coverage`.
    """
    for position, deal in enumerate(problem.deals):
        levels = variables.levels[position]
        for level, (literal, demands) in enumerate(zip(levels, variables.valuation.levels[position], strict=True)):
            if level:
                model.add_implication(literal, levels[level - 1])
            for demand in demands:
                if not _is_support(problem, demand):
                    model.add_bool_or([literal.negated(), *_met(variables, demand)])
        for challenge, demand in zip(deal.challenges, variables.valuation.challenges[position], strict=True):
            met = _met(variables, demand)
            for literal, penalty in zip(levels, challenge.penalties, strict=True):
                if penalty:
                    lost = model.new_bool_var("")
                    model.add_bool_or([lost, literal.negated(), *met])
                    variables.prices.append((penalty, lost))


def _met(variables: Variables, demand: tuple[tuple[int, ...], int]) -> list[Literal]:
    features, last = demand
    return [variables.landed[feature][last] for feature in features] if last >= 0 else []


def _is_support(problem: Problem, demand: tuple[tuple[int, ...], int]) -> bool:
    return bool(demand[0]) and not any(problem.features[feature].lands for feature in demand[0])
