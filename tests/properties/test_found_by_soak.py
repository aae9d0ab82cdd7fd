"""What the soak found, as small as it gets."""

from __future__ import annotations

import pytest
from ortools.sat.python import cp_model

from roadmap.problem import Feature
from roadmap.solver.cpsat.full_model import build_model
from roadmap.solver.valuation import Valuation
from roadmap.solver.windows import find_windows
from tests.problems import deal, item, problem


@pytest.mark.parametrize(("latest", "status"), [(4, cp_model.INFEASIBLE), (5, cp_model.OPTIMAL)])
def test_a_feature_whose_work_cannot_end_by_its_latest_day_is_not_planned(
    latest: int, status: cp_model.CpSolverStatus, monkeypatch: pytest.MonkeyPatch
) -> None:
    # three days, then two, end on 5 at the earliest; alone, the second item could end by 4
    monkeypatch.setattr("roadmap.solver.cpsat.full_model.add_energy", lambda *_model, **_grid: None)
    items = [item(0, 3), item(0, 2, latest=latest)]
    question = problem(items, features=[Feature((0, 1), (), 0)], deals=[deal(10, ((0,), 10))])
    model = build_model(question, find_windows(question), valuation=Valuation(question))
    model.cp.add_bool_or(model.variables.scheduled[0])
    assert cp_model.CpSolver().solve(model.cp) == status
