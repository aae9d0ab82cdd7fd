"""`roadmap demo`: the example from start to finish, here with a planner that is made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from roadmap.schedule import Status, Stopped
from tests.cli.command import answer, folder, run, small_plan
from tests.cli.planners import finding, nothing, planner

MADE = ["plan.json", "roadmap.html", "timeline.csv", "timeline.ics", "timeline.json", "timeline.xlsx"]


def test_the_demo_writes_everything_and_says_where_to_look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called = planner(monkeypatch, finding(small_plan()))
    monkeypatch.chdir(tmp_path)
    shown = run("demo", "--time", "5")
    assert shown.exit_code == 0
    assert called[0][1].seconds == 5
    assert len(called[0][0].market.deals) == 83
    assert sorted(path.name for path in (tmp_path / "roadmap-demo").iterdir() if path.name in MADE) == MADE
    steps = [line.split()[0] for line in shown.stderr.splitlines() if line[0] not in " md"]
    assert steps == ["Wrote", "Checked:", "Planning", "Rendered"]
    told = [" ".join(line.split()) for line in shown.stdout.splitlines()]
    assert "roadmap-demo/roadmap.html the roadmap: open it in a browser" in told


def test_a_demo_that_is_there_is_planned_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called = planner(monkeypatch, finding(small_plan()))
    where = folder(tmp_path / "mine")
    shown = run("demo", where, "--json")
    assert shown.exit_code == 0
    assert "mine already exists. The demo plans it as it is." in shown.stderr
    assert called[0][0].header.name == "Small"
    assert sorted(Path(file).name for file in answer(shown)["files"]) == MADE


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called = planner(monkeypatch, finding(small_plan()))
    (tmp_path / "notes.txt").touch()
    assert run("demo", tmp_path).exit_code == 2
    assert called == []
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_demo_without_a_plan_ends_as_planning_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planner(monkeypatch, lambda **_callbacks: nothing(Status.NOTHING_FOUND, Stopped.TIME))
    where = folder(tmp_path / "mine")
    shown = run("demo", where)
    assert shown.exit_code == 5
    assert "No plan was found in the time given" in shown.stderr
    assert answer(run("demo", where, "--json"))["exit_code"] == 5
    assert not (where / "roadmap.html").exists()
