"""Tables for other programs: UTF-8 with a byte order mark, CRLF, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date

from requirements.gate import Gate
from roadmap.outputs.exchange.marks import KEY_COLUMN
from roadmap.outputs.timeline import inert
from roadmap.views.schedule.crm_promises import WriteBackView


def write_table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Rows below their headings; days as ISO days, None as an empty cell."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return "\ufeff" + sheet.getvalue()


def write_promises(view: WriteBackView) -> str:
    """What a CRM takes back: a row for each deal by its `ref`, with day and confidence of what is promised by gate."""
    days = [column for gate in Gate for column in (f"promised_{gate.value}", f"confidence_{gate.value}")]
    rows = (
        [deal.ref, deal.deal, deal.status.value, deal.release, *(cell for _, *cells in deal.days for cell in cells)]
        for deal in view.deals
    )
    return write_table(["ref", KEY_COLUMN, "status", "release", *days], rows)


def _cell(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return inert(value) if isinstance(value, str) else value
