"""`roadmap export`: the plan for the programs that people work in."""

from __future__ import annotations

from pathlib import Path

import click

from requirements.language import _, enumerated, in_clauses, labelled
from roadmap.cli.terminal.artifacts import STDOUT, OutputFile, write_artifact
from roadmap.cli.terminal.options import Command, examples, json_option, where_option
from roadmap.cli.terminal.plan_paths import SourcePath
from roadmap.cli.terminal.printing import remark
from roadmap.operations.sources.stored_plans import read_plan
from roadmap.operations.telling.export import ExportFormat, export
from roadmap.views.schedule.crm_promises import build_promises

MOST = 5


@click.command(
    cls=Command,
    help=_(
        "Write the plan for another program. All formats but `promises` and `workbook` hold the work and the releases, "
        "and nothing of the deals. `promises` holds the promised days of each deal that has a `ref`, without amounts. "
        "`workbook` holds the whole plan with customers and amounts, for colleagues. `input` takes a folder and holds "
        "its input, to edit and to bring back with `roadmap import`. Work that has a `ref` is in the tracker already: "
        "Jira updates it, Linear and GitHub do not get it again."
    ),
    epilog=examples(
        "roadmap export plan.json --format mspdi -o plan.xml",
        "roadmap export plan.json --format jira -o issues.csv",
        "roadmap export plan.json --format mermaid",
        "roadmap export plan.json --format workbook -o plan.xlsx",
        "roadmap export my-plan --format input -o input.xlsx",
    ),
)
@click.argument(
    "plan_file",
    metavar="PLAN.json",
    type=SourcePath(lambda context: context.params.get("form") == ExportFormat.INPUT.value),
)
@click.option(
    "--format",
    "form",
    type=click.Choice([form.value for form in ExportFormat]),
    required=True,
    is_eager=True,  # it says of which kind the output is
    help=_("The format of the output: {formats}.").format(
        formats=in_clauses(labelled(form.value, form.words) for form in ExportFormat)
    ),
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=OutputFile(lambda context: ExportFormat(context.params["form"]).kind),
    default=STDOUT,
    help=_("The file to write. Default: standard output."),
)
@where_option
@json_option
def command(*, plan_file: Path, form: str, output: Path, where: dict[str, str], as_json: bool) -> None:
    """Export a plan."""
    content = export(plan_file, form, where=where)
    write_artifact(content, output, kind=ExportFormat(form).kind, as_json=as_json, format=form)
    if form == ExportFormat.PROMISES.value and (missing := build_promises(read_plan(plan_file)).without_ref):
        remark(_("Deals without a `ref` are not in the table: {deals}.").format(deals=enumerated(missing, most=MOST)))
