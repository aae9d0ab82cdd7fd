"""`roadmap minutes`: what a planning meeting decided, what follows from it, and whom to tell."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from requirements.language import _
from roadmap.cli.terminal.artifacts import STDOUT, OutputFile, write_artifact
from roadmap.cli.terminal.options import (
    Command,
    examples,
    folder_argument,
    json_option,
    present_plan_option,
    reading_options,
)
from roadmap.cli.terminal.printing import result_json
from roadmap.operations.meeting.minutes import EFFORT, minutes
from roadmap.outputs.writing.kinds import FileKind

_KINDS = {"markdown": FileKind.EXPORT, "html": FileKind.PAGE}


def _kind(context: click.Context) -> FileKind:
    return _KINDS[context.params.get("form") or "markdown"]


@click.command(
    cls=Command,
    help=_(
        "Write the minutes of a planning meeting: decisions, changes, consequences, and whom to tell. SCENARIO is a "
        "scenario file, or the name of a meeting: meetings/NAME.yaml in the folder. The consequences are those of the "
        "present plan, adjusted to the changes, and of a short search."
    ),
    epilog=examples(
        "roadmap minutes my-plan autumn",
        "roadmap minutes my-plan autumn --format html -o minutes.html",
        "roadmap minutes my-plan lean.yaml --effort 30 -o minutes.md",
    ),
)
@folder_argument
@click.argument("scenario", metavar="SCENARIO")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(_KINDS)),
    default="markdown",
    show_default=True,
    is_eager=True,
    help=_("Markdown for a wiki or a mail, or an HTML page."),
)
@present_plan_option(_("The plan to which the consequences are compared. Default: plan.json in DIR if it exists."))
@click.option(
    "--effort",
    type=click.FloatRange(0, 3600),
    metavar="S",
    default=EFFORT,
    show_default=True,
    help=_("Seconds of processor time to search for a better plan with the changes. 0: no search."),
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=OutputFile(_kind),
    default=STDOUT,
    help=_("File to write. Default: standard output."),
)
@json_option
@reading_options
def command(
    *,
    directory: Path,
    scenario: str,
    form: str,
    plan_file: Path | None,
    effort: float,
    output: Path,
    encoding: str | None,
    as_of: date | None,
    as_json: bool,
) -> None:
    """Write the minutes of a planning meeting."""
    made = minutes(directory, scenario, plan=plan_file, effort=effort, as_of=as_of, encoding=encoding)
    if as_json and output == STDOUT:
        result_json(minutes=asdict(made.view))
        return
    text = made.page() if form == "html" else made.markdown()
    write_artifact(text, output, kind=_KINDS[form], as_json=as_json, format=form)
