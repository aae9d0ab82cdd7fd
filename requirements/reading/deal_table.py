"""Deals as a table: the columns of a CSV file, and the nodes they stand for."""

from __future__ import annotations

from requirements.deal import Deal
from requirements.fields import Plain
from requirements.finding import Finding, Place
from requirements.gate import Gate
from requirements.language import _
from requirements.reading.csv_reader import Row, Table, column_name, decode_table, read_table
from requirements.reading.nodes import Document, ListNode, MappingNode, Mark
from requirements.reading.suggest import did_you_mean, nearest

FIELDS = ("id", *(name for name in Deal.model_fields if name not in ("gates", "needs", "payments", "support")))
GATES = tuple(gate.value for gate in Gate)
NEEDS = tuple(f"needs_{gate}" for gate in GATES)
REQUIRED = ("id", *(name for name, field in Deal.model_fields.items() if field.is_required() and name != "gates"))
_CHINESE = {
    "编号": "id",
    "名称": "name",
    "客户": "customer",
    "客户类型": "segment",
    "阶段": "stage",
    "金额": "value",
    "赢率": "win_probability",
    "导入周期": "lead_time",
    "当年确认比例": "recognised",
    "不需要": "not_needed",
    "负责人": "owner",
    "情况": "situation",
    "案例数": "cases",
    "评估": "evaluation",
    "导入": "design_in",
    "签约": "signing",
    "验收": "acceptance",
    "回款": "payment",
    "评估需求": "needs_evaluation",
    "导入需求": "needs_design_in",
    "签约需求": "needs_signing",
    "验收需求": "needs_acceptance",
    "回款需求": "needs_payment",
}
COLUMNS: dict[str, str] = {name: name for name in (*FIELDS, *GATES, *NEEDS)} | _CHINESE
"""The columns by heading, English and Chinese."""


def read_deal_table(content: bytes, file: str, *, encoding: str | None = None) -> tuple[Document | None, list[Finding]]:
    """The deals of a CSV file as a document like any other: `deals`, by id. Every cell counts as unquoted."""
    text, findings = decode_table(content, file, encoding=encoding, known=COLUMNS)
    if text is None:
        return None, findings
    table, findings = read_table(text, file, known=COLUMNS)
    if table is None:
        return None, findings
    columns, wrong = _columns(table, file)
    if wrong:
        return None, findings + wrong
    deals = MappingNode()
    for row in table.rows:
        findings += _add_deal(deals, row, columns, file)
    root = MappingNode()
    _put(root, "deals", deals, (1, 1))
    return Document(file, root), findings


def _columns(table: Table, file: str) -> tuple[list[str | None], list[Finding]]:
    """The column each cell belongs to, None for one without a heading; and what is wrong with the header."""
    columns: list[str | None] = []
    findings: list[Finding] = []
    for position, (cell, mark) in enumerate(zip(table.header.cells, table.header.marks, strict=True)):
        name = COLUMNS.get(column_name(cell))
        if name is None and (cell or any(row.cells[position] for row in table.rows)):
            message = _("there is no column of this name; known are {known}").format(known=", ".join(COLUMNS))
            findings.append(
                Finding("unknown-field", Place(file, *mark), message, did_you_mean(column_name(cell), COLUMNS))
            )
        elif name is not None and name in columns:
            message = _("the column {column} appears twice").format(column=name)
            findings.append(Finding("duplicate-key", Place(file, *mark), message, _("Delete one of them.")))
        columns.append(name)
    meant = {nearest(column_name(cell), COLUMNS) for cell in table.header.cells}
    for name in REQUIRED:
        if name not in columns and name not in meant:
            message = _("the column {column} is missing").format(column=name)
            findings.append(Finding("missing-field", Place(file, table.header.line), message))
    return columns, findings


def _add_deal(deals: MappingNode, row: Row, columns: list[str | None], file: str) -> list[Finding]:
    cells = {
        column: (cell, mark)
        for column, cell, mark in zip(columns, row.cells, row.marks, strict=True)
        if column is not None and cell
    }
    if "id" not in cells:
        return [Finding("missing-field", Place(file, row.line), _("the field {field} is missing").format(field="id"))]
    key, mark = cells["id"]
    if key in deals:
        first = Place(file, *deals.marks[key][0])
        message = _("the id {id} is given twice; the first one is at {place}").format(id=key[:64], place=first)
        return [Finding("duplicate-id", Place(file, *mark), message, related=(first,))]
    deal, gates, needs = MappingNode(), MappingNode(), MappingNode()
    _put(deal, "gates", gates, mark)
    _put(deal, "needs", needs, mark)
    for column, (cell, place) in cells.items():
        if column in GATES:
            _put(gates, column, Plain(cell), place)
        elif column in NEEDS:
            _put(needs, column.removeprefix("needs_"), _lines(cell, place), place)
        elif column == "not_needed":
            _put(deal, column, _lines(cell, place), place)
        elif column != "id":
            _put(deal, column, Plain(cell), place)
    _put(deals, key, deal, mark)
    return []


def _lines(cell: str, mark: Mark) -> ListNode:
    """The needs or ids in one cell, separated by semicolons."""
    lines = ListNode()
    for line in cell.split(";"):
        if line.strip():
            lines.append(Plain(line.strip()))
            lines.marks.append(mark)
    return lines


def _put(node: MappingNode, key: str, value: object, mark: Mark) -> None:
    node[key] = value
    node.marks[key] = (mark, mark)
