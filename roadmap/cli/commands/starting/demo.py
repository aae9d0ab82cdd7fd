"""`roadmap demo`: the shipped example from start to finish."""

from __future__ import annotations

from pathlib import Path

import click

from requirements.chinese import places
from requirements.language import _
from roadmap.cli.commands.starting.init import start_folder
from roadmap.cli.commands.telling.timeline import KINDS, timeline_text
from roadmap.cli.terminal.ending.error_reports import tell_failure
from roadmap.cli.terminal.ending.exit_codes import ExitCode
from roadmap.cli.terminal.options import Command, Seconds, examples, json_option
from roadmap.cli.terminal.planning import plan_folder
from roadmap.cli.terminal.printing import remark, result, result_json
from roadmap.cli.terminal.text_columns import left
from roadmap.cli.text.failure import FAILURES
from roadmap.cli.text.summary import summary_lines, summary_record
from roadmap.operations.folders.load import load
from roadmap.operations.searching.saving import refuse_foreign_plans
from roadmap.operations.telling.render import render
from roadmap.operations.telling.timeline import timeline
from roadmap.outputs.writing.files import write_whole
from roadmap.outputs.writing.kinds import FileKind, refuse_foreign
from roadmap.planner import Options

EXAMPLE = "chip-stack"


@click.command(
    cls=Command,
    help=_(
        "Plan the shipped example, an AI-chip company of realistic size, from start to finish. The demo "
        "writes the example folder, checks it, plans it, and renders the roadmap and the sales timelines. If "
        "the demo folder exists, the demo plans it again with your changes."
    ),
    epilog=examples("roadmap demo", "roadmap demo somewhere --time 120"),
)
@click.argument("directory", metavar="[DIR]", type=click.Path(file_okay=False, path_type=Path), default="roadmap-demo")
@click.option(
    "--time", "seconds", type=Seconds(), metavar="S", default=30.0, show_default=True, help=_("Seconds for the search.")
)
@json_option
@click.pass_context
def command(context: click.Context, *, directory: Path, seconds: float, as_json: bool) -> None:
    """Run the demo."""
    _refuse_foreign(directory)
    remark(_start(directory), bold=True)
    project = load(directory).project  # planning tells of warnings
    remark(
        _("Checked: {deals} deals, {features} features, no errors.").format(
            deals=len(project.market.deals), features=len(project.engineering.features)
        ),
        bold=True,
    )
    remark(
        _("Planning for at most {seconds:g} seconds. Press Ctrl-C to stop early and keep the best plan.").format(
            seconds=seconds
        ),
        bold=True,
    )
    target = directory / "plan.json"
    try:
        found = plan_folder(directory, target, options=Options(seconds=seconds, folder="."))
    except FAILURES as error:
        context.exit(int(tell_failure(error, as_json=as_json)))
    files = _turn_out(target)
    if as_json:
        result_json(
            exit_code=int(ExitCode.GOOD), files=[str(file) for file in files], **summary_record(found.plan, target)
        )
        return
    for line in summary_lines(found.plan):
        result(line)
    _say_where_to_look(directory, target)


def _start(directory: Path) -> str:
    """Write the example's folder, or find the one that is there."""
    if (directory / "roadmap.yaml").is_file():
        return _("{folder} already exists. The demo plans it as it is.").format(folder=directory)
    start_folder(directory, EXAMPLE)
    return _("Wrote the example {example} to {folder}.").format(example=EXAMPLE, folder=directory)


def _kind_of(file: Path) -> FileKind:
    return FileKind.PAGE if file.suffix == ".html" else KINDS[file.suffix[1:]]


def _refuse_foreign(directory: Path) -> None:
    """Refuse at once to overwrite what the demo did not write."""
    refuse_foreign_plans(directory / "plan.json")
    for file in (directory / "roadmap.html", *(directory / f"timeline.{kind}" for kind in KINDS)):
        refuse_foreign(file, _kind_of(file))


def _turn_out(plan_file: Path) -> list[Path]:
    """Write the page and the timelines of a plan; returns all files made from the folder, the plan first."""
    gates = timeline(plan_file)
    contents: dict[Path, str | bytes] = {plan_file.with_name("roadmap.html"): render(plan_file)}
    for kind in KINDS:
        file = plan_file.with_name(f"timeline.{kind}")
        contents[file] = timeline_text(gates, kind, target=file)
    for file, content in contents.items():
        write_whole(file, content, kind=_kind_of(file))
    remark(_("Rendered the roadmap and the sales timelines."), bold=True)
    return [plan_file, *contents]


def _say_where_to_look(directory: Path, target: Path) -> None:
    lines = {
        directory / "roadmap.html": _("the roadmap: open it in a browser"),
        directory / "timeline.xlsx": _("the sales timeline for a spreadsheet"),
        directory / "timeline.ics": _("the same timeline for a calendar (timeline.json is for programs)"),
        target: _("the plan, from which all other files are made"),
        directory / "roadmap.yaml": _("the input: change a date in its files and run the demo again to see the effect"),
    }
    width = max(places(str(file)) for file in lines)
    for file, text in lines.items():
        result(f"  {left(str(file), width)}  {text}")
