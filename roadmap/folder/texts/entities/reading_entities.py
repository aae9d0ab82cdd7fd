"""Reading a table of features, capabilities, releases or people as a document like any other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from requirements.amounts.money import THOUSAND
from requirements.finding import Finding, Place
from requirements.language import _
from requirements.reading.cells.canonical import Forms, amounts_as_text, days_as_text, shares_as_text
from requirements.reading.cells.doubt import Doubt
from requirements.reading.nodes import FAULTY, Document, ListNode, MappingNode, Mark
from requirements.reading.reference_ids import id_of_ref
from requirements.reading.tables.columns import Cells, column_of, header_of, read_columns, settle
from requirements.reading.tables.csv_reader import Row, column_name
from requirements.reading.tables.deal_table import Known
from roadmap.folder.texts.entities.entity_forms import CellForm, node_of
from roadmap.folder.texts.entities.entity_headings import FEATURES, TABLES, WORK, EntityColumns


def entity_columns(content: bytes, file: str, *, encoding: str | None = None) -> EntityColumns | None:
    """Of which kind a CSV file is by its header row; None where it is a table of something else."""
    known = {heading for kind in TABLES for heading in kind.known}
    headings = header_of(content, file, encoding=encoding, known=known)
    if not {column_name(heading) for heading in headings}.isdisjoint(("customer", "客户")):
        return None
    return next((kind for kind in TABLES if kind.signs <= {column_of(one, kind.known) for one in headings}), None)


def read_entity_table(
    content: bytes, file: str, kind: EntityColumns, *, known: Known, encoding: str | None = None
) -> tuple[Document | None, list[Finding]]:
    """The entries of a CSV file as a document: a mapping of one section by id. Every cell counts as unquoted. The rows
    of one feature are its work items in their order."""
    table, findings = read_columns(
        content, file, encoding=encoding, known=kind.known, required=kind.required, instead={"id": "ref"}
    )
    if table is None:
        return None, findings
    rows = [table.cells(row) for row in table.rows]
    findings += _rewrite(rows, kind, known, file)
    entries = MappingNode()
    for row, cells in zip(table.rows, rows, strict=True):
        findings += _add(entries, row, cells, kind, known, file)
    root = MappingNode()
    root.put(kind.section, entries, (1, 1))
    return Document(file, root), findings


def _amounts(cells: Sequence[str], known: Known) -> list[str | Doubt]:
    """The amounts of a column in thousands; those that name no currency are in the folder's."""
    own = [known.currency] * len(cells)
    return amounts_as_text(cells, unit=THOUSAND, currency=known.currency, forms=Forms(), rates=known.rates, stated=own)


def _rewrite(rows: Sequence[Cells], kind: EntityColumns, known: Known, file: str) -> list[Finding]:
    """Put days, amounts and shares in the form that their field takes; what can be read in two ways is told."""
    readers: dict[CellForm, Callable[[Sequence[str]], list[str | Doubt]]] = {
        CellForm.DAY: lambda cells: days_as_text(cells, Forms()),
        CellForm.AMOUNT: lambda cells: _amounts(cells, known),
        CellForm.SHARE: shares_as_text,
    }
    return [
        finding
        for column, form in kind.forms.items()
        if form in readers
        for finding in settle(rows, column, readers[form], file)
    ]


def _add(entries: MappingNode, row: Row, cells: Cells, kind: EntityColumns, known: Known, file: str) -> list[Finding]:
    if "id" not in cells and "ref" in cells:
        cells["id"] = (id_of_ref(cells["ref"][0], kind.section[0]), cells["ref"][1])
    for column in kind.aside:
        cells.pop(column, None)
    if "id" not in cells:
        return [Finding("missing-field", Place(file, row.line), _("the field {field} is missing").format(field="id"))]
    key, mark = cells.pop("id")
    if key in entries and kind is not FEATURES:
        first = Place(file, *entries.marks[key][0])
        message = _("the id {id} is used twice; its first place is {place}").format(id=key[:64], place=first)
        return [Finding("duplicate-id", Place(file, *mark), message, related=(first,))]
    if key not in entries:
        entries.put(key, MappingNode(), mark)
    return _fill(entries[key], cells, kind, known, mark, file)


def _fill(entry: MappingNode, cells: Cells, kind: EntityColumns, known: Known, mark: Mark, file: str) -> list[Finding]:
    """Put the cells of a row into its entry; a second row of a feature may repeat what the first says of it."""
    findings = []
    item = MappingNode()
    for column, (cell, place) in cells.items():
        node = node_of(kind.forms[column], cell, place, known.capabilities) if cell else FAULTY
        if kind is FEATURES and column in WORK:
            item.put(WORK[column], node, place)
        elif column == "item":
            continue
        elif column not in entry:
            entry.put(column, node, place)
        elif entry[column] != node:
            message = _("the rows of one feature differ in {column}").format(column=column)
            hint = _("State the value once, or the same value in each row of the entry.")
            findings.append(Finding("duplicate-key", Place(file, *place), message, hint))
    if item:
        if "work" not in entry:
            entry.put("work", ListNode(), mark)
        entry["work"].append(item)
        entry["work"].marks.append(mark)
    return findings


def entry_node(rows: Sequence[Cells], kind: EntityColumns, known: Known, mark: Mark) -> MappingNode:
    """The entry that rows stand for whose cells are in their forms already, for a check of what an import writes."""
    entry = MappingNode()
    for cells in rows:
        told = {
            column: cell
            for column, cell in cells.items()
            if column in kind.forms and column not in kind.aside and column != "id"
        }
        _fill(entry, told, kind, known, mark, "")
    return entry
