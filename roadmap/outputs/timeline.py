"""The sales timeline as a table (CSV) and for programs (JSON). Nothing reads the clock."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import asdict, fields
from datetime import date

from roadmap.outputs.kinds import TIMELINE_KIND
from roadmap.views.sales_timeline import TimelineGate, TimelineView

SCHEMA_VERSION = 3
COLUMNS = tuple(field.name for field in fields(TimelineGate))

_SEPARATOR = ";,|\t\r\n"
"""What ends a cell or a row in some spreadsheet: one that expects other separators does not see our quotes."""
_UNSEEN = r'\s\u200b-\u200f\u2060\ufeff"'
_ALIVE = re.compile(rf"(^|(?>\r\n|[{_SEPARATOR}]) *+)(?=[\t\r\n]|[{_UNSEEN}]*+[=+\-@|%＝＋－＠｜％])")


def write_csv(view: TimelineView) -> str:
    """One row by deal and gate, with a byte order mark so that spreadsheets read it as UTF-8, and CRLF line ends.

    Numbers stay numbers, days are ISO days, missing needs are joined by "; ". Text that a spreadsheet would take for a
    formula begins with an apostrophe; so does each part of a text that would be a cell of its own in a spreadsheet
    which expects another separator.
    """
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for gate in view.gates:
        told = _fields(gate) | {"missing": "; ".join(inert(part) for part in gate.missing)}
        writer.writerow([inert(item) if isinstance(item, str) else item for item in told.values()])
    return "\ufeff" + sheet.getvalue()


def write_json(view: TimelineView) -> str:
    """The timeline as one JSON object with `schema_version`; days are ISO days, what is not known is null."""
    document = {
        "kind": TIMELINE_KIND,
        "schema_version": SCHEMA_VERSION,
        "audience": view.audience,
        "name": view.name,
        "as_of": view.as_of.isoformat(),
        "gates": [_fields(gate) for gate in view.gates],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def inert(text: str) -> str:
    """Text in which no part is a formula, whichever separator a spreadsheet splits it at; itself where none is.

    A line of a table with commas, read by a spreadsheet that expects semicolons, is split at every semicolon, inside
    quotes too; so what follows a separator counts as the beginning of a cell, after blanks and quotation marks as well.
    """
    return _ALIVE.sub(r"\1'", text)


def _fields(gate: TimelineGate) -> dict[str, object]:
    return {name: item.isoformat() if isinstance(item, date) else item for name, item in asdict(gate).items()}
