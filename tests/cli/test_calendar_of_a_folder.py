"""The life of a calendar: a customer moves its gate, another deal is lost, and the folder is planned again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from roadmap.folder.load import load_project
from roadmap.planner.stored.replan import replan
from tests.cli.command import folder, run
from tests.plan_files import plan_text

BEFORE = """\
name: Case
start: 2026-03-02
horizon: 2026-06-30
policy: {estimate: likely, safe_slack: 0}
segments:
  any: {name: Any, target: 1000, win_rate: 100%, lead_rate: 100%, lead_time: 0}
capabilities:
  f: {name: F, kind: serving}
  g: {name: G, kind: serving}
deals:
  d: {name: D, customer: CD, segment: any, stage: opportunity, value: 1000, gates: {design_in: 2026-03-31},
    needs: {design_in: [f]}}
  e: {name: E, customer: CE, segment: any, stage: opportunity, value: 1000, gates: {design_in: 2026-03-31},
    needs: {design_in: [g]}}
teams:
  t: {name: T, skill: dev, people: 1}
features:
  f: {name: F, team: t, provides: {f: ga}, work: [{phase: build, skill: dev, effort: 5}]}
  g: {name: G, team: t, provides: {g: ga}, work: [{phase: build, skill: dev, effort: 5}]}
releases:
  R: {freeze: 2026-03-20, ship: 2026-03-20}
"""
"""Both features fit before the freeze: ten days of work in fifteen."""
MOVED = BEFORE.replace("2026-03-31", "2026-04-15", 1)
LOST = BEFORE.replace("customer: CE, segment: any, stage: opportunity", "customer: CE, segment: any, stage: lost")
RENAMED = BEFORE.replace("name: Case", "name: Renamed").replace("name: D,", "name: Other,")
GATE_GONE = BEFORE.replace("stage: opportunity, value: 1000, gates", "stage: won, value: 1000, gates", 1)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "folder"


def feed(place: Path, text: str) -> dict[str, dict[str, Any]]:
    """What the calendar says of each gate, by the first letters of its UID, after the folder is planned."""
    project = load_project(folder(place, text)).project
    assert project is not None
    plan = replan(project, None, seconds=5).plan
    assert plan is not None
    (place / "plan.json").write_text(plan_text(plan), encoding="utf-8")
    written = run("timeline", place / "plan.json", "--format", "ics", "-o", place / "gates.ics")
    assert written.exit_code == 0, written.output
    return {
        str(event["uid"]): {
            "sequence": event.decoded("sequence"),
            "modified": event.decoded("last-modified"),
            "status": str(event["status"]),
            "day": event.decoded("dtstart").isoformat(),
        }
        for event in Calendar.from_ical((place / "gates.ics").read_bytes()).walk("VEVENT")
    }


def test_a_gate_that_moves_is_newer_and_the_other_is_as_it_was(place: Path) -> None:
    before, after = feed(place, BEFORE), feed(place, MOVED)
    [moved] = [uid for uid, event in after.items() if event["day"] == "2026-04-15"]
    [other] = after.keys() - {moved}
    assert before.keys() == after.keys()
    assert after[other] == before[other]
    assert after[moved]["sequence"] == before[moved]["sequence"] + 1
    assert after[moved]["modified"] > before[moved]["modified"]
    assert after[moved]["status"] == "CONFIRMED"


@pytest.mark.parametrize("gone", [LOST, GATE_GONE], ids=["the deal is lost", "the gate is passed"])
def test_what_is_gone_is_cancelled_and_comes_back_newer(place: Path, gone: str) -> None:
    before, after = feed(place, BEFORE), feed(place, gone)
    [cancelled] = [uid for uid, event in after.items() if event["status"] == "CANCELLED"]
    [other] = after.keys() - {cancelled}
    assert before.keys() == after.keys()
    assert after[other] == before[other]
    assert (after[cancelled]["sequence"], after[cancelled]["day"]) == (1, "2026-03-31")
    assert after[cancelled]["modified"] > before[cancelled]["modified"]
    back = feed(place, BEFORE)[cancelled]
    assert (back["status"], back["sequence"]) == ("CONFIRMED", 2)
    assert back["modified"] > after[cancelled]["modified"]


def test_a_folder_that_is_renamed_keeps_its_events(place: Path) -> None:
    before, after = feed(place, BEFORE), feed(place, RENAMED)
    assert before.keys() == after.keys()
    assert {(event["sequence"], event["status"]) for event in after.values()} == {(0, "CONFIRMED")}
