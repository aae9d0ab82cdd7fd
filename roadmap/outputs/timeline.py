"""The sales timeline as a table (CSV) and for programs (JSON). Nothing reads the clock."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import asdict
from datetime import date

from roadmap.outputs.kinds import TIMELINE_KIND
from roadmap.views.editions.timeline import CustomerLine, CustomerTimeline
from roadmap.views.sales_timeline import TimelineGate, TimelineView

SCHEMA_VERSION = 4

_SEPARATOR = ";,|\t\r\n"
"""What ends a cell or a row in some spreadsheet: one that expects other separators does not see our quotes."""
_UNSEEN = r'\s\u200b-\u200f\u2060\ufeff"'
_ALIVE = re.compile(rf"(^|(?>\r\n|[{_SEPARATOR}]) *+)(?=[\t\r\n]|[{_UNSEEN}]*+[=+\-@|%＝＋－＠｜％])")


def write_csv(view: TimelineView | CustomerTimeline) -> str:
    """One row by deal and gate, or by requirement of a customer, with a byte order mark so that spreadsheets read it as
    UTF-8, and CRLF line ends.

    Numbers stay numbers, days are ISO days, missing needs are joined by "; ". Text that a spreadsheet would take for a
    formula begins with an apostrophe; so does each part of a text that would be a cell of its own in a spreadsheet
    which expects another separator.
    """
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(view.columns)
    for row in view.rows:
        writer.writerow(_cell(item) for item in _fields(row, view.columns).values())
    return "\ufeff" + sheet.getvalue()


def _cell(item: object) -> object:
    if isinstance(item, list | tuple):
        return inert("; ".join(inert(part) for part in item))
    return inert(item) if isinstance(item, str) else item


def write_json(view: TimelineView | CustomerTimeline) -> str:
    """The timeline as one JSON object with `schema_version`; days are ISO days, what is not known is null."""
    document = {
        "kind": TIMELINE_KIND,
        "schema_version": SCHEMA_VERSION,
        "audience": view.audience.value,
        "name": view.name,
        "as_of": view.as_of.isoformat(),
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
    return {name: _plain(known[name]) for name in columns}


def _plain(item: object) -> object:
    return item.isoformat() if isinstance(item, date) else item
