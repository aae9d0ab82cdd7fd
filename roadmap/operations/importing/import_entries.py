"""Importing features, capabilities, releases and people: what another program calls them becomes a table of the
folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from requirements.errors import InputFault
from requirements.finding import Finding, Place, Severity, in_order
from requirements.language import _
from requirements.reading.nodes import Document, MappingNode
from requirements.reading.tables.columns import Cells
from requirements.reading.tables.deal_table import IMPORTED
from requirements.reading.typed import check_id, read_entry
from requirements.reading.whole_file import content_of
from roadmap.folder.texts.collected import BY_ID
from roadmap.folder.texts.entities.reading_entities import entry_node
from roadmap.folder.texts.inputs import input_folder
from roadmap.importing.deals.imported_table import TableForm, read_table_of, write_table
from roadmap.importing.entries.converting_entries import ConvertedEntries, EntryConversion
from roadmap.importing.entries.mappings import EntryMapping
from roadmap.importing.entries.merging_entries import PART, MergedEntries, key_of, merge_entries, rows_by_ref
from roadmap.importing.imported import Imported
from roadmap.importing.mapping import Gone
from roadmap.importing.reading_export import read_headed
from roadmap.importing.sheets.headings import Headed
from roadmap.importing.sheets.sheet import LARGEST
from roadmap.importing.surroundings import Surroundings
from roadmap.outputs.writing.files import write_whole
from roadmap.outputs.writing.kinds import FileKind


@dataclass(frozen=True, slots=True)
class EntriesImport:
    """One import of entries: its mapping and the document of it, the folder around it, the file, the name of the
    mapping that stands in the result, and the result, as a path and by its name."""

    mapping: EntryMapping
    document: Document
    around: Surroundings
    file: Path
    source: str
    target: Path
    result: str

    def run(self, content: bytes, *, dry_run: bool) -> Imported:
        """Bring a file into the folder. InputFault with everything that is wrong, and nothing is written then;
        importing the same file twice changes nothing."""
        headed, findings = read_headed(content, str(self.file), self.mapping, self.document)
        if headed is None or any(finding.code == "workbook-merged" for finding in findings):
            raise InputFault(in_order(findings))
        form = self._form()
        there = content_of(self.target, LARGEST) if self.target.exists() else b""
        before, unread = (
            read_table_of(there, self.result, source=self.source, form=form, key=key_of) if there.strip() else ({}, [])
        )
        ids = {cells["ref"][0]: cells["id"][0] for cells in before.values()}
        section = self.mapping.columns.section
        conversion = EntryConversion(headed, self.mapping, self.around, file=str(self.file))
        made = conversion.run(ids, self.around.taken(section, self.result))
        merged = merge_entries(made, before, self.mapping, result=self.result)
        told = [*findings, *made.findings, *unread]
        told += [*_new(self._checked(merged), told), *self._gone(merged, before)]
        if any(finding.severity is Severity.ERROR for finding in told):
            raise InputFault(in_order(told))
        rows = {key: {column: cell[0] for column, cell in cells.items()} for key, cells in merged.rows.items()}
        text = write_table(rows, source=self.source, form=form)
        written = not dry_run and text.encode() != there
        if written:
            self.target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self.target, text, kind=FileKind.IMPORTED)
        return self._told(headed, made, merged, findings=in_order(told), written=written)

    def _form(self) -> TableForm:
        columns = self.mapping.columns
        first = [name for name in ("id", "ref", "item") if name in columns.forms]
        if "ref" not in first:
            first.insert(1, "ref")
        known = columns.known | {"ref": "ref"}
        return TableForm(tuple(dict.fromkeys([*first, *columns.forms])), known, ("id", "ref"), sorted_by_key=False)

    def _checked(self, merged: MergedEntries) -> list[Finding]:
        """What is wrong with the entries as the folder will read them, each at its cell in the file."""
        columns, findings = self.mapping.columns, []
        for ref, told in rows_by_ref(merged.rows).items():
            if ref not in told:
                continue  # the table holds a work item of a feature that it does not hold
            key, mark = told[ref]["id"]
            rows = [_told_of(cells) for cells in told.values()]
            section, root = MappingNode(), MappingNode()
            section.put(key, entry_node(rows, columns, self.around.known, mark), mark)
            root.put(columns.section, section, mark)
            document = Document(str(self.file), root)
            wrong = check_id(key, document, path=(columns.section, key))
            _entry, faults = read_entry(BY_ID[columns.section], section[key], document, path=(columns.section, key))
            findings += [*([wrong] if wrong else []), *faults]
        return findings

    def _gone(self, merged: MergedEntries, before: dict[str, Cells]) -> list[Finding]:
        """A warning for each entry that the file holds no more, unless the mapping says that it stays."""
        if self.mapping.gone is Gone.KEEP:
            return []
        hint = _("Delete the row, or state in the mapping that such rows stay: `gone: keep`.")
        message = _("{ref} is no longer in the file")
        return [
            Finding(
                "import-gone",
                Place(self.result, before[ref]["id"][1][0]),
                message.format(ref=ref),
                hint,
                Severity.WARNING,
            )
            for ref in merged.gone
            if ref in before
        ]

    def _told(
        self, headed: Headed, made: ConvertedEntries, merged: MergedEntries, *, findings: list[Finding], written: bool
    ) -> Imported:
        return Imported(
            target=self.target,
            into=self.mapping.into.value,
            rows={key: cells["id"][0] for key, cells in merged.rows.items() if PART not in key},
            added=tuple(merged.added),
            changes=tuple(merged.changes),
            gone=tuple(merged.gone),
            findings=tuple(findings),
            left_out=tuple(row.line for row in headed.footer),
            dropped=tuple(made.dropped),
            notes=tuple(made.notes),
            worth=((0, 0), (0, 0)),
            included=input_folder(self.target.resolve()) is not None,
            read_itself=input_folder(self.file.resolve()) is not None,
            written=written,
        )


def _told_of(cells: Cells) -> Cells:
    return {column: cell for column, cell in cells.items() if column != IMPORTED}


def _new(faults: list[Finding], told: list[Finding]) -> list[Finding]:
    """The faults at lines that have no error yet: one is enough."""
    lines = {finding.place.line for finding in told if finding.severity is Severity.ERROR}
    return [fault for fault in faults if fault.place.line not in lines]
