"""Every command that reads a plan refuses one that was changed by hand, and so does every command that reads a folder
whose published plan was."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import pytest

from roadmap.cli.terminal.plan_paths import FolderPath
from roadmap.plans.plan_file import read_plan
from tests.cli.command import SMALL, answer, folder, run, small_plan
from tests.cli.planners import finding, planner
from tests.cli.test_guard import commands
from tests.plan_files import plan_text

READ = {
    "publish": ["PLAN"],
    "compare": ["PLAN", "PLAN"],
    "render": ["PLAN"],
    "timeline": ["PLAN"],
    "load": ["PLAN"],
    "export": ["PLAN", "--format", "markdown"],
    "notify": ["PLAN", "--to", "LIST"],
    "simulate": ["PLAN", "--runs", "10"],
    "site": ["PLAN", "-o", "SITE"],
    "respond": ["PLAN", "--deal", "d", "LIST", "-o", "ANSWER"],
    "explain": ["PLAN", "d"],
    "prices": ["PLAN", "--time", "1"],
    "trades": ["PLAN", "--time", "1"],
    "agenda": ["PLAN", "--time", "1"],
    "track": ["DIR", "--plan", "PLAN"],
    "forecast": ["DIR", "--plan", "PLAN"],
    "whatif": ["DIR", "--plan", "PLAN", "--set", "name=Other"],
    "quote": ["DIR", "--plan", "PLAN", "--deal", "DEAL"],
    "sweep": ["DIR", "--plan", "PLAN", "-o", "SITE"],
    "plan": ["DIR", "-o", "PLAN"],
    "minutes": ["DIR", "SCENARIO", "--plan", "PLAN", "--effort", "0"],
}
"""How each command that reads a plan is told of it."""
FOLDERS = {
    "check": ["DIR"],
    "plan": ["DIR"],
    "demo": ["DIR"],
    "track": ["DIR"],
    "forecast": ["DIR"],
    "whatif": ["DIR", "--set", "name=Other"],
    "quote": ["DIR", "--deal", "DEAL"],
    "sweep": ["DIR", "-o", "SITE"],
    "publish": ["PLAN", "--folder", "DIR"],
    "catalogue": ["--for", "DIR"],
    "edit": ["DIR", "name=Other"],
    "keep": ["DIR", "SCENARIO"],
    "minutes": ["DIR", "SCENARIO"],
}
"""How each command that reads a folder is told of it; `catalogue` and `edit` read what its lines say, and no
promise."""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    where = folder(tmp_path / "p")
    deal = "{name: N, customer: C, segment: isv, stage: lead, value: 1, gates: {design_in: 2026-02-27}}"
    (where / "deal.yaml").write_text(f"deals:\n  n: {deal}\n", encoding="utf-8")
    (where / "scenario.yaml").write_text("set: {name: Other}\n", encoding="utf-8")
    (where / "plan.json").write_text(plan_text(small_plan()), encoding="utf-8")
    return where


def told(place: Path, words: list[str]) -> list[object]:
    known = {
        "PLAN": place / "plan.json",
        "DIR": place,
        "DEAL": place / "deal.yaml",
        "SITE": place / "site",
        "LIST": place / "deal.yaml",
        "SCENARIO": place / "scenario.yaml",
    }
    return [known.get(word, word) for word in words]


def edit(file: Path, part: str, **values: Any) -> None:
    document = json.loads(file.read_text(encoding="utf-8"))
    document[part].update(values)
    file.write_text(json.dumps(document, indent=2), encoding="utf-8")


def test_every_command_that_takes_a_plan_is_tried() -> None:
    taking = {
        name
        for name, command in commands()
        for parameter in command.params
        if isinstance(parameter.type, click.Path) and (parameter.metavar or "").endswith(".json")
    }
    # `explain` takes codes, too; a workbench shows what is wrong with a plan, and goes on (tests/web)
    assert taking - {"explain", "serve"} == set(READ) - {"explain"}


@pytest.mark.parametrize("command", READ)
def test_a_plan_changed_by_hand_is_refused(command: str, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    searched = planner(monkeypatch, finding(small_plan()))
    edit(place / "plan.json", "headline", value=999_999)
    before = (place / "plan.json").read_bytes()
    refused = run(command, *told(place, READ[command]))
    assert refused.exit_code == 3, refused.output
    assert "plan.json: plan-changed: " in refused.stderr
    assert "Plan again" in refused.stderr
    assert (place / "plan.json").read_bytes() == before
    assert searched == []
    assert not (place / "baseline.json").exists()


@pytest.mark.parametrize("command", [name for name in FOLDERS if name not in ("catalogue", "edit")])
def test_a_published_plan_changed_by_hand_is_refused(
    command: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched = planner(monkeypatch, finding(small_plan()))
    (place / "baseline.json").write_text(plan_text(small_plan()), encoding="utf-8")
    edit(place / "baseline.json", "proof", status="optimal")
    before = (place / "baseline.json").read_bytes()
    refused = run(command, *told(place, FOLDERS[command]))
    assert refused.exit_code == 3, refused.output
    assert "baseline.json: plan-changed: " in refused.output
    assert (place / "baseline.json").read_bytes() == before
    assert searched == []


def test_every_command_that_takes_a_folder_is_tried() -> None:
    taking = {
        name for name, command in commands() for parameter in command.params if isinstance(parameter.type, FolderPath)
    }
    of_plans = {
        "compare",
        "explain",
        "prices",
        "simulate",
        "trades",
        "agenda",
    }  # they read the folder of a plan, after the plan
    shown = {"serve"}  # a workbench shows what is wrong (tests/web)
    assert taking - of_plans - shown - {"import"} == set(FOLDERS) - {
        "demo"
    }  # `import` reads no plan, only where its folder is


def test_another_plan_that_was_changed_is_not_begun_with_and_that_is_said(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planner(monkeypatch, finding(small_plan()))
    edit(place / "plan.json", "headline", value=999_999)
    done = run("plan", place, "-o", place / "july.json")
    assert done.exit_code == 0
    assert "plan.json: warning: plan-changed: " in done.stderr
    assert read_plan(place / "july.json") == small_plan()


def test_publishing_names_the_files_that_changed_since_the_plan_was_made(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = SMALL.replace("name: Small", "name: Small\ninclude: ['*.csv']")
    (place / "roadmap.yaml").write_text(text, encoding="utf-8")
    (place / "gone.csv").write_text("id,name\n", encoding="utf-8")
    made = small_plan().made_from.model_copy(
        update={"digest": "0" * 64, "files": {"roadmap.yaml": "0" * 64, "gone.csv": "1" * 64}}
    )
    (place / "plan.json").write_text(plan_text(small_plan().model_copy(update={"made_from": made})), encoding="utf-8")
    (place / "roadmap.yaml").write_text(SMALL, encoding="utf-8")
    refused = run("publish", place / "plan.json", "--json")
    (found,) = answer(refused)["findings"]
    assert (refused.exit_code, found["code"]) == (3, "input-differs")
    assert "changed: roadmap.yaml; deleted: gone.csv" in found["message"]
