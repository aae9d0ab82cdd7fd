"""The progress of a day on which everything has gone as planned."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from roadmap.folder.project import Project
from roadmap.plans.document import Plan
from roadmap.tracking.as_planned import progress_as_planned
from tests.planner.plans import TRAIN, plan_made
from tests.projects import capability, deal, feature, project

WORK = [
    {"phase": "build", "skill": "code", "effort": 3},
    {"phase": "verify", "skill": "code", "effort": 4},
]


EARLY = {"freeze": "2026-01-08", "ship": "2026-01-09"}


def made(**more: Any) -> tuple[Project, Plan]:
    """Build in slots 0 to 2 (5 to 7 January), verify in slots 3 to 6 (8 to 13 January), freeze 14, ship 16 January."""
    stated = project(
        capabilities={"api": capability()},
        features={"f": feature(*WORK)},
        releases={"R1": TRAIN},
        deals={"d": deal(gates={"design_in": "2026-02-27"}, needs={"design_in": ["api"]})},
        **more,
    )
    return stated, plan_made(stated, (0, [0, 3]))


def test_on_the_first_day_nothing_has_happened() -> None:
    stated, plan = made()
    assert progress_as_planned(plan, stated, date(2026, 1, 5)) == {}


def test_what_has_ended_is_done_and_what_has_begun_is_running() -> None:
    # on Monday 12 January verification has two of its four days behind it, and two person-days left
    stated, plan = made()
    items = progress_as_planned(plan, stated, date(2026, 1, 12))["f"]["items"]
    assert items["build"] == [{"started": "2026-01-05", "done": "2026-01-07", "crew": 1}]
    assert items["verify"] == [{"started": "2026-01-08", "remaining": 2, "people": ["core-1"], "crew": 1}]


def test_a_feature_has_shipped_once_the_ship_day_is_over() -> None:
    stated, plan = made()
    assert "shipped" not in progress_as_planned(plan, stated, date(2026, 1, 16))["f"]
    assert progress_as_planned(plan, stated, date(2026, 1, 17))["f"]["shipped"] == "R1"


def test_what_is_left_takes_the_days_that_are_left_where_people_are_slow() -> None:
    # half of their time is reserved: 3 + 4 person-days take 6 + 8 days, and on 15 January 6 of those 8 are left
    teams = {"core": {"name": "Core", "skill": "code", "people": 1, "reserved": "50%"}}
    stated = project(
        features={"f": feature(*WORK)},
        releases={"R1": TRAIN | {"ship": "2026-02-27", "freeze": "2026-02-27"}},
        capabilities={"api": capability()},
        deals={"d": deal(gates={"design_in": "2026-03-27"}, needs={"design_in": ["api"]})},
        teams=teams,
    )
    plan = plan_made(stated, (0, [0, 6]))
    items = progress_as_planned(plan, stated, date(2026, 1, 15))["f"]["items"]
    assert items["verify"] == [{"started": "2026-01-13", "remaining": 3, "people": ["core-1"], "crew": 1}]


def test_several_items_of_one_phase_are_told_apart() -> None:
    work = [
        {"phase": "build", "skill": "code", "effort": 2},
        {"phase": "build", "skill": "test", "effort": 4},
        {"phase": "build", "skill": "code", "effort": 2, "name": "again"},
    ]
    stated = project(
        capabilities={"api": capability()},
        features={"f": feature(*work)},
        releases={"R1": TRAIN},
        teams={key: {"name": key, "skill": key, "people": 1} for key in ("code", "test")}
        | {"core": {"name": "C", "skill": "x"}},
        deals={"d": deal(gates={"design_in": "2026-02-27"}, needs={"design_in": ["api"]})},
    )
    items = progress_as_planned(plan_made(stated, (0, [0, 2, 6])), stated, date(2026, 1, 8))["f"]["items"]["build"]
    assert [(item.get("skill"), item.get("done"), item.get("remaining")) for item in items] == [
        ("code", "2026-01-06", None),  # the other piece of this skill is the one with a name
        ("test", None, 3),
    ]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-01-06", {"started": "2026-01-02", "remaining": 2}),
        ("2026-01-09", {"started": "2026-01-02", "done": "2026-01-07", "remaining": 0}),
    ],
)
def test_running_work_goes_on_though_the_plan_does_not_build_its_feature(day: str, told: dict[str, Any]) -> None:
    # three days are left on Monday 5 January, and no train takes what is behind it
    running = {"items": {"build": {"started": "2026-01-02", "remaining": 3}}}
    stated = project(features={"f": feature(*WORK)}, releases={"R1": EARLY}, progress={"f": running})
    assert progress_as_planned(plan_made(stated, None), stated, date.fromisoformat(day))["f"]["items"]["build"] == [
        told
    ]


@pytest.mark.parametrize(("train", "placed"), [(TRAIN, (0, [])), (EARLY, None)])
def test_what_is_left_of_a_wait_that_takes_longer_than_stated_is_told(
    train: dict[str, str], placed: tuple[int, list[int]] | None
) -> None:
    # five days from the 2nd would end on the 8th; it was said on the 5th that six are left: until Monday 12
    running = {"items": {"verify": {"started": "2026-01-02", "remaining": 6}}}
    wait = {"phase": "verify", "wait": 5}
    stated = project(features={"f": feature(wait)}, releases={"R1": train}, progress={"f": running})
    (told,) = progress_as_planned(plan_made(stated, placed), stated, date(2026, 1, 8))["f"]["items"]["verify"]
    assert (told["started"], told["remaining"]) == ("2026-01-02", 3)
