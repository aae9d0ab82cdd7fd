"""`roadmap timeline`: what sales needs to know, per deal and gate."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from requirements.language import _
from roadmap.cli.artifacts import STDOUT, write_artifact
from roadmap.cli.options import Command, examples, json_option, plan_argument
from roadmap.outputs.timeline import write_csv, write_ics, write_json
from roadmap.plan.file import read_plan
from roadmap.views.timeline import TimelineView, build_timeline

WRITERS: dict[str, Callable[[TimelineView], str | bytes]] = {"csv": write_csv, "json": write_json, "ics": write_ics}


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
    help=_("A table, JSON, or a calendar."),
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    default=STDOUT,
    help=_("Where it goes; left out or -, standard output."),
)
@json_option
def command(*, plan_file: Path, kind: str, output: Path, as_json: bool) -> None:
    """Write a timeline."""
    view = build_timeline(read_plan(plan_file))
    write_artifact(
        WRITERS[kind](view), output, made_from=plan_file, as_json=as_json, format=kind, gates=len(view.gates)
    )
