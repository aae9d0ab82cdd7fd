"""`roadmap forecast`: from the revenue target back to the pipeline it asks for, and what is in hand of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from requirements.errors import RoadmapError
from requirements.language import _
from roadmap.cli.inputs import differing
from roadmap.cli.reading import read_project
from roadmap.cli.terminal.options import Command, examples, folder_argument, json_option, reading_options
from roadmap.cli.terminal.paths import PlanPath
from roadmap.cli.terminal.printing import remark, result, result_json
from roadmap.cli.text.forecast import forecast_text
from roadmap.folder.project import Project
from roadmap.plan.document import Plan
from roadmap.plan.file import read_plan
from roadmap.plan.funnel import Funnel
from roadmap.planner.lines.funnel_lines import covered_by, funnel_lines


@click.command(
    cls=Command,
    help=_(
        "Say what the revenue targets ask for: contracts, opportunities and leads, how much of it is in hand, and what "
        "is still to be found. With --plan also what a plan covers of the targets, and which cash comes in the period. "
        "The amounts are for colleagues, not for customers."
    ),
    epilog=examples("roadmap forecast my-plan", "roadmap forecast my-plan --plan my-plan/plan.json --json"),
)
@folder_argument
@click.option(
    "--plan",
    "plan_file",
    metavar="PLAN.json",
    type=PlanPath(),
    help=_("Say also what this plan covers."),
)
@reading_options
@json_option
def command(
    *, directory: Path, plan_file: Path | None, encoding: str | None, as_of: date | None, as_json: bool
) -> None:
    """Print the forecast of a folder."""
    project = read_project(directory, encoding=encoding, as_of=as_of, quiet=False)
    plan = None if plan_file is None else read_plan(plan_file)
    funnel = _funnel(project, plan)
    if as_json:
        result_json(
            name=project.header.name,
            currency=project.header.currency,
            as_of=str(project.as_of),
            plan=None if plan_file is None else str(plan_file),
            forecast=funnel.model_dump(mode="json"),
        )
        return
    for line in forecast_text(project.header.name, project.as_of, project.header.currency, funnel):
        result(line)


def _funnel(project: Project, plan: Plan | None) -> Funnel:
    funnel = funnel_lines(project, None)
    if plan is None:
        return funnel
    if plan.funnel is None:
        raise RoadmapError(_("the plan was made by a version that made no forecast; `roadmap plan` makes it again."))
    if plan.made_from.digest != project.digest:
        files = differing(plan, project)
        sentence = _("roadmap: the folder has changed since the plan was made{files}; what it covers is that of then.")
        remark(sentence.format(files=files))
    return covered_by(funnel, plan.funnel)
