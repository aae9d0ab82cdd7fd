"""More or fewer people of a skill, from a day on: what the teams and people of the folder then are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from requirements.finding import Finding, Place
from roadmap.changes.scenarios.changes import headcount, read_people
from tests.folder.folders import SMALL
from tests.simulate.asking import asked, change, only_error, people, project


def test_more_people_join_the_largest_team_of_the_skill(tmp_path: Path) -> None:
    team = project(tmp_path, "people.+2:sdk@2026-04-01").engineering.teams["sdk"]
    assert [(hire.first, hire.people) for hire in team.hires] == [(date(2026, 6, 1), 1), (date(2026, 4, 1), 2)]
    assert project(tmp_path, "people.+2:sdk").engineering.teams["sdk"].people == 4


def test_people_of_a_skill_without_a_team_get_one(tmp_path: Path) -> None:
    made = project(tmp_path, "people.+1:qa@2026-04-01", "people.+1:qa")
    team = made.engineering.teams["more-qa"]
    assert (team.skill, team.people, [(hire.first, hire.people) for hire in team.hires]) == (
        "qa",
        1,
        [(date(2026, 4, 1), 1)],
    )


def test_a_team_that_has_no_hires_gets_them(tmp_path: Path) -> None:
    files = {**SMALL, "more.yaml": str(SMALL["more.yaml"]).replace("    hires: [{first: 2026-06-01, people: 1}]\n", "")}
    team = project(tmp_path, "people.+2:sdk@2026-04-01", files=files).engineering.teams["sdk"]
    assert [(hire.first, hire.people) for hire in team.hires] == [(date(2026, 4, 1), 2)]


def test_fewer_people_leave_the_day_before(tmp_path: Path) -> None:
    made = project(tmp_path, "people.-1:sdk@2026-04-01")
    assert made.engineering.teams["sdk"].people == 1
    assert sorted((key, person.last) for key, person in made.engineering.people.items()) == [
        ("lin", None),
        ("sdk-leaving-1", date(2026, 3, 31)),
    ]


def test_the_named_leave_last(tmp_path: Path) -> None:
    made = project(tmp_path, "people.-1:qa@2026-04-01")
    assert made.engineering.people["lin"].last == date(2026, 3, 31)
    loaded = asked(tmp_path, "people.-1:qa")
    assert "lin" not in {path[1] for path in (loaded.project.places if loaded.project else []) if path[0] == "people"}


def test_more_cannot_leave_than_there_are(tmp_path: Path) -> None:
    assert "only 2 people" in only_error(tmp_path, "people.-3:sdk").message


def test_a_skill_that_nobody_has_and_no_work_asks_for_is_no_skill(tmp_path: Path) -> None:
    found = only_error(tmp_path, "people.+1:sdq")
    assert (found.code, found.hint) == ("unknown-path", "Did you mean sdk?")
    assert "qa, sdk" in found.message


def test_people_of_a_scenario_may_leave_out_the_first_word() -> None:
    assert headcount(people("+2:compiler@2026-04-01")).count == 2
    assert people("people.-1:compiler").path == "people.-1:compiler"
    assert read_people("two more", file="s.yaml", mark=(3, 5)) == [
        Finding(
            "set-form",
            Place("s.yaml", 3, 5),
            "expected a number of people of a skill to add or remove from a day on: +N:SKILL@DAY or -N:SKILL@DAY",
            "An example is people.+2:compiler@2026-04-01.",
        )
    ]


def test_a_headcount_is_read_of_people_only() -> None:
    with pytest.raises(ValueError, match=r"deals\.D1"):
        headcount(change("deals.D1=3"))
