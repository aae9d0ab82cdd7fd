"""Text files as sheets: UTF-8, UTF-16 and GB18030, with whatever separates the cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from itertools import islice

from requirements.finding import Finding, Place
from requirements.language import _
from requirements.reading.limits import MOST_COLUMNS
from requirements.reading.tables.csv_reader import SEPARATOR_LINE, Row, decode_table, records
from roadmap.importing.file_form import Encoding, SheetForm
from roadmap.importing.sheets.sheet import LARGEST, MOST_ROWS, Sheet

DELIMITERS = (",", "\t", ";", "|")
_LOOKED_AT = 50


def read_text_sheet(
    content: bytes, file: str, *, form: SheetForm, known: Collection[str]
) -> tuple[Sheet | None, list[Finding]]:
    """The rows of a text file, or None and why not. `known` are headings, as `column_name` gives them, by which
    GB18030 is recognised."""
    encoding = None if form.encoding is Encoding.AUTO else form.encoding.value
    text, findings = decode_table(content, file, encoding=encoding, known=known, largest=LARGEST)
    if text is None:
        hint = _("Save the file as UTF-8. Or state in the mapping how it is encoded: `encoding: gb18030` under `from`.")
        return None, [replace(one, hint=hint) if one.code == "encoding" and one.hint else one for one in findings]
    if not text.strip():
        return None, [Finding("empty-file", Place(file, 1, 1), _("the file is empty"))]
    first = text.split("\n", 1)[0].strip()
    named = SEPARATOR_LINE.fullmatch(first)
    delimiter = _stated(form) or (named.group(1) if named else _delimiter(text, file))
    if delimiter is None:
        message = _("no delimiter was recognised; comma, tab, semicolon and | were tried")
        hint = _("State the delimiter in the mapping: `delimiter` under `from`.")
        return None, [Finding("csv-header", Place(file, 1, 1), message, hint)]
    return _rows(text, file, delimiter=delimiter, skipped=1 if named else 0, most=form.rows or MOST_ROWS)


def _stated(form: SheetForm) -> str | None:
    return "\t" if form.delimiter == "tab" else form.delimiter


def _delimiter(text: str, file: str) -> str | None:
    """What separates most of the first rows into equally many cells; None if nothing separates anything."""
    head = "\n".join(text.split("\n", _LOOKED_AT * 4)[: _LOOKED_AT * 4])
    scores = {delimiter: _score(head, file, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: scores[delimiter])
    return best if scores[best] > 0 else None


def _score(head: str, file: str, delimiter: str) -> float:
    """How many of the first rows have the same number of cells, weighed by how many cells that are."""
    rows = [
        row for row in islice(records(head, file, delimiter=delimiter, skipped=0), _LOOKED_AT) if isinstance(row, Row)
    ]
    lengths = Counter(len(row.cells) for row in rows)
    length, count = max(lengths.items(), key=lambda pair: (pair[1] * (pair[0] > 1), pair[0]), default=(1, 0))
    return count / len(rows) * (length - 1) ** 0.5 if rows else 0


def _rows(text: str, file: str, *, delimiter: str, skipped: int, most: int) -> tuple[Sheet | None, list[Finding]]:
    rows: list[Row] = []
    for found in records(text, file, delimiter=delimiter, skipped=skipped):
        if isinstance(found, Finding):
            return None, [found]
        rows.append(found)
        if len(found.cells) > MOST_COLUMNS:
            return None, [_too_wide(Place(file, found.line))]
        if len(rows) > most + 1:
            return None, [too_long(Place(file, found.line), most)]
    return Sheet(rows), []


def too_long(place: Place, most: int) -> Finding:
    """The finding for a sheet with more rows than are read."""
    message = _("the file has more than {limit} rows").format(limit=most)
    return Finding("csv-too-long", place, message, _("Raise the limit in the mapping: `rows: 100000` under `from`."))


def _too_wide(place: Place) -> Finding:
    message = _("the file has more than {limit} columns").format(limit=MOST_COLUMNS)
    return Finding("csv-too-wide", place, message, _("Export fewer columns."))
