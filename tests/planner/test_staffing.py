"""Who does what, and when people change."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.planner.plans import plan_of
from tests.projects import capability, feature

API = {"api": capability()}
TWO = {"core": {"name": "Core", "skill": "code"}, "edge": {"name": "Edge", "skill": "code"}}


def build(effort: int, **more: Any) -> dict[str, Any]:
    return {"phase": "build", "skill": "code", "effort": effort} | more


def person(team: str = "core", **more: Any) -> dict[str, Any]:
    return {"name": "P", "team": team} | more


def test_an_item_keeps_its_people_to_the_end() -> None:
    plan = plan_of(
        (0, [0]),
        (0, [0]),
        capabilities=API,
        teams=TWO,
        people={"ann": person(), "bob": person()},
        features={"f": feature(build(5)), "g": feature(build(3))},
    )
    assert [line.work[0].people for line in plan.features] == [["ann"], ["bob"]]
    assert plan.hand_overs == []


def test_people_of_the_features_own_team_come_first() -> None:
    plan = plan_of(
        (0, [0]),
        capabilities=API,
        teams=TWO,
        people={"ann": person("edge"), "bob": person("core")},
        features={"f": feature(build(5))},
    )
    assert plan.features[0].work[0].people == ["bob"]


def test_whoever_can_stay_is_taken_before_whoever_leaves() -> None:
    leave = [{"first": "2026-01-07", "last": "2026-01-07"}]
    plan = plan_of(
        (0, [0]),
        capabilities=API,
        teams=TWO,
        people={"ann": person(leave=leave), "bob": person("edge")},
        features={"f": feature(build(5))},
    )
    assert plan.features[0].work[0].people == ["bob"]
    assert plan.hand_overs == []


def test_a_hand_over_that_cannot_be_avoided_is_reported() -> None:
    # Ann is there on Monday and Tuesday only, Bob from Wednesday on: five days of work pass from her to him.
    plan = plan_of(
        (0, [0]),
        capabilities=API,
        teams=TWO,
        people={"ann": person(last="2026-01-06"), "bob": person(first="2026-01-07")},
        features={"f": feature(build(5))},
    )
    assert plan.features[0].work[0].people == ["ann", "bob"]
    hand_over = plan.hand_overs[0]
    assert (hand_over.day, hand_over.leaves, hand_over.joins) == (date(2026, 1, 7), ["ann"], ["bob"])


def test_counted_people_are_numbered_by_team() -> None:
    plan = plan_of(
        (0, [0]),
        capabilities=API,
        teams={"core": {"name": "Core", "skill": "code", "people": 2}},
        features={"f": feature(build(6, crew=2))},
    )
    assert plan.features[0].work[0].people == ["core-1", "core-2"]


def test_a_milestone_takes_nobody() -> None:
    plan = plan_of((0, [3]), capabilities=API, features={"f": feature(build(0))})
    work = plan.features[0].work[0]
    assert (work.people, work.first, work.last) == ([], date(2026, 1, 7), date(2026, 1, 7))
