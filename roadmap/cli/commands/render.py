"""`roadmap render`: a plan as one HTML page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from requirements.language import _
from roadmap.cli.editions.options import audience_options, edition_name
from roadmap.cli.terminal.artifacts import own_target, page_option, write_artifact
from roadmap.cli.terminal.options import Command, examples, json_option, plan_argument
from roadmap.operations.render import render
from roadmap.outputs.kinds import FileKind


@click.command(
    cls=Command,
    help=_(
        "Turn a plan into one HTML page that opens offline, prints, and needs no script. Its first screen takes two "
        "minutes to read: the target, the trains, the largest losses, the decisions asked for and what changed. "
        "Without --audience it holds customer names and values: it is for colleagues. With --audience it holds what "
        "that audience may see and nothing else."
    ),
    epilog=examples(
        "roadmap render my-plan/plan.json",
        "roadmap render plan.json -o july.html --quarter 2026Q3",
        "roadmap render plan.json --audience customer --deal acme-vision",
        "roadmap render plan.json --audience sales --owner 'Zhao Min'",
    ),
)
@plan_argument
@page_option(_("Where the page goes, - for standard output. Default: roadmap.html beside the plan, or "
               "roadmap-AUDIENCE.html."))  # fmt: skip
@audience_options
@click.option("--quarter", metavar="2026Q2", help=_("The quarter to go into. Default: the coming one."))
@click.option(
    "--since",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("The plan that its readers know. Default: baseline.json beside the plan, else plan.before.json."),
)
@json_option
def command(*, plan_file: Path, output: Path | None, as_json: bool, **asked: Any) -> None:
    """Render a plan."""
    page = render(plan_file, **asked)
    name = edition_name("roadmap", asked["audience"], deal=asked["deal"], owner=asked["owner"])
    target = own_target(plan_file.with_name(f"{name}.html"), FileKind.PAGE) if output is None else output
    write_artifact(page, target, kind=FileKind.PAGE, as_json=as_json)
