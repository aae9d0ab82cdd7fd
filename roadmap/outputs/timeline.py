"""The sales timeline as a table (CSV) and for programs (JSON). Nothing reads the clock."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import asdict
from datetime import date

from requirements.language import is_chinese, language
from roadmap.outputs.writing.kinds import TIMELINE_KIND
from roadmap.views.editions.timelines.audience_timeline import CustomerLine, CustomerTimeline
from roadmap.views.editions.timelines.timeline_words import column_words, value_word
from roadmap.views.sales_timeline import OWN, TimelineGate, TimelineView

SCHEMA_VERSION = 4

_SEPARATOR = ";,|\t\r\n"
"""What ends a cell or a row in some spreadsheet: one that expects other separators does not see our quotes."""
_UNSEEN = r'\s\u200b-\u200f\u2060\ufeff"'
_ALIVE = re.compile(rf"(^|(?>\r\n|[{_SEPARATOR}]) *+)(?=[\t\r\n]|[{_UNSEEN}]*+[=+\-@|%＝＋－＠｜％])")


def write_csv(view: TimelineView | CustomerTimeline) -> str:
    """One row by deal and gate, or by requirement of a customer, with a byte order mark so that spreadsheets read it as
    UTF-8, and CRLF line ends.

    Columns have their names for programs and values stay as they are; where Chinese is spoken both are in Chinese.
    Numbers stay numbers, days are ISO days, missing needs are joined by "; ". Text that a spreadsheet would take for a
    formula begins with an apostrophe; so does each part of a text that would be a cell of its own in a spreadsheet
    which expects another separator.
    """
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, lineterminator="\r\n")
    spoken = column_words() if is_chinese() else {}
    writer.writerow(inert(spoken.get(column, column)) for column in view.columns)
    for row in view.rows:
        told = _fields(row, view.columns)
        writer.writerow(_cell(value_word(name, item) if spoken else item) for name, item in told.items())
    return "\ufeff" + sheet.getvalue()


def _cell(item: object) -> object:
    if isinstance(item, list | tuple):
        return inert("; ".join(inert(part) for part in item))
    return inert(item) if isinstance(item, str) else item


def write_json(view: TimelineView | CustomerTimeline) -> str:
    """The timeline as one JSON object with `schema_version`; days are ISO days, what is not known is null.

    `labels` are what the columns are called in the `language` in force, for a program that shows them; the keys and
    values never change.
    """
    names = column_words()
    document = {
        "kind": TIMELINE_KIND,
        "schema_version": SCHEMA_VERSION,
        "audience": view.audience.value,
        "name": view.name,
        "as_of": view.as_of.isoformat(),
        "language": language(),
        "labels": {column: names.get(column, column) for column in view.columns},
        ("gates" if isinstance(view, TimelineView) else "requirements"): [
            _fields(row, view.columns) for row in view.rows
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def inert(text: str) -> str:
    """Text in which no part is a formula, whichever separator a spreadsheet splits it at; itself where none is.

    A line of a table with commas, read by a spreadsheet that expects semicolons, is split at every semicolon, inside
    quotes too; so what follows a separator counts as the beginning of a cell, after blanks and quotation marks as well.
    """
    return _ALIVE.sub(r"\1'", text)


def _fields(row: TimelineGate | CustomerLine, columns: tuple[str, ...]) -> dict[str, object]:
    known = asdict(row)
    known |= {f"{OWN}{name}": text for name, text in known.pop("fields", {}).items()}
    return {name: _plain(known.get(name)) for name in columns}


def _plain(item: object) -> object:
    return item.isoformat() if isinstance(item, date) else item
