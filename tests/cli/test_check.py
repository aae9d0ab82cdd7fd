"""`roadmap check`: findings are the result."""

from __future__ import annotations

from pathlib import Path

import pytest

from requirements.finding import Finding, Place, Severity
from roadmap.folder.load import Loaded
from tests.cli.command import SMALL, answer, folder, run


def test_a_sound_folder_ends_with_0_and_prints_no_finding(tmp_path: Path) -> None:
    run("init", tmp_path / "p", "--example", "inversion")
    checked = run("check", tmp_path / "p")
    assert checked.exit_code == 0
    assert checked.stdout == ""
    assert checked.stderr.endswith("p: no faults; 2 deals, 2 features, 1 file.\n")


def test_every_fault_is_printed_with_its_place_and_the_command_ends_with_3(tmp_path: Path) -> None:
    faulty = SMALL.replace("2026-03-27", "2026-02-30") + "nmae: x\n"
    checked = run("check", folder(tmp_path / "p", faulty))
    assert checked.exit_code == 3
    places = [line.split(": ")[0] for line in checked.stdout.splitlines() if line[0] != " " and "hint" not in line]
    assert places == ["roadmap.yaml:3:10", "roadmap.yaml:6:1"]
    assert "2 errors" in checked.stderr


def test_json_holds_the_same_findings(tmp_path: Path) -> None:
    found = answer(run("check", folder(tmp_path / "p", SMALL + "nmae: x\n"), "--json"))
    assert found["exit_code"] == 3
    assert [(f["file"], f["line"], f["column"], f["severity"]) for f in found["findings"]] == [
        ("roadmap.yaml", 6, 1, "error")
    ]
    assert found["counts"]["files"] == 1


@pytest.mark.parametrize(("options", "code"), [([], 0), (["--strict"], 3)])
def test_warnings_stop_only_the_strict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], code: int
) -> None:
    warning = Finding("odd", Place("deals.csv", 4), "this is odd", severity=Severity.WARNING)
    monkeypatch.setattr(
        "roadmap.operations.folders.load.load_project", lambda *_a, **_m: Loaded(None, (warning,), {"deals": 1})
    )
    checked = run("check", folder(tmp_path / "p"), *options)
    assert checked.exit_code == code
    assert checked.stdout == "deals.csv:4: warning: odd: this is odd\n"
    assert "1 warning; 1 deal," in checked.stderr


def test_a_folder_without_roadmap_yaml_is_told_how_to_get_one(tmp_path: Path) -> None:
    checked = run("check", tmp_path)
    assert checked.exit_code == 3
    assert f"the folder {tmp_path} has no roadmap.yaml. `roadmap init NEW-FOLDER` creates" in checked.stderr
    told = run("check", tmp_path, "--json")
    assert "no roadmap.yaml" in answer(told)["error"]


def test_a_folder_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    assert run("check", tmp_path / "nowhere").exit_code == 2


def test_gb18030_is_read_when_asked_for(tmp_path: Path) -> None:
    where = tmp_path / "p"
    where.mkdir()
    (where / "roadmap.yaml").write_bytes(SMALL.replace("Small", "北港视觉").encode("gb18030"))
    assert run("check", where).exit_code == 3
    assert run("check", where, "--encoding", "gb18030").exit_code == 0


@pytest.mark.parametrize(
    ("day", "code"), [("2026-02-02", 0), ("2026-02-30", 2), ("2026-2-2", 2), ("tomorrow", 2), ("20260202", 2)]
)
def test_as_of_is_a_day(tmp_path: Path, day: str, code: int) -> None:
    assert run("check", folder(tmp_path / "p"), "--as-of", day).exit_code == code


def test_many_findings_are_told_by_what_they_say_in_at_most_50_lines_and_all_in_json(tmp_path: Path) -> None:
    head = "id,name,customer,segment,stage,value\n"
    rows = [
        f"D{at},N,C{at},isv,{'Won it' if at % 3 else 'Prospecting'},{at if at % 100 else 'x'}" for at in range(3_000)
    ]
    where = folder(tmp_path / "p", SMALL + "include: [deals.csv]\n")
    (where / "deals.csv").write_text(
        head + "\n".join([*rows, *(f"D{at},twice" for at in range(99))]) + "\n", encoding="utf-8"
    )
    checked = run("check", where)
    lines = checked.stdout.splitlines()
    assert len(lines) <= 50
    assert "unknown-word: expected one of lead," in lines[0]
    assert lines[0].endswith("(found 3,000 times, first here)")  # 2,000 and 1,000 of two words
    assert any("not-a-number" in line and line.endswith("(found 30 times, first here)") for line in lines)  # x
    found = answer(run("check", where, "--json"))["findings"]
    assert len(found) == 3_000 + 30 + 99


def test_what_does_not_fit_is_counted_by_kind(tmp_path: Path) -> None:
    where = folder(tmp_path / "p", SMALL + "include: [deals.csv]\n")
    rows = "".join(f"D{at},N,C{at},isv,lead,1\n" * 2 for at in range(200))
    (where / "deals.csv").write_text("id,name,customer,segment,stage,value\n" + rows, encoding="utf-8")
    lines = run("check", where).stdout.splitlines()
    assert len(lines) <= 50
    assert lines[-1].startswith("and ")
    assert " duplicate-id" in lines[-1]


def test_few_findings_are_told_one_by_one(tmp_path: Path) -> None:
    checked = run("check", folder(tmp_path / "p", SMALL + "nmae: x\nhoriz: y\n"))
    assert "times" not in checked.stdout
