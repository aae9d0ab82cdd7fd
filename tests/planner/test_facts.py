"""Facts beat rules: a week, or a quarter, after the first plan there is still a right plan, worked out by hand.

One person unless more are named; 5 January 2026 is a Monday.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from roadmap.folder.baseline import Baseline
from roadmap.planner.stored.replan import replan
from roadmap.plans.causes import CauseKind
from roadmap.plans.document import Plan
from roadmap.plans.engineering.work import WorkLine
from tests.projects import capability, deal, feature, project

SURE = {
    "any": {
        "name": "Any",
        "target": 1000,
        "win_rate": 1,
        "lead_rate": 1,
        "lead_time": 0,
        "lateness": [{"days": 0, "keeps": "100%"}, {"days": 20, "keeps": "50%"}],
    }
}
TWO = {"core": {"name": "Core", "skill": "code", "people": 2}}


def build(effort: int, phase: str = "build") -> dict[str, Any]:
    return {"phase": phase, "skill": "code", "effort": effort}


def planned(as_of: str, *, gate: str = "2026-02-27", freeze: str = "2026-02-20", **entities: Any) -> Plan:
    """The proved plan of one deal of 1,000 that needs `api` by the gate, as of a day."""
    wanted = deal(segment="any", value=1000, gates={"design_in": gate}, needs={"design_in": ["api"]})
    stated = {
        "header": {"as_of": as_of},
        "segments": SURE,
        "capabilities": {"api": capability(), "first": capability()},
        "deals": {"d": wanted},
        "releases": {"R1": {"freeze": freeze, "ship": freeze}},
    } | entities
    found = replan(project(**stated), None, seconds=30.0)
    assert found.plan is not None
    assert found.proof.value == found.proof.bound
    return found.plan


def days(work: WorkLine) -> tuple[str, str]:
    return str(work.first), str(work.last)


@pytest.mark.parametrize("as_of", ["2026-01-12", "2026-01-13", "2026-01-22", "2026-01-23"])
def test_what_was_verified_before_the_freeze_ships_with_it_whatever_day_it_is(as_of: str) -> None:
    trains = {
        "R1": {"freeze": "2026-01-09", "ship": "2026-01-23"},
        "R2": {"freeze": "2026-02-06", "ship": "2026-02-13"},
    }
    done = {"f": {"items": {"build": {"started": "2026-01-05", "done": "2026-01-07"}}}}
    plan = planned(as_of, gate="2026-01-23", releases=trains, features={"f": feature(build(3))}, progress=done)
    assert (plan.headline.value, plan.features[0].release) == (1000, "R1")


@pytest.mark.parametrize("as_of", ["2026-02-20", "2026-02-23", "2026-03-02"])
def test_what_shipped_late_stays_late_on_every_later_day(as_of: str) -> None:
    # The gate was 13 February, R1 shipped on the 20th: five working days late, which keeps half.
    plan = planned(as_of, gate="2026-02-13", features={"f": feature(build(3))}, progress={"f": {"shipped": "R1"}})
    (line,) = plan.deals
    assert (line.kept, str(line.status), str(line.gates[0].ready)) == (500, "late", "2026-02-20")
    assert plan.releases[0].past is (as_of > "2026-02-20")


@pytest.mark.parametrize("gate", ["2026-01-05", "2026-01-06", "2026-01-12", "2026-01-16"])
def test_a_gate_less_its_lead_time_may_lie_before_the_plan(gate: str) -> None:
    # Five working days of lead time put the last day up to six slots before slot 0: late, and half is kept.
    segments = {"any": SURE["any"] | {"lead_time": 5}}
    plan = planned("2026-01-12", gate=gate, freeze="2026-01-19", segments=segments, features={"f": feature(build(3))})
    assert plan.headline.value == 500


def test_running_work_whose_only_person_is_away_takes_longer_by_the_absence() -> None:
    ann = {"name": "Ann", "team": "core", "leave": [{"first": "2026-01-12", "last": "2026-01-13"}]}
    plan = planned(
        "2026-01-12",
        teams={"core": {"name": "Core", "skill": "code"}},
        people={"ann": ann},
        features={"f": feature(build(10))},
        progress={"f": {"items": {"build": {"started": "2026-01-05", "remaining": 5}}}},
    )
    # Away on Monday and Tuesday, then five days: 14 to 20 January.
    assert days(plan.features[0].work[0]) == ("2026-01-05", "2026-01-20")
    assert plan.features[0].work[0].people == ["ann"]


def test_running_work_that_nobody_can_end_is_left_out_and_all_else_is_planned() -> None:
    plan = planned(
        "2026-01-12",
        features={
            "f": feature({"phase": "build", "skill": "go", "effort": 5}, provides={"first": "ga"}),
            "g": feature(build(5)),
        },
        progress={"f": {"items": {"build": {"started": "2026-01-05", "remaining": 5}}}},
    )
    assert plan.headline.value == 1000
    assert [(line.id, line.cause.kind) for line in plan.unplanned] == [("f", CauseKind.CANNOT_END)]


def test_phases_that_overlap_both_go_on() -> None:
    plan = planned(
        "2026-01-12",
        teams=TWO,
        features={"f": feature(build(10, "design"), build(10), build(2, "verify"))},
        progress={
            "f": {
                "items": {
                    "design": {"started": "2026-01-05", "remaining": 3},
                    "build": {"started": "2026-01-08", "remaining": 8},
                }
            }
        },
    )
    design, work, verify = plan.features[0].work
    # Three and eight days from Monday 12 January; verify comes after both.
    assert [days(each)[1] for each in (design, work)] == ["2026-01-14", "2026-01-21"]
    assert days(verify) == ("2026-01-22", "2026-01-23")


def test_a_successor_that_runs_before_its_predecessor_is_done_goes_on_and_lands_with_it() -> None:
    running = {"started": "2026-01-05", "remaining": 5}
    features = {
        "first": feature(build(10), provides={"first": "ga"}),
        "f": feature(build(10), after=[{"feature": "first"}]),
    }
    plan = planned(
        "2026-01-12",
        teams=TWO,
        features=features,
        progress={key: {"items": {"build": running}} for key in features},
    )
    assert [days(line.work[0])[1] for line in plan.features] == ["2026-01-16", "2026-01-16"]
    assert plan.headline.value == 1000


def test_work_before_finished_work_is_taken_as_done_and_says_so() -> None:
    plan = planned(
        "2026-01-19",
        features={"f": feature(build(5, "design"), build(10), build(3, "verify"))},
        progress={"f": {"items": {"build": {"started": "2026-01-05", "done": "2026-01-16"}}}},
    )
    design, work, verify = plan.features[0].work
    assert (design.assumed, str(design.status), work.assumed) == (True, "done", False)
    assert days(verify) == ("2026-01-19", "2026-01-21")


@pytest.mark.parametrize("told", [{"remaining": 3}, {"done": "2026-01-09"}])
def test_a_pinned_start_that_happened_is_fulfilled(told: dict[str, Any]) -> None:
    plan = planned(
        "2026-01-12",
        features={"f": feature(build(5))},
        progress={"f": {"items": {"build": {"started": "2026-01-05"} | told}}},
        pins=[{"feature": "f", "start": "2026-01-05"}],
    )
    assert plan.headline.value == 1000


@pytest.mark.parametrize("pin", [{"start": "2026-01-05"}, {"done_by": "2026-01-09"}, {"release": "R0"}])
def test_a_pin_that_facts_have_overtaken_holds_nothing(pin: dict[str, Any]) -> None:
    trains = {
        "R0": {"freeze": "2026-01-08", "ship": "2026-01-09"},
        "R1": {"freeze": "2026-02-20", "ship": "2026-02-20"},
    }
    pins = [{"feature": "f"} | pin]
    plan = planned("2026-01-12", releases=trains, features={"f": feature(build(5))}, pins=pins)
    assert plan.headline.value == 1000


def test_a_milestone_is_reached_when_its_pinned_day_is_over() -> None:
    # R1 freezes on Friday 9 January, the milestone is on Monday 12: it lands in R2.
    trains = {
        "R1": {"freeze": "2026-01-09", "ship": "2026-01-09"},
        "R2": {"freeze": "2026-01-12", "ship": "2026-01-12"},
    }
    pins = [{"feature": "f", "start": "2026-01-12"}]
    plan = planned("2026-01-05", releases=trains, features={"f": feature(build(0))}, pins=pins)
    assert (plan.features[0].release, days(plan.features[0].work[0])) == ("R2", ("2026-01-12", "2026-01-12"))


LATE = {"started": "2026-01-05", "remaining": 31}


@pytest.mark.parametrize(
    ("work", "told"),
    [
        ([build(40)], {"build": LATE}),  # ends after the only freeze
        ([build(10), build(30, "verify")], {"build": LATE | {"remaining": 2}}),  # what follows does not fit
    ],
)
def test_begun_work_that_no_train_can_take_makes_nothing_impossible(work: Any, told: dict[str, Any]) -> None:
    assert planned("2026-01-12", features={"f": feature(*work)}, progress={"f": {"items": told}}).headline.value == 0


def test_of_begun_work_that_does_not_fit_together_one_is_finished() -> None:
    # 29 working days are left before the freeze; each has two days to go and 20 behind them for the one person.
    features = {
        key: feature(build(4), build(20, "verify"), provides={name: "ga"})
        for key, name in (("f", "api"), ("g", "first"))
    }
    running = {"items": {"build": {"started": "2026-01-05", "remaining": 2}}}
    plan = planned("2026-01-12", features=features, progress=dict.fromkeys(features, running))
    assert (plan.headline.value, [line.id for line in plan.features]) == (1000, ["f"])


def test_begun_work_that_fits_is_finished_though_nobody_pays_for_it() -> None:
    running = {"items": {"build": {"started": "2026-01-05", "remaining": 2}}}
    features = {"g": feature(build(4), build(5, "verify"), provides={"first": "ga"})}
    plan = planned("2026-01-12", features=features, progress={"g": running})
    assert [line.id for line in plan.features] == ["g"]


@pytest.mark.parametrize("pins", [[], [{"feature": "f", "done_by": "2026-01-20"}], [{"deal": "d", "served": True}]])
def test_what_was_begun_gives_way_where_it_cannot_be_finished_beside_what_is_worth_more(pins: list[Any]) -> None:
    # The one person has 12 days until the freeze. The build goes on for a day, f takes five: the verification of ten
    # days does not fit beside it.
    features = {
        "g": feature(build(5), build(10, "verify"), provides={"first": "ga"}),
        "f": feature(build(5)),
    }
    running = {"g": {"items": {"build": {"started": "2026-01-05", "remaining": 1}}}}
    plan = planned("2026-01-12", freeze="2026-01-27", features=features, progress=running, pins=pins)
    assert [(line.id, days(line.work[0])) for line in plan.features] == [("f", ("2026-01-13", "2026-01-19"))]
    assert [(line.id, str(line.goes_on)) for line in plan.unplanned] == [("g", "2026-01-12")]


@pytest.mark.parametrize(
    ("builds", "pins", "goes_on"),
    [
        ({"g": frozenset()}, [], True),
        ({"g": frozenset({"d"})}, [], True),
        ({"g": frozenset({"lost"})}, [], False),
        ({}, [], False),
        ({"g": frozenset()}, [{"feature": "g", "planned": False}], False),
    ],
)
def test_what_a_published_plan_builds_is_finished_between_its_pieces_too(
    builds: dict[str, frozenset[str]], pins: list[dict[str, Any]], goes_on: bool
) -> None:
    # The build is done, the verification begins today as published: nothing of it is running.
    done = {"items": {"build": {"started": "2026-01-05", "done": "2026-01-13"}}}
    made = project(
        header={"as_of": "2026-01-14"},
        segments=SURE,
        capabilities={"api": capability(), "first": capability()},
        deals={"d": deal(segment="any", gates={"design_in": "2026-02-27"}, needs={"design_in": ["api"]})},
        features={"g": feature(build(4), build(5, "verify"), provides={"first": "ga"})},
        releases={"R1": {"freeze": "2026-02-20", "ship": "2026-02-20"}},
        progress={"g": done},
        pins=pins,
    )
    plan = replan(replace(made, baseline=Baseline("1" * 64, date(2026, 1, 5), (), builds)), None, seconds=60).plan
    assert plan is not None
    assert [days(line.work[1]) for line in plan.features] == ([("2026-01-14", "2026-01-20")] if goes_on else [])
