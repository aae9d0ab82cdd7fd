"""Importing: what another program exported becomes a file of the folder, by a mapping that was written once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from requirements.errors import InputFault, RoadmapError
from requirements.finding import Finding, Severity, in_order
from requirements.language import _
from requirements.reading.nodes import Document
from requirements.reading.whole_file import content_of
from roadmap.editing.editor import FolderEditor
from roadmap.folder.texts.files import leads_out
from roadmap.folder.texts.inputs import input_folder
from roadmap.folder.texts.tables.history_table import HISTORY
from roadmap.importing.deals.checking import DealStanding, check_rows, too_small, unlike
from roadmap.importing.deals.converting_deals import Converted, convert
from roadmap.importing.deals.imported_table import read_table_of, write_table
from roadmap.importing.deals.merging_deals import Merged, merge
from roadmap.importing.entries.every import AnyMapping, read_mapping
from roadmap.importing.entries.mappings import EntryMapping
from roadmap.importing.history.history_mapping import HistoryMapping
from roadmap.importing.imported import Imported
from roadmap.importing.mapping import LeaveMapping, Mapping, ProgressMapping
from roadmap.importing.reading_export import read_headed
from roadmap.importing.sheets.headings import Headed
from roadmap.importing.sheets.sheet import LARGEST
from roadmap.importing.surroundings import Surroundings, folder_above, read_surroundings
from roadmap.operations.importing.import_entries import EntriesImport
from roadmap.operations.importing.import_lines import LinesImport
from roadmap.outputs.writing.files import write_whole
from roadmap.outputs.writing.kinds import FileKind, refuse_foreign

_LARGEST_MAPPING = 1024 * 1024


def import_file(
    mapping: Path | str, file: Path | str, *, folder: Path | str | None = None, dry_run: bool = False
) -> Imported:
    """Bring an exported file into the folder that a mapping lies in (or into `folder`); `dry_run` writes nothing.

    Nothing is written unless every row is right: InputFault with everything that is wrong, and with the questions of a
    suggested mapping that nobody has answered. Importing the same file twice changes nothing. RoadmapError where the
    result would overwrite what no import wrote.
    """
    mapping, file = Path(mapping), Path(file)
    directory = folder_above(mapping) if folder is None else Path(folder)
    if directory is not None and not dry_run:
        FolderEditor(directory).finish()
    around = None if directory is None else read_surroundings(directory)
    if directory is None or around is None:
        raise RoadmapError(_("no folder above {file} has a roadmap.yaml: name the folder.").format(file=mapping))
    stated, document, findings = read_mapping(content_of(mapping, _LARGEST_MAPPING), str(mapping))
    if stated is None or document is None:
        raise InputFault(in_order(findings))
    name = _result_name(stated, mapping, document)
    target = directory / name
    refuse_foreign(target, FileKind.IMPORTED)
    source, its_file = _within(mapping, directory), _within(file, directory)
    content = content_of(file, LARGEST)
    if isinstance(stated, ProgressMapping | LeaveMapping | HistoryMapping):
        lines = LinesImport(stated, document, around, file, source, target, name)
        return lines.run(content, dry_run=dry_run)
    if isinstance(stated, EntryMapping):
        entries = EntriesImport(stated, document, around, file, source, target, name)
        return entries.run(content, dry_run=dry_run)
    return _Import(stated, document, around, str(file), source, its_file, target, name).run(content, dry_run=dry_run)


@dataclass(frozen=True, slots=True)
class _Import:
    """One import: its mapping and the document of it, the folder around it, the file, the name of the mapping that
    stands in the result, the file by its name in the folder, and the result, as a path and by its name."""

    mapping: Mapping
    document: Document
    around: Surroundings
    file: str
    source: str
    source_file: str
    target: Path
    result: str

    def run(self, content: bytes, *, dry_run: bool) -> Imported:
        """Read, convert, merge, check and, unless `dry_run`, write."""
        headed, findings = read_headed(content, self.file, self.mapping, self.document)
        if headed is None or any(finding.code == "workbook-merged" for finding in findings):
            raise InputFault(in_order(findings))  # what merged cells hide would be missed in every row
        made = convert(headed, self.mapping, file=self.file, known=self.around.known, add=self.around.add)
        headed.rows.clear()  # a large file takes as much room as all that is made of it
        there = content_of(self.target, LARGEST) if self.target.exists() else b""
        before, unread = read_table_of(there, self.result, source=self.source) if there.strip() else ({}, [])
        earlier = _worth(check_rows(before, file=self.result, known=self.around.known)[0])
        merged = merge(
            made.entries,
            before,
            self.mapping,
            file=self.file,
            result=self.result,
            taken=self.around.taken("deals", self.result, self.source_file),
        )
        for rows in (before, made.entries):
            rows.clear()
        deals, faults = check_rows(merged.rows, file=self.file, known=self.around.known)
        merged.findings += too_small(deals, merged.rows, file=self.file)
        merged.findings += unlike(deals, merged.rows, file=self.file)
        findings = in_order(
            [*findings, *made.findings, *unread, *merged.findings, *_new(faults, [*findings, *made.findings])]
        )
        if any(finding.severity is Severity.ERROR for finding in findings):
            raise InputFault(findings)
        ids = {ref: cells["id"][0] for ref, cells in merged.rows.items()}
        text = write_table(_texts(merged), source=self.source)
        written = not dry_run and text.encode() != there
        if written:
            self.target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self.target, text, kind=FileKind.IMPORTED)
        worth = earlier, _worth(deals)
        return self._told(headed, made, merged, ids=ids, findings=findings, worth=worth, written=written)

    def _told(
        self,
        headed: Headed,
        made: Converted,
        merged: Merged,
        *,
        ids: dict[str, str],
        findings: list[Finding],
        worth: tuple[tuple[int, int], tuple[int, int]],
        written: bool,
    ) -> Imported:
        return Imported(
            target=self.target,
            into=self.mapping.into.value,
            rows=ids,
            added=tuple(merged.added),
            changes=tuple(merged.changes),
            gone=tuple(merged.gone),
            findings=tuple(findings),
            left_out=tuple(row.line for row in headed.footer),
            dropped=tuple(made.dropped),
            notes=tuple(made.notes),
            worth=worth,
            included=input_folder(self.target.resolve()) is not None,
            read_itself=input_folder(Path(self.file).resolve()) is not None,
            written=written,
        )


def _texts(merged: Merged) -> dict[str, dict[str, str]]:
    """The texts of all rows; the cells are let go while they come, so that a large file takes less room."""
    return {ref: {column: cell[0] for column, cell in merged.rows.pop(ref).items()} for ref in tuple(merged.rows)}


def _within(path: Path, directory: Path) -> str:
    """A file by its name in the folder; by its own where it lies elsewhere."""
    whole, folder = path.resolve(), directory.resolve()
    return whole.relative_to(folder).as_posix() if whole.is_relative_to(folder) else path.name


def _new(faults: list[Finding], told: list[Finding]) -> list[Finding]:
    """The faults at places that have no error yet: one is enough. A cell that could not be read is not missing too."""
    errors = [finding.place for finding in told if finding.severity is Severity.ERROR]
    places, lines = set(errors), {place.line for place in errors}
    return [
        fault
        for fault in faults
        if fault.place not in places and not (fault.code == "missing-field" and fault.place.line in lines)
    ]


def _worth(deals: dict[str, DealStanding]) -> tuple[int, int]:
    """How many deals are open, and what they are worth together in thousands."""
    values = [deal.value for deal in deals.values() if deal.is_open]
    return len(values), round(sum(values))


def _result_name(mapping: AnyMapping, file: Path, document: Document) -> str:
    """The result by its name in the folder. InputFault where it is no table inside the folder."""
    name = mapping.to or f"{mapping.into.value}/{file.stem}.csv"
    if leads_out(name) or not name.lower().endswith(".csv"):
        message = _("expected a .csv file in the folder, named by a relative path")
        raise InputFault([Finding("import-result", document.place(("to",)), message)])
    if isinstance(mapping, HistoryMapping) and PurePosixPath(name).parent != PurePosixPath(HISTORY):
        message = _("expected a .csv file in the folder history/, where stage history is read from")
        raise InputFault([Finding("import-result", document.place(("to",)), message)])
    return PurePosixPath(name).as_posix()
