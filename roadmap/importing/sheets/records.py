"""Records (JSON) as sheets: the issues of a tracker or the rows of a table in the cloud, one object each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from requirements.finding import Finding, Place
from requirements.language import _, enumerated
from requirements.reading.decode import decode
from requirements.reading.tables.csv_reader import Row
from roadmap.importing.file_form import SheetForm
from roadmap.importing.sheets.sheet import LARGEST, MOST_ROWS, Sheet
from roadmap.importing.sheets.text import too_long

LISTS = ("issues", "items", "records", "values", "results", "nodes", "dataList", "list", "rows", "objects")
"""What programs call the list of their records."""
_WITHIN = ("data", "result", *LISTS)
_SAYS = ("name", "text", "title", "displayName", "login", "value", "key", "link")
"""The fields by which an object is named, the likeliest first."""
_DEEPEST = 3
MOST_COLUMNS = 1_000
_BLANK = " \t\n\r"


def is_records(content: bytes, file: str) -> bool:
    """Whether a file is JSON: by its name, or by how it begins."""
    return file.lower().endswith(".json") or content.lstrip()[:2] in (b"[{", b'{"')


def read_record_sheet(content: bytes, file: str, *, form: SheetForm) -> tuple[Sheet | None, list[Finding]]:
    """The records of a JSON file below a row of their fields, or None and why not. What stands under `fields` counts as
    the record's own; an object stands for its name, and a list for its members."""
    text, findings = decode(content, file, largest=LARGEST)
    if text is None:
        return None, findings
    try:
        records = list(_Records(text).run())
    except (ValueError, RecursionError, IndexError):
        message = _("this is not JSON with a list of records")
        hint = _("Expected a list of objects, or an object that holds such a list under one of these keys: {names}.")
        return None, [Finding("csv-header", Place(file, 1, 1), message, hint.format(names=enumerated(LISTS)))]
    most = form.rows or MOST_ROWS
    if len(records) > most:
        return None, [too_long(Place(file, records[most][0]), most)]
    flat = [(line, dict(_flat(record))) for line, record in records]
    columns = list(dict.fromkeys(name for _line, cells in flat for name in cells))[:MOST_COLUMNS]
    if not columns:
        return None, [Finding("empty-file", Place(file, 1, 1), _("the list of records is empty"))]
    marks = [(1, at + 1) for at in range(len(columns))]
    rows = [Row([cells.get(name, "") for name in columns], [(line, 1)] * len(columns)) for line, cells in flat]
    return Sheet([Row(columns, marks), *rows]), []


class _Records:
    """The records in a text, each with the line in which it begins. ValueError where it is not JSON, or has no list."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._decoder = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)

    def run(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """All records."""
        at = self._find(self._skip(0))
        at, line, seen = self._skip(at + 1), 1, 0
        while self._text[at] != "]":
            line, seen = line + self._text.count("\n", seen, at), at
            record, end = self._decoder.raw_decode(self._text, at)
            if not isinstance(record, dict):
                raise ValueError(_("a record is not an object"))  # noqa: TRY004 - the text is wrong, not a type of ours
            yield line, record
            at = self._skip(end)
            at = self._skip(at + 1) if self._text[at] == "," else at

    def _find(self, at: int) -> int:
        """Where the list of records begins, in the object that begins here."""
        if self._text[at] == "[":
            return at
        if self._text[at] != "{":
            raise ValueError
        at = self._skip(at + 1)
        while self._text[at] != "}":
            key, end = self._decoder.raw_decode(self._text, at)
            at = self._skip(self._skip(end) + 1)
            if key in _WITHIN and self._text[at] in "[{":
                return self._find(at)
            _value, end = self._decoder.raw_decode(self._text, at)
            at = self._skip(end)
            at = self._skip(at + 1) if self._text[at] == "," else at
        raise ValueError

    def _skip(self, at: int) -> int:
        while self._text[at] in _BLANK:
            at += 1
        return at


def _flat(record: dict[str, Any], start: str = "", depth: int = 1) -> Iterator[tuple[str, str]]:
    """The fields of a record by their names, those of an object in it after a dot."""
    for key, value in record.items():
        if not start and key == "fields" and isinstance(value, dict):
            yield from _flat(value)
            continue
        name = f"{start}{key}"
        if text := _said(value):
            yield name, text
        if isinstance(value, dict) and depth < _DEEPEST:
            yield from _flat(value, f"{name}.", depth + 1)


def _said(value: object) -> str:
    """A value in one text; empty for an object that has no name."""
    if isinstance(value, list):
        return "; ".join(filter(None, map(_said, value)))
    if isinstance(value, dict):
        return next((_said(value[name]) for name in _SAYS if value.get(name)), "")
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
