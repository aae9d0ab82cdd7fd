"""Merged cells and faulty cells among the entries of a sheet: only those count from which something is read."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from requirements.finding import Finding, Place
from requirements.language import _
from requirements.reading.tables.csv_reader import Row
from roadmap.importing.sheets.headings import Headed
from roadmap.importing.sheets.sheet import Sheet, Span


def spread(headed: Headed, sheet: Sheet, used: Collection[int], *, file: str, fill: bool) -> list[Finding]:
    """What is wrong with cells in the columns `used`; and with `fill`, merged cells get their value in each of their
    rows, in place."""
    lines = {row.line: row for row in headed.rows}
    findings = [fault for (line, column), fault in sheet.faults.items() if _counts(line, column, lines, headed, used)]
    for span in sheet.merged:
        rows = [lines[line] for line in range(span[0], span[2] + 1) if line in lines]
        if not rows or not fill:
            findings += _merged(span, rows, used, file)
            continue
        value = rows[0].cells[span[1] - 1] if span[1] <= len(rows[0].cells) else ""
        for row in rows:
            for at in range(span[1] - 1, min(span[3], len(row.cells))):
                row.cells[at] = value
    return findings


def _counts(line: int, column: int, lines: Collection[int], headed: Headed, used: Collection[int]) -> bool:
    """Whether something is read from a cell: it is an entry's in a column that is used, or a heading."""
    return line == headed.line or (line in lines and column - 1 in used)


def _merged(span: Span, rows: list[Row], used: Collection[int], file: str) -> Iterator[Finding]:
    if rows and any(at - 1 in used for at in range(span[1], span[3] + 1)):
        message = _("the cells from here to line {line}, column {column} are merged")
        hint = _(
            "If the value holds for each of these rows, state `merged: fill` under `from`. Otherwise unmerge the cells."
        )
        place = Place(file, span[0], span[1])
        yield Finding("workbook-merged", place, message.format(line=span[2], column=span[3]), hint)
