"""`roadmap timeline`: what sales needs to know, per deal and gate."""

from __future__ import annotations

from pathlib import Path

import click

from requirements.language import _
from roadmap.cli.terminal.artifacts import STDOUT, OutputFile, write_artifact
from roadmap.cli.terminal.options import Command, examples, json_option, plan_argument
from roadmap.operations.timeline import Timeline, timeline
from roadmap.outputs.feed import read_feed
from roadmap.outputs.kinds import FileKind

KINDS = {"csv": FileKind.TABLE, "json": FileKind.TIMELINE, "ics": FileKind.CALENDAR}


@click.command(
    cls=Command,
    help=_(
        "Write the sales timeline. For every deal and gate it holds the customer, the gate day, the status "
        "and its reason, the day that can be promised, the slack, and the missing needs. Amounts are in "
        "thousands of the currency. It is for colleagues, not for customers. A new calendar updates the "
        "previous one: moved events are marked as newer, and removed events are cancelled."
    ),
    epilog=examples(
        "roadmap timeline plan.json > timeline.csv",
        "roadmap timeline plan.json --format ics -o gates.ics",
        "roadmap timeline plan.json --format json | jq '.gates[] | select(.status == \"late\")'",
    ),
)
@plan_argument
@click.option(
    "--format",
    "kind",
    type=click.Choice(list(KINDS)),
    default="csv",
    show_default=True,
    is_eager=True,  # it says of which kind the output is
    help=_("The format: a table, JSON, or a calendar."),
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=OutputFile(lambda context: KINDS[context.params["kind"]]),
    default=STDOUT,
    help=_("The output file. If omitted or -, standard output."),
)
@click.option(
    "--since",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_(
        "For a calendar: the calendar or plan that its readers already have. Default: the file of -o if it "
        "exists, else the previous plans beside the plan (baseline.json, plan.before.json)."
    ),
)
@json_option
def command(*, plan_file: Path, kind: str, output: Path, since: Path | None, as_json: bool) -> None:
    """Write a timeline."""
    if since is not None and kind != "ics":
        raise click.UsageError(_("--since works only for calendars. Add --format ics."))
    found = timeline(plan_file)
    content = timeline_text(found, kind, target=output, since=since)
    write_artifact(content, output, kind=KINDS[kind], as_json=as_json, format=kind, gates=len(found.gates))


def timeline_text(found: Timeline, kind: str, *, target: Path, since: Path | None = None) -> str | bytes:
    """The timeline of a plan in one of the kinds, as it goes to `target`: a calendar follows the one that is there."""
    if kind != "ics":
        return found.csv() if kind == "csv" else found.json()
    is_there = since is None and target != STDOUT and target.is_file()
    return found.ics(read_feed(target) if is_there else since)
