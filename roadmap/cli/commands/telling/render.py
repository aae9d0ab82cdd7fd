"""`roadmap render`: a plan as one HTML page, as a document, or as slides."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from requirements.language import _
from roadmap.cli.editions.edition_options import audience_options, edition_name
from roadmap.cli.terminal.artifacts import OutputFile, own_target, write_artifact
from roadmap.cli.terminal.options import Command, examples, json_option, plan_argument, where_option
from roadmap.operations.telling.pdf_document import document
from roadmap.operations.telling.render import render
from roadmap.operations.telling.slides import slides
from roadmap.outputs.editions.edition_pdf import SHEETS
from roadmap.outputs.writing.kinds import FileKind
from roadmap.views.chart.grouping import Grouping

KINDS = {"html": FileKind.PAGE, "pdf": FileKind.DOCUMENT, "pptx": FileKind.SLIDES}


@click.command(
    cls=Command,
    help=_(
        "Render a plan as one HTML page. It opens offline, prints well and needs no script. The first screen takes two "
        "minutes to read: target, releases, largest losses, requested decisions and changes. Without --audience the "
        "page contains customer names and amounts: it is for colleagues, not for customers. With --audience it "
        "contains only what that audience may see. --format writes a PDF document, or slides that can be edited."
    ),
    epilog=examples(
        "roadmap render my-plan/plan.json",
        "roadmap render plan.json -o july.html --quarter 2026Q3 --by release",
        "roadmap render plan.json --audience customer --deal acme-vision --format pdf",
        "roadmap render plan.json --audience sales --owner 'Zhao Min'",
        "roadmap render plan.json --audience executive --format pptx",
    ),
)
@plan_argument
@click.option(
    "--format",
    "kind",
    type=click.Choice(list(KINDS)),
    default="html",
    show_default=True,
    is_eager=True,  # it says of which kind the output is
    help=_(
        "The format: an HTML page, a PDF document (needs the extra pdf), or PowerPoint slides (need the extra pptx)."
    ),
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=OutputFile(lambda context: KINDS[context.params["kind"]]),
    help=_(
        "The output file. Use - for standard output. Default: roadmap.html or roadmap-AUDIENCE.html beside the plan, "
        "with the ending of the format."
    ),
)
@audience_options
@click.option(
    "--sheet",
    "orientation",
    type=click.Choice(list(SHEETS)),
    default="portrait",
    show_default=True,
    help=_("The orientation of the sheets of a document."),
)
@click.option("--quarter", metavar="2026Q2", help=_("The quarter to show in detail. Default: the next quarter."))
@click.option(
    "--since",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("The earlier plan that the readers know. Default: baseline.json beside the plan, else plan.before.json."),
)
@click.option(
    "--by",
    type=click.Choice([grouping.value for grouping in Grouping]),
    help=_("How the timeline groups features. Default: team."),
)
@where_option
@click.option(
    "--templates",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help=_("A folder with templates of your own, such as page.html, summary.html, edition.html or style.css."),
)
@json_option
def command(*, plan_file: Path, kind: str, output: Path | None, orientation: str, as_json: bool, **asked: Any) -> None:
    """Render a plan."""
    name = edition_name("roadmap", asked["audience"], deal=asked["deal"], owner=asked["owner"])
    target = own_target(plan_file.with_name(f"{name}.{kind}"), KINDS[kind]) if output is None else output
    made = _made(plan_file, kind, orientation, asked)
    write_artifact(made, target, kind=KINDS[kind], as_json=as_json)


def _made(plan_file: Path, kind: str, orientation: str, asked: dict[str, Any]) -> str | bytes:
    if kind == "html":
        return render(plan_file, **asked)
    if kind == "pdf":
        return document(plan_file, orientation=orientation, **asked)
    if asked.pop("templates") is not None:
        raise click.UsageError(_("--templates is for pages and documents: leave it out."))
    if asked.pop("where"):
        raise click.UsageError(_("--where is for pages and documents: leave it out."))
    if [name for name in ("quarter", "since", "by") if asked.pop(name) is not None]:
        raise click.UsageError(_("--quarter, --since and --by are for pages and documents: leave them out."))
    return slides(plan_file, **asked)
