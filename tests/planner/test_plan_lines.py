"""Features, releases, capabilities, skills and money of a plan, on schedules given by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from requirements.gate import Maturity
from roadmap.planner.lines.money_lines import gap_of, proof_line
from roadmap.plans.document import Plan
from roadmap.plans.engineering.work import WorkStatus
from roadmap.schedule import Proof, Status, Stopped
from tests.planner.plans import TRAIN, plan_of
from tests.projects import capability, deal, feature

API = {"api": capability()}
NEEDY = {"d": deal(gates={"design_in": "2026-02-27"}, needs={"design_in": ["api"]})}


def test_a_feature_says_when_it_is_verified_and_what_slack_it_has_to_the_freeze() -> None:
    # Five days from slot 1: Tuesday 6 to Monday 12 January; the freeze is two working days later.
    line = plan_of((0, [1]), capabilities=API, features={"f": feature(cost=30)}).features[0]
    assert (line.work[0].first, line.work[0].last) == (date(2026, 1, 6), date(2026, 1, 12))
    assert (line.verified, line.slack, line.release, line.cost) == (date(2026, 1, 12), 2, "R1", 30)


def test_enablement_does_not_count_as_verified() -> None:
    steps = [{"phase": phase, "skill": "code", "effort": 2} for phase in ("build", "enable")]
    line = plan_of((0, [0, 7]), capabilities=API, features={"f": feature(*steps)}).features[0]
    assert (line.verified, line.slack) == (date(2026, 1, 6), 6)


def unplanned(features: dict[str, Any], *placements: Any, **more: Any) -> dict[str, str]:
    plan = plan_of(*placements, capabilities=API | {"x": capability()}, features=features, deals=NEEDY, **more)
    return {line.id: line.cause.kind.value for line in plan.unplanned}


def test_what_is_not_built_has_a_reason() -> None:
    features = {"f": feature(), "g": feature(), "h": feature(provides={"x": "ga"})}
    assert unplanned(features, (0, [0]), None, None) == {"g": "other_variant", "h": "no_need"}
    assert unplanned({"f": feature()}, None) == {"f": "not_found"}
    out = [{"feature": "f", "planned": False}]
    assert unplanned({"f": feature()}, None, pins=out) == {"f": "pin"}


def test_a_foundation_of_something_needed_is_not_called_useless() -> None:
    features = {"base": feature(provides={"x": "ga"}), "f": feature(after=["base"])}
    # One after the other they take ten days, and the only release freezes after eight.
    assert unplanned(features, None, None) == {"base": "not_served", "f": "too_late"}


def test_deals_count_on_a_feature_and_on_what_it_comes_after() -> None:
    features = {
        "base": feature(provides={"x": "ga"}),
        "f": feature({"phase": "build", "skill": "code", "effort": 2}, after=["base"]),
    }
    plan = plan_of((0, [0]), (0, [5]), capabilities=API | {"x": capability()}, features=features, deals=NEEDY)
    assert [line.deals for line in plan.features] == [["d"], ["d"]]
    assert plan.releases[0].deals == ["d"]


def test_releases_say_what_lands_and_whether_they_are_cut() -> None:
    trains = {"R1": TRAIN | {"cost": 4}, "R2": {"freeze": "2026-02-11", "ship": "2026-02-14", "fixed": True}}
    plan = plan_of((0, [0]), capabilities=API, features={"f": feature()}, releases=trains)
    assert [(r.id, r.used, r.features) for r in plan.releases] == [("R1", True, ["f"]), ("R2", True, [])]
    # 14 February is a Saturday: the release ships on Monday 16.
    assert plan.releases[1].ship == date(2026, 2, 16)
    assert plan.headline.release_cost == 4


def test_capabilities_say_where_each_maturity_lands() -> None:
    line = plan_of((0, [0]), capabilities=API, features={"f": feature()}).capabilities[0]
    assert line.lands == {Maturity.PREVIEW: "R1", Maturity.GA: "R1"}


def test_load_is_counted_by_week() -> None:
    # Two people; one works Tuesday to Monday: four person-days in the first week, one in the second.
    teams = {"core": {"name": "Core", "skill": "code", "people": 2}}
    line = plan_of((0, [1]), capabilities=API, features={"f": feature()}, teams=teams).skills[0]
    assert [(str(w.monday), w.available, w.used) for w in line.weeks][:3] == [
        ("2026-01-05", 10, 4),
        ("2026-01-12", 10, 1),
        ("2026-01-19", 10, 0),
    ]
    assert sum(week.available for week in line.weeks) == 120


def test_teams_count_those_who_join() -> None:
    team = {"name": "Core", "skill": "code", "people": 2, "hires": [{"first": "2026-02-02", "people": 3}]}
    plan = plan_of(teams={"core": team}, people={"ann": {"name": "Ann", "team": "core"}})
    assert plan.teams[0].people == 6


def tracked(**progress: Any) -> Plan:
    steps = [{"phase": phase, "skill": "code", "effort": 4} for phase in ("design", "build")]
    return plan_of(
        (0, []),
        header={"as_of": "2026-01-12"},
        releases={"R1": {"freeze": "2026-01-20", "ship": "2026-01-21"}},
        capabilities=API,
        features={"f": feature(*steps)},
        progress={"f": {"items": progress}},
    )


def test_finished_and_running_work_is_shown_as_it_happened() -> None:
    done = {"started": "2026-01-05", "done": "2026-01-07", "crew": 2}
    running = {"started": "2026-01-08", "remaining": 3}
    design, build = tracked(design=done, build=running).features[0].work
    assert (design.status, design.first, design.last, design.crew) == (
        WorkStatus.DONE,
        date(2026, 1, 5),
        date(2026, 1, 7),
        2,
    )
    # Three person-days remain: Monday 12 to Wednesday 14 January.
    assert (build.status, build.first, build.last, build.effort) == (
        WorkStatus.STARTED,
        date(2026, 1, 8),
        date(2026, 1, 14),
        3,
    )


def test_a_feature_that_has_shipped_is_shown_in_its_release() -> None:
    plan = plan_of(
        header={"as_of": "2026-02-02"},
        capabilities=API,
        features={"f": feature()},
        deals=NEEDY,
        progress={"f": {"shipped": "R1"}},
    )
    assert [(f.id, f.release, f.work, f.cost) for f in plan.features] == [("f", "R1", [], 0)]
    assert [(r.id, r.past, r.features) for r in plan.releases] == [("R1", True, ["f"])]
    assert plan.deals[0].needs[0].ready == date(2026, 1, 16)  # the day it shipped


def test_pins_are_told_in_the_words_of_their_files() -> None:
    pins = [
        {"feature": "f", "done_by": "2026-01-12", "reason": "promised"},
        {"feature": "f", "planned": True},
        {"deal": "d", "served": True},
    ]
    plan = plan_of((0, [0]), capabilities=API, features={"f": feature()}, deals=NEEDY, pins=pins)
    assert [(pin.text, pin.reason) for pin in plan.pins] == [
        ("feature f: done_by 2026-01-12", "promised"),
        ("feature f: planned true", None),
        ("deal d: served true", None),
    ]


def test_an_empty_project_has_an_empty_plan() -> None:
    plan = plan_of(releases={})
    assert (plan.deals, plan.features, plan.releases, plan.headline.value) == ([], [], [], 0)


@pytest.mark.parametrize(
    ("worth", "bound", "gap"),
    [
        (100, 110, 0.1),
        (100, 100, 0.0),
        (0, 0, 0.0),
        (0, 5, None),
        (-10, -5, 0.5),
        (100, None, None),
        (None, 5, None),
        (5, 4, 0.0),
    ],
)
def test_the_gap_is_a_share_of_the_value(worth: int | None, bound: int | None, gap: float | None) -> None:
    assert gap_of(worth, bound) == gap


def test_a_plan_without_a_value_cannot_be_stated() -> None:
    with pytest.raises(ValueError, match="without a value"):
        proof_line(Proof(Status.NOTHING_FOUND, Stopped.TIME, None, None))
