"""Entries that are rows: the steps of an edit as cells of a CSV file, and the rows that an import owns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from requirements.amounts.money import THOUSAND
from requirements.finding import Place
from requirements.language import _
from requirements.reading.cells.amounts import unit_of_heading
from requirements.reading.cells.canonical import as_text
from requirements.reading.nodes import Document
from requirements.reading.tables.deal_table import COLUMNS, IMPORTED, OWN
from roadmap.editing.edits import refusal
from roadmap.editing.splicing.file_text import FileText, Splice
from roadmap.editing.splicing.splices import StepKind, TextStep, stepped
from roadmap.editing.splicing.table_text import TableText, TextRow
from roadmap.editing.splicing.yaml_values import same
from roadmap.folder.texts.entities.entity_forms import cell_of
from roadmap.folder.texts.entities.entity_headings import TABLES, WORK
from roadmap.folder.texts.tables.leave_table import COLUMNS as LEAVE_COLUMNS
from roadmap.folder.texts.tables.progress_table import COLUMNS as PROGRESS_COLUMNS
from roadmap.importing.deals.imported_table import inert

Location = tuple[str | int, ...]
_KINDS = {kind.section: kind for kind in TABLES}
_KNOWN: dict[str, Mapping[str, str]] = {
    "deals": COLUMNS,
    "leave": LEAVE_COLUMNS,
    "progress": PROGRESS_COLUMNS,
    **{section: kind.known for section, kind in _KINDS.items()},
}
_WORK = {field: column for column, field in WORK.items()}
SHARED = ("progress", "features")
"""Sections of whose entries each may have several rows."""


class FolderTable:
    """One CSV file of a folder: its text, the document it is read as, and the section whose entries it holds."""

    def __init__(self, document: Document, text: FileText, section: str) -> None:
        self.document, self.text, self.section = document, text, section
        self.table = TableText(text.text, _KNOWN[section], OWN if section == "deals" else "")

    def rows(self, location: Location) -> list[TextRow]:
        """The rows in which an entry stands: one, or of features and progress one for each work item. Empty if there is
        no such entry."""
        return [self.table.row_at(line) for line in sorted(set(self._lines(location[:2])))]

    def _lines(self, entry: Location) -> Iterator[int]:
        part = self.document.root.get(self.section)
        if self.section == "leave":
            if isinstance(entry[1], int) and entry[1] < len(part):  # type: ignore[arg-type]
                yield part.marks[entry[1]][0]  # type: ignore[union-attr]
        elif part is not None and entry[1] in part:
            yield part.marks[entry[1]][0][0]
            for members in self._items(part[entry[1]]):
                yield from (mark[0] for mark in members.marks)

    def _items(self, entry: Any) -> list[Any]:
        """The lists of work items of an entry, each of which has a row."""
        if self.section == "progress":
            return list(entry["items"].values())
        return [entry["work"]] if self.section == "features" and "work" in entry else []

    def imported_by(self, location: Location) -> str | None:
        """The mapping that an entry was imported by; None if it was not."""
        if IMPORTED not in self.table.columns:
            return None
        position = self.table.columns.index(IMPORTED)
        found = (self.table.cell(row.cells[position]) for row in self.rows(location) if len(row.cells) > position)
        return next((name for name in found if name), None)

    @property
    def is_imported(self) -> bool:
        """Whether an import writes this table."""
        return IMPORTED in self.table.columns

    def splices(self, step: TextStep) -> list[Splice]:
        """The splices by which a step is made, or the end of the edit where the table cannot say it."""
        if self.section in SHARED:
            return self._shared(step)
        part = self.document.root.get(self.section)
        rows = self.rows(step.location)
        if step.kind is StepKind.REMOVE and len(step.location) == 2:
            return self.table.remove(rows[0])
        old = part[step.location[1]] if rows and part is not None else {}
        new = stepped(old, TextStep(step.kind, step.location[2:], step.value))
        texts = dict(self._texts(new))
        if not rows:
            identity = {} if self.section == "leave" else {"id": str(step.location[1])}
            self._require(identity | texts)
            return self.table.add(identity | texts, newline=self.text.newline)
        before = dict(self._texts(old))
        changed = {
            column: texts.get(column, "")
            for column in {**before, **texts}
            if not same(before.get(column), texts.get(column))
        }
        self._require(changed)
        return self.table.change(rows[0], changed)

    def _require(self, texts: Mapping[str, str]) -> None:
        """End the edit where no table of this section has such a column."""
        known = {*_KNOWN[self.section].values(), *self.table.columns}
        own = OWN if self.section == "deals" else "\n"
        missing = [column for column in texts if column not in known and not column.startswith(own)]
        if missing:
            message = _("the table has no column {column}").format(column=missing[0])
            hint = _("Move the entry to a YAML file.")
            raise refusal("edit-table", Place(self.document.file, self.table.header.line), message, hint)

    def _texts(self, entry: Any) -> Iterator[tuple[str, str]]:
        """The cells of an entry, by column."""
        for key, part in (entry or {}).items():
            if key == "gates" and isinstance(part, dict):
                yield from ((gate, self._text(day)) for gate, day in part.items())
            elif key == "needs" and isinstance(part, dict):
                yield from ((f"needs_{gate}", self._text(lines)) for gate, lines in part.items() if lines)
            elif key == "fields" and isinstance(part, dict):
                yield from ((f"{OWN}{name}", self._text(text)) for name, text in part.items())
            elif part is not None and not (key in ("gates", "needs", "fields") and not part):
                yield str(key), self._cell(str(key), part)

    def _cell(self, column: str, value: Any) -> str:
        """A value as a cell of its column says it."""
        kind = _KINDS.get(self.section)
        if kind is not None and column in kind.forms:
            text = cell_of(kind.forms[column], value)
            return self._text(value) if text is None else inert(text)
        return _in_unit(self._text(value), self._heading(column)) if column == "value" else self._text(value)

    def _heading(self, column: str) -> str:
        """The text above a column; empty if the table has no such column."""
        if column not in self.table.columns:
            return ""
        return self.table.cell(self.table.header.cells[self.table.columns.index(column)])

    def _text(self, value: Any) -> str:
        """A value in one cell; the members of a list behind one another."""
        if isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, dict | list) for one in value)):
            message = _("a cell of a table cannot hold a list of mappings")
            hint = _("Move the entry to a YAML file.")
            raise refusal("edit-table", Place(self.document.file, self.table.header.line), message, hint)
        if isinstance(value, list):
            return "; ".join(str(one) for one in value)
        return inert("" if value is None else str(value))

    def _shared(self, step: TextStep) -> list[Splice]:
        """One cell of an entry that several rows may stand for; rows of it come and go in the file itself."""
        entry = self.document.root[self.section].get(step.location[1])
        way = step.location[2:]
        if self.section == "progress" and way[:1] == ("items",) and entry is not None:
            entry, way = entry["items"], way[1:]
        is_item = len(way) > 2 and isinstance(way[1], int) and way[1] < len((entry or {}).get(way[0], ()))
        is_field = self.section == "features" and bool(way) and way[0] != "work"
        if entry is None or not (is_item or is_field):
            message = _("rows of {section} are not added or removed by an edit").format(section=self.section)
            hint = _("Change the table in an editor, or import it anew.")
            raise refusal("edit-table", Place(self.document.file, self.table.header.line), message, hint)
        holder = entry[way[0]] if is_item else entry
        old, rest = (holder[way[1]], way[2:]) if is_item else (entry, way)
        first = self.document.root[self.section].marks[step.location[1]][0][0]
        field = str(rest[0])
        line = holder.marks[way[1]][0] if is_item else entry.marks[field][1][0] if field in entry else first
        new = stepped(old, TextStep(step.kind, rest, step.value)).get(field)
        column = _WORK.get(field, field) if is_item and self.section == "features" else field
        texts = {column: self._cell(column, new)}
        self._require(texts)
        return self.table.change(self.table.row_at(line), texts)


def _in_unit(text: str, heading: str) -> str:
    """An amount in thousands as a bare number in the unit that the heading of its column states."""
    unit, _currency = unit_of_heading(heading)
    if unit in (None, THOUSAND) or not text.replace(".", "", 1).isdigit():
        return text
    return as_text(Decimal(text) * THOUSAND / Decimal(unit or THOUSAND))


def plain_node(node: Any) -> Any:
    """What a node of a document says, without its places."""
    if isinstance(node, dict):
        return {key: plain_node(part) for key, part in node.items()}
    if isinstance(node, list):
        return [plain_node(part) for part in node]
    return node
