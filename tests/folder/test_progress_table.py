"""Progress in a CSV file, as a tracker exports it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from roadmap.folder.load import Loaded, load_project
from roadmap.supply.feature import Phase

FOLDER = """\
name: Small
start: 2026-01-05
horizon: 2026-03-27
as_of: 2026-02-02
include: ["*.csv"]
capabilities:
  api: {name: API, kind: serving}
teams:
  core: {name: Core, skill: code, people: 1}
features:
  f: {name: F, team: core, provides: {api: ga}, work: [{phase: design, skill: code, effort: 2},
      {phase: build, skill: code, effort: [5, 6, 9], crew: [1, 2]}]}
  g: {name: G, team: core, provides: {api: preview}, work: [{phase: build, skill: code, effort: 3}]}
releases:
  R0: {freeze: 2026-01-14, ship: 2026-01-16}
  R1: {freeze: 2026-03-11, ship: 2026-03-13}
"""


def load(folder: Path, table: str, **more: str) -> Loaded:
    (folder / "roadmap.yaml").write_text(FOLDER, encoding="utf-8")
    (folder / "progress.csv").write_text(table, encoding="utf-8")
    for name, content in more.items():
        (folder / f"{name}.csv").write_text(content, encoding="utf-8")
    return load_project(folder)


def errors(loaded: Loaded) -> list[tuple[str, str]]:
    return [(str(f.place), f.code) for f in loaded.findings if f.severity == "error"]


def test_a_row_is_one_phase_of_one_feature(tmp_path: Path) -> None:
    loaded = load(
        tmp_path,
        "feature,phase,started,done,remaining,crew,spent,shipped\n"
        "f,design,2026-01-05,2026-01-07,,,3,\n"
        "f,build,2026-01-08,,4,2,,\n"
        "g,,,,,,,R0\n",
    )
    assert errors(loaded) == []
    assert loaded.project is not None
    progress = loaded.project.engineering.progress
    (design,), (build,) = progress["f"].items[Phase.DESIGN], progress["f"].items[Phase.BUILD]
    assert (design.started, design.done, design.spent) == (date(2026, 1, 5), date(2026, 1, 7), 3)
    assert (build.remaining, build.crew, build.spent) == (4, 2, None)
    assert (progress["g"].shipped, progress["g"].items) == ("R0", {})


def test_headings_may_be_chinese_and_a_phase_that_has_not_begun_says_nothing(tmp_path: Path) -> None:
    loaded = load(tmp_path, "功能;环节;开始;完成;已用\nf;design;2026-01-05;2026-01-07;3\nf;build;;;\n")
    assert errors(loaded) == []
    assert loaded.project is not None
    assert set(loaded.project.engineering.progress["f"].items) == {Phase.DESIGN}


def test_a_table_of_deals_is_still_one(tmp_path: Path) -> None:
    deals = "id,name,customer,segment,stage,value,design_in\nd,D,C,isv,lead,5,2026-03-02\n"
    loaded = load(tmp_path, "feature,phase,started,remaining\nf,design,2026-01-05,1\n", deals=deals)
    assert [code for _place, code in errors(loaded)] == ["unknown-reference"]  # the segment isv
    assert loaded.counts["deals"] == 1
    assert loaded.counts["progress"] == 1


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("feature,phase,starred\nf,design,2026-01-05\n", [("progress.csv:1:15", "unknown-field")]),
        ("feature,phase,phase\nf,design,design\n", [("progress.csv:1:15", "duplicate-key")]),
        ("feature,phase,started\n,design,2026-01-05\n", [("progress.csv:2", "missing-field")]),
        ("feature,phase,started\nf,,2026-01-05\n", [("progress.csv:2", "missing-field")]),
        (
            "feature,phase,started,remaining\nf,design,2026-01-05,1\nf,design,2026-01-06,1\n",
            [("progress.csv:3:3", "duplicate-id")],
        ),
        ("feature,phase,started\nf,design,2026-01-05\n", [("progress.csv:2:3", "progress-form")]),
        ("feature,phase,started,remaining\nf,design,2026-01-32,1\n", [("progress.csv:2:10", "no-such-day")]),
        ("feature,phase,started,remaining\nx,design,2026-01-05,1\n", [("progress.csv:2:1", "unknown-reference")]),
        ("feature,phase,started,remaining\nf,desing,2026-01-05,1\n", [("progress.csv:2:3", "unknown-word")]),
        ("feature,phase,started,remaining\nf,design,2026-02-05,1\n", [("progress.csv:2:10", "progress-ahead")]),
        ('feature,phase,started,remaining\nf,"design,2026-01-05,1\n', [("progress.csv:2", "csv-quote")]),
    ],
)
def test_every_fault_has_its_place(table: str, expected: list[tuple[str, str]], tmp_path: Path) -> None:
    loaded = load(tmp_path, table)
    assert errors(loaded) == expected
    assert loaded.project is None


def test_bytes_that_are_no_text_are_a_finding(tmp_path: Path) -> None:
    (tmp_path / "roadmap.yaml").write_text(FOLDER, encoding="utf-8")
    (tmp_path / "progress.csv").write_bytes(b"feature,phase\xff\xfe\x00\n")
    assert {code for _place, code in errors(load_project(tmp_path))} & {"encoding", "control-character", "characters"}
