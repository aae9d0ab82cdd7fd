"""`roadmap timeline`: what sales needs to know, per deal and gate."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from requirements.language import _
from roadmap.cli.editions.edition_options import audience_options
from roadmap.cli.terminal.artifacts import STDOUT, OutputFile, write_artifact
from roadmap.cli.terminal.options import Command, examples, json_option, plan_argument, where_option
from roadmap.operations.telling.timeline import Timeline, is_calendar, timeline
from roadmap.outputs.feed import read_feed
from roadmap.outputs.writing.kinds import FileKind

KINDS = {"csv": FileKind.TABLE, "xlsx": FileKind.WORKBOOK, "json": FileKind.TIMELINE, "ics": FileKind.CALENDAR}


@click.command(
    cls=Command,
    help=_(
        "Write the sales timeline. For every deal and gate it holds the customer, the gate day, the status "
        "and its reason, the day that can be promised, the slack, and the missing needs. Amounts are in "
        "thousands of the currency. Without --audience it is for colleagues, not for customers. A new calendar "
        "updates the previous one: moved events are marked as newer, and removed events are cancelled."
    ),
    epilog=examples(
        "roadmap timeline plan.json > timeline.csv",
        "roadmap timeline plan.json --format xlsx -o timeline.xlsx --since baseline.json",
        "roadmap timeline plan.json --format ics -o gates.ics --owner 'Zhao Min'",
        "roadmap timeline plan.json --audience customer --deal acme-vision",
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
    help=_("The format: a table, a workbook, JSON, or a calendar."),
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=OutputFile(lambda context: KINDS[context.params["kind"]]),
    default=STDOUT,
    help=_("The output file. If omitted or -, standard output."),
)
@audience_options
@click.option("--segment", metavar="NAME", help=_("Only the deals of one segment, by id or name."))
@where_option
@click.option("--release", metavar="ID", help=_("Only the gates that wait for one release."))
@click.option(
    "--since",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_(
        "An earlier plan, such as baseline.json: the timeline then shows what moved since. For a calendar: the "
        "calendar or plan that its readers already have. Default there: the file of -o if it exists, else the "
        "previous plans beside the plan (baseline.json, plan.before.json)."
    ),
)
@json_option
def command(*, plan_file: Path, kind: str, output: Path, since: Path | None, as_json: bool, **asked: Any) -> None:
    """Write a timeline."""
    feed = since if since is not None and is_calendar(since) else None
    if feed is not None and kind != "ics":
        raise click.UsageError(_("This file of --since is a calendar; name a plan, or add --format ics."))
    found = timeline(plan_file, since=None if feed else since, **asked)
    content = timeline_text(found, kind, target=output, since=since)
    rows = len(found.gates or found.requirements)
    write_artifact(content, output, kind=KINDS[kind], as_json=as_json, format=kind, gates=rows)


def timeline_text(found: Timeline, kind: str, *, target: Path, since: Path | None = None) -> str | bytes:
    """The timeline of a plan in one of the kinds, as it goes to `target`: a calendar follows the one that is there."""
    if kind == "xlsx":
        return found.xlsx()
    if kind != "ics":
        return found.csv() if kind == "csv" else found.json()
    is_there = since is None and target != STDOUT and target.is_file()
    return found.ics(read_feed(target) if is_there else since)
