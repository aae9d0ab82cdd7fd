"""Who does what, and when people change."""

from __future__ import annotations

from datetime import date
from typing import Any

from roadmap.audit.naming import check
from roadmap.indexing import index_project
from roadmap.planner.naming.staffing import as_integers, staff_project
from roadmap.plans.document import Plan
from roadmap.schedule import Placement, Schedule
from tests.planner.plans import TRAIN, plan_of
from tests.projects import capability, feature, project

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


BOTH = {"code": "100%", "test": "100%"}


def work(phase: str, skill: str, effort: int) -> dict[str, Any]:
    return {"phase": phase, "skill": skill, "effort": effort}


def two_skills() -> Plan:
    """Ann can code; Bob can code and test. Two days of code by one, then the same two days of test by the other."""
    return plan_of(
        (0, [0]),
        (0, [0]),
        capabilities=API,
        teams={"core": {"name": "Core", "skill": "code"}},
        people={"ann": person(), "bob": person(skills=BOTH)},
        features={"f": feature(work("build", "code", 2)), "g": feature(work("build", "test", 2))},
    )


def test_people_with_several_skills_do_one_thing_at_a_time() -> None:
    assert [line.work[0].people for line in two_skills().features] == [["ann"], ["bob"]]


def test_a_day_of_work_is_a_day_on_hand_for_one_skill_alone() -> None:
    # Five working days: Ann codes for two; Bob tests for two, so that code has 10 - 2 days on hand, and test 5.
    code, test = two_skills().skills
    assert (code.people, code.shared, code.weeks[0].available, code.weeks[0].used) == (2, 1, 8, 2)
    assert (test.people, test.shared, test.weeks[0].available, test.weeks[0].used) == (1, 1, 5, 2)


def test_somebody_who_is_slower_does_not_take_the_seat_of_somebody_faster() -> None:
    # Ann is fully proficient: 3 days. Bob at 50 % would take 6, which the mode that is chosen does not allow.
    teams = {"core": {"name": "Core", "skill": "code"}}
    people = {"ann": person(), "bob": person(skills={"code": "50%"})}
    made = project(
        releases={"R1": TRAIN}, capabilities=API, teams=teams, people=people, features={"f": feature(build(3))}
    )
    indexed = index_project(made)
    days = {mode.days: number for number, mode in enumerate(indexed.problem.items[0].modes)}
    assert sorted(days) == [3, 6]
    for length, who in ((3, ("ann",)), (6, ("bob",))):
        schedule = Schedule((Placement(0, (0,), (days[length],)),))
        staffing = staff_project(made, indexed, schedule)
        assert staffing.people == {0: who}
        assert list(check(indexed.problem, schedule, *as_integers(indexed, staffing))) == []
