"""Number guards: the solver is exact only below certain sizes, so larger models are refused before solving.

Enforced rows with large coefficients can give a wrong optimum (or-tools issue 5293), and objectives are doubles inside.
"""

from __future__ import annotations

from collections.abc import Iterable

from ortools.sat.python import cp_model

from roadmap.problem import Problem
from roadmap.solver.errors import ModelInvalid, ModelRefused

OBJECTIVE_LIMIT = 1 << 53
ROW_LIMIT = 10**9


def check_amounts(problem: Problem) -> None:
    """Refuse a problem whose amounts could sum to 2^53 or more, or whose times could reach 10^9."""
    levels = (level for deal in problem.deals for level in deal.levels)
    penalties = (p for deal in problem.deals for challenge in deal.challenges for p in challenge.penalties)
    costs = [feature.cost for feature in problem.features] + [release.cost for release in problem.releases]
    total = sum(map(abs, (*(level.value for level in levels), *penalties, *costs)))
    if total >= OBJECTIVE_LIMIT:
        raise ModelRefused(f"amounts sum to {total}, which is not below {OBJECTIVE_LIMIT}")
    _within((abs(wait.lag) for wait in problem.precedences), "lag")
    _within((problem.horizon,), "horizon")
    _within((sum(people) for people in problem.capacity), "capacity")
    _within((mode.crew * mode.days for item in problem.items for mode in item.modes), "effort")


def _within(sizes: Iterable[int], what: str) -> None:
    largest = max(sizes, default=0)
    if largest >= ROW_LIMIT:
        raise ModelRefused(f"{what} of {largest} is not below {ROW_LIMIT}")


def check_model(model: cp_model.CpModel) -> None:
    """Refuse a model with a row, or an objective, whose sum of |coefficient x bound| is too large; ModelInvalid for one
    that the solver itself would not take."""
    proto = model.proto
    bounds = [max(abs(side) for side in variable.domain) for variable in proto.variables]
    for position, row in enumerate(proto.constraints):
        if row.has_linear():
            linear = row.linear
            size = sum(
                abs(c) * bounds[v if v >= 0 else -v - 1] for v, c in zip(linear.vars, linear.coeffs, strict=True)
            )
            if size >= ROW_LIMIT:
                raise ModelRefused(f"row {position} reaches {size}, which is not below {ROW_LIMIT}")
    objective = proto.objective
    size = sum(abs(c) * bounds[v if v >= 0 else -v - 1] for v, c in zip(objective.vars, objective.coeffs, strict=True))
    if size >= OBJECTIVE_LIMIT:
        raise ModelRefused(f"the objective reaches {size}, which is not below {OBJECTIVE_LIMIT}")
    if fault := model.validate():
        raise ModelInvalid(fault)
