"""PLAN.json is written and read back without loss, and anything else is refused with a finding."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from requirements.errors import InputFault
from roadmap.plans import plan_file as module
from roadmap.plans.plan_file import read_plan
from tests.plan_files import plan_text, sealed_text
from tests.planner.plans import plan_of
from tests.projects import capability, feature


def made() -> str:
    return plan_text(plan_of((0, [0]), capabilities={"api": capability()}, features={"f": feature()}))


def test_a_plan_reads_back_as_it_was_written(tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text(made(), encoding="utf-8")
    assert plan_text(read_plan(tmp_path / "plan.json")) == made()


def fault(path: Path) -> tuple[str, str, str]:
    with pytest.raises(InputFault) as caught:
        read_plan(path)
    (finding,) = caught.value.findings
    return finding.code, str(finding.place), finding.message


def test_a_missing_plan_is_a_finding(tmp_path: Path) -> None:
    assert fault(tmp_path / "none.json")[:2] == ("plan-unreadable", "none.json")


def test_a_plan_of_another_schema_is_named_as_such(tmp_path: Path) -> None:
    (tmp_path / "p.json").write_text(json.dumps(json.loads(made()) | {"schema_version": 99}), encoding="utf-8")
    assert fault(tmp_path / "p.json")[0] == "plan-schema"


def test_a_plan_with_a_wrong_part_names_the_part(tmp_path: Path) -> None:
    content = json.loads(made())
    content["features"][0]["slack"] = "soon"
    (tmp_path / "p.json").write_text(sealed_text(**content), encoding="utf-8")
    code, _, message = fault(tmp_path / "p.json")
    assert code == "plan-invalid"
    assert "features.0.slack" in message
    assert "soon" not in message


@pytest.mark.parametrize("content", ["", "{", "[]", "\x00", "<html>"])
def test_what_is_no_json_object_is_no_plan(tmp_path: Path, content: str) -> None:
    (tmp_path / "p.json").write_text(content, encoding="utf-8")
    assert fault(tmp_path / "p.json")[0] == "plan-invalid"


def test_a_file_too_large_to_be_a_plan_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roadmap.folder.seal.LARGEST", 10)
    (tmp_path / "p.json").write_text("x" * 11, encoding="utf-8")
    assert fault(tmp_path / "p.json")[0] == "plan-unreadable"


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2111-01-01", "1989-12-31"])
def test_a_day_far_away_is_a_finding_and_no_defect(day: str, tmp_path: Path) -> None:
    content = json.loads(made())
    for part, key in (
        (content, "as_of"),
        (content["features"][0]["work"][0], "last"),
        (content["releases"][0], "ship"),
    ):
        before = part[key]
        part[key] = day
        (tmp_path / "p.json").write_text(sealed_text(**content), encoding="utf-8")
        code, _, message = fault(tmp_path / "p.json")
        assert code == "plan-invalid"
        assert f"{key} is missing, or it is not as this version" in message
        part[key] = before


def test_every_day_of_a_plan_is_within_those_limits() -> None:
    unlimited = [
        (path.name, line)
        for path in Path(module.__file__).parent.glob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.match(r" {4}\w+: .*\bdate\b", line)
    ]
    assert unlimited == []
