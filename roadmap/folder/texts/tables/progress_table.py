"""Progress as a table: the columns of a CSV file that a tracker exports, and the nodes they stand for.

One row is one work item of one feature: its phase, and where the phase has several items the name or the skill of the
item, too. A CSV file is read as progress where its header names a feature and a phase, or a
feature and the release it has shipped in; any other is read as deals.
"""

from __future__ import annotations

import re

from requirements.fields import Plain
from requirements.finding import Finding, Place
from requirements.language import _
from requirements.reading.nodes import Document, ListNode, MappingNode
from requirements.reading.tables.columns import Cells, column_of, header_of, read_columns
from requirements.reading.tables.csv_reader import Row
from requirements.reading.tables.deal_table import IMPORTED
from roadmap.supply.progress import ItemProgress

FIELDS = ("feature", "phase", *ItemProgress.model_fields, "shipped", "ref", IMPORTED)
_OTHERWISE = {
    "item": "name",
    "work_item": "name",
    "功能": "feature",
    "研发项": "feature",
    "特性": "feature",
    "环节": "phase",
    "阶段": "phase",
    "工作项": "name",
    "任务": "name",
    "名称": "name",
    "技能": "skill",
    "开始": "started",
    "完成": "done",
    "剩余": "remaining",
    "剩余人天": "remaining",
    "人数": "crew",
    "投入人数": "crew",
    "人员": "people",
    "投入人员": "people",
    "已用": "spent",
    "已用人天": "spent",
    "已发布": "shipped",
}
_PHASES = {"设计": "design", "开发": "build", "验证": "verify", "赋能": "enable", "赋能与文档": "enable"}
COLUMNS: dict[str, str] = {name: name for name in FIELDS} | _OTHERWISE
"""The columns by heading, English and Chinese."""


def is_progress_table(content: bytes, file: str, *, encoding: str | None = None) -> bool:
    """Whether the header row of a CSV file is that of progress."""
    named = {column_of(cell, COLUMNS) for cell in header_of(content, file, encoding=encoding, known=COLUMNS)}
    return "feature" in named and bool(named & {"phase", "shipped"})


def read_progress_table(
    content: bytes, file: str, *, encoding: str | None = None
) -> tuple[Document | None, list[Finding]]:
    """The progress in a CSV file as a document like any other: `progress`, by feature. Cells count as unquoted."""
    table, findings = read_columns(content, file, encoding=encoding, known=COLUMNS)
    if table is None:
        return None, findings
    progress = MappingNode()
    for row in table.rows:
        findings += _add_row(progress, row, table.cells(row), file)
    root = MappingNode()
    root.put("progress", progress, (1, 1))
    return Document(file, root), findings


def _add_row(progress: MappingNode, row: Row, cells: Cells, file: str) -> list[Finding]:
    for column in ("ref", IMPORTED):  # they say where the row came from
        cells.pop(column, None)
    if "feature" not in cells:
        return [_missing("feature", row, file)]
    key, mark = cells.pop("feature")
    if key not in progress:
        feature = MappingNode()
        feature.put("items", MappingNode(), mark)
        progress.put(key, feature, mark)
    if "shipped" in cells:
        progress[key].put("shipped", Plain(cells["shipped"][0]), cells.pop("shipped")[1])
    return _add_phase(progress[key]["items"], cells, row, file) if cells else []


def _add_phase(items: MappingNode, cells: Cells, row: Row, file: str) -> list[Finding]:
    if "phase" not in cells:
        return [_missing("phase", row, file)]
    phase, mark = cells.pop("phase")
    phase = _PHASES.get(phase, phase)
    if cells.keys() <= {"name", "skill"}:  # work without a day has not begun
        return []
    if phase not in items:
        items.put(phase, ListNode(), mark)
    item = MappingNode()
    for column, (cell, place) in cells.items():
        item.put(column, _node(column, cell, place), place)
    items[phase].append(item)
    items[phase].marks.append(mark)
    return []


def _node(column: str, cell: str, place: tuple[int, int]) -> str | ListNode:
    """What a cell holds: several people are parted by ; or 、 or commas."""
    if column != "people":
        return cell if column == "name" else Plain(cell)
    people = ListNode()
    for name in filter(None, (part.strip() for part in re.split(r"[;；、,，]", cell))):
        people.append(Plain(name))
        people.marks.append(place)
    return people


def _missing(field: str, row: Row, file: str) -> Finding:
    return Finding("missing-field", Place(file, row.line), _("the field {field} is missing").format(field=field))
