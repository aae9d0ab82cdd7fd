"""Entries of a file with those that were imported before: the rows of the new table, and what is different."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from requirements.reading.tables.columns import Cells
from roadmap.folder.texts.entities.entity_headings import WORK
from roadmap.importing.deals.converting_deals import sources
from roadmap.importing.deals.merging_deals import CellChange, elsewhere
from roadmap.importing.entries.converting_entries import ConvertedEntries, in_phases
from roadmap.importing.entries.mappings import EntryMapping
from roadmap.importing.mapping import Owner

PART = "\0"
"""What parts the reference of a feature from what its work item is called, in the key of a row."""


def key_of(cells: Cells) -> str:
    """The key of a row of a table: its reference, and behind it what its work item is called, if it is one's."""
    item = cells.get("work_ref") or cells.get("item")
    return cells["ref"][0] + (f"{PART}{item[0]}" if item else "")


@dataclass(slots=True)
class MergedEntries:
    """The rows of the new table by key in their order, and by reference what is different from before."""

    rows: dict[str, Cells] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    changes: list[CellChange] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


def merge_entries(
    made: ConvertedEntries, before: Mapping[str, Cells], mapping: EntryMapping, *, result: str
) -> MergedEntries:
    """The entries of a file, each with what the table says of it that the mapping does not fill, or that the plan owns.
    What the file holds no more stays where it is, and is told."""
    merged = MergedEntries()
    filled = {column for column, _source, _path in sources(mapping)} | {"id", "ref", "work_ref", "freeze"}
    plans = {name for name, owner in mapping.owner.items() if owner is Owner.PLAN}
    owned = filled - plans
    has_work = any(column in WORK for column in filled - {"work_ref"})
    there = rows_by_ref(before)
    for ref in sorted({*made.entries, *there}):
        entry = made.entries.get(ref)
        old_items = {key: cells for key, cells in there.get(ref, {}).items() if key != ref}
        if entry is None:
            merged.gone.append(ref)
            merged.rows |= {key: elsewhere(cells, result) for key, cells in there[ref].items()}
            continue
        head = entry.cells | {"ref": (ref, entry.row.marks[0])}
        _put(merged, ref, head, before, owned, result)
        items = {f"{ref}{PART}{name}": cells for name, cells in entry.items.items()}
        kept = {key: cells for key, cells in old_items.items() if not has_work and key not in items}
        for number, (key, cells) in enumerate(in_phases(items | kept), start=1):
            told = cells | {
                "id": head["id"],
                "ref": head["ref"],
                "item": (str(number), cells.get("phase", head["id"])[1]),
            }
            _put(merged, key, told, before, owned | {"item"}, result, was_there=ref in there)
        for key in old_items.keys() - items.keys() - kept.keys():
            merged.changes.append(CellChange(ref, "work", key.partition(PART)[2], ""))
    return merged


def rows_by_ref(rows: Mapping[str, Cells]) -> dict[str, dict[str, Cells]]:
    """The rows of each entry together, by key: its own first where it has one, then its work items in their order."""
    found: dict[str, dict[str, Cells]] = {}
    for key, cells in rows.items():
        found.setdefault(key.partition(PART)[0], {})[key] = cells
    return found


def _put(
    merged: MergedEntries,
    key: str,
    cells: Cells,
    before: Mapping[str, Cells],
    owned: Collection[str],
    result: str,
    *,
    was_there: bool = False,
) -> None:
    """Add a row; tell how it differs from the one that was there."""
    ref, part, name = key.partition(PART)
    old = before.get(key)
    if old is None:
        merged.rows[key] = cells
        if not part:
            merged.added.append(ref)
        elif was_there:
            merged.changes.append(CellChange(ref, "work", "", name))
        return
    stays = elsewhere({column: cell for column, cell in old.items() if column not in owned}, result)
    row = {column: cell for column, cell in cells.items() if column in owned or column not in old} | stays
    merged.rows[key] = row
    for column in sorted({*row, *old} - {"imported_from", "item"}):
        was, now = (one.get(column, ("", (0, 0)))[0] for one in (old, row))
        if was != now:
            merged.changes.append(CellChange(ref, f"{name}.{column}" if part else column, was, now))
