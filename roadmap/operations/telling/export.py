"""Exporting: the schedule of a plan for the programs that engineering and sales work in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Literal, overload

from requirements.language import _, enumerated
from roadmap.errors import UsageFault
from roadmap.operations.importing.import_book import export_input
from roadmap.operations.sources.stored_plans import PlanSource, find_plan, plan_of
from roadmap.outputs.editions.workbook import write_workbook
from roadmap.outputs.exchange.csv_tables import write_promises
from roadmap.outputs.exchange.diagrams import write_gantt, write_timeline
from roadmap.outputs.exchange.mspdi import write_mspdi
from roadmap.outputs.exchange.taskjuggler import write_taskjuggler
from roadmap.outputs.exchange.trackers import write_github, write_jira, write_linear
from roadmap.outputs.exchange.wiki import write_markdown
from roadmap.outputs.writing.kinds import FileKind
from roadmap.plans.document import Plan
from roadmap.views.books.plan_book import build_plan_book
from roadmap.views.own_fields import with_fields
from roadmap.views.schedule.crm_promises import build_promises
from roadmap.views.schedule.tasks import ScheduleView, build_schedule


class ExportFormat(StrEnum):
    """For what a plan is exported."""

    PROJECT = "mspdi"
    TASKJUGGLER = "taskjuggler"
    GANTT = "mermaid"
    QUARTERS = "mermaid-timeline"
    MARKDOWN = "markdown"
    JIRA = "jira"
    LINEAR = "linear"
    GITHUB = "github"
    PROMISES = "promises"
    WORKBOOK = "workbook"
    INPUT = "input"

    @property
    def words(self) -> str:
        """What it is, in a few words."""
        return {
            ExportFormat.PROJECT: _("Microsoft Project (XML), also for ProjectLibre"),
            ExportFormat.TASKJUGGLER: _("a TaskJuggler project"),
            ExportFormat.GANTT: _("a Gantt chart for Mermaid"),
            ExportFormat.QUARTERS: _("a timeline by quarter for Mermaid"),
            ExportFormat.MARKDOWN: _("Markdown for a wiki"),
            ExportFormat.JIRA: _("a table for the import of Jira"),
            ExportFormat.LINEAR: _("a table for the import of Linear"),
            ExportFormat.GITHUB: _("a script that makes milestones and issues in GitHub"),
            ExportFormat.PROMISES: _("a table of promised days for a CRM"),
            ExportFormat.WORKBOOK: _("a workbook of the whole plan, for colleagues"),
            ExportFormat.INPUT: _("a workbook of the folder's input, to edit and to import again"),
        }[self]

    @property
    def kind(self) -> FileKind:
        """The kind of file that holds it."""
        return FileKind.WORKBOOK if self in (ExportFormat.WORKBOOK, ExportFormat.INPUT) else FileKind.EXPORT


_SCHEDULES: dict[ExportFormat, Callable[[ScheduleView], str]] = {
    ExportFormat.PROJECT: write_mspdi,
    ExportFormat.TASKJUGGLER: write_taskjuggler,
    ExportFormat.GANTT: write_gantt,
    ExportFormat.QUARTERS: write_timeline,
    ExportFormat.MARKDOWN: write_markdown,
    ExportFormat.JIRA: write_jira,
    ExportFormat.LINEAR: write_linear,
    ExportFormat.GITHUB: write_github,
}


_Workbooks = Literal["workbook", "input", ExportFormat.WORKBOOK, ExportFormat.INPUT]


@overload
def export(plan: PlanSource, form: _Workbooks, *, where: Mapping[str, str] | None = None) -> bytes: ...  # type: ignore[overload-overlap]
@overload
def export(plan: PlanSource, form: ExportFormat | str, *, where: Mapping[str, str] | None = None) -> str: ...
def export(plan: PlanSource, form: ExportFormat | str, *, where: Mapping[str, str] | None = None) -> str | bytes:
    """Write a plan in the form of another program; a workbook is bytes, all else is text.

    All forms but `promises` and `workbook` hold the work of engineering and nothing of the deals. `promises` holds a
    row for each deal that has a `ref`, with its promised days and without amounts. `workbook` holds the whole plan, for
    colleagues; `input` the input of a folder, or of the folder that a plan was made from, which `import_book` brings
    back. `where` leaves only those deals in `promises` and `workbook` that say so in their own fields ({"Region":
    "North"}). UsageFault for an unknown form, and for a field that no deal has.
    """
    if form not in list(ExportFormat):
        sentence = _("There is no format {name}. There are: {names}.")
        raise UsageFault(sentence.format(name=form, names=enumerated(list(ExportFormat))))
    wanted = tuple((where or {}).items())
    if wanted and form not in (ExportFormat.PROMISES, ExportFormat.WORKBOOK):
        raise UsageFault(_("This format holds no deals: leave out --where."))
    if form == ExportFormat.INPUT:
        is_folder = not isinstance(plan, Plan) and Path(plan).is_dir()
        return export_input(Path(str(plan)) if is_folder else find_plan(plan).folder())
    return _written(with_fields(plan_of(plan), wanted), ExportFormat(form))


def _written(plan: Plan, form: ExportFormat) -> str | bytes:
    if form is ExportFormat.WORKBOOK:
        return write_workbook(build_plan_book(plan))
    if form is ExportFormat.PROMISES:
        return write_promises(build_promises(plan))
    return _SCHEDULES[form](build_schedule(plan))
