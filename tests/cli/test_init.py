"""`roadmap init`: folders that pass."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from requirements.errors import RoadmapError
from roadmap.cli.commands.starting.init import start_folder
from roadmap.cli.files import examples
from roadmap.cli.files.examples import files_of, known_examples
from roadmap.outputs.writing import files
from tests.cli.command import answer, run


def test_a_new_folder_passes_and_its_schemas_are_there(tmp_path: Path) -> None:
    where = tmp_path / "new" / "plan"
    written = run("init", where)
    assert written.exit_code == 0
    assert written.stdout.splitlines()[1:] == [
        "Next steps:",
        f"  roadmap check {where}",
        f"  roadmap plan {where}",
        f"  roadmap render {where}/plan.json",
    ]
    assert run("check", where).stdout == ""
    for kind in ("roadmap", "entities"):
        schema = json.loads((where / "schema" / f"{kind}.schema.json").read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("example", list(known_examples()))
def test_every_example_is_shipped_whole_and_passes(tmp_path: Path, example: str) -> None:
    assert Path("roadmap.yaml") in files_of(example)
    assert run("init", tmp_path / "x", "--example", example).exit_code == 0
    checked = run("check", tmp_path / "x", "--json")
    assert checked.exit_code == 0
    assert [found for found in answer(checked)["findings"] if found["severity"] == "error"] == []


def test_the_next_commands_can_be_copied_whatever_the_folder_is_called(tmp_path: Path) -> None:
    assert f"  roadmap check '{tmp_path}/my plan'" in run("init", tmp_path / "my plan").stdout.splitlines()


def test_the_files_written_are_told_to_programs(tmp_path: Path) -> None:
    written = answer(run("init", tmp_path / "x", "--example", "inversion", "--json"))
    assert written["example"] == "inversion"
    assert sorted(written["files"]) == sorted(str(path) for path in (tmp_path / "x").rglob("*") if path.is_file())


def test_the_examples_are_listed() -> None:
    lines = run("init", "--list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(known_examples())
    named = answer(run("init", "--list", "--json"))["examples"]
    assert [example["name"] for example in named] == list(known_examples())


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    refused = run("init", tmp_path)
    assert refused.exit_code == 2
    assert "is not empty, and no file is overwritten" in refused.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_hidden_files_do_not_count(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert run("init", tmp_path).exit_code == 0


def test_a_file_an_unknown_example_and_no_folder_are_usage_errors(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "is a file. Name a folder" in run("init", tmp_path / "file").stderr
    unknown = run("init", tmp_path / "x", "--example", "chips")
    assert unknown.exit_code == 2
    assert "There is no example chips. The examples are first-plan, chip-stack" in unknown.stderr
    assert run("init").exit_code == 2


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    refused = run("init", tmp_path / "file" / "below")
    assert refused.exit_code == 3
    assert "cannot be created: Not a directory" in refused.stderr


def test_a_folder_that_the_system_refuses_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "mkdir", refuse)
        made = run("init", tmp_path / "x")
    monkeypatch.setattr(Path, "iterdir", refuse)
    read = run("init", tmp_path)
    assert (made.exit_code, read.exit_code) == (3, 3)
    assert "cannot be created: Permission denied" in made.stderr
    assert "Cannot read the folder" in read.stderr


def test_an_installation_without_its_examples_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examples, "PACKAGE", tmp_path / "roadmap")
    with pytest.raises(RoadmapError, match="missing from this installation"):
        start_folder(tmp_path / "x", "first-plan")
    assert not (tmp_path / "x").exists()


def test_examples_inside_the_package_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examples, "PACKAGE", tmp_path / "roadmap")
    inside = tmp_path / "roadmap" / "examples" / "first-plan"
    (inside / "__pycache__").mkdir(parents=True)
    for name in ("roadmap.yaml", ".hidden", "__pycache__/x.pyc"):
        (inside / name).touch()
    assert files_of("first-plan") == [Path("roadmap.yaml")]


def test_a_full_disk_leaves_no_half_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled: list[Path] = []

    def fill_up(part: Path, _target: Path, body: bytes, *, is_forced: bool) -> None:
        assert is_forced
        if len(filled) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        part.write_bytes(body)
        filled.append(part)

    monkeypatch.setattr(files, "_fill", fill_up)
    refused = run("init", tmp_path / "x")
    assert refused.exit_code == 3
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert len(filled) == 2
