"""People as capacity. The calendar has five-day weeks; slot 0 is Monday 2026-01-05."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from roadmap.indexing import index_project
from roadmap.problem import Mode
from tests.projects import capability, feature, project

TEAM = {"name": "Core", "skill": "code"}


def heads(people: dict[str, Any]) -> tuple[int, ...]:
    indexed = index_project(project(teams={"core": TEAM}, people=people))
    return indexed.problem.capacity[0]


def test_a_team_of_nobody_and_no_work_has_no_skill() -> None:
    assert index_project(project(teams={"core": TEAM})).problem.capacity == ()


def test_a_team_of_three_is_three_people_every_day() -> None:
    indexed = index_project(project(teams={"core": TEAM | {"people": 3}}))
    assert indexed.problem.capacity == ((3,) * 60,)


def test_a_hire_counts_from_the_first_day() -> None:
    indexed = index_project(
        project(teams={"core": TEAM | {"people": 1, "hires": [{"first": "2026-01-12", "people": 2}]}})
    )
    assert indexed.problem.capacity[0][:7] == (1, 1, 1, 1, 1, 3, 3)


def test_a_person_is_away_on_leave_both_days_included() -> None:
    # Thursday 8 to Monday 12 January: slots 3, 4 and 5.
    ann = {"name": "Ann", "team": "core", "leave": [{"first": "2026-01-08", "last": "2026-01-12"}]}
    assert heads({"ann": ann})[:8] == (1, 1, 1, 0, 0, 0, 1, 1)


def test_a_person_is_there_from_the_first_to_the_last_day() -> None:
    # Tuesday 6 (slot 1) to Friday 9 January (slot 4).
    ann = {"name": "Ann", "team": "core", "first": "2026-01-06", "last": "2026-01-09"}
    assert heads({"ann": ann})[:6] == (0, 1, 1, 1, 1, 0)


def test_overlapping_leave_counts_once() -> None:
    leave = [{"first": "2026-01-06", "last": "2026-01-08"}, {"first": "2026-01-07", "last": "2026-01-07"}]
    assert heads({"ann": {"name": "Ann", "team": "core", "leave": leave}})[:6] == (1, 0, 0, 0, 1, 1)


def test_leave_before_the_start_and_around_the_last_day_takes_nothing_twice() -> None:
    leave = [{"first": "2025-12-29", "last": "2026-01-05"}, {"first": "2026-01-08", "last": "2026-01-20"}]
    ann = {"name": "Ann", "team": "core", "last": "2026-01-09", "leave": leave}
    assert heads({"ann": ann})[:6] == (0, 1, 1, 0, 0, 0)


def test_a_person_may_have_another_skill_than_the_team() -> None:
    indexed = index_project(
        project(teams={"core": TEAM}, people={"ann": {"name": "Ann", "team": "core", "skill": "test"}})
    )
    assert indexed.names.skills == ("test",)


def test_the_reserved_share_that_is_told_is_the_average_over_the_people_of_a_skill() -> None:
    # One person keeps 20 %, one 40 %: 30 % on average, so 70 % of their time goes into planned work.
    people = {"ann": {"name": "Ann", "team": "core", "reserved": "40%"}}
    indexed = index_project(project(teams={"core": TEAM | {"people": 1, "reserved": "20%"}}, people=people))
    assert float(indexed.staff.productive["code"]) == 0.7


def test_a_skill_nobody_has_is_known_and_empty() -> None:
    build = {"phase": "build", "skill": "go", "effort": 3}
    plugin = {"name": "F", "team": "core", "provides": {"api": "ga"}, "work": [build]}
    indexed = index_project(project(capabilities={"api": {"name": "A", "kind": "serving"}}, features={"f": plugin}))
    assert indexed.names.skills == ("code", "go")
    assert set(indexed.problem.capacity[1]) == {0}


def modes_of(effort: int, people: dict[str, Any], *, crew: Any = 1) -> tuple[Mode, ...]:
    """The modes of work of the skill `code`; the pools are code (everybody), then each higher speed."""
    work = feature({"phase": "build", "skill": "code", "effort": effort, "crew": crew})
    teams = {"core": TEAM | {"people": 1, "reserved": "20%"}}
    made = project(capabilities={"api": capability()}, teams=teams, people=people, features={"f": work})
    return index_project(made).problem.items[0].modes


def test_one_more_person_who_is_slower_makes_nothing_longer() -> None:
    # 8 person-days: at 80 % 10 days. With somebody at 40 % too: 20 days by anybody, or 10 by the faster one.
    assert modes_of(8, {}) == (Mode(((0, 1),), 10),)
    slower = {"ann": {"name": "Ann", "team": "core", "reserved": "60%"}}
    assert modes_of(8, slower) == (Mode(((0, 1),), 20), Mode(((0, 1), (1, 1)), 10))


def test_a_crew_goes_at_the_pace_of_its_slowest() -> None:
    # 8 person-days x 1.08 for two at 40 % each: 8.64 / 0.8 = 11 days, more than the faster one takes alone.
    slower = {"ann": {"name": "Ann", "team": "core", "reserved": "60%"}}
    assert modes_of(8, slower, crew=2) == (Mode(((0, 2),), 11),)


def test_proficiency_and_reserved_share_count_together() -> None:
    # 50 % of a skill and a fifth kept: 0.4 of a person-day a day.
    ann = {"name": "Ann", "team": "core", "skills": {"code": "50%"}}
    indexed = index_project(project(teams={"core": TEAM | {"reserved": "20%"}}, people={"ann": ann}))
    assert indexed.staff.workers[0].speed("code") == Fraction(2, 5)


def test_counted_people_have_the_further_skills_of_their_team() -> None:
    team = TEAM | {"people": 2, "skills": {"test": "50%"}}
    work = [{"phase": phase, "skill": skill, "effort": 1} for phase, skill in (("build", "code"), ("verify", "test"))]
    made = project(teams={"core": team}, capabilities={"api": capability()}, features={"f": feature(*work)})
    indexed = index_project(made)
    assert [indexed.names.pool(p) for p in range(3)] == ["code", "test", "code or test"]
    assert [row[0] for row in indexed.problem.capacity] == [2, 2, 2]
    assert indexed.names.pools_with("test") == (1, 2)


def test_somebody_whose_time_is_all_reserved_counts_for_nothing() -> None:
    ann = {"name": "Ann", "team": "core", "reserved": "100%"}
    assert heads({"ann": ann}) == (0,) * 60
