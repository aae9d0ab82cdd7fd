"""Rows that an import owns: which fields of them the next import would write anew."""

from __future__ import annotations

from pathlib import Path

from requirements.finding import Place
from requirements.language import _
from requirements.reading.limits import LARGEST_FILE
from requirements.reading.tables.deal_table import GATES, IMPORTED
from requirements.reading.whole_file import Unreadable, read_whole
from roadmap.editing.edits import refusal
from roadmap.editing.folder_texts import FolderTexts
from roadmap.editing.tables import Location
from roadmap.folder.texts.files import leads_out, shown
from roadmap.folder.texts.reading import is_table
from roadmap.importing.deals.merging_deals import owned_columns
from roadmap.importing.entries.every import read_mapping
from roadmap.importing.mapping import Mapping


def refuse_owned(texts: FolderTexts, name: str, location: Location) -> None:
    """The end of the edit where the next import would undo it."""
    if not is_table(name):
        return
    table = texts.table(name)
    source = table.imported_by(location)
    if source is None:
        return
    owned = _owned(texts.directory, source)
    column = column_at(location)
    if owned is not None and column is not None and column not in owned:
        return
    rows = table.rows(location)
    message = _("`roadmap import` wrote this row by {mapping}, and the next import would undo the edit")
    hint = _("Change the value in the system it comes from, or state in {mapping} that the plan owns the field.")
    place = Place(shown(name), rows[0].line if rows else 0)
    raise refusal("edit-imported", place, message.format(mapping=source), hint.format(mapping=source))


def owned_fields(texts: FolderTexts, name: str, location: Location) -> frozenset[str]:
    """The fields of an entry that an import owns, as paths within it (`gates.design_in`); `*` for all of them. None
    where no import wrote the entry."""
    source = texts.table(name).imported_by(location) if is_table(name) else None
    if source is None:
        return frozenset()
    owned = _owned(texts.directory, source)
    if owned is None or location[0] != "deals":
        return frozenset({"*"})
    return frozenset(_field(column) for column in owned)


def _field(column: str) -> str:
    """The path within a deal that a column of a table is."""
    if column in GATES:
        return f"gates.{column}"
    return column.replace("needs_", "needs.", 1) if column.startswith("needs_") else column


def column_at(location: Location) -> str | None:
    """The column of a place in a deal; None for a whole row."""
    if location[0] != "deals" or len(location) < 3:
        return None
    if location[2] in ("gates", "needs") and len(location) > 3:
        gate = str(location[3])
        return gate if location[2] == "gates" and gate in GATES else f"needs_{gate}"
    return ".".join(str(step) for step in location[2:4]) if location[2] == "fields" else str(location[2])


def _owned(directory: Path, source: str) -> frozenset[str] | None:
    """The columns that a mapping fills and the plan does not own; None where that cannot be known."""
    if leads_out(source):
        return None
    try:
        content = read_whole(directory / source, largest=LARGEST_FILE)
    except Unreadable:
        return None
    mapping, _document, _findings = read_mapping(content, source)
    return owned_columns(mapping) | {"ref", IMPORTED} if isinstance(mapping, Mapping) else None
