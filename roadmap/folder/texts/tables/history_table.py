"""Stage history as a table: what deals said of themselves on days that are past, as a CRM keeps it.

One row says from which day on a deal was at a stage, or was to pass a gate on a day. `history/*.csv` beside
roadmap.yaml is read without being included, and only to learn from it: no plan depends on it. `roadmap import` writes
such tables; they can be written by hand, too. Rows of one deal and day count in the order of the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from requirements.finding import Finding, Place
from requirements.gate import Gate, Stage
from requirements.language import _, enumerated
from requirements.reading.cells.canonical import Forms, days_as_text
from requirements.reading.cells.doubt import Doubt
from requirements.reading.cells.stages import read_stage
from requirements.reading.tables.columns import Cells, advice_on, column_of, header_of, read_columns
from requirements.reading.tables.csv_reader import Row
from requirements.reading.tables.deal_table import COLUMNS as DEAL_COLUMNS
from requirements.reading.tables.deal_table import GATES, IMPORTED
from requirements.reading.whole_file import Missing, Unreadable, read_whole

HISTORY = "history"
"""The folder of such tables, beside roadmap.yaml."""
LARGEST = 64 * 1024 * 1024
FIELDS = ("deal", "day", "stage", *GATES, "segment", "ref", IMPORTED)
_CHINESE = {"商机": "deal", "商机编号": "deal", "日期": "day", "变更日期": "day", "变更时间": "day"}
COLUMNS: dict[str, str] = {
    heading: column for heading, column in DEAL_COLUMNS.items() if column in (*FIELDS[2:-2], IMPORTED)
} | {name: name for name in FIELDS}
COLUMNS |= _CHINESE
"""The columns by heading, English and Chinese."""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """What a deal said of itself on a day: its stage, the days of gates, and its segment where the folder has no such
    deal. `deal` is an id, a reference or a name."""

    deal: str
    day: date
    stage: Stage | None
    gates: Mapping[Gate, date]
    segment: str | None = None


@dataclass(slots=True)
class ReadHistory:
    """The lines of all tables of a folder in the order of files and rows, and what is wrong with others."""

    lines: list[HistoryLine] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def is_history_table(content: bytes, file: str, *, encoding: str | None = None) -> bool:
    """Whether the header row of a CSV file is that of stage history."""
    named = {column_of(cell, COLUMNS) for cell in header_of(content, file, encoding=encoding, known=COLUMNS)}
    return {"deal", "day"} <= named and not named.isdisjoint(("stage", *GATES))


def read_history(directory: Path, *, encoding: str | None = None) -> ReadHistory:
    """The stage history of a folder; empty where it has none."""
    found = ReadHistory()
    folder = directory / HISTORY
    for path in sorted(folder.glob("*.csv")) if folder.is_dir() else ():
        name = f"{HISTORY}/{path.name}"
        try:
            content = read_whole(path, largest=LARGEST)
        except (Missing, Unreadable) as error:
            message = _("the file cannot be read: {reason}").format(reason=error)
            found.findings.append(Finding("unreadable", Place(name), message))
            continue
        lines, findings = read_history_table(content, name, encoding=encoding)
        found.lines += lines
        found.findings += findings
    return found


def read_history_table(
    content: bytes, file: str, *, encoding: str | None = None
) -> tuple[list[HistoryLine], list[Finding]]:
    """The lines of one table, and what is wrong with its other rows."""
    table, findings = read_columns(content, file, encoding=encoding, known=COLUMNS, required=("deal", "day"))
    if table is None:
        return [], findings
    rows = [table.cells(row) for row in table.rows]
    days = {column: _days(rows, column, file, findings) for column in ("day", *GATES)}
    lines = []
    for at, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
        stated = {column: found[at] for column, found in days.items() if at in found}
        line = _line(cells, stated, row, file, findings)
        if line is not None:
            lines.append(line)
    return lines, findings


def _days(rows: list[Cells], column: str, file: str, findings: list[Finding]) -> dict[int, date]:
    """The days of a column by row; what is no day, or could be two, is told."""
    holding = [at for at, cells in enumerate(rows) if column in cells]
    found = {}
    for at, text in zip(holding, days_as_text([rows[at][column][0] for at in holding], Forms()), strict=True):
        if isinstance(text, Doubt):
            findings.append(Finding(text.code, Place(file, *rows[at][column][1]), text.message, advice_on(text)))
        else:
            found[at] = date.fromisoformat(text)
    return found


def _line(cells: Cells, days: Mapping[str, date], row: Row, file: str, findings: list[Finding]) -> HistoryLine | None:
    """The line of a row; None where it lacks its deal or day, which is told."""
    for name in ("deal", "day"):
        if name not in cells:
            message = _("the field {field} is missing").format(field=name)
            findings.append(Finding("missing-field", Place(file, row.line), message))
    stage = None
    if "stage" in cells:
        text, mark = cells["stage"]
        stage = read_stage(text)
        if stage is None:
            message = _("expected one of {known}").format(known=enumerated(stage.value for stage in Stage))
            findings.append(Finding("unknown-word", Place(file, *mark), message))
    if "deal" not in cells or "day" not in days:
        return None
    gates = {gate: days[gate.value] for gate in Gate if gate.value in days}
    return HistoryLine(cells["deal"][0], days["day"], stage, gates, cells.get("segment", (None,))[0])
