"""Workbooks of the input for tests: a folder with odd texts, and edits of its workbook."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from roadmap.operations.importing.import_book import export_input

Edited = Callable[[Workbook], None]
ODD = """\
name: "=1+1"
start: 2026-01-05
as_of: 2026-01-12
horizon: 2026-12-31
policy: {caution: 1/2, promises: {per_week: 5%}}
segments:
  isv: {name: 'ISV: small', target: 3000万, win_rate: 1/3, lead_rate: 60%}
capabilities:
  api: {name: "Python API; C API", kind: serving, ready: ga, synonyms: ["a; b", c]}
  triton: {name: 0123, kind: serving, ready: preview}
deals:
  d:
    name: "+cmd|' /C calc'!A0"
    customer: 海东 # a comment
    segment: isv
    stage: lead
    value: 1200
    gates: {design_in: 2026-05-29}
    needs: {design_in: [triton: ga, api -20%, {any_of: [api, triton], importance: nice}]}
    fields: {Region: North, 备注: "two\\nlines"}
teams:
  core: {name: Core, skill: code, people: 2, hires: [{first: 2026-03-02, people: 1}]}
  qa: {name: QA, skill: qa, people: 1}
people:
  wang: {name: Wang, team: core, leave: [{first: 2026-03-02, last: 2026-03-06}], week: [1, 1, 1, 1, 0]}
features:
  f:
    name: F
    team: core
    provides: {api: proven}
    work:
      - {phase: design, skill: code, effort: 2.50}
      - {phase: build, skills: {code: 1, qa: 1}, effort: [3, 5, 9]}
progress:
  f: {items: {design: {started: 2026-01-05, done: 2026-01-07}}}
releases:
  R1: {freeze: 2026-04-01, ship: 2026-05-04}
pins:
  - {feature: f, release: R1, reason: agreed}
"""


def cell(sheet: Worksheet, key: str, heading: str) -> object:
    """The cell of a row by its key and its heading."""
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == key)
    column = next(head.column for head in sheet[1] if head.value == heading)
    return row[column - 1]


def put(title: str, key: str, heading: str, value: object) -> Edited:
    def edit(book: Workbook) -> None:
        cell(book[title], key, heading).value = value  # type: ignore[attr-defined]

    return edit


def add(title: str, **cells: object) -> Edited:
    def edit(book: Workbook) -> None:
        heads = [head.value for head in book[title][1]]
        book[title].append(
            [cells.get(str(head).replace(" ", "_").replace(":", "").replace("-", "_")) for head in heads]
        )

    return edit


def untouched(_book: Workbook) -> None:
    """Saved again by another program, and nothing else."""


def saved(folder: Path, edit: Edited) -> Path:
    book = load_workbook(io.BytesIO(export_input(folder)))
    edit(book)
    file = folder.parent / "input.xlsx"
    book.save(file)
    return file
