"""Progress of one of several work items of a phase: by name or by skill, in YAML and CSV; nothing is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from roadmap.folder.load import Loaded, load_project
from roadmap.supply.progress import told_items

FOLDER = """\
name: Two items
start: 2026-01-05
horizon: 2026-06-26
as_of: 2026-01-19
include: [progress.*]
segments:
  isv: {name: ISV, target: 1000, win_rate: 1/2, lead_rate: 1/2}
capabilities:
  api: {name: API, kind: serving}
deals:
  d:
    {name: D, customer: C, segment: isv, stage: lead, value: 5,
     gates: {design_in: 2026-05-29}, needs: {design_in: [api]}}
teams:
  core: {name: Core, skill: code, people: 1}
  board: {name: Board, skill: hw, people: 1}
releases:
  R1: {freeze: 2026-04-30, ship: 2026-04-30}
features:
  f:
    name: F
    team: core
    provides: {api: ga}
    work:
      - {phase: build, skill: code, effort: 10, name: Software}
      - {phase: build, skill: hw, effort: 20, name: Board}
"""


def load(folder: Path, name: str, content: str) -> Loaded:
    (folder / "roadmap.yaml").write_text(FOLDER, encoding="utf-8")
    (folder / name).write_text(content, encoding="utf-8")
    return load_project(folder)


def told(loaded: Loaded) -> dict[int, tuple[object, object]]:
    assert loaded.project is not None
    engineering = loaded.project.engineering
    found = told_items(engineering.features["f"], engineering.progress["f"])
    return {line: (str(item.done), item.remaining) for line, item in found.items()}


YAML = """\
progress:
  f:
    items:
      build:
        - {%s, started: 2026-01-05, done: 2026-01-09, remaining: 0}
        - {%s, started: 2026-01-12, remaining: 12}
"""


@pytest.mark.parametrize("marks", [("name: Software", "skill: hw"), ("skill: code", "name: board")])
def test_a_list_tells_of_each_item_by_name_or_skill(marks: tuple[str, str], tmp_path: Path) -> None:
    loaded = load(tmp_path, "progress.yaml", YAML % marks)
    assert loaded.findings == ()
    assert told(loaded) == {0: ("2026-01-09", 0), 1: ("None", 12)}


@pytest.mark.parametrize(
    "head", ["feature,phase,skill,started,done,remaining", "feature,phase,技能,started,done,remaining"]
)
def test_a_table_has_a_row_for_each_item(head: str, tmp_path: Path) -> None:
    table = f"{head}\nf,build,code,2026-01-05,2026-01-09,\nf,build,hw,2026-01-12,,12\n"
    loaded = load(tmp_path, "progress.csv", table)
    assert loaded.findings == ()
    assert told(loaded) == {0: ("2026-01-09", None), 1: ("None", 12)}


def test_a_row_that_does_not_say_which_is_a_question_and_counts_for_nothing(tmp_path: Path) -> None:
    table = "feature,phase,started,done,remaining\nf,build,2026-01-05,2026-01-09,\nf,build,2026-01-12,,12\n"
    loaded = load(tmp_path, "progress.csv", table)
    assert [(f.place.line, f.code, str(f.severity)) for f in loaded.findings] == [
        (2, "progress-item", "warning"),
        (3, "progress-item", "warning"),
    ]
    assert "Software (code), Board (hw)" in loaded.findings[0].message
    assert told(loaded) == {}


def test_one_item_told_twice_is_an_error(tmp_path: Path) -> None:
    loaded = load(tmp_path, "progress.yaml", YAML % ("skill: code", "name: Software"))
    assert [(f.place.line, f.code) for f in loaded.findings] == [(6, "duplicate-id")]
