"""Work that overlaps the work before it, worked out by hand. Two people; 5 January 2026 is a Monday."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from roadmap.tracking.as_planned import progress_as_planned
from tests.planner.test_facts import TWO, build, planned
from tests.planner.test_waits import API, ran, verify
from tests.projects import feature, project


def beside(effort: int, overlaps: Any) -> dict[str, Any]:
    return verify(effort) | {"overlaps": overlaps}


@pytest.mark.parametrize(
    ("overlaps", "verified"),
    # Four days of verification beside nine of build, which end on Thursday 15. TaskJuggler 3.7.1 has the first two
    # (`depends build { onstart gaplength 5d }`), MS Project all (the ends stated as finish-to-finish).
    [
        (0, ("2026-01-05", "2026-01-08")),
        (5, ("2026-01-12", "2026-01-15")),
        ({"start": 2, "end": 2}, ("2026-01-14", "2026-01-19")),
        ({"end": 0}, ("2026-01-12", "2026-01-15")),
        ({"start": 8, "end": 0}, ("2026-01-15", "2026-01-20")),
    ],
)
def test_work_runs_beside_the_work_before_it(overlaps: Any, verified: tuple[str, str]) -> None:
    plan = planned("2026-01-05", features={"f": feature(build(9), beside(4, overlaps))}, teams=TWO)
    assert ran(plan) == [("2026-01-05", "2026-01-15"), verified]


def test_one_person_does_one_thing_after_the_other() -> None:
    plan = planned("2026-01-05", features={"f": feature(build(3), beside(2, 1))})
    assert ran(plan) == [("2026-01-05", "2026-01-07"), ("2026-01-08", "2026-01-09")]


def test_what_comes_behind_waits_for_both() -> None:
    # The build ends on the 15th, after the test on the 8th; documents follow the build.
    plan = planned("2026-01-05", features={"f": feature(build(9), beside(4, 0), build(2, "enable"))}, teams=TWO)
    assert ran(plan)[2] == ("2026-01-16", "2026-01-19")


def test_three_pieces_may_run_side_by_side_and_land_together() -> None:
    trains = {
        "R1": {"freeze": "2026-01-09", "ship": "2026-01-09"},
        "R2": {"freeze": "2026-01-16", "ship": "2026-01-16"},
    }
    work = [build(2, "design"), build(4) | {"overlaps": 1}, beside(5, 1)]
    people = {"core": {"name": "Core", "skill": "code", "people": 3}}
    plan = planned("2026-01-05", features={"f": feature(*work)}, teams=people, releases=trains)
    assert ran(plan) == [("2026-01-05", "2026-01-06"), ("2026-01-06", "2026-01-09"), ("2026-01-07", "2026-01-13")]
    assert [(line.id, line.used, line.features) for line in plan.releases] == [("R1", False, []), ("R2", True, ["f"])]


def test_another_feature_waits_for_all_of_it_and_an_interface_for_its_design() -> None:
    features = {
        "g": feature(build(3, "design"), build(9) | {"overlaps": 1}, provides={"first": "ga"}),
        "f": feature(build(1), after=["g"]),
        "h": feature(
            build(1, "design"), build(1), provides={"first": "ga"}, after=[{"feature": "g", "wait_for": "interface"}]
        ),
    }
    people = {"core": {"name": "Core", "skill": "code", "people": 3}}
    plan = planned("2026-01-05", features=features, teams=people, pins=[{"feature": "h", "planned": True}])
    assert ran(plan, "g") == [("2026-01-05", "2026-01-07"), ("2026-01-06", "2026-01-16")]
    assert ran(plan) == [("2026-01-19", "2026-01-19")]
    assert ran(plan, "h")[1] == ("2026-01-08", "2026-01-08")


@pytest.mark.parametrize(
    ("pin", "work"),
    [
        ({"start": "2026-01-12"}, [("2026-01-12", "2026-01-14"), ("2026-01-13", "2026-01-14")]),
        ({"release": "R2"}, [("2026-01-05", "2026-01-07"), ("2026-01-06", "2026-01-07")]),
        ({"done_by": "2026-01-07"}, [("2026-01-05", "2026-01-07"), ("2026-01-06", "2026-01-07")]),
    ],
)
def test_pins_hold_all_of_it(pin: dict[str, str], work: list[tuple[str, str]]) -> None:
    trains = {
        "R1": {"freeze": "2026-01-16", "ship": "2026-01-16"},
        "R2": {"freeze": "2026-02-13", "ship": "2026-02-13"},
    }
    made = {"f": feature(build(3), beside(2, 1))}
    plan = planned("2026-01-05", features=made, teams=TWO, releases=trains, pins=[{"feature": "f"} | pin])
    assert ran(plan) == work
    assert plan.features[0].release == pin.get("release", "R1")


def test_late_work_that_overlaps_is_late() -> None:
    made = {"f": feature(build(3), beside(2, {"start": 0, "end": 0}) | {"prefer": "late"})}
    plan = planned("2026-01-05", features=made, teams=TWO)
    assert ran(plan) == [("2026-01-05", "2026-01-07"), ("2026-02-19", "2026-02-20")]


@pytest.mark.parametrize("overlaps", [3, {"start": 2, "end": 2}])
@pytest.mark.parametrize("day", ["2026-01-07", "2026-01-12", "2026-01-15", "2026-01-16", "2026-01-19"])
def test_a_plan_that_goes_as_planned_stays_as_it_is(overlaps: Any, day: str) -> None:
    made = {"f": feature(build(9), beside(4, overlaps), build(2, "enable"))}
    before = planned("2026-01-05", features=made, teams=TWO)
    told = project(features=made, header={"as_of": "2026-01-05"}, capabilities=API, teams=TWO)
    progress = progress_as_planned(before, told, date.fromisoformat(day))
    after = planned(day, features=made, teams=TWO, progress=progress)
    assert ran(after) == ran(before)


def test_what_is_tested_while_it_is_built_says_nothing_of_the_build() -> None:
    # The test that may end first is done; the build is not taken as done for that.
    made = {"f": feature(build(9), beside(2, 0))}
    progress = {"f": {"items": {"verify": {"started": "2026-01-05", "done": "2026-01-06"}}}}
    plan = planned("2026-01-08", features=made, teams=TWO, progress=progress)
    assert ran(plan) == [("2026-01-08", "2026-01-20"), ("2026-01-05", "2026-01-06")]


def test_a_slow_crew_begins_before_a_quick_one_could_where_the_end_of_running_work_holds_both_up() -> None:
    # The build goes on until Friday 16 January, and the verification ends a day later at the earliest. One person does
    # it in four days, from the 14th to Monday 19; two, who are there from Monday on, would end on the 20th.
    verify = {"phase": "verify", "skill": "code", "effort": 4, "crew": [1, 2], "overlaps": {"start": 2, "end": 1}}
    progress = {"f": {"items": {"build": {"started": "2026-01-05", "remaining": 5}}}}
    made = {"f": feature(build(10), verify)}
    plan = planned("2026-01-12", gate="2026-01-19", freeze="2026-01-19", features=made, teams=TWO, progress=progress)
    assert ran(plan) == [("2026-01-05", "2026-01-16"), ("2026-01-14", "2026-01-19")]
