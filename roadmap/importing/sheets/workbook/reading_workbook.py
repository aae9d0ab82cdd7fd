"""Workbooks as sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from requirements.finding import Finding, Place, Severity
from requirements.language import _, enumerated
from requirements.reading.tables.csv_reader import Row
from roadmap.importing.file_form import Hidden, SheetForm
from roadmap.importing.sheets.sheet import MOST_ROWS, Sheet
from roadmap.importing.sheets.workbook.archive import Archive, BrokenWorkbook
from roadmap.importing.sheets.workbook.book import Book, read_book, read_texts
from roadmap.importing.sheets.workbook.styles import read_styles
from roadmap.importing.sheets.workbook.workbook_sheet import Shared, SheetGrid, read_grid

_MOST_NAMED = 20


def read_workbook_sheet(content: bytes, file: str, *, form: SheetForm) -> tuple[Sheet | None, list[Finding]]:
    """The rows of one sheet of a workbook, or None and why not; what is hidden is a warning."""
    try:
        archive = Archive(content, file)
        book = read_book(archive)
        shared = Shared(read_texts(archive), read_styles(archive), book.from_1904)
        most = (form.rows or MOST_ROWS) + 1
        name, findings = _chosen(archive, book, shared, form, file, most)
        if name is None:
            return None, findings
        grid = read_grid(archive, book.sheets[name], shared, file=file, most=most)
    except BrokenWorkbook as broken:
        return None, [broken.finding]
    if not grid.cells:
        return None, [Finding("empty-file", Place(file), _("the sheet {name} is empty").format(name=name))]
    findings += _hidden(grid, book, name, form, file)
    return _sheet(grid, skip=form.hidden is Hidden.SKIP), findings


def sheet_names(content: bytes, file: str) -> list[str]:
    """The sheets of a workbook that are in sight; none where it cannot be read."""
    try:
        book = read_book(Archive(content, file))
    except BrokenWorkbook:
        return []
    return [name for name in book.sheets if name not in book.hidden]


def _chosen(
    archive: Archive, book: Book, shared: Shared, form: SheetForm, file: str, most: int
) -> tuple[str | None, list[Finding]]:
    """The sheet that the mapping names, or the only one that is neither hidden nor empty."""
    if form.sheet is not None:
        if form.sheet in book.sheets:
            return form.sheet, []
        message = _("the workbook has no sheet {name}").format(name=form.sheet)
        return None, [_which(message, book.sheets, file)]
    names = [name for name in book.sheets if name not in book.hidden] or list(book.sheets)
    if len(names) > 1:
        names = [n for n in names if read_grid(archive, book.sheets[n], shared, file=file, most=most).cells] or names[
            :1
        ]
    if len(names) > 1:
        return None, [_which(_("the workbook has several sheets"), names, file)]
    return names[0], []


def _which(message: str, names: Iterable[str], file: str) -> Finding:
    listed = enumerated(names, most=_MOST_NAMED)
    hint = _("State the sheet in the mapping: `sheet` under `from`. The sheets are {names}.").format(names=listed)
    return Finding("workbook-sheet", Place(file), message, hint)


def _hidden(grid: SheetGrid, book: Book, name: str, form: SheetForm, file: str) -> Iterator[Finding]:
    """Warnings that name what nobody sees who opens the workbook."""
    others = [other for other in book.hidden if other != name]
    if others and form.sheet is None:
        yield _warned(
            _("hidden sheets are not read: {names}").format(names=enumerated(others, most=_MOST_NAMED)), "", file
        )
    if form.hidden is not None:
        return
    lines = sorted(grid.hidden_lines & set(grid.cells))
    columns = sorted(grid.hidden_columns & {column for cells in grid.cells.values() for column in cells})
    hint = _("State in the mapping whether to read them: `hidden: read` or `hidden: skip` under `from`.")
    if lines:
        yield _warned(_("hidden rows are read too: {numbers}").format(numbers=_some(lines)), hint, file)
    if columns:
        yield _warned(_("hidden columns are read too: {numbers}").format(numbers=_some(columns)), hint, file)


def _warned(message: str, hint: str, file: str) -> Finding:
    return Finding("workbook-hidden", Place(file), message, hint, Severity.WARNING)


def _some(numbers: list[int]) -> str:
    return enumerated(map(str, numbers), most=_MOST_NAMED)


def _sheet(grid: SheetGrid, *, skip: bool) -> Sheet:
    hidden = grid.hidden_lines if skip else set()
    off = grid.hidden_columns if skip else set()
    rows = []
    for line, cells in sorted(grid.cells.items()):
        kept = {column: text for column, text in cells.items() if column not in off}
        if line in hidden or not kept:
            continue
        width = max(kept)
        rows.append(Row([kept.get(at, "") for at in range(1, width + 1)], [(line, at) for at in range(1, width + 1)]))
    return Sheet(rows, even=False, merged=tuple(grid.merged), faults=grid.faults)
