"""The input of a folder as a workbook: every cell is in it, nothing changes by itself, and what was edited is told."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from requirements.finding import Finding
from requirements.language import speak
from roadmap.cli.files.examples import examples_folder, known_examples
from roadmap.folder.texts.collected import BY_ID, LISTED
from roadmap.importing.book.changed_cells import BookChange, BookComparison
from roadmap.importing.book.folder_rows import SHEETS, book_sheets
from roadmap.importing.book.reading_book import is_input_book, read_input_book
from roadmap.operations.importing.import_book import documents_of, export_input
from tests.importing.input_books import ODD, Edited, add, cell, put, untouched


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "roadmap.yaml").write_text(ODD, encoding="utf-8")
    return tmp_path


def compared(folder: Path, edit: Edited, *, exported: bytes | None = None) -> tuple[list[BookChange], list[Finding]]:
    """What an edit of the exported workbook changes in a folder."""
    book = load_workbook(io.BytesIO(exported or export_input(folder)))
    edit(book)
    content = io.BytesIO()
    book.save(content)
    read, findings = read_input_book(content.getvalue(), "input.xlsx")
    if read is None:
        return [], findings
    comparison = BookComparison(read, documents_of(folder), "input.xlsx")
    return comparison.run(), comparison.findings


def test_every_section_of_a_folder_has_a_sheet() -> None:
    assert {*BY_ID, *LISTED, "work", "settings"} == set(SHEETS)


@pytest.mark.parametrize("example", list(known_examples()))
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_workbook_that_nobody_edited_changes_nothing(example: str, language: str) -> None:
    speak(language)
    try:
        assert compared(examples_folder() / example, untouched) == ([], [])
    finally:
        speak("en")


def test_odd_texts_come_back_as_they_were_and_none_is_a_formula(folder: Path) -> None:
    exported = export_input(folder)
    assert compared(folder, untouched, exported=exported) == ([], [])
    book = load_workbook(io.BytesIO(exported))
    cells = [one for sheet in book.worksheets for row in sheet.iter_rows() for one in row]
    assert not [one.coordinate for one in cells if one.data_type == "f"]
    value, day = cell(book["Deals"], "deals.d", "Value"), cell(book["Deals"], "deals.d", "Gate day: Design-in")
    assert (value.value, day.number_format) == (1200, "yyyy-mm-dd")  # type: ignore[attr-defined]


def test_every_field_that_the_files_state_is_in_a_cell_of_its_sheet() -> None:
    documents = documents_of(examples_folder() / "chip-stack")
    sheets = {sheet.key: sheet for sheet in book_sheets(documents)}
    for sheet in sheets.values():
        assert {column for row in sheet.rows for column in row.cells} <= set(sheet.columns), sheet.key
    for section in ("deals", "segments", "capabilities", "teams", "people", "releases"):
        rows = {row.path: {column.partition(".")[0] for column in row.cells} for row in sheets[section].rows}
        for document in documents:
            for key, entry in document.root.get(section, {}).items():
                stated = {name for name, part in entry.items() if part and name != "leave"}
                assert stated <= rows[f"{section}.{key}"], key


@pytest.mark.parametrize(
    ("edit", "path", "value"),
    [
        (put("Deals", "deals.d", "Value", 2400), "deals.d.value", "2400"),
        (put("Deals", "deals.d", "Stage", "won"), "deals.d.stage", "won"),
        (put("Deals", "deals.d", "Gate day: Signing", "2026-07-01"), "deals.d.gates.signing", "2026-07-01"),
        (put("Deals", "deals.d", "Region", "South"), "deals.d.fields.Region", "South"),
        (put("Capabilities", "capabilities.api", "Ready today", "proven"), "capabilities.api.ready", "proven"),
        (
            put("Features", "features.f", "Provides", "api: ga; triton: ga"),
            "features.f.provides",
            {"api": "ga", "triton": "ga"},
        ),
        (put("Work", "features.f.work.2", "Person-days", "4; 5; 9"), "features.f.work.2.effort", ["4", "5", "9"]),
        (put("Leave", "people.wang.leave.1", "Last day", "2026-03-09"), "people.wang.leave.1.last", "2026-03-09"),
        (put("Settings", "policy.caution", "Value", "1/3"), "policy.caution", "1/3"),
        (put("Pins", "pins.1", "Reason", "signed"), "pins.1.reason", "signed"),
        (
            put("Progress", "progress.f.items.design", "Done on", "2026-01-08"),
            "progress.f.items.design.done",
            "2026-01-08",
        ),
    ],
)
def test_an_edited_cell_is_one_change_of_its_path(folder: Path, edit: Edited, path: str, value: object) -> None:
    assert compared(folder, edit) == ([BookChange(path, value)], [])


def test_a_member_that_stays_in_a_list_is_kept_as_it_is_written(folder: Path) -> None:
    text = "triton: ga; api -30%"  # the second of three is edited, the last is taken out
    nodes = book_sheets(documents_of(folder))[0].rows[0].nodes["needs.design_in"]
    changes, findings = compared(folder, put("Deals", "deals.d", "Needs: Design-in", text))
    assert findings == []
    (change,) = changes
    assert change.value == [nodes[0], "api -30%"]
    assert change.value[0] is not text


def test_an_emptied_cell_takes_its_field_away(folder: Path) -> None:
    changes, _findings = compared(folder, put("Capabilities", "capabilities.api", "Synonyms", None))
    assert changes == [BookChange("capabilities.api.synonyms", None, removed=True)]


def test_a_new_row_is_a_new_entry_and_a_deleted_one_is_taken_away(folder: Path) -> None:
    edit = add("Capabilities", Id="docs", Name="Docs", Kind="knowledge")
    assert compared(folder, edit)[0] == [BookChange("capabilities.docs", {"name": "Docs", "kind": "knowledge"})]
    deleted = compared(folder, lambda book: book["Pins"].delete_rows(2))
    assert deleted == ([BookChange("pins.1", None, removed=True)], [])


def test_a_new_work_item_goes_behind_those_of_its_phase_with_what_else_was_edited(folder: Path) -> None:
    def edit(book: Workbook) -> None:
        put("Work", "features.f.work.2", "Name", "Write")(book)
        add("Work", Feature="f", Phase="design", Skill="code", Person_days=1)(book)

    changes, findings = compared(folder, edit)
    assert findings == []
    (change,) = changes
    assert change.path == "features.f.work"
    assert [(item["phase"], item.get("name")) for item in change.value] == [
        ("design", None),
        ("design", None),
        ("build", "Write"),
    ]


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (put("Deals", "deals.d", "Key", "deals.other"), "workbook-key"),
        (put("Deals", "deals.d", "Id", "other"), "workbook-key"),
        (lambda book: book["Deals"].append([cell.value for cell in book["Deals"][2]]), "workbook-key"),
        (lambda book: book.remove(book["Teams"]), "workbook-sheet"),
        (lambda book: book.remove(book["roadmap-input"]), "workbook-sheet"),
        (lambda book: book["Deals"].delete_cols(3), "missing-field"),
        (lambda book: book["Deals"].merge_cells("B2:C2"), "workbook-merged"),
        (add("Capabilities", Name="No id", Kind="serving"), "missing-field"),
        (add("Work", Feature="nobody", Phase="build"), "unknown-reference"),
        (put("Deals", "deals.d", "Value", "=1+1"), "workbook-cell"),
    ],
)
def test_what_could_harm_is_refused(folder: Path, edit: Edited, code: str) -> None:
    _changes, findings = compared(folder, edit)
    assert code in {finding.code for finding in findings}, findings


def test_what_changed_on_both_sides_is_a_conflict_and_what_changed_to_the_same_is_none(folder: Path) -> None:
    exported = export_input(folder)
    file = folder / "roadmap.yaml"
    file.write_text(ODD.replace("stage: lead", "stage: opportunity"), encoding="utf-8")
    changes, findings = compared(folder, put("Deals", "deals.d", "Stage", "won"), exported=exported)
    assert (changes, [finding.code for finding in findings]) == ([], ["workbook-conflict"])
    assert compared(folder, put("Deals", "deals.d", "Stage", "opportunity"), exported=exported) == ([], [])
    # what only the folder changed stays
    assert compared(folder, untouched, exported=exported) == ([], [])


def test_no_conflict_repeats_a_value_that_is_restricted(folder: Path) -> None:
    exported = export_input(folder)
    (folder / "roadmap.yaml").write_text(ODD.replace("value: 1200", "value: 987654"), encoding="utf-8")
    _changes, findings = compared(folder, put("Deals", "deals.d", "Value", 123456), exported=exported)
    assert "987654" not in str(findings)
    assert "123456" not in str(findings)


def test_another_workbook_is_none_of_ours(tmp_path: Path) -> None:
    content = io.BytesIO()
    Workbook().save(content)
    assert not is_input_book(content.getvalue(), "x.xlsx")
    shutil.copytree(examples_folder() / "boards", tmp_path / "boards")
    assert is_input_book(export_input(tmp_path / "boards"), "x.xlsx")
