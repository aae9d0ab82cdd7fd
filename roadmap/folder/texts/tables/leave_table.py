"""Leave as a table: the columns of a CSV file of days away, as a personnel system exports it, and what they stand for.

One row is one stretch of days of one person, named by id or by name. A CSV file is read as leave where its header names
a person and a first day. Without a last day it is that day alone.
"""

from __future__ import annotations

from requirements.fields import Plain
from requirements.finding import Finding
from requirements.reading.cells.canonical import Forms, days_as_text
from requirements.reading.cells.needs import CapabilityNames
from requirements.reading.nodes import FAULTY, Document, ListNode, MappingNode
from requirements.reading.tables.columns import Cells, column_of, header_of, read_columns, settle
from requirements.reading.tables.deal_table import IMPORTED

FIELDS = ("person", "first", "last", "half", "ref", IMPORTED)
COLUMNS: dict[str, str] = {name: name for name in FIELDS} | {
    "人员": "person",
    "姓名": "person",
    "员工": "person",
    "申请人": "person",
    "开始": "first",
    "开始日期": "first",
    "第一天": "first",
    "结束": "last",
    "结束日期": "last",
    "最后一天": "last",
    "半天": "half",
}
"""The columns by heading, English and Chinese."""
HALVES = {
    "half": "true",
    "half day": "true",
    "0.5": "true",
    "半天": "true",
    "上午": "true",
    "下午": "true",
    "是": "true",
}
"""What people write for half a day."""


def is_leave_table(content: bytes, file: str, *, encoding: str | None = None) -> bool:
    """Whether the header row of a CSV file is that of leave."""
    named = {column_of(cell, COLUMNS) for cell in header_of(content, file, encoding=encoding, known=COLUMNS)}
    return {"person", "first"} <= named


def read_leave_table(
    content: bytes, file: str, *, encoding: str | None = None, people: CapabilityNames
) -> tuple[Document | None, list[Finding]]:
    """The leave in a CSV file as a document like any other: `leave`, a list. `people` are the ids by name."""
    table, findings = read_columns(content, file, encoding=encoding, known=COLUMNS, required=("person", "first"))
    if table is None:
        return None, findings
    rows = [table.cells(row) for row in table.rows]
    for column in ("first", "last"):
        findings += settle(rows, column, lambda cells: days_as_text(cells, Forms()), file)
    leave = ListNode()
    for row, cells in zip(table.rows, rows, strict=True):
        leave.append(_line(cells, people))
        leave.marks.append((row.line, 1))
    root = MappingNode()
    root.put("leave", leave, (1, 1))
    return Document(file, root), findings


def _line(cells: Cells, people: CapabilityNames) -> MappingNode:
    node = MappingNode()
    for column, (cell, mark) in cells.items():
        if column == "person":
            node.put(column, people.find(cell) or cell, mark)
        elif column == "half":
            node.put(column, Plain(HALVES.get(cell.casefold(), cell)), mark)
        elif column != IMPORTED:
            node.put(column, cell if column == "ref" else Plain(cell) if cell else FAULTY, mark)
    if "first" in node and "last" not in node:
        node.put("last", node["first"], cells["first"][1])
    return node
