"""A customer's list of requirements is answered in its own workbook."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font, PatternFill

from requirements.errors import InputFault
from requirements.language import speak
from roadmap.errors import UsageFault
from roadmap.operations.telling.respond import RespondedList, respond
from roadmap.responding.matching import RequirementMatch
from tests.cli.command import answer, run
from tests.editions.canaries import base_plan
from tests.plan_files import plan_text
from tests.sample_plan import sample_plan

ROWS = [
    ["1", "Triton backend", ""],
    ["2", "The product shall support the Python API.", ""],
    ["3", "K8s device plugin", ""],
    ["4", "SMI", ""],
    ["5", "Tritn backend", ""],
    ["6", "Delivery to Shanghai within ten days", ""],
]


def sheet_of(*rows: Sequence[Any], head: Sequence[str] = ("No.", "Requirement", "Price")) -> Workbook:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(head))
    for row in rows:
        sheet.append(list(row))
    return book


def saved(book: Workbook, folder: Path, name: str = "list.xlsx") -> Path:
    book.save(folder / name)
    return folder / name


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    return saved(sheet_of(*ROWS), tmp_path)


def told(found: RespondedList) -> list[tuple[str | None, bool, str, str]]:
    return [(row.capability, row.sure, row.response, row.explanation) for row in found.rows]


# Acme needs the Python API as a preview for its evaluation (there), and Triton as GA for design-in (R2, ready 8 May).
def test_each_line_is_answered_as_the_customer_s_edition_would(asked: Path) -> None:
    assert told(respond(sample_plan(), asked, deal="acme")) == [
        ("triton", True, "Planned to comply", "Planned for Q2 2026, in release R2, as GA."),
        ("python-api", True, "Complies", "It is available now."),
        ("k8s", True, "To be clarified", ""),  # it lands in R3, and Acme has not said that it needs it
        ("smi", True, "Does not comply", "It is not planned at present."),
        (None, False, "To be clarified", ""),
        (None, False, "To be clarified", ""),
    ]


def test_what_the_list_asks_for_and_the_deal_does_not_state_is_offered_as_needs(asked: Path) -> None:
    assert respond(sample_plan(), asked, deal="acme").to_add == ("k8s", "smi")


def test_a_deal_that_is_given_up_is_promised_nothing(tmp_path: Path) -> None:
    asked = saved(sheet_of(["1", "KServe", ""]), tmp_path)
    (row,) = respond(sample_plan(), asked, deal="delta").rows
    assert (row.response, row.explanation) == ("Does not comply", "It is not planned at present.")


def test_alike_is_never_sure_and_is_asked_with_its_candidates(asked: Path) -> None:
    seen: dict[str, RequirementMatch] = {}

    def ask(text: str, match: RequirementMatch) -> str | None:
        seen[text] = match
        return match.candidates[0].id if text == "Tritn backend" else None

    found = respond(sample_plan(), asked, deal="acme", ask=ask)
    assert list(seen) == ["Tritn backend", "Delivery to Shanghai within ten days"]
    assert seen["Tritn backend"].candidates[0].id == "triton"
    assert told(found)[4][:3] == ("triton", True, "Planned to comply")
    assert found.unsure == 1


def test_choices_are_kept_and_read_again_and_nothing_is_asked_twice(asked: Path, tmp_path: Path) -> None:
    first = respond(sample_plan(), asked, deal="acme")
    file = tmp_path / "list.choices.yaml"
    file.write_text(first.choices, encoding="utf-8")
    assert '"Tritn backend": "?"  # triton' in first.choices
    assert respond(sample_plan(), asked, deal="acme", choices=file).choices == first.choices
    edited = first.choices.replace('"Tritn backend": "?"', '"Tritn backend": triton')
    file.write_text(edited.replace('ten days": "?"', 'ten days": none'), encoding="utf-8")
    second = respond(sample_plan(), asked, deal="acme", choices=file, ask=lambda *_: pytest.fail("asked twice"))
    assert told(second)[4][:3] == ("triton", True, "Planned to comply")
    assert told(second)[5][:3] == (None, True, "To be clarified")
    assert second.unsure == 0


def test_a_choice_that_names_no_capability_is_a_finding_with_its_line(asked: Path, tmp_path: Path) -> None:
    file = tmp_path / "c.yaml"
    file.write_text('lines:\n  "Tritn backend": tritn\n', encoding="utf-8")
    with pytest.raises(InputFault) as fault:
        respond(sample_plan(), asked, deal="acme", choices=file)
    (finding,) = fault.value.findings
    assert (finding.code, str(finding.place)[:8]) == ("unknown-reference", "c.yaml:2")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("triton", "triton"),
        ("支持 Triton 推理服务", "triton"),
        ("须提供Python接口", "python-api"),
        ("ＴＲＩＴＯＮ Backend", "triton"),
        ("tritonix", None),  # no whole word
        ("Triton backend and KServe", None),  # two capabilities: somebody says which one counts
        ("Python", None),  # part of a name
    ],
)
def test_ids_names_and_synonyms_in_both_languages_are_sure_as_whole_words(
    text: str, meant: str | None, tmp_path: Path
) -> None:
    plan = sample_plan()
    more = {"triton": ["Triton 推理服务"], "python-api": ["Python 接口", "Python接口"]}
    named = [line.model_copy(update={"synonyms": more.get(line.id, [])}) for line in plan.capabilities]
    asked = saved(sheet_of(["1", text, ""]), tmp_path)
    (row,) = respond(plan.model_copy(update={"capabilities": named}), asked, deal="acme").rows
    assert row.capability == meant


def test_names_of_the_shipped_catalogue_count_for_capabilities_of_its_ids(tmp_path: Path) -> None:
    asked = saved(sheet_of(["1", "须提供 Python 接口", ""], ["2", "系统管理接口", ""]), tmp_path)
    found = respond(sample_plan(), asked, deal="acme")
    assert [row.capability for row in found.rows] == ["python-api", "smi"]


def test_the_formats_formulas_and_other_sheets_of_the_list_stay(tmp_path: Path) -> None:
    book = sheet_of(*ROWS[:2])
    sheet = book.active
    assert sheet is not None
    sheet["B2"].font, sheet["B2"].fill = Font(bold=True, name="宋体"), PatternFill("solid", fgColor="FFFFEE00")
    sheet["C2"], sheet["C3"] = "=1+1", 12.5
    sheet.column_dimensions["B"].width = 61
    sheet.freeze_panes = "A2"
    book.create_sheet("Terms").append(["Payment in 30 days"])
    book["Terms"].sheet_state = "hidden"
    sheet.row_dimensions[3].hidden = sheet.column_dimensions["A"].hidden = True
    asked = saved(book, tmp_path)
    found = respond(sample_plan(), asked, deal="acme")
    after = load_workbook(io.BytesIO(found.workbook))
    written = after["Sheet"]
    assert [cell.value for cell in written[1]] == ["No.", "Requirement", "Price", "Response", "Explanation"]
    assert [cell.value for cell in written[2]][2:4] == ["=1+1", "Planned to comply"]
    assert (written["B2"].font.b, written["B2"].font.name, written["B2"].fill.fgColor.rgb) == (True, "宋体", "FFFFEE00")
    assert written["D2"].fill.fgColor.rgb == "FFFFEE00"  # a new cell looks like its row
    assert (written.column_dimensions["B"].width, written.freeze_panes, written["C3"].value) == (61, "A2", 12.5)
    assert after["Terms"]["A1"].value == "Payment in 30 days"
    assert [finding.message.rpartition(": ")[2] for finding in found.findings] == ["Terms", "3", "1"]
    assert [line.line for line in found.rows] == [2, 3]  # what is hidden is answered, and named


@pytest.mark.parametrize(
    "head", ["序号 技术要求 应答 说明 分值", "序号 技术要求 投标人应答（是/否） 供应商的偏离说明 分值"]
)
def test_columns_that_the_list_has_for_the_response_are_filled_in_chinese(tmp_path: Path, head: str) -> None:
    book = sheet_of(["1", "Triton backend", None, None, 5], ["2", "SMI", None, None, 5], head=tuple(head.split()))
    asked = saved(book, tmp_path)
    speak("zh_CN")
    try:
        found = respond(sample_plan(), asked, deal="acme")
    finally:
        speak("en")
    sheet = load_workbook(io.BytesIO(found.workbook))["Sheet"]
    row = [str(cell.value) for cell in sheet[2]]
    assert (row[2], row[4]) == ("计划满足", "5")
    assert row[3].startswith("计划于 2026 年第二季度随版本 R2 提供（")
    assert sheet["C3"].value == "不满足"


def test_a_response_holds_nothing_of_the_plan_but_what_its_customer_may_read(tmp_path: Path) -> None:
    plan = base_plan()
    names = [deal.customer for deal in plan.deals] + [line.name for line in plan.features] + ["R3", "2026-05-08"]
    asked = saved(sheet_of(["1", "triton", ""], ["2", "kserve", ""]), tmp_path)
    found = respond(plan, asked, deal="acme")
    with zipfile.ZipFile(io.BytesIO(found.workbook)) as archive:
        text = "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    assert not [name for name in names if name in text]


def wrong(code: str, said: str, path: Path, **options: Any) -> None:
    with pytest.raises(InputFault) as fault:
        respond(sample_plan(), path, deal="acme", **options)
    assert [(finding.code, finding.place.file) for finding in fault.value.findings] == [(code, path.name)]
    assert said in f"{fault.value.findings[0]} {fault.value.findings[0].hint}"


def test_merged_headings_and_merged_requirements_are_refused_and_other_merged_cells_are_not(tmp_path: Path) -> None:
    for area, faulty in (("A1:B1", True), ("B2:B3", True), ("A2:A3", False)):
        book = sheet_of(*ROWS)
        sheet = book.active
        assert sheet is not None
        if area == "A1:B1":
            sheet["A1"], sheet["B1"] = "Requirement", None
        sheet.merge_cells(area)
        path = saved(book, tmp_path, f"{area[:2]}.xlsx")
        if faulty:
            wrong("workbook-merged", "merged", path)
        else:
            assert respond(sample_plan(), path, deal="acme").rows


def test_a_list_without_its_column_is_told_what_is_there_and_the_column_can_be_named(tmp_path: Path) -> None:
    path = saved(sheet_of(["1", "Triton backend", ""], head=("No.", "Wish", "Price")), tmp_path)
    wrong("respond-column", "Wish", path)
    assert respond(sample_plan(), path, deal="acme", column="wish").rows[0].capability == "triton"


def test_several_sheets_a_formula_without_a_value_and_an_empty_list_are_refused(tmp_path: Path) -> None:
    several = sheet_of(*ROWS)
    several.create_sheet("More").append(["x"])
    path = saved(several, tmp_path, "several.xlsx")
    wrong("workbook-sheet", "--sheet", path)
    assert respond(sample_plan(), path, deal="acme", sheet="Sheet").rows
    wrong("workbook-cell", "formula", saved(sheet_of(["1", "=A1", ""]), tmp_path, "formula.xlsx"))
    wrong("respond-empty", "no line", saved(sheet_of(), tmp_path, "empty.xlsx"))


def test_macros_a_document_type_too_many_merged_cells_and_no_workbook_are_refused(tmp_path: Path) -> None:
    plain = saved(sheet_of(*ROWS), tmp_path, "plain.xlsx").read_bytes()

    def changed(name: str, part: str, content: bytes | None = None, *, old: bytes = b"", new: bytes = b"") -> Path:
        target = tmp_path / name
        with zipfile.ZipFile(io.BytesIO(plain)) as source, zipfile.ZipFile(target, "w") as copy:
            for item in source.namelist():
                body = source.read(item)
                copy.writestr(item, body.replace(old, new, 1) if item == part and old else body)
            if content is not None:
                copy.writestr(part, content)
        return target

    wrong("workbook-file", "macros", changed("macros.xlsx", "xl/vbaProject.bin", b"x"))
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    wrong("workbook-part", "document type", changed("bomb.xlsx", "xl/extra.xml", bomb))
    merged = b'<mergeCells count="1"><mergeCell ref="D9:XFD1048576"/></mergeCells></worksheet>'
    path = changed("merged.xlsx", "xl/worksheets/sheet1.xml", old=b"</worksheet>", new=merged)
    wrong("workbook-merged", "more than 200000", path)
    none = tmp_path / "none.xlsx"
    none.write_text("no archive", encoding="utf-8")
    wrong("workbook-file", "none.xlsx", none)
    for name in ("list.csv", "list.xlsm", "list.xls"):
        (tmp_path / name).write_bytes(plain)
        wrong("workbook-file", "does not end in .xlsx", tmp_path / name)


def test_a_deal_that_is_not_there_is_a_usage_fault_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(UsageFault, match="no open deal nobody"):
        respond(sample_plan(), tmp_path / "missing.xlsx", deal="nobody")


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "plan.json"
    path.write_text(plan_text(sample_plan()), encoding="utf-8")
    return path


def test_the_command_writes_the_response_and_the_choices_and_says_what_is_left(plan_file: Path, asked: Path) -> None:
    target = plan_file.with_name("response.xlsx")
    written = run("respond", plan_file, asked, "--deal", "acme", "-o", target)
    assert written.exit_code == 0, written.output
    assert "Answered 6 lines" in written.stderr
    assert "2 lines are to be clarified" in written.stderr
    assert "k8s, smi" in written.stderr
    assert load_workbook(target)["Sheet"]["D2"].value == "Planned to comply"
    choices = asked.with_name("list.choices.yaml")
    assert "Tritn backend" in choices.read_text(encoding="utf-8")
    again = answer(run("respond", plan_file, asked, "--deal", "acme", "-o", target, "--json"))
    assert (again["unsure"], again["to_add"], len(again["lines"])) == (2, ["k8s", "smi"], 6)


def test_nothing_is_written_over_the_list_or_for_a_list_that_cannot_be_used(plan_file: Path, asked: Path) -> None:
    before = asked.read_bytes()
    assert run("respond", plan_file, asked, "--deal", "acme", "-o", asked).exit_code == 2
    assert asked.read_bytes() == before
    broken = asked.with_name("broken.xlsx")
    broken.write_bytes(before[:400])
    refused = run("respond", plan_file, broken, "--deal", "acme", "-o", plan_file.with_name("r.xlsx"))
    assert refused.exit_code == 3
    assert not plan_file.with_name("r.xlsx").exists()
    assert not broken.with_name("broken.choices.yaml").exists()
