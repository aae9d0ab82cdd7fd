"""A folder taken apart into sheets: a sheet for each section, a row for each entry, work item, leave and progress."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args, get_origin

from requirements.gate import Gate
from requirements.model import Model
from requirements.reading.nodes import FAULTY, Document, ListNode, MappingNode
from roadmap.folder.texts.collect import HEADER_KEYS
from roadmap.folder.texts.collected import BY_ID, LISTED
from roadmap.importing.book.texts import text_of
from roadmap.supply.feature import WorkItem
from roadmap.supply.progress import ItemProgress

SETTINGS, WORK, LEAVE, PROGRESS = "settings", "work", "leave", "progress"
SHEETS = (
    *("deals", "features", WORK, "capabilities", "releases", "cadences", "people", "teams", LEAVE, PROGRESS),
    *("segments", "profiles", "pins", "decisions", SETTINGS),
)
"""The sheets in their order."""
_SPREAD = {"gates": True, "needs": True, "fields": True}
_EITHER = ("effort", "crew", "week")
"""Fields that take one number or several."""
_APART = {"features": ("work",), "people": ("leave",)}
"""Fields whose members have a sheet of their own."""


@dataclass(frozen=True, slots=True)
class BookRow:
    """One row: the path of what it says, the cells by column that are not empty, and the nodes they were made from."""

    path: str
    cells: dict[str, str]
    nodes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BookSheet:
    """One sheet: its key, its columns in their order, and its rows."""

    key: str
    columns: tuple[str, ...]
    rows: tuple[BookRow, ...]


def book_sheets(documents: Sequence[Document]) -> list[BookSheet]:
    """All that the files of a folder state, as sheets; every section has one, with or without rows."""
    rows: dict[str, list[BookRow]] = {key: [] for key in SHEETS}
    for key, row in _all_rows(documents):
        rows[key].append(row)
    return [BookSheet(key, tuple(_columns(key, rows[key])), tuple(rows[key])) for key in SHEETS]


def _all_rows(documents: Sequence[Document]) -> Iterator[tuple[str, BookRow]]:
    for section in BY_ID:
        for document in documents:
            part = document.root.get(section)
            for key, node in part.items() if isinstance(part, MappingNode) else ():
                if isinstance(node, MappingNode):
                    yield from _entry(section, str(key), node)
    for section in LISTED:
        nodes = [node for document in documents for node in _members(document.root.get(section))]
        for number, node in enumerate(nodes, start=1):
            if isinstance(node, MappingNode):
                yield section, _row(f"{section}.{number}", node)
    for key in HEADER_KEYS:
        if key != "include" and key in documents[0].root:
            yield from ((SETTINGS, row) for row in _settings(key, documents[0].root[key]))


def _members(part: object) -> Iterator[Any]:
    if isinstance(part, ListNode):
        yield from part


def _entry(section: str, key: str, node: MappingNode) -> Iterator[tuple[str, BookRow]]:
    path = f"{section}.{key}"
    if section == PROGRESS:
        yield from ((PROGRESS, row) for row in _progress(path, key, node))
        return
    row = _row(path, node, without=_APART.get(section, ()))
    yield section, BookRow(path, {"id": key, **row.cells}, row.nodes)
    for field_name in _APART.get(section, ()):
        for number, member in enumerate(_members(node.get(field_name)), start=1):
            if isinstance(member, MappingNode):
                owner = "feature" if section == "features" else "person"
                one = _row(f"{path}.{field_name}.{number}", member)
                yield (
                    (WORK if section == "features" else LEAVE),
                    BookRow(one.path, {owner: key, **one.cells}, one.nodes),
                )


def _row(path: str, node: MappingNode, without: Sequence[str] = ()) -> BookRow:
    nodes: dict[str, Any] = {}
    for key, part in node.items():
        if key in without or part is FAULTY:
            continue
        if key in _SPREAD and isinstance(part, MappingNode):
            nodes |= {f"{key}.{name}": one for name, one in part.items()}
        else:
            nodes[key] = part
    texts = {key: text_of(part) for key, part in nodes.items()}
    return BookRow(path, {key: text for key, text in texts.items() if text}, nodes)


def _progress(path: str, key: str, node: MappingNode) -> Iterator[BookRow]:
    if "shipped" in node:
        yield BookRow(path, {"feature": key, "shipped": text_of(node["shipped"])}, {"shipped": node["shipped"]})
    items = node.get("items")
    for phase, members in items.items() if isinstance(items, MappingNode) else ():
        listed = members if isinstance(members, ListNode) else [members]
        for number, member in enumerate(listed, start=1):
            if isinstance(member, MappingNode):
                row = _row(
                    f"{path}.items.{phase}.{number}" if isinstance(members, ListNode) else f"{path}.items.{phase}",
                    member,
                )
                yield BookRow(row.path, {"feature": key, "phase": str(phase), **row.cells}, row.nodes)


def _settings(path: str, node: object) -> Iterator[BookRow]:
    """The settings of roadmap.yaml, one a row, those of a mapping by its keys."""
    if isinstance(node, MappingNode) and node:
        for key, part in node.items():
            yield from _settings(f"{path}.{key}", part)
    elif text := text_of(node):
        yield BookRow(path, {"setting": path, "value": text}, {"value": node})


def _columns(key: str, rows: Sequence[BookRow]) -> Iterator[str]:
    """The columns of a sheet: what the models have, and of fields that are spread, those that are there or usual."""
    if key == SETTINGS:
        yield from ("setting", "value")
        return
    there = {column for row in rows for column in row.cells}
    yield from {WORK: ("feature",), LEAVE: (), PROGRESS: ("feature", "phase")}.get(
        key, () if key in LISTED else ("id",)
    )
    for name in _model(key).model_fields:
        if name in _SPREAD and key == "deals":
            spread = [f"{name}.{gate.value}" for gate in Gate] if name != "fields" else []
            yield from dict.fromkeys([*spread, *sorted(column for column in there if column.startswith(f"{name}."))])
        elif name in _SPREAD and any(column.startswith(f"{name}.") for column in there):
            yield from sorted(column for column in there if column.startswith(f"{name}."))
        elif name not in _APART.get(key, ()):
            yield name
    if key == PROGRESS:
        yield "shipped"


def _model(key: str) -> type[Model]:
    models: dict[str, type[Model]] = {**BY_ID, **LISTED, WORK: WorkItem, PROGRESS: ItemProgress}
    return models[key]


def shape_of(key: str, column: str) -> str:
    """Whether a column holds a list, a mapping, a scalar, or either a scalar or a list of some."""
    name, _dot, rest = column.partition(".")
    if key == SETTINGS or name in ("id", "feature", "shipped"):
        return "scalar"
    if rest:
        return "list" if name == "needs" else "scalar"
    if key == PROGRESS and name == "phase":
        return "scalar"
    if name in _EITHER:
        return "either"
    annotation = _model(key).model_fields[name].annotation
    kinds = {get_origin(one) or one for one in (annotation, *get_args(annotation))}
    return "list" if list in kinds else "mapping" if dict in kinds else "scalar"
