"""The results of a sweep as files: each plan by the digest of its task, and the table as JSON, CSV and a page."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from requirements.errors import InputFault, RoadmapError, system_reason
from requirements.language import _
from roadmap.changes.sweeping.table import SweepRun, SweepTable, SweptPlan, swept_plan
from roadmap.changes.sweeping.task import SweepTask
from roadmap.outputs.sheets import render_sweep
from roadmap.outputs.timeline import inert
from roadmap.outputs.writing.files import write_whole
from roadmap.outputs.writing.kinds import SWEEP_TABLE_MARK, FileKind, refuse_foreign
from roadmap.plans.plan_file import read_plan
from roadmap.views.answers.sweep import build_sweep

PLANS = "plans"
"""The folder of the plans within that of a sweep."""
TABLE, SHEET, PAGE = "sweep.json", "sweep.csv", "sweep.html"


class SweepFolder:
    """The folder of a sweep: plans that are there already are not made again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def prepare(self) -> None:
        """Make the folder, and refuse now what could not be written at the end. RoadmapError where that is not
        possible."""
        try:
            (self.folder / PLANS).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            sentence = _("{folder} was not written: {reason}.")
            raise RoadmapError(sentence.format(folder=self.folder, reason=system_reason(error))) from error
        kinds = {TABLE: FileKind.REPORT, SHEET: FileKind.TABLE, PAGE: FileKind.PAGE}
        for name, kind in kinds.items():
            refuse_foreign(self.folder / name, kind)

    def name(self, task: SweepTask) -> str:
        """The file of a task's plan, as seen from the folder."""
        return f"{PLANS}/{task.digest}.json"

    def plan(self, task: SweepTask) -> SweptPlan | None:
        """What the table needs of a plan that is there; None if there is none, or it is not as the checker accepted
        it."""
        file = self.folder / self.name(task)
        if not file.is_file():
            return None
        try:
            return swept_plan(read_plan(file))
        except InputFault:
            return None

    def keep(self, task: SweepTask, text: str) -> None:
        """Write a plan whole."""
        write_whole(self.folder / self.name(task), text, kind=FileKind.PLAN)

    def conclude(self, table: SweepTable) -> tuple[Path, ...]:
        """Write the table for programs, for a spreadsheet and for people; returns the files."""
        contents = {
            TABLE: (table.model_dump_json(indent=2) + "\n", FileKind.REPORT),
            SHEET: (sweep_csv(table), FileKind.TABLE),
            PAGE: (render_sweep(build_sweep(table)), FileKind.PAGE),
        }
        for name, (text, kind) in contents.items():
            write_whole(self.folder / name, text, kind=kind)
        return tuple(self.folder / name for name in contents)


def sweep_csv(table: SweepTable) -> str:
    """The runs of a sweep as a table, a row for each: amounts in thousands of the currency, deals joined by spaces. Its
    columns have one name in every language, because programs read it."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\r\n")
    columns = (*SWEEP_TABLE_MARK, "bound", "status", "gained", "lost", "failure", "plan")
    writer.writerow(columns)
    for run in table.runs:
        writer.writerow([_cell(run, column) for column in columns])
    return "\ufeff" + sheet.getvalue()


def _cell(run: SweepRun, column: str) -> object:
    value = getattr(run, column)
    if isinstance(value, list):
        return inert(" ".join(inert(part) for part in value))
    return inert(value) if isinstance(value, str) else value
