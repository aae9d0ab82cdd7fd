"""`roadmap timeline`: what sales needs to know, per deal and gate."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from requirements.language import _
from roadmap.cli.artifacts import STDOUT, OutputFile, write_artifact
from roadmap.cli.options import Command, examples, json_option, plan_argument
from roadmap.outputs.kinds import Kind
from roadmap.outputs.timeline import write_csv, write_ics, write_json
from roadmap.plan.file import read_plan
from roadmap.views.timeline import TimelineView, build_timeline

WRITERS: dict[str, Callable[[TimelineView], str | bytes]] = {"csv": write_csv, "json": write_json, "ics": write_ics}
KINDS = {"csv": Kind.TABLE, "json": Kind.TIMELINE, "ics": Kind.CALENDAR}


@click.command(
    cls=Command,
    help=_(
        "Write the sales timeline: for every deal and gate the customer, the gate day, the release, the day it is "
        "ready, the slack, the status and what is still missing. It is for colleagues, not for customers."
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
    type=click.Choice(list(WRITERS)),
    default="csv",
    show_default=True,
    is_eager=True,  # it says of which kind the output is
    help=_("A table, JSON, or a calendar."),
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=OutputFile(lambda context: KINDS[context.params["kind"]]),
    default=STDOUT,
    help=_("Where it goes; left out or -, standard output."),
)
@json_option
def command(*, plan_file: Path, kind: str, output: Path, as_json: bool) -> None:
    """Write a timeline."""
    view = build_timeline(read_plan(plan_file))
    write_artifact(WRITERS[kind](view), output, kind=KINDS[kind], as_json=as_json, format=kind, gates=len(view.gates))
