"""Merging: what a file says now with what was imported before, and what is different."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from requirements.finding import Finding, Place, Severity
from requirements.gate import Stage
from requirements.language import _
from requirements.market import CLOSED
from requirements.reading.nodes import MarkElsewhere
from requirements.reading.reference_ids import LONGEST, hash_of, id_of_ref
from requirements.reading.tables.columns import Cells
from requirements.reading.tables.deal_table import GATES, IMPORTED, NEEDS
from roadmap.importing.company_words import LISTS
from roadmap.importing.deals.converting_deals import Entry, sources
from roadmap.importing.mapping import Gone, Owner
from roadmap.importing.mapping import Mapping as ImportMapping

_CLOSED = {stage.value for stage in CLOSED}


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that is different: in which deal and column, and both texts; empty where there is none."""

    ref: str
    column: str
    before: str
    after: str


@dataclass(slots=True)
class Merged:
    """All rows of the result by reference, each cell with its place, and what is different from before.

    `gone` are those that the file holds no more; what became of them is in `rows` and `changes`.
    """

    rows: dict[str, Cells] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    changes: list[CellChange] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def merge(
    entries: list[Entry],
    before: Mapping[str, Cells],
    mapping: ImportMapping,
    *,
    file: str,
    result: str,
    taken: Collection[str],
) -> Merged:
    """The deals of a file with those imported `before`. `file` is that file, `result` the table of the result, and
    `taken` are ids of other files of the folder, which no new deal gets.

    A field that the plan owns, or that the mapping does not fill, stays as it stands in the table. Ids never change.
    """
    merged = Merged()
    ids = _Ids({cells["id"][0] for cells in before.values()}, taken, mapping.prefix)
    owned = owned_columns(mapping)
    for entry in _joined(entries, merged, file):
        old = before.get(entry.ref)
        if old is None:
            merged.added.append(entry.ref)
            merged.rows[entry.ref] = entry.cells | {
                "id": (ids.new(entry.ref), entry.mark),
                "ref": (entry.ref, entry.mark),
            }
        else:
            merged.rows[entry.ref] = _updated(entry, old, owned, merged, result)
    for ref, old in before.items():
        if ref not in merged.rows:
            merged.rows[ref] = elsewhere(old, result)
            _leave(ref, mapping.gone, merged, result)
    return merged


def owned_columns(mapping: ImportMapping) -> frozenset[str]:
    """The columns that every import by a mapping writes anew: those it fills, but for what the plan owns."""
    filled = {column for column, _source, _path in sources(mapping)} | {"estimated"}
    return frozenset(column for column in filled if not _is_plans(column, mapping))


def _is_plans(column: str, mapping: ImportMapping) -> bool:
    """Whether a column is the plan's: named so itself, or as one of the gates or needs."""
    group = "gates" if column in (*GATES, "estimated") else "needs" if column in NEEDS else column
    of_group = mapping.owner.get(group, Owner.SOURCE)
    dotted = {"gates": f"gates.{column}", "needs": f"needs.{column.removeprefix('needs_')}"}.get(group, column)
    return mapping.owner.get(dotted, mapping.owner.get(column, of_group)) is Owner.PLAN


class _Ids:
    """New ids that no other deal has, not even in other letters."""

    def __init__(self, own: Collection[str], taken: Collection[str], prefix: str) -> None:
        self._used = {key.casefold() for key in (*own, *taken)}
        self._prefix = prefix

    def new(self, ref: str) -> str:
        """The id for a reference; with a hash of it where another deal has the plain one."""
        key = id_of_ref(ref, self._prefix)
        if key.casefold() in self._used:
            key = f"{key[: LONGEST - 7]}-{hash_of(ref)}"
        self._used.add(key.casefold())
        return key


def _joined(entries: list[Entry], merged: Merged, file: str) -> list[Entry]:
    """One entry for each reference: rows that differ in their needs only are one deal with all of them."""
    by_ref: dict[str, Entry] = {}
    for entry in entries:
        first = by_ref.setdefault(entry.ref, entry)
        if first is not entry:
            _join(first, entry, merged, file)
    return list(by_ref.values())


def _join(first: Entry, other: Entry, merged: Merged, file: str) -> None:
    for column in {*first.cells, *other.cells}:
        mine, theirs = first.cells.get(column), other.cells.get(column)
        if column in NEEDS or column in LISTS:
            parts = [part for cell in (mine, theirs) if cell for part in cell[0].split("; ")]
            first.cells[column] = ("; ".join(dict.fromkeys(parts)), (mine or theirs or ("", first.mark))[1])
        elif (mine and mine[0]) != (theirs and theirs[0]):
            place = Place(file, *first.mark)
            message = _("the file contains this deal twice, first at {place}, and the two rows differ in {column}")
            hint = _("Delete one of the rows, or name more columns under `key` in the mapping.")
            merged.findings.append(
                Finding(
                    "duplicate-id",
                    Place(file, *other.mark),
                    message.format(place=place, column=column),
                    hint,
                    related=(place,),
                )
            )
            return


def _updated(entry: Entry, old: Cells, owned: frozenset[str], merged: Merged, result: str) -> Cells:
    """The row of a deal that was there before, with what the source owns as it is now: the cells of the entry itself,
    because two of 100,000 take too much room."""
    row = entry.cells
    for column in row.keys() - owned:
        del row[column]
    row |= elsewhere({column: cell for column, cell in old.items() if column not in owned}, result)
    for column in sorted({*row, *old} - {IMPORTED}):
        before, after = (cells.get(column, ("", (0, 0)))[0] for cells in (old, row))
        if before != after:
            merged.changes.append(CellChange(entry.ref, column, before, after))
    return row


def elsewhere(cells: Cells, result: str) -> Cells:
    """Cells that stand in the result, not in the file."""
    return {column: (text, MarkElsewhere(mark, result)) for column, (text, mark) in cells.items()}


def _leave(ref: str, gone: Gone, merged: Merged, result: str) -> None:
    """What becomes of a deal that is gone from the file: one that is closed stays as it is."""
    row = merged.rows[ref]
    stage, mark = row.get("stage", ("", row["id"][1]))
    if stage in _CLOSED:
        return
    merged.gone.append(ref)
    if gone is Gone.MARK_LOST:
        row["stage"] = (Stage.LOST.value, mark)
        merged.changes.append(CellChange(ref, "stage", stage, Stage.LOST.value))
    elif gone is Gone.FINDING:
        message = _("the deal {id} is no longer in the file").format(id=row["id"][0])
        hint = _(
            "Delete the row, or state in the mapping what a missing deal means: `gone: mark_lost` or `gone: keep`."
        )
        merged.findings.append(Finding("import-gone", Place(result, row["id"][1][0]), message, hint, Severity.WARNING))
