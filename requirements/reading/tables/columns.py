"""Tables by their columns: which column each heading of a CSV file names, and what each row says by column."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from requirements.finding import Finding, Place
from requirements.language import _, either
from requirements.reading.cells.doubt import Doubt, is_blank
from requirements.reading.did_you_mean import nearest, plain_form
from requirements.reading.limits import LARGEST_FILE, MOST_ROWS
from requirements.reading.nodes import Mark
from requirements.reading.tables.csv_reader import SEPARATOR_LINE, Row, Table, column_name, decode_table, read_table

Cells = dict[str, tuple[str, Mark]]
"""What a row says by column, and where; empty cells are left out."""


_GUARDED = re.compile(r"'(?='*\s*[=+\-@|%＝＋－＠｜％])")


def unguarded(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    return _GUARDED.sub("", cell, count=1) if cell.startswith("'") else cell


@dataclass(frozen=True, slots=True)
class Columned:
    """The rows of a table, and the column of each of their cells, None for one without a heading.

    `headings` are the texts that stand above, by column.
    """

    rows: list[Row]
    columns: list[str | None]
    headings: dict[str, str]

    def cells(self, row: Row) -> Cells:
        """What a row says by column."""
        cells = zip(self.columns, row.cells, row.marks, strict=True)
        return {column: (unguarded(cell), mark) for column, cell, mark in cells if column is not None and cell}


MOST_SUGGESTED = 3


def read_columns(
    content: bytes,
    file: str,
    *,
    encoding: str | None,
    known: Mapping[str, str],
    required: Sequence[str] = (),
    prefix: str = "",
    instead: Mapping[str, str] = {},
    most: int = MOST_ROWS,
    largest: int = LARGEST_FILE,
) -> tuple[Columned | None, list[Finding]]:
    """The table of a CSV file, or None and what is wrong with it; with a table, the rows that were left out.

    `known` are the columns by heading, `required` those that there must be; those in `instead` may be missing where the
    other is there. Headings that begin with `prefix` name columns of the user's own, if it is not empty. At most `most`
    rows and `largest` bytes are read.
    """
    text, findings = decode_table(content, file, encoding=encoding, known=known, largest=largest)
    if text is None:
        return None, findings
    table, findings = read_table(text, file, known=known, most=most)
    if table is None:
        return None, findings
    columns, wrong = _columns(table, file, known, prefix)
    there = {*columns, *(name for name, other in instead.items() if other in columns)}
    wrong += _missing(table, there, file, known=known, required=required)
    headings = dict(zip(columns, table.header.cells, strict=True))
    named = {column: heading for column, heading in headings.items() if column is not None}
    return (None, findings + wrong) if wrong else (Columned(table.rows, columns, named), findings)


_WRITE: Mapping[str, Callable[[], str]] = {
    "ambiguous-day": lambda: _("Write the year first: 2026-07-01."),
    "time-zone": lambda: _("Write the day without a time: 2026-07-01."),
    "other-currency": lambda: _(
        "State what one of that currency is worth in roadmap.yaml, such as `rates: {USD: 7.1}`, or write the amount "
        "in the currency of the folder."
    ),
}
"""What to do about a cell that could mean two things, by the code of the doubt."""


def advice_on(doubt: Doubt) -> str:
    """What to do about a cell that could mean two things; empty for one that means nothing."""
    return _WRITE[doubt.code]() if doubt.code in _WRITE else ""


def settle(
    rows: Sequence[Cells], column: str, read: Callable[[Sequence[str]], list[str | Doubt]], file: str
) -> list[Finding]:
    """Put the cells of a column in the form that `read` gives them, and leave out those that say nothing. One that
    could mean two things is told, and empty afterwards; one that means nothing stays, for its field to refuse."""
    findings = []
    holding = [cells for cells in rows if column in cells]
    for cells, text in zip(holding, read([one[column][0] for one in holding]), strict=True):
        cell, mark = cells[column]
        if not isinstance(text, Doubt):
            cells[column] = (text, mark)
        elif advice := advice_on(text):
            findings.append(Finding(text.code, Place(file, *mark), text.message, advice))
            cells[column] = ("", mark)
        elif is_blank(cell):
            del cells[column]
    return findings


def header_of(content: bytes, file: str, *, encoding: str | None, known: Collection[str]) -> list[str]:
    """The headings of a CSV file, by which one sees what it holds; a single empty one where it is no text. `known` are
    headings that may appear."""
    text, _findings = decode_table(content, file, encoding=encoding, known=known)
    lines = (text or "").lstrip("\n").split("\n", 2)
    said = lines[1] if len(lines) > 1 and SEPARATOR_LINE.fullmatch(lines[0].strip(" ")) else lines[0]
    return [cell.strip('" ') for cell in re.split(r"[,;\t]", said)]


def _columns(table: Table, file: str, known: Mapping[str, str], prefix: str) -> tuple[list[str | None], list[Finding]]:
    """The column each cell belongs to, and what is wrong with the headings that are there."""
    columns: list[str | None] = []
    findings: list[Finding] = []
    for position, (cell, mark) in enumerate(zip(table.header.cells, table.header.marks, strict=True)):
        name = column_of(cell, known, prefix)
        if name is None and (cell or any(row.cells[position] for row in table.rows)):
            findings.append(Finding("unknown-field", Place(file, *mark), *_unknown(cell, known)))
        elif name is not None and name in columns:
            message = _("the column {column} appears twice").format(column=name)
            findings.append(Finding("duplicate-key", Place(file, *mark), message, _("Delete one of the two.")))
        columns.append(name)
    return columns, findings


def column_of(heading: str, known: Mapping[str, str], prefix: str = "") -> str | None:
    """The column that a heading names, with its unit or without, such as 金额(万元); None if it names none."""
    name = column_name(heading)
    if prefix and name.startswith(prefix):
        return prefix + heading.strip()[len(prefix) :].strip()
    return known.get(name) or known.get(column_name(re.sub(r"[(（][^()（）]*[)）]", "", heading)))


def _unknown(heading: str, known: Mapping[str, str]) -> tuple[str, str]:
    """What is said of a heading that names no column, and the few that it may have meant."""
    close = get_close_matches(plain_form(column_name(heading)), list(known), n=MOST_SUGGESTED, cutoff=0.6)
    hint = (
        _("Did you mean {name}?").format(name=either(close))
        if close
        else _(
            "Delete the column, or bring the file in with `roadmap import`, which keeps only the columns named in "
            "its mapping."
        )
    )
    return _("no column of this name is known"), hint


def _missing(
    table: Table, there: Collection[str | None], file: str, *, known: Mapping[str, str], required: Sequence[str]
) -> list[Finding]:
    """A finding for each column that there must be and that no heading names or may have meant."""
    meant = {nearest(column_name(cell), known) for cell in table.header.cells if column_of(cell, known) is None}
    return [
        Finding(
            "missing-field",
            Place(file, table.header.line),
            _("the column {column} is missing").format(column=name),
        )
        for name in required
        if name not in there and name not in meant
    ]
