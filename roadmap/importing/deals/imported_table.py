"""The result of an import: a table of deals in the folder, one row a deal, sorted: its difference is a report."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from sys import intern

from requirements.finding import Finding, Place
from requirements.language import _
from requirements.reading.tables.columns import Cells, read_columns
from requirements.reading.tables.deal_table import COLUMNS, FIELDS, GATES, IMPORTED, NEEDS, OWN
from roadmap.folder.texts.tables.history_table import COLUMNS as HISTORY_COLUMNS
from roadmap.folder.texts.tables.leave_table import COLUMNS as LEAVE_COLUMNS
from roadmap.folder.texts.tables.progress_table import COLUMNS as PROGRESS_COLUMNS
from roadmap.importing.sheets.sheet import LARGEST, MOST_ROWS_EVER

Texts = dict[str, str]
"""What a row says by column, as it is written."""


@dataclass(frozen=True, slots=True)
class TableForm:
    """The columns of a result in their order, by what headings they are known again, and which every row has."""

    columns: tuple[str, ...]
    known: Mapping[str, str]
    required: tuple[str, ...]
    sorted_by_key: bool = True
    """Whether rows are written in the order of their keys; else in the order in which they are given."""


DEALS = TableForm(
    (
        "id",
        "ref",
        *(name for name in FIELDS if name not in ("id", "ref", "estimated", "link")),
        *GATES,
        "estimated",
        *NEEDS,
        "link",
    ),
    COLUMNS,
    ("id", "ref"),
)
"""A table of deals."""
PROGRESS = TableForm(
    ("feature", "phase", "name", "skill", "started", "done", "remaining", "spent", "ref"),
    PROGRESS_COLUMNS,
    ("feature", "phase", "ref"),
)
"""A table of progress."""
HISTORY = TableForm(
    ("deal", "day", "stage", *GATES, "segment", "ref"), HISTORY_COLUMNS, ("deal", "day", "ref"), sorted_by_key=False
)
"""A table of stage history, by deal and day."""
LEAVE = TableForm(("person", "first", "last", "half", "ref"), LEAVE_COLUMNS, ("person", "first", "ref"))
"""A table of days away."""
_ALIVE = re.compile(r"'*\s*[=+\-@|%＝＋－＠｜％]")


def write_table(rows: Mapping[str, Texts], *, source: str, form: TableForm = DEALS) -> str:
    """The table of all rows; `source` is the mapping, and stands in each of them.

    Columns that no row uses are left out. A text that a spreadsheet would take for a formula begins with an apostrophe,
    which reading takes away.
    """
    used = {column for row in rows.values() for column, text in row.items() if text}
    own = sorted(column for column in used if column.startswith(OWN))
    columns = [column for column in form.columns if column in used or column in form.required] + own
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow([*columns, IMPORTED])
    for _ref, row in sorted(rows.items()) if form.sorted_by_key else rows.items():
        writer.writerow([*(inert(row.get(column, "")) for column in columns), source])
    return "\ufeff" + sheet.getvalue()


def inert(text: str) -> str:
    """A cell behind an apostrophe if a spreadsheet would take it for a formula; `unguarded` takes it away."""
    return f"'{text}" if _ALIVE.match(text) else text


def read_table_of(
    content: bytes, file: str, *, source: str, form: TableForm = DEALS, key: Callable[[Cells], str] | None = None
) -> tuple[dict[str, Cells], list[Finding]]:
    """The rows that were imported by this mapping before, as they stand there now, by their reference or by `key`; and
    why they cannot be read. A table of another mapping is a finding."""
    table, findings = read_columns(
        content,
        file,
        encoding=None,
        known=form.known,
        required=form.required,
        prefix=OWN,
        most=MOST_ROWS_EVER,
        largest=LARGEST,
    )
    if table is None:
        return {}, findings
    rows: dict[str, Cells] = {}
    table.rows.reverse()
    while table.rows:  # what is read of a large file goes while its rows come, and the same texts are kept once
        row = table.rows.pop()
        cells = {column: (intern(text), mark) for column, (text, mark) in table.cells(row).items()}
        if cells.get(IMPORTED, ("", (0, 0)))[0] != source:
            message = _("this row was not imported by {source}").format(source=source)
            hint = _("Name another file under `to` in the mapping, or move the row to a file of its own.")
            findings.append(Finding("import-foreign", Place(file, row.line), message, hint))
        elif not cells.keys() >= set(form.required):
            findings.append(
                Finding("missing-field", Place(file, row.line), _("the field {field} is missing").format(field="ref"))
            )
        else:
            rows[cells["ref"][0] if key is None else key(cells)] = cells
    return rows, findings
