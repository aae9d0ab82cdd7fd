"""The input of a folder as a workbook to edit: a sheet for each section, and a hidden one with what it held."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from requirements.language import _
from roadmap.importing.book.folder_rows import BookSheet
from roadmap.importing.book.reading_book import BASE, COLUMN_ROW, SHEET_ROW
from roadmap.importing.book.texts import is_number
from roadmap.views.books.input_words import column_word, sheet_word
from roadmap.views.editions.edition import EditionCell, EditionColumn, EditionTable
from roadmap.views.editions.timelines.timeline_sheets import EditionBook


def build_input_book(sheets: list[BookSheet], *, name: str, as_of: date) -> EditionBook:
    """The workbook of a folder's input. The first column of each sheet is the path of what a row says; days and numbers
    are typed."""
    headings = {sheet.key: _headings(sheet) for sheet in sheets}
    tables = tuple(_table(sheet, headings[sheet.key]) for sheet in sheets)
    about = (
        (_("Input of"), name),
        (_("Edit"), _("Change cells, add rows with an empty Key, and delete rows. Leave the column Key as it is.")),
        (_("Several values"), _("are parted by semicolons: triton: ga; python-api -20%.")),
        (_("Import"), _("roadmap import FILE.xlsx --folder DIR --dry-run shows what would change.")),
        (_("For"), _("Colleagues only. The workbook holds customers and amounts.")),
    )
    base = EditionTable(
        BASE, BASE, "", tuple(map(EditionColumn, ("path", "column", "text"))), tuple(_base(sheets, headings))
    )
    return EditionBook(name, as_of, "", about, tables, hidden=(base,))


def _headings(sheet: BookSheet) -> list[str]:
    """The headings of a sheet; two columns never share one."""
    words = [column_word(column) for column in sheet.columns]
    return [word if words.count(word) == 1 else column for word, column in zip(words, sheet.columns, strict=True)]


def _table(sheet: BookSheet, headings: list[str]) -> EditionTable:
    heads = (EditionColumn(_("Key")), *map(EditionColumn, headings))
    rows = tuple(
        (EditionCell(row.path), *(_cell(row.cells.get(column, "")) for column in sheet.columns)) for row in sheet.rows
    )
    return EditionTable(sheet.key, sheet_word(sheet.key), "", heads, rows)


def _cell(text: str) -> EditionCell:
    if is_number(text):
        number = Decimal(text)
        return EditionCell(text, int(number) if number == int(number) else float(number))
    if len(text) == len("2026-01-01"):
        try:
            return EditionCell(text, date.fromisoformat(text))
        except ValueError:
            pass
    return EditionCell(text)


def _base(sheets: list[BookSheet], headings: dict[str, list[str]]) -> Iterator[tuple[EditionCell, ...]]:
    """What the workbook holds when it is written: its sheets, their columns, and each cell by path and column."""
    for sheet in sheets:
        yield _texts(SHEET_ROW, sheet.key, sheet_word(sheet.key))
        for column, heading in zip(sheet.columns, headings[sheet.key], strict=True):
            yield _texts(f"{COLUMN_ROW}{sheet.key}", column, heading)
        for row in sheet.rows:
            for column, text in row.cells.items():
                yield _texts(row.path, column, text)


def _texts(*texts: str) -> tuple[EditionCell, ...]:
    return tuple(map(EditionCell, texts))
