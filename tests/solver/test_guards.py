"""Numbers that are too large for an exact answer are refused before anything is solved."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ortools.sat.python import cp_model

from roadmap.problem import Deal, Level, Mode, Precedence, Problem
from roadmap.solver.cpsat.full_model import build_model
from roadmap.solver.cpsat.guards import OBJECTIVE_LIMIT, ROW_LIMIT, check_amounts, check_model
from roadmap.solver.errors import ModelInvalid, ModelRefused
from roadmap.solver.valuation import Valuation
from roadmap.solver.windows import find_windows
from tests.solver.problems import simple_problem
from tests.solver.searching import search_for


def _worth(value: int) -> Problem:
    question = simple_problem(days=(1,))  # its release costs 1
    return replace(question, deals=(Deal((Level(value, question.deals[0].levels[0].demands),)),))


def test_amounts_may_sum_to_just_below_the_limit() -> None:
    check_amounts(_worth(OBJECTIVE_LIMIT - 2))
    with pytest.raises(ModelRefused):
        check_amounts(_worth(OBJECTIVE_LIMIT - 1))


def test_a_large_amount_is_counted_to_the_last_digit() -> None:
    ending, _ = search_for(_worth(OBJECTIVE_LIMIT - 2))
    assert ending.proof.value == OBJECTIVE_LIMIT - 3


def test_times_and_efforts_that_reach_the_row_limit_are_refused() -> None:
    question = simple_problem(days=(1, 1))
    refused = [
        replace(question, precedences=(Precedence(0, 1, ROW_LIMIT),)),
        replace(question, capacity=((ROW_LIMIT,) * 6,)),
        replace(question, items=(replace(question.items[0], modes=(Mode(((0, ROW_LIMIT),), 1),)), question.items[1])),
    ]
    for large in refused:
        with pytest.raises(ModelRefused):
            build_model(large, find_windows(question), valuation=Valuation(question))


def test_a_model_of_the_shape_that_gives_wrong_optima_is_refused() -> None:
    model = cp_model.CpModel()
    literal, amount = model.new_bool_var(""), model.new_int_var(0, 4, "")
    model.add((1 << 29) * amount <= 1 << 30).only_enforce_if(literal)
    with pytest.raises(ModelRefused, match="row 0"):
        check_model(model)


def test_a_row_just_below_the_limit_is_taken() -> None:
    model = cp_model.CpModel()
    amount = model.new_int_var(0, 3, "")
    model.add(333_333_333 * amount <= 5)
    check_model(model)


def test_an_objective_too_large_for_a_double_is_refused() -> None:
    model = cp_model.CpModel()
    model.maximize((1 << 52) * model.new_int_var(0, 2, ""))
    with pytest.raises(ModelRefused, match="objective"):
        check_model(model)


def test_a_model_that_the_solver_calls_invalid_says_why() -> None:
    model = cp_model.CpModel()
    once = model.new_bool_var("")
    model.add_hint(once, 1)
    model.add_hint(once, 0)
    with pytest.raises(ModelInvalid, match="hint"):
        check_model(model)
