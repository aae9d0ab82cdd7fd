"""Reading a workbook of the input: its sheets as they are now, and as they were when it was written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from requirements.finding import Finding, Place
from requirements.language import _, enumerated
from requirements.reading.nodes import Mark
from requirements.reading.tables.columns import unguarded
from requirements.reading.tables.csv_reader import Row
from roadmap.importing.book.folder_rows import SHEETS
from roadmap.importing.book.texts import canonical
from roadmap.importing.file_form import Hidden, SheetForm
from roadmap.importing.sheets.sheet import MOST_ROWS_EVER, Sheet
from roadmap.importing.sheets.workbook.archive import Archive, BrokenWorkbook, is_workbook
from roadmap.importing.sheets.workbook.book import read_book
from roadmap.importing.sheets.workbook.reading_workbook import read_workbook_sheet

BASE = "roadmap-input"
"""The hidden sheet of what a workbook held when it was written."""
SHEET_ROW, COLUMN_ROW = "#sheet", "#column "


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A row of a sheet that somebody may have edited: its path (empty in a new row), its cells in their form, and where
    it stands."""

    path: str
    cells: dict[str, str]
    line: int


@dataclass(slots=True)
class ReadBook:
    """A workbook of the input: the rows by sheet, and the cells by path and column as they were written."""

    lines: dict[str, list[SheetLine]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    base: dict[str, dict[str, str]] = field(default_factory=dict)
    columns: dict[str, dict[str, str]] = field(default_factory=dict)


def is_input_book(content: bytes, file: str) -> bool:
    """Whether a file is a workbook that was written from a folder's input."""
    if not is_workbook(content, file):
        return False
    try:
        return BASE in read_book(Archive(content, file)).sheets
    except BrokenWorkbook:
        return False


def read_input_book(content: bytes, file: str) -> tuple[ReadBook | None, list[Finding]]:
    """The workbook, or None and why it cannot be read; every fault is told."""
    base, findings = _sheet(content, file, BASE)
    if base is None:
        return None, findings
    book = _begun(base)
    for key in SHEETS:
        title = book.titles.get(key)
        if title is None:
            continue
        sheet, wrong = _sheet(content, file, title)
        found = [one for one in wrong if one.code != "empty-file"]
        if any(one.code == "workbook-sheet" for one in found):
            hint = _("Put the sheet back. To remove entries, delete their rows.")
            found = [Finding("workbook-sheet", Place(file), _("the sheet {name} is missing").format(name=title), hint)]
        findings += found
        if sheet is not None:
            findings += _read_lines(book, key, sheet, file)
    return (None if findings else book), findings


def _sheet(content: bytes, file: str, name: str) -> tuple[Sheet | None, list[Finding]]:
    form = SheetForm(rows=MOST_ROWS_EVER, sheet=name, hidden=Hidden.READ)
    sheet, findings = read_workbook_sheet(content, file, form=form)
    if sheet is not None and name != BASE:
        findings = [*findings, *sheet.faults.values(), *(_merged(span, file) for span in sheet.merged)]
    return sheet, findings


def _merged(span: tuple[int, int, int, int], file: str) -> Finding:
    message = _("the cells from here to line {line}, column {column} are merged")
    hint = _("Unmerge the cells.")
    return Finding("workbook-merged", Place(file, span[0], span[1]), message.format(line=span[2], column=span[3]), hint)


def _begun(sheet: Sheet) -> ReadBook:
    book = ReadBook()
    for row in sheet.rows[1:]:
        path, column, text = (*row.cells, "", "", "")[:3]
        if path == SHEET_ROW:
            book.titles[column] = text
            book.lines[column] = []
        elif path.startswith(COLUMN_ROW):
            book.columns.setdefault(path.removeprefix(COLUMN_ROW), {})[text] = column
        else:
            book.base.setdefault(path, {})[column] = canonical(unguarded(text))
    return book


def _read_lines(book: ReadBook, key: str, sheet: Sheet, file: str) -> Iterator[Finding]:
    """The rows of a sheet below its headings; a fault for each heading that nobody knows and each key that is there
    twice."""
    head, known = sheet.rows[0], book.columns[key]
    columns: list[str | None] = [None, *(known.get(text) for text in head.cells[1:])]
    for at in range(1, len(head.cells)):
        if columns[at] is None and any(at < len(row.cells) and row.cells[at] for row in sheet.rows):
            message = _("no column of this name is known")
            yield Finding("unknown-field", _place(file, head, at), message, _known(known))
    missing = [text for text, column in known.items() if column not in columns]
    if missing:
        message = _("the column {column} is missing").format(column=missing[0])
        yield Finding("missing-field", Place(file, head.line), message, _("Put the column back, or export anew."))
    seen: dict[str, int] = {}
    for row in sheet.rows[1:]:
        cells = {
            column: canonical(unguarded(text))
            for column, text in zip(columns, row.cells, strict=False)
            if column is not None and canonical(unguarded(text))
        }
        path = row.cells[0].strip()
        if path and path in seen:
            message = _("this key is there twice, first in line {line}").format(line=seen[path])
            hint = _("Leave the key of a new row empty.")
            yield Finding("workbook-key", _place(file, row, 0), message, hint)
        elif path and path not in book.base:
            message = _("this key is not one that the workbook was written with")
            yield Finding("workbook-key", _place(file, row, 0), message, _("Leave the key of a new row empty."))
        elif path or cells:
            book.lines[key].append(SheetLine(path, cells, row.line))
        seen.setdefault(path, row.line)


def _known(known: Mapping[str, str]) -> str:
    return _("The sheet has the columns {names}.").format(names=enumerated(known, most=20))


def _place(file: str, row: Row, at: int) -> Place:
    mark: Mark = row.marks[at]
    return Place(file, *mark)
