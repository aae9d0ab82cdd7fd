"""Waits with nobody working, worked out by hand. One person; 5 January 2026 is a Monday."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from roadmap.indexing import index_project
from roadmap.plans.document import Plan
from roadmap.plans.engineering.work import WorkLine
from roadmap.tracking.as_planned import progress_as_planned
from roadmap.views.answers.subjects import week_lines
from tests.planner.test_facts import build, days, planned
from tests.projects import capability, feature, project

API = {"api": capability()}


def wait(length: Any, phase: str = "build") -> dict[str, Any]:
    return {"phase": phase, "wait": length}


def verify(effort: int) -> dict[str, Any]:
    return build(effort, "verify")


def work_of(plan: Plan, key: str = "f") -> list[WorkLine]:
    return next(line.work for line in plan.features if line.id == key)


def ran(plan: Plan, key: str = "f") -> list[tuple[str, str]]:
    return [days(work) for work in work_of(plan, key)]


@pytest.mark.parametrize(
    ("effort", "length", "waited", "verified"),
    # TaskJuggler 3.7.1 (`length 15d`, `duration 15d`) has these days for three days of build, and for five; those of
    # the wait of calendar days after Friday 9 begin there on that evening, which is Saturday 10 here.
    [
        (3, 15, ("2026-01-08", "2026-01-28"), ("2026-01-29", "2026-01-30")),
        (3, "15 calendar days", ("2026-01-08", "2026-01-22"), ("2026-01-23", "2026-01-26")),
        (5, "15 calendar days", ("2026-01-10", "2026-01-24"), ("2026-01-26", "2026-01-27")),
        (5, "2 calendar days", ("2026-01-10", "2026-01-11"), ("2026-01-12", "2026-01-13")),
        (5, "1 working day", ("2026-01-12", "2026-01-12"), ("2026-01-13", "2026-01-14")),
    ],
)
def test_a_wait_lasts_its_days_and_takes_nobody(
    effort: int, length: Any, waited: tuple[str, str], verified: tuple[str, str]
) -> None:
    plan = planned("2026-01-05", features={"f": feature(build(effort), wait(length), verify(2))})
    assert ran(plan)[1:] == [waited, verified]
    assert (work_of(plan)[1].people, work_of(plan)[1].crew, work_of(plan)[1].skill) == ([], 0, "")


def test_people_work_on_other_things_while_something_waits() -> None:
    # Build 5 to 6, wait 7 to 13, verify 14 January; four days of other work fit into the wait.
    features = {
        "f": feature(build(2), wait(5), verify(1)),
        "g": feature(build(4), provides={"first": "ga"}),
    }
    pins = [{"feature": "g", "done_by": "2026-01-13"}, {"feature": "f", "done_by": "2026-01-14"}]
    plan = planned("2026-01-05", features=features, pins=pins)
    assert ran(plan) == [("2026-01-05", "2026-01-06"), ("2026-01-07", "2026-01-13"), ("2026-01-14", "2026-01-14")]
    assert ran(plan, "g") == [("2026-01-07", "2026-01-12")]


@pytest.mark.parametrize(
    ("held", "waited"),
    [
        ({}, ("2026-01-05", "2026-01-09")),
        ({"not_before": "2026-01-12"}, ("2026-01-12", "2026-01-16")),  # Monday, not the weekend before
        ({"not_before": "2026-01-10"}, ("2026-01-10", "2026-01-14")),  # Saturday itself
    ],
)
def test_a_wait_before_all_work_begins_on_its_day(held: dict[str, str], waited: tuple[str, str]) -> None:
    plan = planned("2026-01-05", features={"f": feature(wait("5 calendar days") | held, build(1))})
    assert ran(plan)[0] == waited


def test_a_pinned_wait_begins_on_the_day_of_its_pin() -> None:
    made = {"f": feature(wait("5 calendar days"), build(1))}
    plan = planned("2026-01-05", features=made, pins=[{"feature": "f", "start": "2026-01-12"}])
    assert ran(plan) == [("2026-01-12", "2026-01-16"), ("2026-01-19", "2026-01-19")]


def test_what_waits_for_a_feature_waits_for_its_wait() -> None:
    features = {
        "board": feature(build(1), wait("10 calendar days"), provides={"first": "ga"}),
        "f": feature(build(2), after=["board"]),
    }
    plan = planned("2026-01-05", features=features)  # build on the 5th, waiting to Thursday 15
    assert ran(plan) == [("2026-01-16", "2026-01-19")]


@pytest.mark.parametrize(
    ("told", "waited", "status"),
    [
        ({"started": "2026-01-08"}, ("2026-01-08", "2026-01-22"), "started"),
        ({"started": "2026-01-08", "remaining": 12}, ("2026-01-08", "2026-01-27"), "started"),  # later than thought
        ({"started": "2026-01-08", "done": "2026-01-14"}, ("2026-01-08", "2026-01-14"), "done"),
    ],
)
def test_a_wait_that_has_begun_goes_on_by_itself(told: dict[str, Any], waited: tuple[str, str], status: str) -> None:
    items = {"build": [{"started": "2026-01-05", "done": "2026-01-07", "skill": "code"}, told | {"wait": True}]}
    made = {"f": feature(build(3), wait("15 calendar days"), verify(2))}
    plan = planned("2026-01-16", features=made, progress={"f": {"items": items}})
    assert (ran(plan)[1], work_of(plan)[1].status) == (waited, status)
    assert ran(plan)[2][0] == {"2026-01-22": "2026-01-23", "2026-01-27": "2026-01-28"}.get(waited[1], "2026-01-16")


def test_a_wait_whose_days_are_over_has_ended() -> None:
    items = {"build": {"started": "2026-01-05"}}
    made = {"f": feature(wait("5 calendar days"), verify(2))}
    plan = planned("2026-01-16", features=made, progress={"f": {"items": items}})
    assert ran(plan) == [("2026-01-05", "2026-01-09"), ("2026-01-16", "2026-01-19")]
    assert work_of(plan)[0].status == "done"


@pytest.mark.parametrize("length", [8, "12 calendar days"])
@pytest.mark.parametrize("day", ["2026-01-08", "2026-01-12", "2026-01-17", "2026-01-19", "2026-01-21"])
def test_a_plan_that_goes_as_planned_stays_as_it_is(length: Any, day: str) -> None:
    made = {"f": feature(build(3), wait(length), verify(2))}
    before = planned("2026-01-05", features=made)
    told = project(features=made, header={"as_of": "2026-01-05"}, capabilities=API)
    progress = progress_as_planned(before, told, date.fromisoformat(day))
    after = planned(day, features=made, progress=progress)
    assert ran(after) == ran(before)


def test_a_week_tells_what_waits_in_it() -> None:
    plan = planned("2026-01-05", features={"f": feature(build(3), wait("15 calendar days"), verify(2))})
    said = [line.replace("\N{NO-BREAK SPACE}", " ") for line in week_lines(plan, date(2026, 1, 12))]
    assert "  f Build: a wait of 15 calendar days, until 22 Jan 2026" in said
    assert not any("a wait" in line for line in week_lines(plan, date(2026, 1, 26)))


def test_the_slots_of_a_wait_of_calendar_days_follow_the_calendar() -> None:
    made = project(
        features={"f": feature(wait("3 calendar days"), build(1))},
        capabilities=API,
    )
    (mode,) = index_project(made).problem.items[0].modes
    # From Monday 5 on: Wednesday; after Monday: Thursday; after Wednesday: Saturday, so only two slots; after Thursday:
    # Sunday, one slot; after Friday: Monday.
    assert mode.until[:6] == (3, 4, 5, 5, 5, 6)
    assert (mode.crews, mode.days) == ((), 1)


@pytest.mark.parametrize("as_of", ["2026-01-05", "2026-01-12", "2026-01-16", "2026-01-19"])
def test_what_a_laboratory_ends_on_the_weekend_after_a_freeze_is_too_late_for_it(as_of: str) -> None:
    # R1 freezes on Friday 16 January; twelve calendar days from the 5th end on that day, thirteen on Saturday.
    trains = {
        "R1": {"freeze": "2026-01-16", "ship": "2026-01-30"},
        "R2": {"freeze": "2026-02-13", "ship": "2026-02-13"},
    }
    told = {"f": {"items": {"build": {"started": "2026-01-05"}}}} if as_of > "2026-01-05" else {}
    for length, release in ((12, "R1"), (13, "R2"), (14, "R2")):
        made = {"f": feature(wait(f"{length} calendar days"))}
        plan = planned(as_of, features=made, releases=trains, progress=told)
        assert (plan.features[0].release, days(work_of(plan)[0])) == (
            release,
            ("2026-01-05", f"2026-01-{4 + length:02d}"),
        )
