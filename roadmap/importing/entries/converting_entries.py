"""Rows of a sheet become entries of the folder, each cell in the form that its column takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from requirements.finding import Finding, Place
from requirements.language import ngettext
from requirements.reading.cells.doubt import Doubt
from requirements.reading.reference_ids import LONGEST, hash_of, id_of_ref
from requirements.reading.tables.columns import Cells
from requirements.reading.tables.csv_reader import Row
from roadmap.importing.entries.cells import EntryCells
from roadmap.importing.entries.mappings import EntryMapping, FeatureMapping, ReleaseMapping, RowLevel, work_sources
from roadmap.importing.mapping import FieldSource
from roadmap.importing.picking import Picking
from roadmap.importing.row_references import refs_of
from roadmap.importing.sheets.headings import Headed, name_of
from roadmap.importing.surroundings import Surroundings
from roadmap.supply.feature import Phase

PHASES = [phase.value for phase in Phase]


@dataclass(slots=True)
class EntryRow:
    """One entry of a file: what it says by column, and its work items, each by what the file calls it or by number."""

    ref: str
    cells: Cells
    row: Row
    items: dict[str, Cells] = field(default_factory=dict)


@dataclass(slots=True)
class ConvertedEntries:
    """The entries of a file by reference, what is wrong with its cells, what is worth saying, and the headings of the
    columns that went nowhere."""

    entries: dict[str, EntryRow] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)


class EntryConversion:
    """The conversion of one file."""

    def __init__(self, headed: Headed, mapping: EntryMapping, around: Surroundings, *, file: str) -> None:
        self._headed, self._mapping, self._around, self._file = headed, mapping, around, file
        self._made = ConvertedEntries()
        self._cells = EntryCells(mapping, around, headed)

    def run(self, known_ids: Mapping[str, str], taken: set[str]) -> ConvertedEntries:
        """The entries of all rows. `known_ids` are the ids by reference that were given before; no other entry gets one
        that is `taken`."""
        rows = self._chosen()
        refs = self._refs(rows)
        levels = self._levels(rows)
        own = [at for at, level in enumerate(levels) if level == RowLevel.FEATURE and refs[at]]
        self._entries([rows[at] for at in own], [refs[at] for at in own])
        self._give_ids(known_ids, taken)
        mapping = self._mapping
        if isinstance(mapping, FeatureMapping):
            self._own_work(mapping)
            below = [at for at, level in enumerate(levels) if level == RowLevel.WORK and refs[at]]
            self._work_below(mapping, [rows[at] for at in below], [refs[at] for at in below])
        self._cells.resolve(self._made.entries, self._made.findings, self._file)
        return self._made

    def _chosen(self) -> list[Row]:
        """The rows that count."""
        only, rows = self._mapping.only, self._headed.rows
        if only is None:
            return rows
        wanted, positions = {name_of(text) for text in only.values}, self._headed.positions(only.column)
        return [row for row in rows if any(name_of(row.cells[at]) in wanted for at in positions)]

    def _refs(self, rows: Sequence[Row]) -> list[str]:
        """The reference of each row; empty where it is in doubt."""
        refs = []
        for row, ref in zip(rows, refs_of(rows, self._headed, self._mapping), strict=True):
            if isinstance(ref, Doubt):
                self._made.findings.append(Finding(ref.code, Place(self._file, row.line), ref.message, ref.hint))
            refs.append("" if isinstance(ref, Doubt) else ref)
        return refs

    def _levels(self, rows: Sequence[Row]) -> list[str]:
        """What each row is; all are entries where the mapping tells nothing else."""
        mapping = self._mapping
        if not isinstance(mapping, FeatureMapping):
            return [RowLevel.FEATURE.value] * len(rows)
        picking = self._picking(rows)
        stated = picking.read(mapping.level, self._cells.reader("level"))
        parents = self._parents(mapping, rows)
        default = [RowLevel.WORK if parent else RowLevel.FEATURE for parent in parents]
        levels = [level or usual.value for level, usual in zip(stated, default, strict=True)]
        skipped = sum(level == RowLevel.SKIP for level in levels)
        if skipped:
            note = ngettext("{count} row was skipped.", "{count} rows were skipped.", skipped)
            self._made.notes.append(note.format(count=skipped))
        return levels

    def _picking(self, rows: Sequence[Row]) -> Picking:
        return Picking(self._headed, rows, self._file, self._made.findings)

    def _parents(self, mapping: FeatureMapping, rows: Sequence[Row]) -> list[str]:
        if not mapping.parent:
            return [""] * len(rows)
        return [
            parent or ""
            for parent in self._picking(rows).read(FieldSource(column=mapping.parent), lambda texts, _: texts)
        ]

    def _entries(self, rows: Sequence[Row], refs: Sequence[str]) -> None:
        sources = self._sources()
        columns, places = self._read(rows, sources), {name: self._position(one) for name, one in sources.items()}
        undated = 0
        for at, (row, ref) in enumerate(zip(rows, refs, strict=True)):
            if isinstance(self._mapping, ReleaseMapping) and not columns["ship"][at]:
                undated += 1
                continue
            cells = {
                column: (str(values[at]), row.marks[places[column]]) for column, values in columns.items() if values[at]
            }
            if ref in self._made.entries:
                self._made.findings.append(self._cells.twice(self._file, row, self._made.entries[ref].row))
                continue
            self._made.entries[ref] = EntryRow(ref, cells, row)
            if isinstance(self._mapping, ReleaseMapping):
                self._cells.freeze(cells, self._mapping.freeze_before_ship)
        if undated:
            note = ngettext(
                "{count} release has no ship day and was left out.",
                "{count} releases have no ship day and were left out.",
                undated,
            )
            self._made.notes.append(note.format(count=undated))

    def _sources(self) -> dict[str, FieldSource]:
        fields = getattr(self._mapping, "fields", None)
        named = {name: getattr(fields, name) for name in getattr(type(fields), "model_fields", ())}
        return {name: source for name, source in named.items() if isinstance(source, FieldSource)}

    def _read(self, rows: Sequence[Row], sources: Mapping[str, FieldSource]) -> dict[str, list[str | None]]:
        picking = self._picking(rows)
        return {
            column: picking.read(self._settled(column, source, rows), self._cells.reader(column))
            for column, source in sources.items()
        }

    def _settled(self, column: str, source: FieldSource, rows: Sequence[Row]) -> FieldSource:
        """A source whose fixed value is in the form of its column: a name of a team, a capability without maturity."""
        if source.always is None or not rows:
            return source
        value = next(iter(self._cells.reader(column)([source.always], source)))
        if isinstance(value, Doubt):
            self._made.findings.append(Finding(value.code, Place(self._file, rows[0].line), value.message, value.hint))
            return source
        return source.model_copy(update={"always": value})

    def _position(self, source: FieldSource) -> int:
        """The first column of a source; the first of all where it has none."""
        return next((at for heading in source.column for at in self._headed.positions(heading)), 0)

    def _give_ids(self, known_ids: Mapping[str, str], taken: set[str]) -> None:
        used = {key.casefold() for key in (*known_ids.values(), *taken)}
        for entry in self._made.entries.values():
            stated = entry.cells.get("id", (entry.ref, entry.row.marks[0]))[0]
            key = known_ids.get(entry.ref) or id_of_ref(stated, self._mapping.prefix)
            if entry.ref not in known_ids and key.casefold() in used:
                key = f"{key[: LONGEST - 7]}-{hash_of(entry.ref)}"
            used.add(key.casefold())
            entry.cells["id"] = (key, entry.row.marks[0])

    def _own_work(self, mapping: FeatureMapping) -> None:
        """The work items that the rows of features state themselves."""
        entries = list(self._made.entries.values())
        rows = [entry.row for entry in entries]
        for number, fields in enumerate(mapping.work, start=1):
            columns = self._read(rows, dict(work_sources(fields)))
            for at, entry in enumerate(entries):
                cells = _of_row(columns, at, entry.row)
                if "effort" in cells or "wait" in cells:
                    entry.items[str(number)] = cells

    def _work_below(self, mapping: FeatureMapping, rows: Sequence[Row], refs: Sequence[str]) -> None:
        """The work items in rows of their own, below the features that they name."""
        if mapping.items is None:
            return
        columns = self._read(rows, dict(work_sources(mapping.items)))
        strangers = 0
        for at, (row, ref, parent) in enumerate(zip(rows, refs, self._parents(mapping, rows), strict=True)):
            entry = self._made.entries.get(parent)
            if entry is None:
                strangers += 1
                continue
            entry.items[ref] = _of_row(columns, at, row) | {"work_ref": (ref, row.marks[0])}
        if strangers:
            note = ngettext(
                "{count} row of work belongs to no feature of the file.",
                "{count} rows of work belong to no feature of the file.",
                strangers,
            )
            self._made.notes.append(note.format(count=strangers))


def _of_row(columns: Mapping[str, Sequence[str | None]], at: int, row: Row) -> Cells:
    return {column: (str(values[at]), row.marks[0]) for column, values in columns.items() if values[at]}


def in_phases(items: Mapping[str, Cells]) -> Iterator[tuple[str, Cells]]:
    """Work items in the order of their phases, those of one phase in the order of the file."""

    def rank(pair: tuple[str, Cells]) -> int:
        phase = pair[1].get("phase", ("", (0, 0)))[0]
        return PHASES.index(phase) if phase in PHASES else len(PHASES)

    yield from sorted(items.items(), key=rank)
