"""Reading an exported file by its mapping: its sheet, its headings, and the columns that the mapping names."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from typing import Protocol

from requirements.finding import Finding, Place
from requirements.language import _, enumerated
from requirements.reading.did_you_mean import nearest
from requirements.reading.nodes import Document
from requirements.reading.tables.csv_reader import column_name
from roadmap.importing.deals.converting_deals import sources
from roadmap.importing.entries.every import AnyMapping
from roadmap.importing.file_form import MergedCells, SheetForm
from roadmap.importing.history.suggesting_history import WORDS as HISTORY_WORDS
from roadmap.importing.mapping import Currency
from roadmap.importing.sheets.calendar_events import is_calendar, read_calendar_sheet
from roadmap.importing.sheets.headings import Headed, find_headings, name_of
from roadmap.importing.sheets.merged import spread
from roadmap.importing.sheets.records import is_records, read_record_sheet
from roadmap.importing.sheets.reqif import is_reqif, read_reqif_sheet
from roadmap.importing.sheets.schedules.mspdi import is_mspdi, read_mspdi_sheet
from roadmap.importing.sheets.schedules.taskjuggler import is_taskjuggler, read_taskjuggler_sheet
from roadmap.importing.sheets.sheet import MOST_ROWS_EVER, Sheet
from roadmap.importing.sheets.text import read_text_sheet
from roadmap.importing.sheets.workbook.archive import is_workbook
from roadmap.importing.sheets.workbook.reading_workbook import read_workbook_sheet, sheet_names
from roadmap.importing.suggesting.for_entries import ENTRY_WORDS
from roadmap.importing.suggesting.for_leave import WORDS as LEAVE_WORDS
from roadmap.importing.suggesting.for_trackers import WORDS
from roadmap.importing.suggesting.synonyms import KNOWN, column_for

_MOST_NAMED = 20


def read_headed(
    content: bytes, file: str, mapping: AnyMapping, document: Document
) -> tuple[Headed | None, list[Finding]]:
    """The headed table of a file with all the columns that a mapping names, or None; and what is wrong with it.
    `document` is the mapping as it was read, for the places of its columns."""
    named = {name_of(heading) for heading, _path in columns_of(mapping)}
    known = {column_name(heading) for heading, _path in columns_of(mapping)}
    sheet, findings = _sheet(content, file, mapping.form, known)
    if sheet is None:
        return None, findings
    headed, wrong = find_headings(
        sheet,
        file,
        is_known=lambda heading: name_of(heading) in named,
        line=mapping.form.headings,
        skip_footer=mapping.form.skip_footer,
    )
    findings += wrong
    if headed is None:
        return None, findings
    missing = list(_missing(headed, mapping, document, file))
    if missing:
        return None, findings + missing
    used = {at for heading, _path in columns_of(mapping) for at in headed.positions(heading)}
    if not mapping.drop_others:
        used = set(range(len(headed.headings)))
    return headed, findings + spread(headed, sheet, used, file=file, fill=mapping.form.merged is MergedCells.FILL)


def _sheet(content: bytes, file: str, form: SheetForm, known: Collection[str]) -> tuple[Sheet | None, list[Finding]]:
    if file.lower().endswith((".mpp", ".mpt")):
        hint = _("Save the project as XML in Microsoft Project, and import that file.")
        return None, [Finding("schedule-form", Place(file), _("projects in the binary format are not read"), hint)]
    for is_so, read in _READERS:
        if is_so(content, file):
            return read(content, file, form=form)
    return read_text_sheet(content, file, form=form, known=known)


class _SheetReader(Protocol):
    """Reads one kind of file as a sheet."""

    def __call__(self, content: bytes, file: str, *, form: SheetForm) -> tuple[Sheet | None, list[Finding]]:
        """The sheet, or None and why not."""


_READERS: tuple[tuple[Callable[[bytes, str], bool], _SheetReader], ...] = (
    (is_reqif, read_reqif_sheet),
    (is_workbook, read_workbook_sheet),
    (is_mspdi, read_mspdi_sheet),
    (lambda _content, file: is_taskjuggler(file), read_taskjuggler_sheet),
    (is_calendar, read_calendar_sheet),
    (is_records, read_record_sheet),
)
"""The kinds of files that are no text tables, and how each is read; the first that fits is taken."""


def read_for_suggestion(content: bytes, file: str, *, sheet_name: str | None) -> tuple[Headed | None, list[Finding]]:
    """The headed table of a file that has no mapping yet, or None and why not: by headings that other programs use.
    `sheet_name` says which sheet of a workbook is meant. Merged cells are a finding; each is read with its value."""
    form = SheetForm(rows=MOST_ROWS_EVER, sheet=sheet_name)
    sheet, findings = _sheet(content, file, form, KNOWN | WORDS | LEAVE_WORDS | ENTRY_WORDS | HISTORY_WORDS)
    if sheet is None:
        return None, findings
    headed, wrong = find_headings(sheet, file, is_known=_is_known, line=None, skip_footer=True)
    if headed is not None:
        every = range(len(headed.headings))
        merged = [one for one in spread(headed, sheet, every, file=file, fill=False) if one.code == "workbook-merged"]
        spread(headed, sheet, set(), file=file, fill=True)
        wrong += merged[:1]
    return headed, findings + wrong


def sheet_to_suggest(content: bytes, file: str) -> str | None:
    """The sheet of a workbook that is meant where nobody names one: of several the only one with the headings of a
    table. None where the workbook does not show that, and for other files."""
    names = sheet_names(content, file) if is_workbook(content, file) else []
    if len(names) < 2:
        return None
    tables = [name for name in names if read_for_suggestion(content, file, sheet_name=name)[0] is not None]
    return tables[0] if len(tables) == 1 else None


def with_sheet_hint(findings: list[Finding], hint: str) -> list[Finding]:
    """The findings of a file that has no mapping yet, which cannot name the sheet: what to do about that instead."""
    return [replace(one, hint=hint) if one.code == "workbook-sheet" else one for one in findings]


def _is_known(heading: str) -> bool:
    """Whether a heading is one of a CRM or a tracker."""
    return column_for(heading) is not None or name_of(heading) in WORDS | LEAVE_WORDS | ENTRY_WORDS | HISTORY_WORDS


def columns_of(mapping: AnyMapping) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """The headings that a mapping names, each with its path in the mapping."""
    for heading in mapping.key:
        yield heading, ("key",)
    for _column, source, path in sources(mapping):
        for heading in source.column:
            yield heading, (*path, "column")
        if isinstance(source.currency, Currency):
            yield source.currency.column, (*path, "currency", "column")


def _missing(headed: Headed, mapping: AnyMapping, document: Document, file: str) -> Iterator[Finding]:
    """A finding for each column that the mapping names and the file does not have, at its place in the mapping."""
    there = [heading for heading in headed.headings if heading]
    for heading, path in columns_of(mapping):
        if headed.positions(heading):
            continue
        message = _("{file} has no column {heading}").format(file=file, heading=heading)
        near = nearest(heading, there)
        hint = _("Did you mean {name}?").format(name=near) if near else ""
        listed = enumerated(there, most=_MOST_NAMED)
        yield Finding(
            "import-column",
            document.place(path),
            message,
            hint or _("The file has the columns {names}.").format(names=listed),
        )
