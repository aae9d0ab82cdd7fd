"""Facts and what still waits for them: work that ends today, lags that are not over, and days off, worked out by hand.

5 January 2026 is a Monday; two people, unless another number is said.
"""

from __future__ import annotations

from typing import Any

import pytest

from roadmap.folder.project import Project
from roadmap.indexing import index_project
from roadmap.planner.moves.paying import first_of
from roadmap.planner.stored.recount import what_differs
from roadmap.planner.stored.replan import replan
from roadmap.plans.causes import CauseKind
from roadmap.plans.document import Plan
from roadmap.plans.plan_file import sealed
from roadmap.tracking.as_planned import progress_as_planned
from tests.projects import capability, deal, feature, project

TRAINS = {"R1": {"freeze": "2026-02-20", "ship": "2026-02-20"}}
CONTINUE, WAIT = ({"out_of_sequence": rule} for rule in ("continue", "wait"))


def build(effort: int, phase: str = "build") -> dict[str, Any]:
    return {"phase": phase, "skill": "code", "effort": effort}


def told(as_of: str, *, lag: int = 0, **entities: Any) -> Project:
    """`f` of ten days after `g` of ten days and a lag; a deal of 100 wants `f`."""
    stated = {
        "header": {"as_of": as_of, "policy": entities.pop("policy", CONTINUE)},
        "teams": {"core": {"name": "Core", "skill": "code", "people": 2}},
        "capabilities": {"api": capability(), "first": capability()},
        "features": {
            "g": feature(build(10), provides={"first": "ga"}),
            "f": feature(build(10), after=[{"feature": "g", "lag": lag}]),
        },
        "deals": {"d": deal(gates={"design_in": "2026-02-27"}, needs={"design_in": ["api"]})},
        "releases": TRAINS,
    }
    return project(**(stated | entities))


def planned(folder: Project) -> Plan:
    found = replan(folder, None, seconds=30.0)
    assert found.plan is not None
    assert found.proof.value == found.proof.bound
    return found.plan


def days(plan: Plan, key: str, position: int = 0) -> tuple[str, str]:
    (line,) = (line for line in plan.features if line.id == key)
    return str(line.work[position].begins), str(line.work[position].last)


RUNNING = {"started": "2026-01-05", "remaining": 1}


@pytest.mark.parametrize(
    ("entry", "lag", "begins"),
    [
        (RUNNING, 0, "2026-01-13"),  # g ends on Monday 12 January, so f begins on Tuesday
        (RUNNING, 2, "2026-01-15"),
        ({"started": "2026-01-05", "done": "2026-01-12"}, 0, "2026-01-12"),  # what is done today holds nothing up
        ({"started": "2026-01-05", "done": "2026-01-12"}, 1, "2026-01-14"),
        ({"started": "2026-01-12", "remaining": 0}, 0, "2026-01-12"),  # nothing is left of it: it was done today
        ({"started": "2026-01-12", "remaining": 0}, 1, "2026-01-14"),
        ({"started": "2026-01-09", "remaining": 0}, 1, "2026-01-13"),  # it was done on Friday; the lag is Monday
        ({"started": "2026-01-05", "done": "2026-01-10"}, 1, "2026-01-13"),  # done on a Saturday; the lag is Monday
    ],
)
def test_what_waits_begins_after_the_last_day_of_what_runs_and_the_lag(entry: Any, lag: int, begins: str) -> None:
    plan = planned(told("2026-01-12", lag=lag, progress={"g": {"items": {"build": entry}}}))
    assert days(plan, "f")[0] == begins


@pytest.mark.parametrize(
    ("policy", "entry", "expected"),
    [
        # g was done on Friday 9 January and five days lie between: f goes on from Monday 19th, or at once.
        (WAIT, {"started": "2026-01-02", "done": "2026-01-09"}, ("2026-01-19", "2026-01-22")),
        (CONTINUE, {"started": "2026-01-02", "done": "2026-01-09"}, ("2026-01-12", "2026-01-15")),
        # g runs to Tuesday 13 January, so that f goes on from Wednesday 21st.
        (WAIT, {"started": "2026-01-02", "remaining": 2}, ("2026-01-21", "2026-01-26")),
    ],
)
def test_what_remains_of_work_within_its_lag_waits_or_goes_on(policy: Any, entry: Any, expected: Any) -> None:
    folder = told(
        "2026-01-12",
        lag=5,
        policy=policy,
        progress={
            "g": {"items": {"build": entry}},
            "f": {"items": {"build": {"started": "2026-01-08", "remaining": 4}}},
        },
    )
    plan = planned(folder)
    (line,) = (line for line in plan.features if line.id == "f")
    first, last = days(plan, "f")
    assert last == expected[1]
    assert (str(line.work[0].first), line.work[0].resumes is None) == ("2026-01-08", policy is CONTINUE)
    if policy is WAIT:
        assert first == expected[0]
    assert what_differs(sealed(plan), folder) == ()


