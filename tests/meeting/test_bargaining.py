"""A trade in a meeting: its lines ask for the very problem that the trade was planned with, and go as one step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from requirements.deal import Need, read_need, short_form
from requirements.gate import Gate
from roadmap.changes.scenarios.revise import Changes
from roadmap.explaining.asking.change import Change, changed_project
from roadmap.folder.load import load_project
from roadmap.folder.project import Project
from roadmap.indexing import index_project
from roadmap.meeting.bargaining import gestures_of
from roadmap.meeting.meeting import MeetingChange, PlanningMeeting
from roadmap.meeting.state import MeetingState
from roadmap.policy.pins import Pin
from tests.editing.folders import MARKET, ROADMAP, company

AND_CLI = MARKET.replace("capabilities:\n", "capabilities:\n  cli: {name: CLI, kind: serving}\n")
WITH_CLI = ROADMAP.replace(
    "features:\n",
    "features:\n  cli: {name: CLI, team: sdk, provides: {cli: ga}, work: [{phase: build, skill: sdk, effort: 5}]}\n",
)
FIRST = (Gate.DESIGN_IN, 0)
TRADES = [
    Change(served="lake"),
    Change("person", "sdk", day=date(2026, 2, 2), served="lake"),
    Change("gate", "harbour", amount=20, served="harbour"),  # both of its gates
    Change("gate", "plane", amount=40, served="lake"),  # another deal gives, in a table
    Change("drop_need", "harbour", need=FIRST, wanted="api", served="harbour"),
    Change("drop_need", "door", need=FIRST, wanted="api", served="door"),
    Change("substitute", "harbour", need=FIRST, other="cli", wanted="api", served="harbour"),
    Change("variant", "cli", served="lake"),
]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    company(tmp_path, market_yaml=AND_CLI, roadmap_yaml=WITH_CLI)
    return read(tmp_path, ())


def read(folder: Path, changes: tuple[object, ...]) -> Project:
    loaded = load_project(folder, revision=Changes(changes))  # type: ignore[arg-type]
    assert loaded.project is not None, loaded.findings
    return loaded.project


def tried(folder: Path, change: Change, project: Project) -> MeetingState:
    gestures = gestures_of(change, project)
    assert gestures is not None
    answer = PlanningMeeting(folder, "autumn").make_all(gestures)
    assert isinstance(answer, MeetingChange), answer
    return answer.state


@pytest.mark.parametrize("change", TRADES, ids=lambda one: f"{one.kind}-{one.subject}")
def test_the_lines_ask_for_what_the_trade_was_planned_with(tmp_path: Path, project: Project, change: Change) -> None:
    state = tried(tmp_path, change, project)
    wanted = changed_project(project, change)
    wanted = replace(wanted, pins=(*wanted.pins, Pin(deal=change.served, served=True)))
    assert index_project(read(tmp_path, state.changes)).problem == index_project(wanted).problem


def test_one_undo_takes_all_lines_back(tmp_path: Path, project: Project) -> None:
    assert len(tried(tmp_path, TRADES[2], project).lines) == 3
    undone = PlanningMeeting(tmp_path, "autumn").undo()
    assert isinstance(undone, MeetingChange)
    assert undone.state.lines == ()


@pytest.mark.parametrize(
    "gone",
    [
        replace(TRADES[0], served="nobody"),
        replace(TRADES[2], subject="nobody"),
        replace(TRADES[4], wanted="cli"),
        replace(TRADES[4], need=(Gate.DESIGN_IN, 7)),
        replace(TRADES[4], need=(Gate.PAYMENT, 0)),
        replace(TRADES[7], subject="nothing"),
    ],
)
def test_a_trade_about_what_the_folder_has_no_more_is_none(project: Project, gone: Change) -> None:
    assert gestures_of(gone, project) is None


@pytest.mark.parametrize("text", ["api", "api | cli : ga", "api nice", "api : preview -20%", "api | cli -12.5%"])
def test_the_short_form_is_read_back_as_the_same_need(text: str) -> None:
    need = Need.model_validate(read_need(text))
    assert short_form(need.any_of, need.maturity, need.importance, need.drop) == text
