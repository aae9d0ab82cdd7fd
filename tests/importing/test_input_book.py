"""The input of a folder as a workbook: every cell is in it, nothing changes by itself, and what was edited is told."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from requirements.errors import InputFault
from requirements.finding import Finding
from requirements.language import speak
from roadmap.cli.files.examples import examples_folder, known_examples
from roadmap.folder.load import load_project
from roadmap.folder.texts.collected import BY_ID, LISTED
from roadmap.importing.book.changes import BookChange, BookComparison
from roadmap.importing.book.reading import is_input_book, read_input_book
from roadmap.importing.book.rows import SHEETS, book_sheets
from roadmap.operations.input_book import documents_of, export_input, import_book
from tests.cli.command import run

Edited = Callable[[Workbook], None]
ODD = """\
name: "=1+1"
start: 2026-01-05
as_of: 2026-01-12
horizon: 2026-12-31
policy: {caution: 1/2, promises: {per_week: 5%}}
segments:
  isv: {name: 'ISV: small', target: 3000万, win_rate: 1/3, lead_rate: 60%}
capabilities:
  api: {name: "Python API; C API", kind: serving, ready: ga, synonyms: ["a; b", c]}
  triton: {name: 0123, kind: serving, ready: preview}
deals:
  d:
    name: "+cmd|' /C calc'!A0"
    customer: 海东 # a comment
    segment: isv
    stage: lead
    value: 1200
    gates: {design_in: 2026-05-29}
    needs: {design_in: [triton: ga, api -20%, {any_of: [api, triton], importance: nice}]}
    fields: {Region: North, 备注: "two\\nlines"}
teams:
  core: {name: Core, skill: code, people: 2, hires: [{first: 2026-03-02, people: 1}]}
  qa: {name: QA, skill: qa, people: 1}
people:
  wang: {name: Wang, team: core, leave: [{first: 2026-03-02, last: 2026-03-06}], week: [1, 1, 1, 1, 0]}
features:
  f:
    name: F
    team: core
    provides: {api: proven}
    work:
      - {phase: design, skill: code, effort: 2.50}
      - {phase: build, skills: {code: 1, qa: 1}, effort: [3, 5, 9]}
progress:
  f: {items: {design: {started: 2026-01-05, done: 2026-01-07}}}
releases:
  R1: {freeze: 2026-04-01, ship: 2026-05-04}
pins:
  - {feature: f, release: R1, reason: agreed}
"""


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


def cell(sheet: Worksheet, key: str, heading: str) -> object:
    """The cell of a row by its key and its heading."""
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == key)
    column = next(head.column for head in sheet[1] if head.value == heading)
    return row[column - 1]


def put(title: str, key: str, heading: str, value: object) -> Edited:
    def edit(book: Workbook) -> None:
        cell(book[title], key, heading).value = value  # type: ignore[attr-defined]

    return edit


def add(title: str, **cells: object) -> Edited:
    def edit(book: Workbook) -> None:
        heads = [head.value for head in book[title][1]]
        book[title].append(
            [cells.get(str(head).replace(" ", "_").replace(":", "").replace("-", "_")) for head in heads]
        )

    return edit


def test_every_section_of_a_folder_has_a_sheet() -> None:
    assert {*BY_ID, *LISTED, "work", "settings"} == set(SHEETS)


def untouched(_book: Workbook) -> None:
    """Saved again by another program, and nothing else."""


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
        (put("Leave", "people.wang.leave.1", "To", "2026-03-09"), "people.wang.leave.1.last", "2026-03-09"),
        (put("Settings", "policy.caution", "Value", "1/3"), "policy.caution", "1/3"),
        (put("Pins", "pins.1", "Reason", "signed"), "pins.1.reason", "signed"),
        (
            put("Progress", "progress.f.items.design", "Done", "2026-01-08"),
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


def saved(folder: Path, edit: Edited) -> Path:
    book = load_workbook(io.BytesIO(export_input(folder)))
    edit(book)
    file = folder.parent / "input.xlsx"
    book.save(file)
    return file


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
    assert "+      - {phase: verify, skill: quality, effort: [30, 41, 65], crew: [2, 4]}" in shown.stdout
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


def test_another_workbook_is_none_of_ours(tmp_path: Path) -> None:
    content = io.BytesIO()
    Workbook().save(content)
    assert not is_input_book(content.getvalue(), "x.xlsx")
    shutil.copytree(examples_folder() / "boards", tmp_path / "boards")
    assert is_input_book(export_input(tmp_path / "boards"), "x.xlsx")
