"""Deals as a table: the columns of a CSV file, and the nodes they stand for.

Cells are read in the forms in which people and spreadsheets write them. A cell that says nothing for certain stays as
it is, for the type of its field to refuse.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from requirements.amounts.money import THOUSAND
from requirements.deal import Deal
from requirements.fields import Plain
from requirements.finding import Finding, Place
from requirements.gate import Gate
from requirements.language import _
from requirements.reading.cells.amounts import unit_of_heading
from requirements.reading.cells.canonical import Forms, amounts_as_text, days_as_text, shares_as_text
from requirements.reading.cells.doubt import Doubt
from requirements.reading.cells.needs import CapabilityNames, read_need_text, split_needs
from requirements.reading.cells.stages import read_stage
from requirements.reading.nodes import FAULTY, Document, ListNode, MappingNode, Mark
from requirements.reading.reference_ids import id_of_ref
from requirements.reading.tables.columns import Cells, Columned, read_columns, settle
from requirements.reading.tables.csv_reader import Row

_OTHERWISE = ("gates", "needs", "payments", "support", "support_progress", "fields")
FIELDS = ("id", *(name for name in Deal.model_fields if name not in _OTHERWISE))
GATES = tuple(gate.value for gate in Gate)
NEEDS = tuple(f"needs_{gate}" for gate in GATES)
IMPORTED = "imported_from"
"""The column by which a table shows that `roadmap import` wrote it, and from which mapping."""
OWN = "fields."
"""How the heading of a column of your own begins."""
REQUIRED = ("id", *(name for name, field in Deal.model_fields.items() if field.is_required() and name != "gates"))
SHARES = ("win_probability", "recognised")
_LISTS = ("not_needed", "estimated")
_COMMA = re.compile(r",\d{1,2}\D*$")
"""A comma before decimals, which tables of a folder do not take."""
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
    "推算节点": "estimated",
    "商机编号": "ref",
    "链接": "link",
    "来源": IMPORTED,
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
    "商机名称": "name",
    "客户名称": "customer",
    "客户类别": "segment",
    "行业": "segment",
    "销售阶段": "stage",
    "商机阶段": "stage",
    "商机金额": "value",
    "合同额": "value",
    "送测": "evaluation",
    "送测日期": "evaluation",
    "导入日期": "design_in",
    "签约日期": "signing",
    "验收日期": "acceptance",
    "回款日期": "payment",
    "预计送测日期": "evaluation",
    "预计导入日期": "design_in",
    "预计签约日期": "signing",
    "预计成交日期": "signing",
    "预计验收日期": "acceptance",
    "预计回款日期": "payment",
    "送测需求": "needs_evaluation",
}
COLUMNS: dict[str, str] = {name: name for name in (*FIELDS, *GATES, *NEEDS, IMPORTED)} | _CHINESE
"""The columns by heading, English and Chinese; the first Chinese heading of a column is the one that is advised."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a folder calls its segments and capabilities, the currency it counts in, and what others are worth in it."""

    segments: CapabilityNames = field(default_factory=lambda: CapabilityNames({}))
    capabilities: CapabilityNames = field(default_factory=lambda: CapabilityNames({}))
    currency: str = "CNY"
    rates: Mapping[str, Decimal] = field(default_factory=dict)


def read_deal_table(
    content: bytes, file: str, *, encoding: str | None = None, known: Known | None = None
) -> tuple[Document | None, list[Finding]]:
    """The deals of a CSV file as a document like any other: `deals`, by id. Every cell counts as unquoted."""
    table, findings = read_columns(
        content, file, encoding=encoding, known=COLUMNS, required=REQUIRED, prefix=OWN, instead={"id": "ref"}
    )
    if table is None:
        return None, findings
    known = known or Known()
    rows = [table.cells(row) for row in table.rows]
    findings += _rewrite(rows, table, known, file)
    deals = MappingNode()
    for row, cells in zip(table.rows, rows, strict=True):
        findings += _add_deal(deals, row, cells, known, file=file)
    root = MappingNode()
    root.put("deals", deals, (1, 1))
    return Document(file, root), findings


