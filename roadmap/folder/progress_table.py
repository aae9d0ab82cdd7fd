"""Progress as a table: the columns of a CSV file that a tracker exports, and the nodes they stand for.

One row is one phase of one feature. A CSV file is read as progress where its header names a feature and a phase, or a
feature and the release it has shipped in; any other is read as deals.
"""

from __future__ import annotations

import re

from requirements.fields import Plain
from requirements.finding import Finding, Place
from requirements.language import _
from requirements.reading.csv_reader import Row, Table, column_name, decode_table, read_table
from requirements.reading.nodes import Document, MappingNode, Mark
from requirements.reading.suggest import did_you_mean
from roadmap.supply.progress import ItemProgress

FIELDS = ("feature", "phase", *ItemProgress.model_fields, "shipped")
_CHINESE = {
    "功能": "feature",
    "环节": "phase",
    "开始": "started",
    "完成": "done",
    "剩余": "remaining",
    "人数": "crew",
    "已用": "spent",
    "已发布": "shipped",
}
COLUMNS: dict[str, str] = {name: name for name in FIELDS} | _CHINESE
"""The columns by heading, English and Chinese."""


def is_progress_table(content: bytes, file: str, *, encoding: str | None = None) -> bool:
    """Whether the header row of a CSV file is that of progress."""
    text, _findings = decode_table(content, file, encoding=encoding, known=COLUMNS)
    header = (text or "").lstrip("\n").partition("\n")[0]
    named = {COLUMNS.get(column_name(cell.strip('" '))) for cell in re.split(r"[,;\t]", header)}
    return "feature" in named and bool(named & {"phase", "shipped"})


def read_progress_table(
    content: bytes, file: str, *, encoding: str | None = None
) -> tuple[Document | None, list[Finding]]:
    """The progress in a CSV file as a document like any other: `progress`, by feature. Cells count as unquoted."""
    text, findings = decode_table(content, file, encoding=encoding, known=COLUMNS)
    if text is None:
        return None, findings
    table, findings = read_table(text, file, known=COLUMNS)
    if table is None:
        return None, findings
    columns, wrong = _columns(table, file)
    if wrong:
        return None, findings + wrong
    progress = MappingNode()
    for row in table.rows:
        findings += _add_row(progress, row, columns, file)
    root = MappingNode()
    _put(root, "progress", progress, (1, 1))
    return Document(file, root), findings


def _columns(table: Table, file: str) -> tuple[list[str | None], list[Finding]]:
    """The column each cell belongs to, None for one without a heading; and what is wrong with the header."""
    columns: list[str | None] = []
    findings: list[Finding] = []
    for position, (cell, mark) in enumerate(zip(table.header.cells, table.header.marks, strict=True)):
        name = COLUMNS.get(column_name(cell))
        if name is None and (cell or any(row.cells[position] for row in table.rows)):
            message = _("there is no column of this name; known are {known}").format(known=", ".join(COLUMNS))
            hint = did_you_mean(column_name(cell), COLUMNS)
            findings.append(Finding("unknown-field", Place(file, *mark), message, hint))
        elif name is not None and name in columns:
            message = _("the column {column} appears twice").format(column=name)
            findings.append(Finding("duplicate-key", Place(file, *mark), message, _("Delete one of them.")))
        columns.append(name)
    return columns, findings


def _add_row(progress: MappingNode, row: Row, columns: list[str | None], file: str) -> list[Finding]:
    cells = {
        column: (cell, mark)
        for column, cell, mark in zip(columns, row.cells, row.marks, strict=True)
        if column is not None and cell
    }
    if "feature" not in cells:
        return [_missing("feature", row, file)]
    key, mark = cells.pop("feature")
    if key not in progress:
        feature = MappingNode()
        _put(feature, "items", MappingNode(), mark)
        _put(progress, key, feature, mark)
    if "shipped" in cells:
        _put(progress[key], "shipped", Plain(cells["shipped"][0]), cells.pop("shipped")[1])
    return _add_phase(progress[key]["items"], cells, row, file) if cells else []


def _add_phase(items: MappingNode, cells: dict[str, tuple[str, Mark]], row: Row, file: str) -> list[Finding]:
    if "phase" not in cells:
        return [_missing("phase", row, file)]
    phase, mark = cells.pop("phase")
    if phase in items:
        first = Place(file, *items.marks[phase][0])
        message = _("this phase of the feature has a row already, at {place}").format(place=first)
        return [Finding("duplicate-id", Place(file, *mark), message, related=(first,))]
    if cells:  # a phase without a day has not begun
        item = MappingNode()
        for column, (cell, place) in cells.items():
            _put(item, column, Plain(cell), place)
        _put(items, phase, item, mark)
    return []


def _missing(field: str, row: Row, file: str) -> Finding:
    return Finding("missing-field", Place(file, row.line), _("the field {field} is missing").format(field=field))


def _put(node: MappingNode, key: str, value: object, mark: Mark) -> None:
    node[key] = value
    node.marks[key] = (mark, mark)
