"""`roadmap site`: a plan as a site of pages that link to each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from requirements.errors import RoadmapError
from requirements.language import _
from roadmap.cli.editions.edition_options import audience_options
from roadmap.cli.terminal.options import Command, examples, json_option, plan_argument, where_option
from roadmap.cli.terminal.printing import remark, result_json
from roadmap.operations.telling.site import site
from roadmap.outputs.writing.folders import own_files


class SiteFolder(click.Path):
    """A folder for a site: it is not there yet, is empty, or holds a site that roadmap wrote. Anything else is refused
    while the command line is read."""

    def __init__(self) -> None:
        super().__init__(file_okay=False, path_type=Path)

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path; fails where no site may be written."""
        path = Path(str(super().convert(str(value), param, ctx)))
        try:
            own_files(path)
        except RoadmapError as error:
            self.fail(str(error), param, ctx)
        return path


@click.command(
    cls=Command,
    help=_(
        "Turn a plan into a site: the two-minute page, and a page for each deal, release, feature, capability, "
        "team and sales owner. Pages are linked, and each has a twin in JSON. The site opens from any file server "
        "and from a disk, and needs no script to be read. Without --audience it holds customer names and values: "
        "it is for colleagues, not for customers. With --audience it holds only what that audience may see. If the "
        "site exists, only changed files are written, and pages of removed entries are deleted. A folder keeps its "
        "audience: a site for another audience is refused there."
    ),
    epilog=examples(
        "roadmap site my-plan/plan.json -o roadmap-site",
        "roadmap site plan.json -o public --quarter 2026Q3",
        "roadmap site plan.json -o north --where Region=North",
        "roadmap site plan.json -o for-acme --audience customer --deal acme-vision",
    ),
)
@plan_argument
@click.option(
    "-o", "--output", metavar="DIR", type=SiteFolder(), required=True, help=_("The folder of the site. It is created.")
)
@audience_options
@click.option("--quarter", metavar="2026Q2", help=_("The quarter to go into. Default: the coming one."))
@click.option(
    "--since",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("The earlier plan that the readers know. Default: baseline.json beside the plan, else plan.before.json."),
)
@where_option
@click.option(
    "--templates",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help=_("A folder with templates of your own, such as page.html, summary.html, edition.html or style.css."),
)
@json_option
def command(*, plan_file: Path, output: Path, as_json: bool, **asked: Any) -> None:
    """Write a site."""
    written = site(plan_file, **asked).save(output)
    if as_json:
        result_json(
            folder=str(output),
            start=str(output / "index.html"),
            files=written.files,
            changed=written.changed,
            removed=written.removed,
            bytes=written.size,
        )
    else:
        sentence = _("Wrote {folder} ({files} files, {size} kB; {changed} changed). Open {start}.")
        remark(
            sentence.format(
                folder=output,
                files=written.files,
                size=-(-written.size // 1000),
                changed=written.changed,
                start=output / "index.html",
            )
        )
