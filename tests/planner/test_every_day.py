"""Any day may be the as-of day: the first plan of each is made, audited and written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from roadmap.folder.load import load_project
from roadmap.indexing import index_project
from roadmap.planner.build import build_plan
from roadmap.planner.options import Options
from roadmap.schedule import Proof, Status, Stopped
from roadmap.solver.construct.decoder import Decoder
from roadmap.solver.construct.orders import first_plan
from tests.solver.searching import board_for

FOLDER = Path(__file__).parents[2] / "examples" / "first-plan"
DAYS = [date(2026, 1, 1) + timedelta(days=days) for days in (*range(0, 360, 4), *range(360, 365))]


@pytest.mark.parametrize("month", range(1, 13))
def test_a_plan_is_made_on_any_day_of_the_year(month: int) -> None:
    loaded = load_project(FOLDER).project
    assert loaded is not None
    for day in DAYS:
        if day.month != month:
            continue
        project = replace(loaded, header=loaded.header.model_copy(update={"as_of": day}))
        indexed = index_project(project)
        board = board_for(indexed.problem)  # every schedule that is offered is audited
        first_plan(board, decoder=Decoder(board.problem, board.windows, valuation=board.valuation))
        assert board.schedule is not None
        proof = Proof(Status.BEST_FOUND, Stopped.WORK, board.value, board.bound)
        plan = build_plan(project, indexed, board.schedule, proof=proof, options=Options(), solver="none")
        assert plan.headline.value == plan.proof.value
        assert all(line.first >= project.as_of for feature in plan.features for line in feature.work)
