"""Bringing a workbook of the input back: its edits are edits of the files, all or none, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook

from requirements.errors import InputFault
from roadmap.cli.files.examples import examples_folder
from roadmap.folder.load import load_project
from roadmap.operations.importing.import_book import import_book
from tests.cli.command import run
from tests.importing.input_books import ODD, add, put, saved, untouched


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "roadmap.yaml").write_text(ODD, encoding="utf-8")
    return tmp_path / "folder"


def test_bringing_a_workbook_back_edits_the_files_in_place_and_twice_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "chips"
    shutil.copytree(examples_folder() / "chip-stack", folder)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def edit(book: Workbook) -> None:
        put("Deals", "deals.mirror-lake", "Value", 4321)(book)  # a row of a table
        put("Deals", "deals.southern-carrier-video", "Owner", "Li Na")(book)  # YAML, with a comment beside it
        put("Work", "features.compiler-ga.work.4", "Person-days", "30; 41; 65")(book)

    file = saved(folder, edit)
    shown = run("import", file, "--folder", folder, "--dry-run")
    assert {path: path.read_bytes() for path in before} == before
    assert "+      - {phase: verify, skill: quality, effort: [30, 41, 65], crew: [2, 4]}" in shown.stdout.splitlines()
    imported = import_book(file, folder=folder)
    assert imported.files == ("market/deals-isv.csv", "market/deals-large.yaml", "engineering/features-core.yaml")
    changed = [path for path, content in before.items() if path.read_bytes() != content]
    assert len(changed) == 3
    added = [line for line in imported.diff.splitlines() if line.startswith("+") and not line.startswith("+++")]
    assert len(added) == 3  # one line in each file
    again = import_book(file, folder=folder)
    assert (again.written, again.sentences, again.diff) == (False, (), "")
    assert load_project(folder).project is not None


def test_new_rows_become_entries_of_the_files_that_hold_their_like(folder: Path) -> None:
    def edit(book: Workbook) -> None:
        add("Capabilities", Id="docs", Name="Docs", Kind="knowledge")(book)
        add("Features", Id="g", Name="G", Team="core", Provides="docs: ga")(book)
        add("Work", Feature="g", Phase="build", Skill="code", Person_days=3)(book)
        add("Pins", Feature="g", Release="R1")(book)

    import_book(saved(folder, edit), folder=folder)
    text = (folder / "roadmap.yaml").read_text(encoding="utf-8")
    assert "customer: 海东 # a comment" in text
    read = load_project(folder)
    assert read.project is not None, read.findings
    assert [float(item.effort.likely) for item in read.project.engineering.features["g"].work] == [3]
    assert [pin.feature for pin in read.project.pins] == ["f", "g"]


def test_what_would_bring_an_error_is_refused_as_a_whole(folder: Path) -> None:
    def edit(book: Workbook) -> None:
        put("Deals", "deals.d", "Stage", "won")(book)
        put("Features", "features.f", "Team", "nobody")(book)

    file = saved(folder, edit)
    with pytest.raises(InputFault) as fault:
        import_book(file, folder=folder)
    assert {finding.code for finding in fault.value.findings} == {"unknown-reference"}
    assert (folder / "roadmap.yaml").read_text(encoding="utf-8") == ODD


def test_a_workbook_needs_the_name_of_its_folder(folder: Path) -> None:
    refused = run("import", saved(folder, untouched))
    assert refused.exit_code == 2
    assert "--folder" in refused.stderr
