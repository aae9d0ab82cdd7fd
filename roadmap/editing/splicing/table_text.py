"""CSV text with one cell changed, one row added or removed, or a column added: every other character stays, also quotes
and line ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from requirements.reading.tables.columns import column_of
from requirements.reading.tables.csv_reader import find_delimiter
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
        self._ends = re.compile(f"[{re.escape(self.delimiter)}\n\r]")
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
            stop = self._ends.search(self.text, quoted.end() if quoted else at)
            end = stop.start() if stop else len(self.text)
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
        """The splices that put texts into the cells of a row, by column. A column that is not there is added behind the
        others, with an empty cell in every other row."""
        lacking = [column for column in texts if column not in self.columns]
        splices = {one.start: one for one in self._widened(lacking, row, texts)}
        for column in texts.keys() - set(lacking):
            cell, text = row.cells[self.columns.index(column)], texts[column]
            if self.cell(cell) != text:
                written = self._written(text, quoted=cell.quoted)
                behind = splices.pop(cell.end).text if cell.end in splices else ""
                splices[cell.start] = Splice(cell.start, cell.end, written + behind)
        return list(splices.values())

    def _widened(self, columns: Sequence[str], row: TextRow | None, texts: Mapping[str, str]) -> Iterator[Splice]:
        """The splices that add columns behind the others, filled in one row alone."""
        for at in (self.header, *self.rows) if columns else ():
            said = [texts[column] if at is row else "" for column in columns]
            more = [self._heading(column) for column in columns] if at is self.header else said
            yield Splice(at.end, at.end, "".join(self.delimiter + self._written(text, quoted=False) for text in more))

    def _heading(self, column: str) -> str:
        """What a new column is called: in Chinese where the other headings are."""
        if all(self.cell(cell).isascii() for cell in self.header.cells):
            return column
        return next((name for name, known in self._known.items() if known == column and not name.isascii()), column)

    def add(self, texts: Mapping[str, str], *, newline: str) -> list[Splice]:
        """The splices that add a row below the last one, and the columns that it needs and the table lacks."""
        lacking = [column for column in texts if column not in self.columns]
        cells = [self._written(texts.get(column or "", ""), quoted=False) for column in [*self.columns, *lacking]]
        last = self.rows[-1] if self.rows else self.header
        below = next_line(self.text, last.end)
        row = self.delimiter.join(cells)
        wider = list(self._widened(lacking, None, {}))
        if below > last.end:
            return [*wider, Splice(below, below, row + newline)]
        behind = "".join(one.text for one in wider if one.start == below)
        return [*(one for one in wider if one.start < below), Splice(below, below, behind + newline + row + newline)]

    def remove(self, row: TextRow) -> list[Splice]:
        """The splice that takes out a row with its line end."""
        return [Splice(row.start, next_line(self.text, row.end), "")]

    def _written(self, text: str, *, quoted: bool) -> str:
        if quoted or any(sign in text for sign in (self.delimiter, '"', "\n", "\r")):
            return '"' + text.replace('"', '""') + '"'
        return text
