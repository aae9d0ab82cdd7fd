"""Tables by their columns: which column each heading of a CSV file names, and what each row says by column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from requirements.finding import Finding, Place
from requirements.language import _
from requirements.reading.csv_reader import Row, Table, column_name, decode_table, read_table
from requirements.reading.nodes import Mark
from requirements.reading.suggest import did_you_mean, nearest

Cells = dict[str, tuple[str, Mark]]
"""What a row says by column, and where; empty cells are left out."""


@dataclass(frozen=True, slots=True)
class Columned:
    """The rows of a table, and the column of each of their cells, None for one without a heading."""

    rows: list[Row]
    columns: list[str | None]

    def cells(self, row: Row) -> Cells:
        """What a row says by column."""
        cells = zip(self.columns, row.cells, row.marks, strict=True)
        return {column: (cell, mark) for column, cell, mark in cells if column is not None and cell}


def read_columns(
    content: bytes, file: str, *, encoding: str | None, known: Mapping[str, str], required: Sequence[str] = ()
) -> tuple[Columned | None, list[Finding]]:
    """The table of a CSV file, or None and what is wrong with it; with a table, the rows that were left out.

    `known` are the columns by heading, `required` those that there must be.
    """
    text, findings = decode_table(content, file, encoding=encoding, known=known)
    if text is None:
        return None, findings
    table, findings = read_table(text, file, known=known)
    if table is None:
        return None, findings
    columns, wrong = _columns(table, file, known)
    wrong += _missing(table, columns, file, known=known, required=required)
    return (None, findings + wrong) if wrong else (Columned(table.rows, columns), findings)


def _columns(table: Table, file: str, known: Mapping[str, str]) -> tuple[list[str | None], list[Finding]]:
    """The column each cell belongs to, and what is wrong with the headings that are there."""
    columns: list[str | None] = []
    findings: list[Finding] = []
    for position, (cell, mark) in enumerate(zip(table.header.cells, table.header.marks, strict=True)):
        name = known.get(column_name(cell))
        if name is None and (cell or any(row.cells[position] for row in table.rows)):
            message = _("there is no column of this name; known are {known}").format(known=", ".join(known))
            hint = did_you_mean(column_name(cell), known)
            findings.append(Finding("unknown-field", Place(file, *mark), message, hint))
        elif name is not None and name in columns:
            message = _("the column {column} appears twice").format(column=name)
            findings.append(Finding("duplicate-key", Place(file, *mark), message, _("Delete one of them.")))
        columns.append(name)
    return columns, findings


def _missing(
    table: Table, columns: list[str | None], file: str, *, known: Mapping[str, str], required: Sequence[str]
) -> list[Finding]:
    """A finding for each column that there must be and that no heading names or may have meant."""
    meant = {nearest(column_name(cell), known) for cell in table.header.cells}
    return [
        Finding(
            "missing-field",
            Place(file, table.header.line),
            _("the column {column} is missing").format(column=name),
        )
        for name in required
        if name not in columns and name not in meant
    ]
