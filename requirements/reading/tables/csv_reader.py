"""The CSV reader: strict, with the delimiter found from the header row, every cell with its place.

Cells are text without surrounding blanks. Physical lines are counted, so a place is where an editor shows it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from requirements.finding import Finding, Place
from requirements.language import _, enumerated
from requirements.reading.decode import GB18030, decode
from requirements.reading.limits import LARGEST_FILE, MOST_COLUMNS, MOST_ROWS
from requirements.reading.nodes import Mark

DELIMITERS = (",", ";", "\t")
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
SEPARATOR_LINE = re.compile(r'"?sep=(.)"?', re.IGNORECASE)
"""A first line by which some spreadsheets say what separates the cells."""


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its cells and where each stands."""

    cells: list[str]
    marks: list[Mark]

    @property
    def line(self) -> int:
        """The physical line in which the record begins."""
        return self.marks[0][0]


@dataclass(frozen=True, slots=True)
class Table:
    """A header row and the rows below it, each as long as the header; blank rows are left out."""

    header: Row
    rows: list[Row]


def column_name(cell: str) -> str:
    """The heading as it is looked up: case, blanks and dashes do not matter."""
    return re.sub(r"[\s-]+", "_", cell.strip().casefold())


def decode_table(
    content: bytes, file: str, *, encoding: str | None, known: Collection[str], largest: int = LARGEST_FILE
) -> tuple[str | None, list[Finding]]:
    """The text of a CSV file. Bytes that are not UTF-8 are read as GB18030, which Chinese spreadsheets write, if known
    headings appear and the text is ordinary Chinese; Latin-1 is never tried, because it always seems to fit."""
    text, findings = decode(content, file, encoding=encoding, largest=largest)
    if text is None and findings[0].code == "encoding" and _is_chinese_table(content, known):
        return decode(content, file, encoding=GB18030, largest=largest)
    return text, findings


def _is_chinese_table(content: bytes, known: Collection[str]) -> bool:
    try:
        text = content.decode(GB18030)
    except UnicodeDecodeError:
        return False
    foreign = re.sub(r"[\x00-\x7f]+", "", text)
    common = len(foreign.encode("gb2312", "ignore")) // 2
    headings = re.split(r'[,;\t"]', text.lstrip().partition("\n")[0])
    return common * 10 >= len(foreign) * 9 and sum(column_name(cell) in known for cell in headings) > 1


def read_table(
    text: str, file: str, *, known: Mapping[str, str], most: int | None = None
) -> tuple[Table | None, list[Finding]]:
    """The table in a text, or None and why not. `known` are the headings that may appear, by `column_name`; `most` is
    how many rows are read (None: as many as in a file of the folder)."""
    most = MOST_ROWS if most is None else most
    delimiter, skipped = find_delimiter(text, known)
    if not text.strip():
        return None, [Finding("empty-file", Place(file, 1, 1), _("the file is empty"))]
    if delimiter is None:
        message = _("the header row was not recognised; comma, semicolon and tab were tried")
        hint = _("Known columns are {columns}.").format(columns=enumerated(dict.fromkeys(known.values())))
        return None, [Finding("csv-header", Place(file, skipped + 1, 1), message, hint)]
    rows: list[Row] = []
    findings: list[Finding] = []
    for found in records(text, file, delimiter=delimiter, skipped=skipped):
        if isinstance(found, Finding):
            return None, [*findings, found]
        if rows and len(found.cells) != len(rows[0].cells):
            findings.append(_ragged(found, len(rows[0].cells), file))
            continue
        rows.append(found)
        if len(found.cells) > MOST_COLUMNS:
            return None, [
                *findings,
                _too_large("csv-too-wide", found, file, _("the file has more than {limit} columns"), MOST_COLUMNS),
            ]
        if len(rows) > most + 1:
            return None, [
                *findings,
                _too_large("csv-too-long", found, file, _("the file has more than {limit} rows"), most),
            ]
    return Table(rows[0], rows[1:]), findings


def find_delimiter(text: str, known: Mapping[str, str]) -> tuple[str | None, int]:
    """The delimiter under which most known headings appear, at least two; and the lines before the header row."""
    skipped = len(text) - len(text.lstrip("\n"))
    lines = text[skipped:].split("\n", 2)
    named = SEPARATOR_LINE.fullmatch(lines[0].strip(" "))
    if named:
        return named.group(1), skipped + 1
    counts = {delimiter: _known_headings(lines[0], delimiter, known) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=counts.__getitem__)
    return (best if counts[best] > 1 else None), skipped


def _known_headings(line: str, delimiter: str, known: Mapping[str, str]) -> int:
    cells = next(csv.reader([line], delimiter=delimiter), [])
    return sum(column_name(cell) in known for cell in cells)


def records(text: str, file: str, *, delimiter: str, skipped: int) -> Iterator[Row | Finding]:
    """The records that are not blank; a finding, and nothing after it, where the file breaks the rules of CSV.

    `skipped` lines at the beginning are left out.
    """
    lines = text.split("\n")
    stream = io.StringIO(text)
    for _line in range(skipped):
        stream.readline()
    reader = csv.reader(stream, delimiter=delimiter, strict=True)
    while True:
        start = skipped + reader.line_num
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield _broken(str(error), Place(file, start + 1), Place(file, skipped + reader.line_num))
            return
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            marks = _marks(lines[start : skipped + reader.line_num], cells, delimiter, start + 1)
            yield Row([cell.strip() for cell in cells], marks)


def _marks(lines: list[str], cells: list[str], delimiter: str, first: int) -> list[Mark]:
    """Where each cell of a record begins."""
    raw = "\n".join(lines)
    position, marks = 0, []
    if '"' not in raw:
        for cell in cells:
            marks.append((first, position + 1))
            position += len(cell) + 1
        return marks
    for _cell in cells:
        marks.append((first + raw.count("\n", 0, position), position - raw.rfind("\n", 0, position)))
        quoted = _QUOTED.match(raw, position)
        end = quoted.end() if quoted else raw.find(delimiter, position)
        position = end + 1 if end >= 0 else len(raw)
    return marks


def _broken(problem: str, first: Place, last: Place) -> Finding:
    if "end of data" in problem:
        message = _("a quotation mark opens in this row and is never closed")
        return Finding("csv-quote", first, message, _('Write a quote inside a text twice: "".'))
    if "expected after" in problem:
        message = _("there is text after a closing quotation mark; the row begins in line {line}").format(
            line=first.line
        )
        return Finding("csv-quote", last, message, _('Write a quote inside a text twice: "".'))
    message = _("a single value is longer than {limit} characters").format(limit=csv.field_size_limit())
    return Finding("value-too-long", first, message)


def _ragged(row: Row, columns: int, file: str) -> Finding:
    message = _("this row has {cells} cells, the header has {columns}").format(cells=len(row.cells), columns=columns)
    hint = _("Put quotes around a text that contains the delimiter.")
    return Finding("csv-ragged", Place(file, row.line), message, hint)


def _too_large(code: str, row: Row, file: str, template: str, limit: int) -> Finding:
    return Finding(code, Place(file, row.line), template.format(limit=limit), _("Split the file into several files."))
