"""Companies that share skills: the same for the same seed, without faults, and one row each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.shared_skills import SHARES, company, run
from requirements.finding import Severity
from roadmap.folder.load import load_project
from roadmap.planner import Options


@pytest.mark.parametrize("name", SHARES)
def test_a_company_has_no_faults_and_is_the_same_again(name: str, tmp_path: Path) -> None:
    stated = company(1, SHARES[name])
    assert stated == company(1, SHARES[name])
    (tmp_path / "roadmap.yaml").write_text(json.dumps(stated), encoding="utf-8")
    assert {finding.severity for finding in load_project(tmp_path).findings} <= {Severity.HINT}


@pytest.mark.slow
def test_a_row_has_value_and_bound() -> None:
    row = run(0, "full", Options(seconds=1, workers=1, reproducible=True)).strip("| ").split(" | ")
    assert row[:4] == ["full", "0", row[2], "no"]
    assert 0 < int(row[4]) <= int(row[5])
