"""If everything goes as planned, nothing changes: the first example, planned again on each third working day.

`python -m benchmarks.soak --as-planned 300` asks the same of random folders.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchmarks.soak.as_planned import changes_on, publish, read, working_days
from roadmap.planner import Options
from roadmap.schedule import Status

EXAMPLE = Path(__file__).parents[2] / "examples" / "first-plan"
OPTIONS = Options(seconds=60.0, workers=1, reproducible=True)
"""The plan is proved long before."""


@pytest.mark.slow
def test_on_every_working_day_work_of_several_hands_stays_as_published(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    shutil.copytree(EXAMPLE.parent / "hands-together", folder)
    plan = publish(folder, OPTIONS)
    assert plan is not None
    days = working_days(read(folder), plan)
    assert len(days) == 16
    assert {day: found for day in days if (found := changes_on(folder, plan, day, OPTIONS))} == {}


@pytest.mark.slow
def test_on_every_third_working_day_of_the_first_plan_value_promises_and_work_stay_as_published(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    shutil.copytree(EXAMPLE, folder)
    plan = publish(folder, OPTIONS)
    assert plan is not None
    assert plan.proof.status is Status.OPTIMAL
    days = working_days(read(folder), plan)[::3]
    assert len(days) > 50
    assert {day: found for day in days if (found := changes_on(folder, plan, day, OPTIONS))} == {}
