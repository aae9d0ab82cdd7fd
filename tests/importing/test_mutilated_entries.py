"""Sheets of features, capabilities, releases and people as people mutilate them, and schedules and requirements with
bytes that are wrong: imported right or asked about, and never a crash."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from requirements.errors import InputFault
from roadmap.importing.file_form import SheetForm
from roadmap.importing.sheets.reqif import read_reqif_sheet
from roadmap.importing.sheets.schedules.mspdi import read_mspdi_sheet
from roadmap.importing.sheets.schedules.taskjuggler import read_taskjuggler_sheet
from roadmap.operations.importing.import_file import import_file
from roadmap.operations.telling.export import export
from tests.importing.imports import Company
from tests.importing.test_entries import FOLDER
from tests.importing.test_requirements import REQIF
from tests.importing.test_schedules import MSPDI, TASKJUGGLER
from tests.sample_plan import sample_plan

Rows = list[list[str]]
SHEETS: dict[str, tuple[str, Rows]] = {
    "capabilities": (
        "key: 编号\nfields: {name: 名称, kind: 类别, ready: 成熟度}\n",
        [
            ["编号", "名称", "类别", "成熟度", "备注"],
            ["C-1", "Python API", "推理与服务", "正式", "x"],
            ["C-2", "Profiler", "开发工具", "", ""],
            ["C-3", "文档", "knowledge", "预览", "y"],
        ],
    ),
    "releases": (
        "key: 编号\nfields: {id: 版本, freeze: 封板日, ship: 发布日, cost: 费用(万元)}\n",
        [
            ["编号", "版本", "封板日", "发布日", "费用(万元)"],
            ["V-1", "R1", "2026/3/13", "2026年3月27日", "60"],
            ["V-2", "R2", "2026.6.12", "20260626", "60.5"],
            ["V-3", "R3", "2026-09-11", "2026-09-25", ""],
        ],
    ),
    "people": (
        "key: 工号\nfields: {name: 姓名, team: 团队, skill: 技能, first: 入职日}\n",
        [
            ["工号", "姓名", "团队", "技能", "入职日"],
            ["E01", "王强", "Core", "code", "2026/2/2"],
            ["E02", "李娜", "qa", "qa", ""],
            ["E03", "Zoe", "core", "code", "2026-03-02"],
        ],
    ),
    "features": (
        "key: 编号\nmaturity: ga\nfields: {name: 名称, team: 团队, provides: 提供}\n"
        "work:\n- {phase: {always: build}, skill: {always: code}, effort: 开发人天}\n"
        "- {phase: {always: verify}, skill: {always: qa}, effort: 测试人天}\n",
        [
            ["编号", "名称", "团队", "提供", "开发人天", "测试人天"],
            ["F-1", "Python API", "Core", "api", "10", "2.5"],
            ["F-2", "Profiler", "core", "prof：preview", "12 / 14 / 16.5", "5"],
            ["F-3", "Docs", "qa", "api；prof", "3", ""],
        ],
    ),
}
KNOWN = "capabilities:\n  api: {name: Python API, kind: serving}\n  prof: {name: Prof, kind: developer_tools}\n"


def wide(sheet: Rows, *cells: str) -> list[str]:
    return [*cells, *[""] * (len(sheet[0]) - len(cells))]


def text(sheet: Rows, delimiter: str = ",") -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator="\r\n").writerows(sheet)
    return file.getvalue()


def book(sheet: Rows, change: Callable[[Workbook], None] = lambda _book: None) -> bytes:
    made = Workbook()
    assert made.active is not None
    for row in sheet:
        made.active.append([cell or None for cell in row])
    change(made)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def merge(made: Workbook) -> None:
    assert made.active is not None
    made.active.merge_cells("C2:C3")


RIGHT: dict[str, Callable[[Rows], str | bytes]] = {
    "a title above": lambda s: text([wide(s, "清单 2026"), wide(s, "", "制表：李娜"), *s]),
    "blank rows everywhere": lambda s: text([wide(s), *(line for row in s for line in (row, wide(s)))]),
    "a total below": lambda s: text([*s, wide(s, "合计", "", "", "", "9")]),
    "notes below": lambda s: text([*s, wide(s), wide(s, "机密，请勿外传")]),
    "headings in other letters": lambda s: text([[f" {cell} " for cell in s[0]], *s[1:]]),
    "columns in another order": lambda s: text([list(reversed(row)) for row in s]),
    "rows in another order": lambda s: text([s[0], *reversed(s[1:])]),
    "columns nobody asked for": lambda s: text([[*row, "x,y", '"'] for row in s]),
    "semicolons": lambda s: text(s, ";"),
    "tabs": lambda s: text(s, "\t"),
    "Chinese bytes": lambda s: text(s).encode("gb18030"),
    "two bytes a sign": lambda s: text(s).encode("utf-16"),
    "a workbook": book,
}
ASKED: dict[str, Callable[[Rows], str | bytes]] = {
    "merged cells": lambda s: book(s, merge),
    "the same number twice": lambda s: text([*s, s[1]]),
    "a row without its number": lambda s: text([*s, ["", *s[1][1:]]]),
    "a heading that was renamed": lambda s: text([["?", *s[0][1:]], *s[1:]]),
    "a row that broke": lambda s: text(s).replace(f"{s[2][1]},", f"{s[2][1]}\r\n", 1),
    "a word that nobody knows": lambda s: text(
        [*s[:2], [cell if at in (0, 1) else "#REF!" for at, cell in enumerate(s[2])]]
    ),
}


def brought(place: Path, into: str, content: str | bytes) -> str:
    """The table that an import writes."""
    mapping, _sheet = SHEETS[into]
    company = Company(place, f"into: {into}\n{mapping}", FOLDER + KNOWN)
    name = "export.xlsx" if isinstance(content, bytes) and content.startswith(b"PK") else "export.csv"
    file = company.folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return import_file(company.mapping, file).target.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("into", SHEETS)
@pytest.mark.parametrize("name", RIGHT)
def test_mutilated_sheets_give_the_same_table_as_whole_ones(tmp_path: Path, into: str, name: str) -> None:
    _mapping, sheet = SHEETS[into]
    whole = brought(tmp_path / "whole", into, text(sheet))
    assert whole.count("imports/crm.yaml") >= 3
    assert brought(tmp_path / "other", into, RIGHT[name](sheet)) == whole


@pytest.mark.parametrize("into", SHEETS)
@pytest.mark.parametrize("name", ASKED)
def test_what_nobody_can_know_is_asked(tmp_path: Path, into: str, name: str) -> None:
    _mapping, sheet = SHEETS[into]
    with pytest.raises(InputFault):
        brought(tmp_path / "c", into, ASKED[name](sheet))
    assert not (tmp_path / "c" / into).exists()


READERS = {
    "mspdi": (read_mspdi_sheet, MSPDI.replace("LINKS", "").encode()),
    "our mspdi": (read_mspdi_sheet, export(sample_plan(), "mspdi").encode()),
    "taskjuggler": (read_taskjuggler_sheet, TASKJUGGLER.encode()),
    "our taskjuggler": (read_taskjuggler_sheet, export(sample_plan(), "taskjuggler").encode()),
    "reqif": (read_reqif_sheet, REQIF.encode()),
}


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=60)
@given(cuts=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=6)), max_size=4))
def test_wrong_bytes_are_findings_and_never_a_crash(name: str, cuts: list[tuple[float, int, bytes]]) -> None:
    read, content = READERS[name]
    for where, length, put in cuts:
        at = int(where * len(content))
        content = content[:at] + put + content[at + length :]
    sheet, findings = read(content, "x", form=SheetForm())
    assert sheet is not None or findings


def test_deep_nesting_is_read_or_refused_and_overflows_nothing() -> None:
    deep = 100_000
    project = b"<Project><Tasks><Task>" + b"<a>" * deep + b"</a>" * deep + b"</Task></Tasks></Project>"
    sheet, findings = read_mspdi_sheet(project, "x.xml", form=SheetForm())
    assert (sheet, [finding.code for finding in findings]) == (None, ["empty-file"])
    levels = b"<CHILDREN><SPEC-HIERARCHY>" * deep + b"</SPEC-HIERARCHY></CHILDREN>" * deep
    document = b"<REQ-IF><SPEC-OBJECTS><SPEC-OBJECT IDENTIFIER='a' LONG-NAME='A'/></SPEC-OBJECTS><SPECIFICATION>"
    sheet, findings = read_reqif_sheet(document + levels + b"</SPECIFICATION></REQ-IF>", "x", form=SheetForm())
    assert findings == []
    assert sheet is not None
    assert len(sheet.rows) == 2