def test_work_that_waits_is_reported_with_all_that_is_left_until_it_goes_on() -> None:
    folder = told(
        "2026-01-12",
        policy=WAIT,
        progress={
            "g": {"items": {"build": {"started": "2026-01-05", "remaining": 5}}},
            "f": {"items": {"build": {"started": "2026-01-08", "remaining": 4}}},
        },
    )
    plan = planned(folder)
    assert days(plan, "f") == ("2026-01-19", "2026-01-22")
    left = {
        day: progress_as_planned(plan, folder, type(plan.as_of).fromisoformat(day))["f"]["items"]["build"][0]
        for day in ("2026-01-14", "2026-01-19", "2026-01-20")
    }
    assert [entry["remaining"] for entry in left.values()] == [4, 4, 3]


@pytest.mark.parametrize(
    ("design", "ends"),
    [
        ({}, ("2026-01-08", "2026-01-09", "2026-01-14")),  # nothing is said of it: it is taken as done
        ({"design": {"begun": False}}, ("2026-01-16", "2026-01-09", "2026-01-21")),
        ({"design": {"begun": False, "remaining": 2.5}}, ("2026-01-14", "2026-01-09", "2026-01-19")),
    ],
)
def test_work_that_has_not_begun_is_planned_whatever_is_done_behind_it(design: Any, ends: Any) -> None:
    # Five days of design, or two and a half, from Monday 12 January on; then three days of verifying.
    steps = feature(build(5, "design"), build(5), build(3, "verify"))
    done = {"build": {"started": "2026-01-08", "done": "2026-01-09"}}
    folder = told("2026-01-12", features={"f": steps}, progress={"f": {"items": design | done}})
    plan = planned(folder)
    assert tuple(str(work.last) for work in plan.features[0].work) == ends
    assert what_differs(sealed(plan), folder) == ()


def test_what_is_still_to_come_is_reported_as_not_begun_once_work_behind_it_is_done() -> None:
    steps = feature(build(5, "design"), build(5))
    running = {"build": {"started": "2026-01-08", "remaining": 2}}
    folder = told("2026-01-12", features={"f": steps}, progress={"f": {"items": running}},
                  teams={"core": {"name": "Core", "skill": "code", "people": 1}})  # fmt: skip
    plan = planned(folder)  # one person: build to Tuesday 13 January, design from Wednesday on
    items = progress_as_planned(plan, folder, type(plan.as_of)(2026, 1, 14))["f"]["items"]
    assert items["design"] == [{"begun": False, "remaining": 5}]
    later = told("2026-01-14", features={"f": steps}, progress={"f": {"items": items}})
    assert [str(work.last) for work in planned(later).features[0].work] == ["2026-01-20", "2026-01-13"]


@pytest.mark.parametrize(
    ("pin", "progress"),
    [
        ({"feature": "f", "start": "2026-01-19"}, {"items": {"build": {"started": "2026-01-07", "remaining": 4}}}),
        ({"feature": "f", "start": "2026-01-05"}, {"items": {}}),
        ({"feature": "f", "planned": False}, {"shipped": "R1"}),
        ({"deal": "gone", "served": True}, {"items": {}}),
    ],
)
def test_a_pin_that_facts_have_overtaken_holds_nothing_and_says_so(pin: Any, progress: Any) -> None:
    gates = {"design_in": "2026-02-27"}
    folder = told(
        "2026-01-12",
        features={"f": feature(build(5))},
        releases={"R1": {"freeze": "2026-01-08", "ship": "2026-01-09"}, "R2": TRAINS["R1"]},
        deals={"d": deal(gates=gates, needs={"design_in": ["api"]}), "gone": deal(gates=gates, stage="lost")},
        progress={"f": progress},
        pins=[pin],
    )
    plan = planned(folder)
    assert [line.cause and line.cause.kind for line in plan.pins] == [CauseKind.OVERTAKEN]
    assert plan.headline.value == 100


FROZEN = {
    "R1": {"freeze": "2026-01-14", "ship": "2026-01-30"},
    "R2": {"freeze": "2026-02-20", "ship": "2026-02-20"},
}


@pytest.mark.parametrize("progress", [{"items": {"build": {"started": "2026-01-05", "done": "2026-01-14"}}},
                                      {"shipped": "R1"}])  # fmt: skip
def test_what_was_verified_before_a_freeze_long_past_lands_without_any_solver(progress: Any) -> None:
    folder = told("2026-01-30", features={"f": feature(build(5))}, releases=FROZEN, progress={"f": progress})
    schedule, worth = first_of(index_project(folder).problem)
    assert (worth, schedule is not None and schedule.placements[0] is not None) == (100, True)


@pytest.mark.parametrize(
    ("as_of", "entry", "begins"),
    [
        ("2026-01-06", None, "2026-01-12"),  # pinned to Saturday 10 January: it begins on Monday
        ("2026-01-11", None, "2026-01-12"),
        ("2026-01-12", None, "2026-01-12"),  # that is today, and not past
        ("2026-01-13", {"started": "2026-01-12", "remaining": 4}, "2026-01-12"),
    ],
)
def test_a_pinned_start_on_a_day_off_is_the_next_working_day_on_every_day(as_of: str, entry: Any, begins: str) -> None:
    features = {"f": feature(build(5))}
    progress = {} if entry is None else {"f": {"items": {"build": entry}}}
    pins = [{"feature": "f", "start": "2026-01-10"}]
    plan = planned(told(as_of, features=features, progress=progress, pins=pins))
    assert days(plan, "f") == (begins, "2026-01-16")
    assert [pin.cause for pin in plan.pins] == [None]
