"""The linear relaxation of a model: its rows without integrality, and bounds that hold whatever the solver's rounding.

Only rows that are linear as they stand are taken (clauses, implications, sums); leaving any out keeps a bound a bound.
The bound is counted again from the dual values by weak duality, so it is valid for any dual values at all.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver.python import model_builder
from ortools.sat.python import cp_model

from roadmap.tuning import TUNING

Row = tuple[list[int], list[int], int]
"""Variables, coefficients and the most that their sum may be."""

ROW_UNITS = 1 << 20
"""The sizes of the coefficients of a row sum to no more than this: a solver that proves with rows of large coefficients
can claim too much, and a thousandth of a thousandth is as exact as is of use."""
ROUGHLY = (
    "num_threads: 1 termination_criteria { simple_optimality_criteria "
    "{ eps_optimal_relative: 1e-4 eps_optimal_absolute: 1e-4 } }"
)
SLACK = 1e-3
RELATIVE_SLACK = 1e-12
"""Added to a bound counted in doubles: absolute, and per unit of the sum of its terms' sizes."""


@dataclass(frozen=True, slots=True)
class Point:
    """A solution of the relaxation: a value in each variable's domain, and a proved bound on the objective."""

    values: NDArray[np.float64]
    bound: int


class Relaxation:
    """The rows of a maximising model as linear rows, to which more can be added between solves."""

    def __init__(self, model: cp_model.CpModel) -> None:
        proto = model.proto
        domains = [list(variable.domain) for variable in proto.variables]
        self.low = np.array([domain[0] for domain in domains], dtype=float)
        self.high = np.array([domain[-1] for domain in domains], dtype=float)
        self.amounts = np.zeros(len(domains))
        self.constant = -float(proto.objective.offset)
        for variable, amount in zip(proto.objective.vars, proto.objective.coeffs, strict=True):
            self.amounts[variable] -= amount
        self._lp = model_builder.Model()  # type: ignore[no-untyped-call]
        self._columns = [self._lp.new_num_var(low, high, None) for low, high in zip(self.low, self.high, strict=True)]
        priced = [int(n) for n in np.flatnonzero(self.amounts)]
        columns = [self._columns[n] for n in priced]
        self._lp.maximize(model_builder.LinearExpr.weighted_sum(columns, [self.amounts[n] for n in priced]))
        self._rows: list[Row] = []
        self._made: list[model_builder.LinearConstraint] = []
        for row in rows_of(proto):
            self.add(row)

    def add(self, row: Row) -> None:
        """Add a row: the sum of coefficient times variable is at most its limit. One that always holds is left out."""
        variables, coefficients, limit = row = _merged(row)
        if sum(max(c * self.low[v], c * self.high[v]) for v, c in zip(variables, coefficients, strict=True)) <= limit:
            return
        self._rows.append(row)
        total = model_builder.LinearExpr.weighted_sum(
            [self._columns[v] for v in variables], [float(c) for c in coefficients]
        )
        self._made.append(self._lp.add_linear_constraint(total, -math.inf, limit))

    def solve(self, seconds: float) -> Point | None:
        """Solve within so many seconds; None if it was not solved to its end."""
        large = len(self._rows) > TUNING.relaxation_many_rows
        solver = model_builder.Solver("pdlp" if large else "glop")
        if large:
            solver.set_solver_specific_parameters(ROUGHLY)
        solver.set_time_limit_in_seconds(max(0.01, seconds))
        if solver.solve(self._lp) != model_builder.SolveStatus.OPTIMAL:
            return None
        values = np.array([solver.value(column) for column in self._columns])
        duals = np.array([solver.dual_value(made) for made in self._made])
        return Point(np.clip(values, self.low, self.high), self._proved(duals))

    def _proved(self, duals: NDArray[np.float64]) -> int:
        """What the duals prove: the limits at their prices, and each variable at its better end for what is left."""
        prices = np.where(np.isfinite(duals), np.maximum(duals, 0.0), 0.0)
        left, size, bound = self.amounts.copy(), 0.0, self.constant
        for price, (variables, coefficients, limit) in zip(prices, self._rows, strict=True):
            if price > 0:
                left[variables] -= price * np.array(coefficients, dtype=float)
                bound += price * limit
                size += price * (abs(limit) + sum(map(abs, coefficients)))
        terms = np.maximum(left * self.low, left * self.high)
        size += float(np.abs(terms).sum()) + abs(self.constant)
        return math.floor(bound + float(terms.sum()) + SLACK + RELATIVE_SLACK * size)


def _merged(row: Row) -> Row:
    """The row with each variable once."""
    amounts: dict[int, int] = {}
    for variable, amount in zip(row[0], row[1], strict=True):
        amounts[variable] = amounts.get(variable, 0) + amount
    kept = {variable: amount for variable, amount in amounts.items() if amount}
    return list(kept), list(kept.values()), row[2]


def rows_of(proto: object) -> Iterator[Row]:
    """The linear rows that follow from a model's constraints one by one; others are left out."""
    for constraint in proto.constraints:  # type: ignore[attr-defined]
        given = [-literal - 1 for literal in constraint.enforcement_literal]
        if constraint.has_bool_or():
            yield clause([*constraint.bool_or.literals, *given])
        elif constraint.has_bool_and():
            yield from (clause([literal, *given]) for literal in constraint.bool_and.literals)
        elif given:
            continue
        elif constraint.has_at_most_one():
            yield _sum(list(constraint.at_most_one.literals), 1)
        elif constraint.has_exactly_one():
            yield clause(constraint.exactly_one.literals)
            yield _sum(list(constraint.exactly_one.literals), 1)
        elif constraint.has_linear():
            linear = constraint.linear
            yield from _linear(list(linear.vars), list(linear.coeffs), list(linear.domain))


def clause(literals: Iterable[int]) -> Row:
    """At least one of the literals: a variable, or -1 less a variable for its negation."""
    return _sum([-literal - 1 for literal in literals], None)


def _sum(literals: Sequence[int], limit: int | None) -> Row:
    """At most `limit` of the literals are true; None: not all of them."""
    most = len(literals) - 1 if limit is None else limit
    variables = [literal if literal >= 0 else -literal - 1 for literal in literals]
    signs = [1 if literal >= 0 else -1 for literal in literals]
    return variables, signs, most - sum(literal < 0 for literal in literals)


def _linear(variables: Sequence[int], coefficients: Sequence[int], domain: Sequence[int]) -> Iterator[Row]:
    pairs = [(v, c) if v >= 0 else (-v - 1, -c) for v, c in zip(variables, coefficients, strict=True)]
    names, amounts = [v for v, _ in pairs], [c for _, c in pairs]
    if domain[-1] < 1 << 60:
        yield names, amounts, domain[-1]
    if domain[0] > -(1 << 60):
        yield names, [-c for c in amounts], -domain[0]
