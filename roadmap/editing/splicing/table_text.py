"""CSV text with one cell changed, one row added or removed: every other character stays, also quotes and line ends."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from requirements.reading.columns import column_of
from requirements.reading.csv_reader import find_delimiter
from roadmap.editing.splicing.file_text import LINE_END, Splice, next_line

_QUOTED = re.compile(r'"(?:[^"]|"")*"')


@dataclass(frozen=True, slots=True)
class TextCell:
    """One cell: where it stands, and whether in quotation marks."""

    start: int
    end: int
    quoted: bool


@dataclass(frozen=True, slots=True)
class TextRow:
    """One row: the line (from 1) in which it begins, where it stands without its line end, and its cells."""

    line: int
    start: int
    end: int
    cells: tuple[TextCell, ...]


class TableText:
    """The rows of a table with the characters in which each cell stands; `known` are the columns by heading."""

    def __init__(self, text: str, known: Mapping[str, str], prefix: str = "") -> None:
        self.text, self._known, self._prefix = text, known, prefix
        plain = LINE_END.sub("\n", text)
        delimiter, skipped = find_delimiter(plain, known)
        self.delimiter = delimiter or ","
        rows = [row for row in self._rows() if row.line > skipped and self._is_stated(row)]
        self.header, self.rows = rows[0], rows[1:]

    def _rows(self) -> list[TextRow]:
        rows, at, line = [], 0, 1
        while at < len(self.text):
            row = self._row(at, line)
            rows.append(row)
            line += len(LINE_END.findall(self.text, row.start, row.end)) + 1
            at = next_line(self.text, row.end)
        return rows

    def _row(self, at: int, line: int) -> TextRow:
        cells, begin = [], at
        while True:
            quoted = _QUOTED.match(self.text, at)
            end = quoted.end() if quoted else at
            while end < len(self.text) and self.text[end] not in (self.delimiter, "\n", "\r"):
                end += 1
            cells.append(TextCell(at, end, quoted is not None))
            if self.text[end : end + 1] != self.delimiter:
                return TextRow(line, begin, end, tuple(cells))
            at = end + 1

    def _is_stated(self, row: TextRow) -> bool:
        return any(self.cell(cell) for cell in row.cells)

    def cell(self, cell: TextCell) -> str:
        """What a cell says, without blanks around it."""
        written = self.text[cell.start : cell.end]
        return (written[1:-1].replace('""', '"') if cell.quoted else written).strip()

    @cached_property
    def columns(self) -> list[str | None]:
        """The column of each cell of a row; None for one that is not known."""
        return [column_of(self.cell(cell), self._known, self._prefix) for cell in self.header.cells]

    def row_at(self, line: int) -> TextRow:
        """The row that begins in a line."""
        return next(row for row in self.rows if row.line == line)

    def change(self, row: TextRow, texts: Mapping[str, str]) -> list[Splice]:
        """The splices that put texts into the cells of a row, by column; each column must be there."""
        splices = []
        for column, text in texts.items():
            cell = row.cells[self.columns.index(column)]
            if self.cell(cell) != text:
                splices.append(Splice(cell.start, cell.end, self._written(text, quoted=cell.quoted)))
        return splices

    def add(self, texts: Mapping[str, str], *, newline: str) -> list[Splice]:
        """The splice that adds a row below the last one."""
        cells = [self._written(texts.get(column or "", ""), quoted=False) for column in self.columns]
        last = self.rows[-1] if self.rows else self.header
        below = next_line(self.text, last.end)
        row = self.delimiter.join(cells)
        if below > last.end:
            return [Splice(below, below, row + newline)]
        return [Splice(below, below, newline + row + newline)]

    def remove(self, row: TextRow) -> list[Splice]:
        """The splice that takes out a row with its line end."""
        return [Splice(row.start, next_line(self.text, row.end), "")]

    def _written(self, text: str, *, quoted: bool) -> str:
        if quoted or any(sign in text for sign in (self.delimiter, '"', "\n", "\r")):
            return '"' + text.replace('"', '""') + '"'
        return text
