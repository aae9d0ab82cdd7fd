"""The example of boards and laboratories: its days, worked out by hand, are those of the plan."""

from __future__ import annotations

from roadmap.planner.stored.replan import replan
from tests.examples.shipped import example
from tests.planner.test_facts import days


def test_the_plan_has_the_days_that_the_example_tells() -> None:
    plan = replan(example("boards"), None, seconds=30.0).plan
    assert plan is not None
    assert {line.id: line.release for line in plan.features} == {"driver": "R1", "cert": "R1", "bench": "R1"}
    assert {line.id: [days(work) for work in line.work] for line in plan.features} == {
        # not before the 12th; 15 days; the board on 2 March
        "driver": [("2026-01-12", "2026-01-30"), ("2026-03-02", "2026-03-06")],
        # The only engineer is on the driver to 30 January. Thirty calendar days from Saturday 7 February.
        "cert": [
            ("2026-02-02", "2026-02-06"),
            ("2026-02-07", "2026-03-08"),
            ("2026-03-09", "2026-03-10"),
            ("2026-04-09", "2026-04-10"),
        ],
        "bench": [("2026-03-24", "2026-03-27")],
    }
