"""One sheet of a workbook as rows of texts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from requirements.finding import Finding, Place
from requirements.language import _
from requirements.reading.characters import FORBIDDEN, forbidden
from requirements.reading.limits import MOST_COLUMNS
from roadmap.importing.sheets.sheet import Span
from roadmap.importing.sheets.workbook.archive import Archive, BrokenWorkbook
from roadmap.importing.sheets.workbook.styles import NumberKind, number_text
from roadmap.importing.sheets.workbook.xml import read_part

_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})", re.ASCII)
_TRUE = ("1", "true")


@dataclass(frozen=True, slots=True)
class Shared:
    """What all sheets of a workbook share: texts, what styles show numbers as, and the year from which days count."""

    texts: Sequence[str]
    kinds: Sequence[NumberKind]
    from_1904: bool


@dataclass(slots=True)
class SheetGrid:
    """The cells of a sheet that are not empty, by line and column from 1; faults of single cells likewise."""

    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    faults: dict[tuple[int, int], Finding] = field(default_factory=dict)
    merged: list[Span] = field(default_factory=list)
    hidden_lines: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def read_grid(archive: Archive, part: str, shared: Shared, *, file: str, most: int) -> SheetGrid:
    """Read the part of a sheet, at most `most` lines. Raises BrokenWorkbook where it is no sheet or has too many."""
    reading = _Reading(archive, part, shared, file, most)
    read_part(archive, part, reading.begin, reading.end)
    return reading.grid


class _Reading:
    """The state of reading one sheet: where the cell is that is being read, and what is known of it."""

    def __init__(self, archive: Archive, part: str, shared: Shared, file: str, most: int) -> None:
        self.archive, self.part, self.shared, self.file, self.most = archive, part, shared, file, most
        self.grid = SheetGrid()
        self.line = self.column = 0
        self.kind, self.style = "n", 0
        self.value: str | None = None
        self.formula = False
        self.pieces: list[str] = []
        self.aside = 0

    def begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if tag == "c":
            self.begin_cell(attributes)
        elif tag == "row":
            self.line = self._number(attributes.get("r"), self.line + 1)
            self.column = 0
            if attributes.get("hidden") in _TRUE:
                self.grid.hidden_lines.add(self.line)
        elif tag == "col" and attributes.get("hidden") in _TRUE:
            begin, end = (self._number(attributes.get(name), 1) for name in ("min", "max"))
            self.grid.hidden_columns.update(range(begin, min(end, MOST_COLUMNS) + 1))
        elif tag == "mergeCell":
            first, _colon, last = attributes.get("ref", "").partition(":")
            self.grid.merged.append((*self._place(first), *self._place(last or first)))
        elif tag == "rPh":
            self.aside += 1

    def begin_cell(self, attributes: Mapping[str, str]) -> None:
        """A cell begins."""
        if "r" in attributes:
            self.line, self.column = self._place(attributes["r"])
        else:
            self.column += 1
        self.kind, self.value, self.formula = attributes.get("t", "n"), None, False
        self.style = self._number(attributes.get("s"), 0)
        self.pieces = []

    def end(self, tag: str, text: str) -> None:
        """An element ends."""
        if tag == "v":
            self.value = text
        elif tag == "t" and not self.aside:
            self.pieces.append(text)
        elif tag == "f":
            self.formula = True
        elif tag == "rPh":
            self.aside -= 1
        elif tag == "c":
            self.end_cell()

    def end_cell(self) -> None:
        """A cell ends: what it holds is kept, if it is not empty."""
        if self.formula and not self.value and not self.pieces and self.kind != "str":
            self._fault(
                _("the formula in this cell has no value"), _("Open the file in a spreadsheet program and save it.")
            )
            return
        text = self._text()
        if not text.strip():
            return
        if self.line > self.most or self.column > MOST_COLUMNS:
            raise self._beyond()
        if match := FORBIDDEN.search(text):
            self.grid.faults[self.line, self.column] = forbidden(match.group(), self._here())
        self.grid.cells.setdefault(self.line, {})[self.column] = text.strip()

    def _text(self) -> str:
        """The text of the cell that ends here."""
        value = self.value or ""
        if self.kind == "s":
            index = self._number(value, -1)
            if not 0 <= index < len(self.shared.texts):
                raise self.archive.broken(self.part, _("a cell refers to a text that does not exist"))
            return self.shared.texts[index]
        if self.kind == "inlineStr":
            return "".join(self.pieces)
        if self.kind == "e":
            self._fault(_("this cell holds the error {error}").format(error=value[:10]), _("Correct the formula."))
            return value
        if self.kind == "b":
            return "true" if value in _TRUE else "false"
        if self.kind in ("str", "d") or not value:
            return value.removesuffix("T00:00:00") if self.kind == "d" else value
        style = self.shared.kinds[self.style] if self.style < len(self.shared.kinds) else NumberKind.NUMBER
        text = number_text(value, style, from_1904=self.shared.from_1904)
        if text is None:
            raise self.archive.broken(self.part, _("a cell is marked as a number, but its content is not a number"))
        return text

    def _place(self, reference: str) -> tuple[int, int]:
        """The line and column of a reference such as B7."""
        found = _CELL.fullmatch(reference)
        if found is None:
            raise self.archive.broken(
                self.part, _("{reference} is not the name of a cell").format(reference=reference[:20])
            )
        column = 0
        for letter in found[1]:
            column = column * 26 + ord(letter) - 64
        return int(found[2]), column

    def _number(self, text: str | None, otherwise: int) -> int:
        if text is None:
            return otherwise
        if not (text.isascii() and text.isdecimal() and len(text) < 10):
            raise self.archive.broken(self.part, _("{text} is not a number").format(text=text[:20]))
        return int(text)

    def _here(self) -> Place:
        return Place(self.file, self.line, self.column)

    def _fault(self, message: str, hint: str) -> None:
        self.grid.faults[self.line, self.column] = Finding("workbook-cell", self._here(), message, hint)

    def _beyond(self) -> BrokenWorkbook:
        if self.column > MOST_COLUMNS:
            message = _("the sheet has a cell beyond column {limit}").format(limit=MOST_COLUMNS)
            return BrokenWorkbook(
                Finding("workbook-size", self._here(), message, _("Delete the cells beyond this column."))
            )
        message = _("the sheet has a cell beyond line {limit}").format(limit=self.most)
        hint = _("Delete the cells below this line, or raise the limit in the mapping: `rows: 100000` under `from`.")
        return BrokenWorkbook(Finding("workbook-size", self._here(), message, hint))
