"""The working year of a plan of three weeks from Monday 5 January 2026."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from roadmap.calendar import build_calendar
from roadmap.indexing import index_project
from roadmap.planner.draft import Draft
from roadmap.planner.lines.year_lines import working_year
from roadmap.schedule import Schedule
from tests.projects import SEGMENT, project

THREE_WEEKS: dict[str, Any] = {"header": {"horizon": "2026-01-25"}}


def draft(**entities: Any) -> Draft:
    made = project(**(THREE_WEEKS | entities))
    return Draft(made, index_project(made), Schedule(()))


def test_days_off_and_worked_weekends_are_those_from_today_to_the_horizon() -> None:
    one = draft()
    calendar = build_calendar(
        date(2025, 12, 1),
        date(2026, 6, 30),
        days_off=[date(2026, 1, 2), date(2026, 1, 14), date(2026, 1, 17)],
        working_days=[date(2026, 1, 10), date(2026, 1, 31)],
    )
    year = working_year(replace(one, project=replace(one.project, calendar=calendar)))
    # 2 January lies before, 31 January after the plan, and 17 January is a Saturday anyway.
    assert (year.days_off, year.worked_weekends) == ([date(2026, 1, 14)], [date(2026, 1, 10)])


def test_closing_months_are_twelve_weights() -> None:
    segments = {"isv": SEGMENT | {"closes": {"mar": 3, "dec": 1}}, "all": SEGMENT}
    assert [(line.segment, line.weights) for line in working_year(draft(segments=segments)).closes] == [
        ("isv", [0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
        ("all", [1, 1, 8, 8, 8, 8, 8, 8, 8, 8, 1, 1]),
    ]


def test_people_have_the_skill_that_is_theirs_or_their_teams() -> None:
    teams = {
        "core": {"name": "Core", "skill": "code", "people": 1},
        "field-north": {"name": "Field", "skill": "fae", "people": 2},
    }
    people: dict[str, Any] = {
        "li": {"name": "Li", "team": "core"},
        "wu": {"name": "Wu", "team": "core", "skill": "test"},
    }
    people["su"] = {"name": "Su", "team": "core", "skills": {"go": "80%", "code": "50%"}}
    assert {line.id: line.skill for line in working_year(draft(teams=teams, people=people)).people} == {
        "core-1": "code",
        "field-north-1": "fae",
        "field-north-2": "fae",
        "li": "code",
        "wu": "test",
        "su": "go",
    }
