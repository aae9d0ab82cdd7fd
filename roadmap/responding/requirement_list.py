"""A list of requirements in a workbook: where its table is, and what each line asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from requirements.finding import Finding, Place, Severity
from requirements.language import _, enumerated
from requirements.reading.tables.csv_reader import Row
from roadmap.importing.file_form import SheetForm
from roadmap.importing.sheets.headings import name_of
from roadmap.importing.sheets.sheet import Sheet
from roadmap.importing.sheets.workbook.archive import Archive, BrokenWorkbook
from roadmap.importing.sheets.workbook.reading_workbook import read_workbook_sheet

LOOKED_AT = 30
"""Lines in which headings are looked for."""
MOST_MERGED = 200_000
"""Cells that a workbook may have merged, over all its sheets: more are a slip, and stall every program."""
MOST_NAMED = 20
REQUIREMENT: Final = frozenset(
    {
        *("requirement", "requirements", "required feature", "feature", "function", "capability", "item"),
        *("description", "requirement description", "technical requirement", "specification"),
        *("需求", "需求项", "需求描述", "需求内容", "功能", "功能项", "功能要求", "技术要求", "技术需求", "技术指标"),
        *("技术规格", "指标要求", "招标要求", "招标技术要求", "条款", "条款内容", "要求", "规格要求", "招标文件要求"),
    }
)
"""Headings of the column that says what is asked for."""
ID: Final = frozenset({"capability id", "capability", "能力", "能力编号", "roadmap id"})
"""Headings of a column that names capabilities by their ids, where the list has one."""
RESPONSE: Final = frozenset(
    {
        *("response", "answer", "compliance", "compliant", "supported", "status"),
        *(
            "应答",
            "应答情况",
            "响应",
            "响应情况",
            "是否满足",
            "满足情况",
            "是否支持",
            "支持情况",
            "投标应答",
            "偏离",
            "偏离情况",
        ),
    }
)
EXPLANATION: Final = frozenset(
    {
        *("explanation", "comment", "comments", "remark", "remarks", "details", "note", "notes"),
        *("说明", "应答说明", "响应说明", "偏离说明", "备注", "详细应答", "投标说明"),
    }
)
_WHOSE = re.compile(
    r"^(?:投标人|投标方|供应商|供方|厂商|厂家|卖方|我方|乙方)的?"
    r"|^(?:bidder|vendor|supplier|contractor|your)(?:['’]s)? "
    r"|\s*\([^()]*\)$"
)
"""Who answers, and a note in brackets: what headings say beside what their column is for."""
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref="\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?"')


@dataclass(frozen=True, slots=True)
class RequirementLine:
    """One line of a list: where it stands and what it asks for."""

    line: int
    text: str
    id: str
    """The capability that the list itself names; empty if it names none."""


@dataclass(frozen=True, slots=True)
class RequirementList:
    """A list of requirements. Columns count from 1."""

    sheet: str | None
    """The sheet that was asked for; None: its only visible one."""
    headings: int
    """The line of the headings."""
    requirement: int
    response: int | None
    """The column in which the list wants the response; None where it has none."""
    explanation: int | None
    width: int
    """The last column of the table."""
    lines: tuple[RequirementLine, ...]


def read_requirements(
    content: bytes, file: str, *, sheet: str | None = None, column: str | None = None
) -> tuple[RequirementList | None, list[Finding]]:
    """The list in a workbook, or None and why not. `column` is the heading of what is asked for, where none of the
    usual ones is there. Hidden sheets, rows and columns are warnings."""
    unsafe = _unsafe(content, file)
    if unsafe is not None:
        return None, [unsafe]
    found, findings = read_workbook_sheet(content, file, form=SheetForm(sheet=sheet))
    findings = [_asked_here(finding) for finding in findings]
    if found is None:
        return None, findings
    head, wrong = _heading(found, file, column)
    if head is None:
        return None, [*findings, *wrong]
    known = _list(found, head, sheet, column)
    findings += _faulty(found, known, file)
    if any(finding.severity is Severity.ERROR for finding in findings):
        return None, findings
    if not known.lines:
        return None, [*findings, Finding("respond-empty", Place(file, known.headings), _("no line asks for anything"))]
    return known, findings


def _unsafe(content: bytes, file: str) -> Finding | None:
    """Why a workbook must not be opened for writing; None where it may."""
    if not file.lower().endswith(".xlsx"):
        message = _("the list is answered in its own workbook, and the file does not end in .xlsx")
        hint = _("Open the list in a spreadsheet program and save it as .xlsx, without macros.")
        return Finding("workbook-file", Place(file), message, hint)
    try:
        archive = Archive(content, file)
        merged = 0
        for name in archive.names:
            part = archive.part(name)
            if name.endswith((".xml", ".rels")) and _DOCTYPE.search(part):
                raise archive.broken(name, _("it defines a document type, which no spreadsheet program writes"))
            merged += sum(_area(*found) for found in _MERGE.findall(part)) if "/worksheets/" in name else 0
    except BrokenWorkbook as broken:
        return broken.finding
    if merged > MOST_MERGED:
        message = _("more than {limit} cells of the workbook are merged").format(limit=MOST_MERGED)
        return Finding("workbook-merged", Place(file), message, _("Unmerge them, and merge only cells of the table."))
    return None


def _area(first: bytes, top: bytes, last: bytes, bottom: bytes) -> int:
    wide = _column(last or first) - _column(first) + 1
    return max(1, wide) * max(1, int(bottom or top) - int(top) + 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _asked_here(finding: Finding) -> Finding:
    """A finding about a workbook, with a hint that helps here: there is no mapping."""
    if finding.code == "workbook-sheet":
        return Finding(
            finding.code, finding.place, finding.message, _("Name the sheet with --sheet."), finding.severity
        )
    if finding.code == "workbook-hidden" and finding.hint:
        hint = _("They are answered, too. Show them, and look at their responses.")
        return Finding(finding.code, finding.place, finding.message, hint, finding.severity)
    if finding.code == "workbook-size":
        hint = _("Keep the table of requirements alone in the workbook.")
        return Finding(finding.code, finding.place, finding.message, hint, finding.severity)
    return finding


def _heading(sheet: Sheet, file: str, column: str | None) -> tuple[Row | None, list[Finding]]:
    """The row that names the columns."""
    wanted = REQUIREMENT if column is None else {name_of(column)}
    looked_at = sheet.rows[:LOOKED_AT]
    found = [row for row in looked_at if any(name_of(cell) in wanted for cell in row.cells)]
    rich = [row for row in found if sum(bool(cell.strip()) for cell in row.cells) > 1]
    head = next(iter(rich or found), None)
    if head is None:
        listed = enumerated([cell for row in looked_at[:3] for cell in row.cells if cell.strip()], most=MOST_NAMED)
        message = _("no column of requirements was recognised; the first lines hold {names}").format(names=listed)
        hint = _("Name the heading of the column with --column, such as --column 技术要求.")
        return None, [Finding("respond-column", Place(file), message, hint)]
    names = [name_of(cell) for cell in head.cells if name_of(cell) in wanted]
    if column is not None and len(names) > 1:
        message = _("two columns have the heading {name}").format(name=column)
        return None, [Finding("respond-column", Place(file, head.line), message, _("Rename one of them."))]
    return head, []


def _list(sheet: Sheet, head: Row, name: str | None, column: str | None) -> RequirementList:
    named = [name_of(cell) for cell in head.cells]
    text = _place(named, REQUIREMENT if column is None else {name_of(column)}, longest=sheet, below=head.line)
    assert text is not None  # noqa: S101 - the row was found by it
    id_column = next((at for at, one in enumerate(named) if one in ID and at != text), None)
    below = [row for row in sheet.rows if row.line > head.line]
    lines = tuple(
        RequirementLine(row.line, row.cells[text].strip(), _cell(row, id_column))
        for row in below
        if text < len(row.cells) and row.cells[text].strip()
    )
    return RequirementList(
        sheet=name,
        headings=head.line,
        requirement=text + 1,
        response=_after(named, RESPONSE, text),
        explanation=_after(named, EXPLANATION, text),
        width=max(len(head.cells), *(len(row.cells) for row in below), 1),
        lines=lines,
    )


def _place(named: list[str], wanted: frozenset[str] | set[str], *, longest: Sheet, below: int) -> int | None:
    """Of the columns with a wanted heading the one that holds the longest texts."""
    places = [at for at, one in enumerate(named) if one in wanted]
    rows = [row for row in longest.rows if row.line > below]
    return max(
        places, key=lambda at: (sum(len(row.cells[at]) for row in rows if at < len(row.cells)), -at), default=None
    )


def _cell(row: Row, at: int | None) -> str:
    return row.cells[at].strip() if at is not None and at < len(row.cells) else ""


def _after(named: list[str], wanted: frozenset[str], text: int) -> int | None:
    """The first column behind the requirement with a wanted heading, whoever it says answers, from 1."""
    bare = [_WHOSE.sub("", _WHOSE.sub("", one)) for one in named]
    return next((at + 1 for at, one in enumerate(named) if at > text and {one, bare[at]} & wanted), None)


def _faulty(sheet: Sheet, known: RequirementList, file: str) -> list[Finding]:
    """What is wrong with cells that are read: faults of single cells, and merged ones in the column or its heading."""
    lines = {known.headings, *(line.line for line in known.lines)}
    findings = [
        fault
        for (line, column), fault in sheet.faults.items()
        if column == known.requirement and line >= known.headings
    ]
    for top, left, bottom, right in sheet.merged:
        covers = left <= known.requirement <= right
        if covers and lines & set(range(top, bottom + 1)):
            message = _("the cells from here to line {line}, column {column} are merged")
            hint = _("Unmerge the cells of the headings and of the column of requirements.")
            place = Place(file, top, left)
            findings.append(Finding("workbook-merged", place, message.format(line=bottom, column=right), hint))
    return findings
