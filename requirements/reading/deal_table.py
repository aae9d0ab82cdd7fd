"""Deals as a table: the columns of a CSV file, and the nodes they stand for."""

from __future__ import annotations

from requirements.deal import Deal
from requirements.fields import Plain
from requirements.finding import Finding, Place
from requirements.gate import Gate
from requirements.language import _
from requirements.reading.columns import Cells, read_columns
from requirements.reading.csv_reader import Row
from requirements.reading.nodes import Document, ListNode, MappingNode, Mark

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
    table, findings = read_columns(content, file, encoding=encoding, known=COLUMNS, required=REQUIRED)
    if table is None:
        return None, findings
    deals = MappingNode()
    for row in table.rows:
        findings += _add_deal(deals, row, table.cells(row), file)
    root = MappingNode()
    root.put("deals", deals, (1, 1))
    return Document(file, root), findings


def _add_deal(deals: MappingNode, row: Row, cells: Cells, file: str) -> list[Finding]:
    if "id" not in cells:
        return [Finding("missing-field", Place(file, row.line), _("the field {field} is missing").format(field="id"))]
    key, mark = cells["id"]
    if key in deals:
        first = Place(file, *deals.marks[key][0])
        message = _("the id {id} is given twice; the first one is at {place}").format(id=key[:64], place=first)
        return [Finding("duplicate-id", Place(file, *mark), message, related=(first,))]
    deal, gates, needs = MappingNode(), MappingNode(), MappingNode()
    deal.put("gates", gates, mark)
    deal.put("needs", needs, mark)
    for column, (cell, place) in cells.items():
        if column in GATES:
            gates.put(column, Plain(cell), place)
        elif column in NEEDS:
            needs.put(column.removeprefix("needs_"), _lines(cell, place), place)
        elif column == "not_needed":
            deal.put(column, _lines(cell, place), place)
        elif column != "id":
            deal.put(column, Plain(cell), place)
    deals.put(key, deal, mark)
    return []


def _lines(cell: str, mark: Mark) -> ListNode:
    """The needs or ids in one cell, separated by semicolons."""
    lines = ListNode()
    for line in cell.split(";"):
        if line.strip():
            lines.append(Plain(line.strip()))
            lines.marks.append(mark)
    return lines
