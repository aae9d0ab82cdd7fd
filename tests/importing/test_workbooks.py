"""Workbooks: they read as the same sheet in CSV does, and those that are broken, hostile or unclear are told, each with
its own hint."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from requirements.errors import InputFault
from tests.importing.books import book, rewritten, with_shared_texts
from tests.importing.imports import HEAD, MAPPING, ROWS, Company, told

HEADINGS = HEAD.strip().split(",")
CELLS: list[list[object]] = [
    [
        "2026-001",
        "One",
        "海东",
        "ISV",
        "商机",
        120,
        date(2026, 3, 5),
        datetime(2026, 8, 5, tzinfo=UTC).replace(tzinfo=None),
        None,
        "x",
    ],
    ["2026-002", "Two", "宇石", "云计算", "送测", "300万", "2026年4月1日", "2026.9.7"],
    ["2026-003", "Three", "天目", "isv", "线索", "¥3,680,000", None, None, None, "secret"],
]
SHEET, TEXTS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"


@pytest.fixture
def company(tmp_path: Path) -> Company:
    return Company(tmp_path / "company")


def refused(company: Company, content: bytes) -> str:
    """The only finding about a workbook, with its hint."""
    [finding] = company.refused(content, name="export.xlsx")
    assert finding.hint
    return f"{finding.place.line}:{finding.place.column}: {finding.code}: {finding.message} {finding.hint}"


def test_a_workbook_reads_as_the_same_sheet_in_csv(company: Company) -> None:
    company.bring(HEAD + ROWS)
    imported = company.bring(book([HEADINGS, *CELLS]), name="export.xlsx")
    assert (imported.written, imported.changes) == (False, ())
    assert not company.bring(with_shared_texts(book([HEADINGS, *CELLS])), name="export.xlsx").written


def test_numbers_are_read_as_their_formats_show_them(tmp_path: Path) -> None:
    company = Company(tmp_path / "company", MAPPING.replace("  gates", "  win_probability: 赢率\n  gates"))

    def change(_workbook: Workbook, sheet: Worksheet) -> None:
        sheet["K2"], sheet["K2"].number_format = 0.6, "0%"
        sheet["F2"] = 0.1 + 0.2  # 0.30000000000000004 as stored
        sheet["G2"].number_format = 'yyyy"年"m"月"d"日"'
        sheet["H2"].number_format = "[$-804]d/m/yy;@"

    company.bring(book([[*HEADINGS, "赢率"], *CELLS[:1]], change), name="export.xlsx")
    assert company.result.read_text(encoding="utf-8").splitlines()[1].split(",")[5:10] == [
        "opportunity", "3", "60%", "2026-03-05", "2026-08-05",
    ]  # fmt: skip


def test_long_numbers_are_no_keys(company: Company) -> None:
    content = book([HEADINGS, [123456789012345678, *CELLS[0][1:]]])
    assert "2:0: import-rounded" in refused(company, content)


def test_days_are_counted_from_1904_where_the_workbook_says_so(company: Company) -> None:
    company.bring(book([HEADINGS, *CELLS]), name="export.xlsx")

    def change(workbook: Workbook, _sheet: Worksheet) -> None:
        workbook.epoch = CALENDAR_MAC_1904

    assert not company.bring(book([HEADINGS, *CELLS], change), name="export.xlsx").written


@pytest.mark.parametrize(("number", "code"), [(45000, "excel-serial"), (0, "not-a-day"), (60, "not-a-day")])
@pytest.mark.parametrize("shown", ["General", "yyyy-mm-dd"])
def test_bare_numbers_are_no_days(company: Company, number: int, code: str, shown: str) -> None:
    def change(_workbook: Workbook, sheet: Worksheet) -> None:
        sheet["G2"], sheet["G2"].number_format = number, shown

    content = book([HEADINGS, CELLS[0]], change)
    if number == 45000 and shown != "General":
        assert company.bring(content, name="export.xlsx").written  # 45,000 shown as a day is 15 March 2023
    else:
        assert f"2:7: {code}" in refused(company, content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"id,name\n", "not a workbook"),
        (b"<html><table></table></html>", "web page"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "old format"),
        (b"\xd0\xcf\x11\xe0" + bytes(90) + "EncryptedPackage".encode("utf-16-le"), "password"),
        (book([HEADINGS, *CELLS])[:-300], "damaged"),
        (rewritten(book([HEADINGS]), {}, added={"xl/vbaProject.bin": b"x"}), "macros"),
        (rewritten(book([HEADINGS]), {}, added={"xl/workbook.bin": b"x"}), "binary"),
    ],
)
def test_t06_what_is_no_workbook_is_told_with_a_hint_of_its_own(company: Company, content: bytes, words: str) -> None:
    assert words in refused(company, content).split(": ", 2)[2]


def test_t06_an_archive_of_something_else_or_of_a_later_kind_is_refused(company: Company) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("readme.txt", "x")
    assert "workbook-file" in refused(company, file.getvalue())
    content = bytearray(book([HEADINGS, *CELLS]))
    for at in range(len(content) - 4):
        if bytes(content[at : at + 4]) in (b"PK\x01\x02", b"PK\x03\x04"):
            field = at + (6 if content[at + 2] == 1 else 4)
            content[field : field + 2] = struct.pack("<H", 179)  # "version needed to extract" 17.9
    assert "damaged" in refused(company, bytes(content))


@pytest.mark.parametrize(
    ("part", "change", "words"),
    [
        (
            SHEET,
            lambda text: text.replace(b"<sheetData>", b"<sheetData><row r='1'><c r='ZZ200000'><v>1</v></c></row>"),
            "column 200",
        ),
        (
            SHEET,
            lambda text: text.replace(b"<sheetData>", b"<sheetData><row r='1'><c r='XFD1048576'><v>1</v></c></row>"),
            "column 200",
        ),
        (
            SHEET,
            lambda text: text.replace(b"<sheetData>", b"<sheetData><row><c r='A20002'><v>1</v></c></row>"),
            "line 20001",
        ),
        (SHEET, lambda text: b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + text, "document type"),
        (TEXTS, lambda text: b"<!DOCTYPE x SYSTEM 'file:///etc/passwd'>" + text, "document type"),
        (SHEET, lambda text: text.decode().encode("utf-16"), "UTF-8"),
        (SHEET, lambda text: text[:-20], SHEET),
        (SHEET, lambda text: text.replace(b'r="A1"', b'r="1A"'), "1A"),
        (SHEET, lambda text: text.replace(b"<v>0</v>", b"<v>999</v>", 1), "text that does not exist"),
        (SHEET, lambda text: text.replace(b"<v>0</v>", b"<v>x</v>", 1), "number"),
        ("xl/workbook.xml", lambda text: text.replace(b'r:id="rId1"', b'r:id="rId9"'), "is missing"),
        (SHEET, lambda text: text + b" " * 2_000_000, "unpacks"),
    ],
)
def test_t03_t04_t05_t07_broken_and_hostile_parts_are_refused(
    company: Company, part: str, change: Callable[[bytes], bytes], words: str
) -> None:
    said = refused(company, rewritten(with_shared_texts(book([HEADINGS, *CELLS])), {part: change}))
    assert words in said
    assert "workbook-part" in said or "workbook-size" in said


def test_t01_t02_what_unpacks_to_too_much_is_refused_before_it_is_read(company: Company) -> None:
    text = b"<sst>" + b"<si><t>x</t></si>" * 4_200_000 + b"</sst>"  # 71 MB in a few hundred kB
    assert "workbook-size" in refused(
        company, rewritten(with_shared_texts(book([HEADINGS])), {TEXTS: lambda _text: text})
    )
    many = rewritten(book([HEADINGS]), {}, added={f"x/{number}": b"" for number in range(2_001)})
    assert "2000 parts" in refused(company, many)


@pytest.mark.parametrize(
    ("cell", "value", "finding"),
    [
        ("F2", "=1+1", "2:6: workbook-cell"),
        ("B3", "#REF!", "3:2: workbook-cell"),
        ("J3", "#REF!", ""),
        ("I2", "=1+1", ""),
    ],
)
def test_t08_formulas_without_a_value_and_errors_count_where_something_is_read(
    company: Company, cell: str, value: str, finding: str
) -> None:
    def change(_workbook: Workbook, sheet: Worksheet) -> None:
        sheet[cell] = value
        if value.startswith("#"):
            sheet[cell].data_type = "e"

    content = book([HEADINGS, *CELLS], change)
    if finding:
        assert finding in refused(company, content)
    else:
        assert company.bring(content, name="export.xlsx").written


def test_t08_merged_cells_are_asked_about_and_filled_where_the_mapping_says_so(tmp_path: Path) -> None:
    def change(_workbook: Workbook, sheet: Worksheet) -> None:
        sheet.merge_cells("C2:C4")

    content = book([HEADINGS, *CELLS], change)
    assert "2:3: workbook-merged" in refused(Company(tmp_path / "a"), content)
    company = Company(tmp_path / "b", "from: {merged: fill}\n" + MAPPING)
    company.bring(content, name="export.xlsx")
    assert company.result.read_text(encoding="utf-8").count(",海东,") == 3
    suggested = company.suggested(content, name="sales.xlsx").splitlines()
    assert suggested[suggested.index("from:") + 1].startswith('  merged: "?"  # ')
    assert not any(
        "merged" in line for line in company.suggested(book([HEADINGS, *CELLS]), name="plain.xlsx").splitlines()
    )


def test_t08_titles_two_rows_of_headings_and_totals_are_no_deals(company: Company) -> None:
    upper = ["编号", "名称", "客户", "行业", "阶段", "金额(万元)", "日期", None, "导入需求", "备注"]
    lower = [None] * 6 + ["送测日期", "签约日期"]

    def change(_workbook: Workbook, sheet: Worksheet) -> None:
        for block in ("A1:J1", "G2:H2", *(f"{column}2:{column}3" for column in "ABCDEFIJ")):
            sheet.merge_cells(block)

    total = ["合计", None, None, None, None, 788]
    content = book([["2026 年商机表"], upper, lower, *CELLS, [], total, ["制表：李娜"]], change)
    imported = company.bring(content, name="export.xlsx")
    assert (len(imported.added), imported.left_out) == (3, (8, 9))


def test_t08_what_is_hidden_is_a_warning_and_can_be_skipped(tmp_path: Path) -> None:
    def change(workbook: Workbook, sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["J"].hidden = True
        workbook.create_sheet("Old").sheet_state = "hidden"

    content = book([HEADINGS, *CELLS], change)
    company = Company(tmp_path / "a")
    imported = company.bring(content, name="export.xlsx")
    assert len(imported.added) == 3
    said = [f"{finding.code}: {finding.message}" for finding in imported.findings]
    assert [text.rpartition(": ")[2] for text in said] == ["10", "3", "Old"]
    assert all(text.startswith("workbook-hidden") for text in said)
    skipping = Company(tmp_path / "b", "from: {hidden: skip}\n" + MAPPING)
    assert skipping.bring(content, name="export.xlsx").added == ("2026-001", "2026-003")


def test_of_several_sheets_the_mapping_says_which(tmp_path: Path) -> None:
    def change(workbook: Workbook, _sheet: Worksheet) -> None:
        workbook.create_sheet("Empty")
        workbook.create_sheet("华东").append(["x"])

    content = book([HEADINGS, *CELLS], change)
    assert "Sheet, 华东" in refused(Company(tmp_path / "a"), content)
    company = Company(tmp_path / "b", "from: {sheet: Sheet}\n" + MAPPING)
    assert company.bring(content, name="export.xlsx").written
    other = Company(tmp_path / "c", "from: {sheet: None there}\n" + MAPPING)
    assert told(other.refused(content, name="export.xlsx")) == ["0: workbook-sheet"]


def test_a_mapping_is_suggested_for_the_only_sheet_with_a_table_and_else_asks_for_the_sheet(company: Company) -> None:
    def with_notes(workbook: Workbook, _sheet: Worksheet) -> None:
        workbook.create_sheet("说明").append(["金额为含税"])

    def with_another(workbook: Workbook, _sheet: Worksheet) -> None:
        workbook.create_sheet("华东").append(HEADINGS)

    mapping = company.suggested(book([HEADINGS, *CELLS], with_notes), name="export.xlsx")
    assert "  sheet: Sheet\n" in mapping
    company.mapping.write_text(mapping, encoding="utf-8")
    assert company.bring(book([HEADINGS, *CELLS], with_notes), name="export.xlsx").written
    with pytest.raises(InputFault) as refused_:
        company.suggested(book([HEADINGS, *CELLS], with_another), name="other.xlsx")
    assert [one.hint for one in refused_.value.findings] == ["Name the sheet with --sheet."]


def test_a_mapping_is_suggested_for_a_workbook_too(company: Company) -> None:
    mapping = company.suggested(book([HEADINGS, *CELLS]), name="export.xlsx")
    assert '"?"' not in mapping
    company.mapping.write_text(mapping, encoding="utf-8")
    assert len(company.bring(book([HEADINGS, *CELLS]), name="export.xlsx").added) == 3
