"""What leave costs: the three ways to count it are what they say, and the command writes a table."""

from __future__ import annotations

import csv
import sys
from io import StringIO
from pathlib import Path

import pytest

from benchmarks import leave
from benchmarks.leave import WAYS, measure, problem_of
from roadmap.folder.load import load_project

FOLDER = """\
name: Leave
start: 2026-03-02
horizon: 2026-03-27
policy: {estimate: likely, crew_loss: 0%, placeholders: false}
segments: {any: {name: Any, target: 1000, win_rate: 1, lead_rate: 1, lead_time: 0}}
capabilities: {f: {name: F, kind: serving}}
deals:
  d: {name: D, customer: C, segment: any, stage: opportunity, value: 1000, gates: {design_in: 2026-03-17}, \
needs: {design_in: [f]}}
teams: {t: {name: T, skill: dev}}
people: {ann: {name: Ann, team: t, leave: [{first: 2026-03-06, last: 2026-03-06}]}}
features: {f: {name: F, team: t, provides: {f: ga}, work: [{phase: build, skill: dev, effort: 11}]}}
releases: {R: {freeze: 2026-03-17, ship: 2026-03-17}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "roadmap.yaml").write_text(FOLDER, encoding="utf-8")
    return tmp_path


def test_pausing_work_is_done_in_time_and_work_at_one_go_is_not(folder: Path) -> None:
    # Eleven days from Monday 2 March end on Monday 16, with a day of leave on Tuesday 17; at one go from Monday 9 on
    # they end on Monday 23, after the freeze.
    project = load_project(folder).project
    assert project is not None
    found = [measure(problem_of(project, way), steps=20, seed=0) for way in WAYS]
    assert [(one.value, one.pausing) for one in found] == [(1000, 1), (0, 0), (1000, 0)]


def test_the_command_writes_a_table(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["leave", str(folder), "--steps", "20", "--seeds", "0"])
    leave.main()
    rows = list(csv.DictReader(StringIO(capsys.readouterr().out)))
    assert [(row["way"], row["value"]) for row in rows] == list(zip(WAYS, ["1000", "0", "1000"], strict=True))


def test_a_folder_with_errors_is_not_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "roadmap.yaml").write_text("name: [", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["leave", str(tmp_path)])
    with pytest.raises(SystemExit, match="has errors"):
        leave.main()
