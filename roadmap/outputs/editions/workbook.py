"""Workbooks (XLSX): typed cells, a header that stays, filters, colours by standing. Nothing in them is a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from requirements.language import _
from roadmap.outputs.timeline import inert
from roadmap.outputs.writing.kinds import PRODUCT
from roadmap.views.editions.edition import EditionCell, EditionTable
from roadmap.views.editions.timelines.timeline_sheets import EditionBook

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST_TEXT: Final = 32_000
"""Characters of a cell; a spreadsheet program holds 32,767."""
LONGEST_NAME: Final = 31
"""Characters of a sheet's name."""
WIDEST, NARROWEST = 48, 8
"""Widths of columns, in characters."""
MARK_PROPERTY: Final = "generator"
"""The property of a workbook by which it is known again, with the product as its value."""
TONES: Final = {"good": "#19764A", "risk": "#8F5F00", "late": "#B4470F", "lost": "#B3261E", "accent": "#2A46B8"}
FILLS: Final = {"good": "#E3F3EA", "risk": "#FBF0D9", "late": "#FBE6DB", "lost": "#FBE3E1", "accent": "#E8EDFD"}
UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)


def write_workbook(book: EditionBook) -> bytes:
    """A workbook as bytes; the same book gives the same bytes. Text is text, whatever it looks like: a cell that would
    become a formula once it is edited or saved as CSV is marked as text."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - takes a while, and only workbooks need it

    content = io.BytesIO()
    options = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
    workbook = Workbook(content, {"in_memory": True, **options})
    workbook.set_properties({"title": clean(book.title), "created": datetime.combine(book.as_of, time(), tzinfo=UTC)})
    workbook.set_custom_property(MARK_PROPERTY, PRODUCT)
    formats = _Formats(workbook, book.colour)
    names = _Names()
    for table in book.tables:
        _write_table(workbook.add_worksheet(names.unused(table.heading)), table, formats)
    _write_about(workbook.add_worksheet(names.unused(_("About"))), book.about, formats)
    for table in book.hidden:
        sheet = workbook.add_worksheet(names.unused(table.heading))
        _write_table(sheet, table, formats)
        sheet.very_hidden()
    workbook.close()
    return content.getvalue()


def clean(text: str) -> str:
    """Text without control characters and marks that turn its direction, cut to what a cell holds."""
    return UNSEEN.sub("", text)[:LONGEST_TEXT]


class _Formats:
    """The formats of a workbook, each made once."""

    def __init__(self, workbook: Workbook, colour: str) -> None:
        self.workbook = workbook
        self.colour = colour or "#2F4FD0"
        self.known: dict[tuple[str, str], Format] = {}

    def of(self, kind: str, tone: str = "") -> Format:
        """A format by its kind: text, quoted, day, number, head; and its tone."""
        if (kind, tone) not in self.known:
            self.known[kind, tone] = self.workbook.add_format(self._properties(kind, tone))
        return self.known[kind, tone]

    def _properties(self, kind: str, tone: str) -> dict[str, Any]:
        properties: dict[str, Any] = {"valign": "top", "text_wrap": kind in ("text", "quoted")}
        if kind == "head":
            return {"bold": True, "bg_color": "#F0F2F5", "bottom": 2, "bottom_color": self.colour, "text_wrap": True}
        if kind == "day":
            properties |= {"num_format": "yyyy-mm-dd", "align": "left"}
        if kind == "number":
            properties |= {"num_format": "#,##0.###" if tone == "float" else "#,##0"}
        if kind == "quoted":
            properties |= {"quote_prefix": True}
        if tone in TONES:
            properties |= {"font_color": TONES[tone], "bg_color": FILLS[tone]}
        return properties


class _Names:
    """Names of sheets: none twice, whatever the case, and none that a spreadsheet program refuses."""

    def __init__(self) -> None:
        self.used: set[str] = set()

    def unused(self, wanted: str) -> str:
        """The wanted name, or one near it."""
        plain = re.sub(r"[\[\]:*?/\\]", " ", clean(wanted)).strip().strip("'")[:LONGEST_NAME].strip() or "-"
        plain = f"{plain} -" if plain.casefold() == "history" else plain
        name, number = plain, 1
        while name.casefold() in self.used:
            number += 1
            ending = f" ({number})"
            name = plain[: LONGEST_NAME - len(ending)] + ending
        self.used.add(name.casefold())
        return name


def _write_table(sheet: Worksheet, table: EditionTable, formats: _Formats) -> None:
    for at, column in enumerate(table.columns):
        sheet.write_string(0, at, column.name, formats.of("head"))
    for line, row in enumerate(table.rows, start=1):
        for at, cell in enumerate(row):
            _write_cell(sheet, line, at, cell, formats)
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 0)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    for at, width in enumerate(_widths(table)):
        sheet.set_column(at, at, width)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write_cell(sheet: Worksheet, line: int, at: int, cell: EditionCell, formats: _Formats) -> None:
    value = cell.value
    if isinstance(value, date):
        sheet.write_datetime(line, at, datetime.combine(value, time()), formats.of("day"))
    elif isinstance(value, int | float):
        sheet.write_number(line, at, value, formats.of("number", "float" if isinstance(value, float) else ""))
    elif cell.badge is not None:
        sheet.write_string(line, at, f"{cell.badge.symbol} {cell.badge.word}", formats.of("quoted", cell.badge.tone))
    elif cell.text:
        shown = clean(cell.text)
        sheet.write_string(line, at, shown, formats.of("text" if inert(shown) == shown else "quoted"))


def _widths(table: EditionTable) -> Iterable[int]:
    for at, column in enumerate(table.columns):
        words = column.name.split()
        texts = [*words, *(row[at].text for row in table.rows)]
        yield min(WIDEST, max([NARROWEST, *(_breadth(one) for one in texts)]) + 3)


def _breadth(text: str) -> int:
    """How wide a text is drawn, in characters: those of East Asia count twice."""
    return sum(2 if ord(one) >= 0x1100 else 1 for one in text)


def _write_about(sheet: Worksheet, about: tuple[tuple[str, str], ...], formats: _Formats) -> None:
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 90, formats.workbook.add_format({"text_wrap": True, "valign": "top"}))
    for line, (label, value) in enumerate(about):
        sheet.write_string(line, 0, label, formats.of("head"))
        sheet.write_string(line, 1, clean(value))
