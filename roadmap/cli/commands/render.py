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
        "Render a plan as one HTML page. It opens offline, prints well and needs no script. The first screen takes two "
        "minutes to read: target, releases, largest losses, requested decisions and changes. Without --audience the "
        "page contains customer names and amounts: it is for colleagues, not for customers. With --audience it "
        "contains only what that audience may see."
    ),
    epilog=examples(
        "roadmap render my-plan/plan.json",
        "roadmap render plan.json -o july.html --quarter 2026Q3",
        "roadmap render plan.json --audience customer --deal acme-vision",
        "roadmap render plan.json --audience sales --owner 'Zhao Min'",
    ),
)
@plan_argument
@page_option(
    _(
        "The file of the page. Use - for standard output. "
        "Default: roadmap.html or roadmap-AUDIENCE.html beside the plan."
    )
)
@audience_options
@click.option("--quarter", metavar="2026Q2", help=_("The quarter to show in detail. Default: the next quarter."))
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
