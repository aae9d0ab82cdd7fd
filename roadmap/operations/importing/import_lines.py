"""Importing lines: what a tracker says of work items, a personnel system of people, or a CRM of how deals were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from requirements.errors import InputFault
from requirements.finding import Finding, Place, Severity, in_order
from requirements.language import _
from requirements.reading.nodes import Document
from requirements.reading.tables.columns import Cells
from requirements.reading.whole_file import content_of
from roadmap.folder.texts.inputs import input_folder
from roadmap.importing.deals.imported_table import (
    HISTORY,
    LEAVE,
    PROGRESS,
    TableForm,
    Texts,
    read_table_of,
    write_table,
)
from roadmap.importing.deals.merging_deals import CellChange
from roadmap.importing.history.converting_history import convert_history
from roadmap.importing.history.history_mapping import HistoryMapping
from roadmap.importing.imported import Imported
from roadmap.importing.lines.leave_lines import convert_leave
from roadmap.importing.lines.progress_lines import convert_progress
from roadmap.importing.lines.tracked import TrackedRows
from roadmap.importing.mapping import Gone, LeaveMapping, ProgressMapping
from roadmap.importing.reading_export import read_headed
from roadmap.importing.sheets.headings import Headed
from roadmap.importing.sheets.sheet import LARGEST
from roadmap.importing.surroundings import Surroundings
from roadmap.outputs.writing.files import write_whole
from roadmap.outputs.writing.kinds import FileKind


@dataclass(frozen=True, slots=True)
class LinesImport:
    """One import of progress, of leave or of stage history: its mapping and the document of it, the folder around it,
    the file, the name of the mapping that stands in the result, and the result, as a path and by its name."""

    mapping: ProgressMapping | LeaveMapping | HistoryMapping
    document: Document
    around: Surroundings
    file: Path
    source: str
    target: Path
    result: str

    def run(self, content: bytes, *, dry_run: bool) -> Imported:
        """Bring a file into the folder as lines of one kind. InputFault with everything that is wrong, and nothing is
        written then; importing the same file twice changes nothing."""
        headed, findings = read_headed(content, str(self.file), self.mapping, self.document)
        if headed is None:
            raise InputFault(in_order(findings))
        made, form = self._converted(headed), self._form()
        there = content_of(self.target, LARGEST) if self.target.exists() else b""
        before, unread = read_table_of(there, self.result, source=self.source, form=form) if there else ({}, [])
        gone = {ref: cells["ref"][1][0] for ref, cells in before.items() if ref not in made.rows}
        findings = in_order([*findings, *made.findings, *unread, *_gone(gone, self.mapping, self.result)])
        if any(finding.severity is Severity.ERROR for finding in findings):
            raise InputFault(findings)
        old, new = _texts(before), _texts(made.rows)
        rows = _in_order({ref: old[ref] for ref in gone} | new, form)
        text = write_table(rows, source=self.source, form=form)
        written = not dry_run and text.encode() != there
        if written:
            self.target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self.target, text, kind=FileKind.IMPORTED)
        return Imported(
            target=self.target,
            into=self.mapping.into.value,
            rows={ref: _label(row) for ref, row in rows.items()},
            added=tuple(ref for ref in new if ref not in old),
            changes=tuple(_changes(old, new, form.columns)),
            gone=tuple(gone),
            findings=tuple(findings),
            left_out=tuple(row.line for row in headed.footer),
            dropped=(),
            notes=tuple(made.notes),
            worth=((0, 0), (0, 0)),
            included=form is HISTORY or input_folder(self.target.resolve()) is not None,
            read_itself=input_folder(self.file.resolve()) is not None,
            written=written,
        )

    def _form(self) -> TableForm:
        if isinstance(self.mapping, HistoryMapping):
            return HISTORY
        return PROGRESS if isinstance(self.mapping, ProgressMapping) else LEAVE

    def _converted(self, headed: Headed) -> TrackedRows:
        if isinstance(self.mapping, HistoryMapping):
            return convert_history(headed, self.mapping, self.around, file=str(self.file))
        if isinstance(self.mapping, ProgressMapping):
            return convert_progress(headed, self.mapping, self.around.items, file=str(self.file))
        return convert_leave(headed, self.mapping, self.around.people, file=str(self.file))


def _label(row: Texts) -> str:
    if "deal" in row:
        return f"{row['deal']} {row['day']}"
    return f"{row['feature']}/{row['phase']}" if "feature" in row else f"{row['person']} {row['first']}"


def _in_order(rows: dict[str, Texts], form: TableForm) -> dict[str, Texts]:
    """The rows as the table has them: of history by deal and day, else as they are."""
    if form.sorted_by_key:
        return rows
    return dict(sorted(rows.items(), key=lambda row: (row[1]["deal"], row[1]["day"])))


def _texts(rows: Mapping[str, Cells]) -> dict[str, Texts]:
    return {ref: {column: cell[0] for column, cell in cells.items()} for ref, cells in rows.items()}


def _changes(old: dict[str, Texts], new: dict[str, Texts], columns: tuple[str, ...]) -> list[CellChange]:
    return [
        CellChange(ref, column, old[ref].get(column, ""), row.get(column, ""))
        for ref, row in new.items()
        if ref in old
        for column in columns
        if old[ref].get(column, "") != row.get(column, "")
    ]


def _gone(
    gone: Mapping[str, int], mapping: ProgressMapping | LeaveMapping | HistoryMapping, result: str
) -> list[Finding]:
    """A warning for each line whose issue is no longer told, unless the mapping says that it stays."""
    if mapping.gone is not Gone.FINDING:
        return []
    hint = _("Delete the row, or state in the mapping that such rows stay: `gone: keep`.")
    message = _("{ref} is no longer in the file")
    return [
        Finding("import-gone", Place(result, line), message.format(ref=ref), hint, Severity.WARNING)
        for ref, line in gone.items()
    ]