def _rewrite(rows: list[Cells], table: Columned, known: Known, file: str) -> list[Finding]:
    """Put each cell of a day, an amount or a share in the form that its field takes; what nobody can know is told."""
    unit, headed = unit_of_heading(table.headings.get("value", ""))

    def amounts(cells: Sequence[str]) -> list[str | Doubt]:
        read = amounts_as_text(
            cells,
            unit=unit or THOUSAND,
            currency=known.currency,
            forms=Forms(),
            rates=known.rates,
            stated=[headed or known.currency] * len(cells),
        )
        return [
            Doubt("not-whole", "") if isinstance(text, str) and "." in text and _COMMA.search(cell) else text
            for cell, text in zip(cells, read, strict=True)
        ]

    readers: dict[str, Callable[[Sequence[str]], list[str | Doubt]]] = {
        **dict.fromkeys(GATES, lambda cells: days_as_text(cells, Forms())),
        **{name: _shares_under(table.headings.get(name, "")) for name in SHARES},
        "value": amounts,
    }
    return [finding for column, read in readers.items() for finding in settle(rows, column, read, file)]


def _shares_under(heading: str) -> Callable[[Sequence[str]], list[str | Doubt]]:
    return lambda cells: shares_as_text(cells, percent="%" in heading or "％" in heading)


def _add_deal(deals: MappingNode, row: Row, cells: Cells, known: Known, *, file: str) -> list[Finding]:
    if "id" not in cells and "ref" in cells:
        cells["id"] = (id_of_ref(cells["ref"][0], "d"), cells["ref"][1])
    if "id" not in cells:
        return [Finding("missing-field", Place(file, row.line), _("the field {field} is missing").format(field="id"))]
    key, mark = cells.pop("id")
    if key in deals:
        first = Place(file, *deals.marks[key][0])
        message = _("the id {id} is used twice; its first place is {place}").format(id=key[:64], place=first)
        return [Finding("duplicate-id", Place(file, *mark), message, related=(first,))]
    deals.put(key, deal_node(cells, known, mark), mark)
    return []


def deal_node(cells: Cells, known: Known, mark: Mark) -> MappingNode:
    """The deal that the cells of one row stand for, its `id` apart; `mark` is where the row stands."""
    deal, gates, needs, own = MappingNode(), MappingNode(), MappingNode(), MappingNode()
    deal.put("gates", gates, mark)
    deal.put("needs", needs, mark)
    for column, (cell, place) in cells.items():
        if column in GATES:
            gates.put(column, Plain(cell) if cell else FAULTY, place)
        elif column in NEEDS:
            needs.put(column.removeprefix("needs_"), _needs(cell, place, known.capabilities), place)
        elif column.startswith(OWN):
            own.put(column.removeprefix(OWN), cell, place)
        elif column in _LISTS:
            deal.put(column, _lines(split_needs(cell), place), place)
        elif column != IMPORTED:
            deal.put(column, _value(column, cell, known), place)
    if own:
        deal.put("fields", own, mark)
    return deal


def _value(column: str, cell: str, known: Known) -> object:
    """What one cell stands for: names and words of the trade become ids and words of the model."""
    if column == "segment":
        cell = known.segments.find(cell) or cell
    elif column == "stage":
        cell = read_stage(cell) or cell
    return Plain(cell) if cell else FAULTY


def _needs(cell: str, mark: Mark, capabilities: CapabilityNames) -> ListNode:
    """The needs in one cell; one that names no capability stays as it is, for the check of references to tell."""
    texts = []
    for line in split_needs(cell):
        text = read_need_text(line, capabilities)
        texts.append(line if isinstance(text, Doubt) else text)
    return _lines(texts, mark)


def _lines(texts: list[str], mark: Mark) -> ListNode:
    lines = ListNode()
    for text in texts:
        lines.append(Plain(text))
        lines.marks.append(mark)
    return lines
