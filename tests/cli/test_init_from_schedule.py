"""`roadmap init --from` a schedule: its work becomes features of a folder that passes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from roadmap.folder.load import load_project
from roadmap.operations.telling.export import export
from tests.cli.command import run
from tests.importing.test_schedules import MSPDI, TASKJUGGLER, flat, link
from tests.sample_plan import sample_plan

SCHEDULES = {
    "project.xml": flat(MSPDI).replace("LINKS", link(1, 4, 4800)),
    "names with commas.xml": flat(MSPDI).replace("LINKS", "").replace(">Driver<", ">Driver, our own; and v2: new<"),
    "project.tjp": TASKJUGGLER,
    "ours.xml": export(sample_plan(), "mspdi"),
    "ours.tjp": export(sample_plan(), "taskjuggler"),
}


@pytest.mark.parametrize("name", SCHEDULES)
def test_a_schedule_becomes_a_folder_that_passes(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text(SCHEDULES[name], encoding="utf-8")
    made = run("init", tmp_path / "p", "--from", file)
    assert made.exit_code == 0, made.output
    loaded = load_project(tmp_path / "p")
    assert loaded.project is not None, loaded.findings
    engineering = loaded.project.engineering
    expected = {feature.id for feature in sample_plan().features} if name.startswith("ours") else None
    assert set(engineering.features) == expected if expected else len(engineering.features) == 2
    assert "features were imported to" in made.stdout
    checked = run("check", tmp_path / "p")
    assert checked.exit_code == 0, checked.output


def test_its_people_and_links_are_kept_and_guesses_are_named(tmp_path: Path) -> None:
    file = tmp_path / "project.xml"
    file.write_text(SCHEDULES["project.xml"], encoding="utf-8")
    told = json.loads(run("init", tmp_path / "p", "--from", file, "--json").stdout)
    assert (told["features"], told["findings"]) == (2, [])
    project = load_project(tmp_path / "p").project
    assert project is not None
    engineering = project.engineering
    assert [person.name for person in engineering.people.values()] == ["Wang Qiang"]
    (profiler,) = [one for one in engineering.features.values() if one.name == "Profiler"]
    assert [one.lag for one in profiler.after] == [1]
    assert "guess" in (tmp_path / "p" / "roadmap.yaml").read_text(encoding="utf-8")


def test_a_schedule_that_cannot_be_read_leaves_nothing_behind(tmp_path: Path) -> None:
    file = tmp_path / "project.xml"
    file.write_text(MSPDI[:500], encoding="utf-8")
    assert run("init", tmp_path / "p", "--from", file).exit_code == 3
    assert not (tmp_path / "p").exists()
