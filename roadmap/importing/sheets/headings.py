"""Which rows of a sheet name its columns, which hold entries, and which lie below them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from requirements.finding import Finding, Place
from requirements.language import _
from requirements.reading.cells.doubt import plain
from requirements.reading.nodes import Mark
from requirements.reading.tables.csv_reader import Row
from roadmap.importing.sheets.sheet import Sheet

_LOOKED_AT = 30
_TOTAL = re.compile(
    r"(?:grand |sub-?|sub )?totals?(?: records?| count| amount)?(?: ?\(.*\))?:?(?: ?\d[\d,.]*)?"
    r"|(?:总|合|小|共) ?计:?(?: ?[\d(].*)?|汇总:?|累计:?",
    re.IGNORECASE,
)
_VALUE = re.compile(r"[\d¥$€£]|^[-–—/]$")
FEWEST = 3
"""Columns from which on a row with a single cell is taken for a title or a footer."""


@dataclass(frozen=True, slots=True)
class Headed:
    """The headings of a sheet, the rows of entries below them, and the lines that are neither.

    `headings` are as long as the rows; a heading below another is joined to it by a blank. `lower` are the lower ones
    alone, where there are two rows of them, else the same.
    """

    headings: list[str]
    lower: list[str]
    marks: list[Mark]
    rows: list[Row]
    footer: list[Row] = field(default_factory=list)

    @property
    def line(self) -> int:
        """The line of the lowest headings."""
        return self.marks[0][0]

    def positions(self, heading: str) -> list[int]:
        """The columns that a heading names: by the whole of it, else by its lower part where that names one."""
        wanted = name_of(heading)
        whole = [at for at, text in enumerate(self.headings) if name_of(text) == wanted]
        lower = [at for at, text in enumerate(self.lower) if name_of(text) == wanted]
        return whole or (lower if len(lower) == 1 else [])


def name_of(heading: str) -> str:
    """A heading as it is looked up: case, blanks and full-width signs do not matter."""
    return re.sub(r"\s+", " ", plain(heading).casefold())


def find_headings(
    sheet: Sheet, file: str, *, is_known: Callable[[str], bool], line: int | None, skip_footer: bool
) -> tuple[Headed | None, list[Finding]]:
    """The headed table in a sheet: the row, or two rows, of which most cells are known; `line` says where it is.

    Or None and why not. Rows that have another number of cells than the headings are findings, unless they are footers.
    """
    candidates = [at for at, row in enumerate(sheet.rows[:_LOOKED_AT]) if line is None or row.line == line]
    options = [
        _headed(sheet, at, two=two) for at in candidates for two in (False, True) if not two or _has_two(sheet, at)
    ]
    if not options:
        message = _("line {line} is not a row of headings").format(line=line) if line else _("the file has no row")
        return None, [Finding("csv-header", Place(file, line or 1, 1), message)]
    best = max(options, key=lambda headed: _score(headed, is_known))
    if not any(is_known(text) for text in best.lower) and not any(is_known(text) for text in best.headings):
        message = _("no row of headings was recognised among the first {count} rows").format(count=_LOOKED_AT)
        hint = _("State the line of the headings in the mapping: `headings: 3` under `from`.")
        return None, [Finding("csv-header", Place(file, sheet.rows[0].line, 1), message, hint)]
    rows, footer = _without_footer(best.rows, best.lower) if skip_footer else (best.rows, [])
    return _squared(best, rows, footer, sheet, file)


def _headed(sheet: Sheet, at: int, *, two: bool) -> Headed:
    upper = sheet.rows[at]
    if not two:
        return Headed(upper.cells, upper.cells, upper.marks, sheet.rows[at + 1 :])
    lower = sheet.rows[at + 1]
    width = max(len(upper.cells), len(lower.cells))
    above, below = (cells + [""] * (width - len(cells)) for cells in (upper.cells, lower.cells))
    joined, carried = [], ""
    for parent, child in zip(above, below, strict=True):
        carried = parent or (carried if child else "")
        joined.append(f"{carried} {child}".strip() if child else parent)
    marks = [*lower.marks, *upper.marks[len(lower.marks) :]]
    alone = [child or parent for parent, child in zip(above, below, strict=True)]
    return Headed(joined, alone, marks, sheet.rows[at + 2 :])


def _has_two(sheet: Sheet, at: int) -> bool:
    """Whether the row below may be a second row of headings: words only, and some where the first has none."""
    if at + 1 >= len(sheet.rows):
        return False
    upper, lower = sheet.rows[at].cells, sheet.rows[at + 1].cells
    filled = [cell for cell in lower if cell]
    gaps = any(cell and (position >= len(upper) or not upper[position]) for position, cell in enumerate(lower))
    return gaps and len(filled) > 1 and not any(_VALUE.search(cell) for cell in filled)


def _score(headed: Headed, is_known: Callable[[str], bool]) -> tuple[int, int, int]:
    """How many headings are known, then how many there are, then how high they stand."""
    known = sum(is_known(whole) or is_known(low) for whole, low in zip(headed.headings, headed.lower, strict=True))
    return known, sum(map(bool, headed.headings)), -headed.line


def is_total(row: Row) -> bool:
    """Whether a row is a sum of others: its first text says so."""
    first = next(filter(None, row.cells), "")
    return _TOTAL.fullmatch(plain(first)) is not None


def _without_footer(rows: list[Row], headings: Sequence[str]) -> tuple[list[Row], list[Row]]:
    """The rows without those that are no entries, and these: totals and the headings once more anywhere, and at the end
    lines with one cell."""
    end = len(rows)
    while end and (is_total(rows[end - 1]) or _is_note(rows[end - 1], len(headings))):
        end -= 1
    others = [row for row in rows[:end] if is_total(row) or row.cells[: len(headings)] == list(headings)]
    if not others:
        return rows[:end], rows[end:]
    lines = {row.line for row in others}
    return [row for row in rows[:end] if row.line not in lines], [*others, *rows[end:]]


def _is_note(row: Row, width: int) -> bool:
    return width >= FEWEST and sum(map(bool, row.cells)) <= 1


def _squared(
    headed: Headed, rows: Sequence[Row], footer: list[Row], sheet: Sheet, file: str
) -> tuple[Headed, list[Finding]]:
    """The same with every row as long as the headings; those that cannot be are findings."""
    width = len(headed.headings)
    square, findings = [], []
    for row in rows:
        cells, marks = row.cells, row.marks
        if len(cells) < width and not sheet.even:
            cells = cells + [""] * (width - len(cells))
            marks = marks + [(row.line, at + 1) for at in range(len(marks), width)]
        elif len(cells) > width and not any(cells[width:]):
            cells, marks = cells[:width], marks[:width]
        if len(cells) == width:
            square.append(Row(cells, marks))
            continue
        message = _("this row has {cells} cells, the header has {columns}").format(cells=len(cells), columns=width)
        findings.append(
            Finding(
                "csv-ragged", Place(file, row.line), message, _("Put quotes around a text that contains the delimiter.")
            )
        )
    marks = headed.marks + [(headed.line, at + 1) for at in range(len(headed.marks), width)]
    return Headed(headed.headings, headed.lower, marks[:width], square, footer), findings
