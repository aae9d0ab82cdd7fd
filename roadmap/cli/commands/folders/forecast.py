"""`roadmap forecast`: from the revenue target back to the pipeline it asks for, and what is in hand of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from requirements.language import _
from roadmap.cli.terminal.findings import remark_findings
from roadmap.cli.terminal.options import Command, examples, folder_argument, json_option, reading_options
from roadmap.cli.terminal.plan_paths import PlanPath
from roadmap.cli.terminal.printing import remark, result, result_json
from roadmap.cli.text.forecast import forecast_text
from roadmap.operations.folders.forecast import forecast


@click.command(
    cls=Command,
    help=_(
        "Derive the pipeline from the revenue targets: the contracts, opportunities and leads that the "
        "targets require, how many exist, and how many must still be found. With --plan, also show how much "
        "of the targets the plan covers and which cash arrives in the period. The amounts are for "
        "colleagues, not for customers."
    ),
    epilog=examples("roadmap forecast my-plan", "roadmap forecast my-plan --plan my-plan/plan.json --json"),
)
@folder_argument
@click.option(
    "--plan",
    "plan_file",
    metavar="PLAN.json",
    type=PlanPath(),
    help=_("Also show the coverage of this plan."),
)
@reading_options
@json_option
def command(
    *, directory: Path, plan_file: Path | None, encoding: str | None, as_of: date | None, as_json: bool
) -> None:
    """Print the forecast of a folder."""
    found = forecast(directory, plan=plan_file, as_of=as_of, encoding=encoding, on_findings=remark_findings)
    if found.outdated is not None:
        sentence = _(
            "roadmap: the folder has changed since the plan was made; {files}. Coverage figures date from when the "
            "plan was made."
        )
        remark(sentence.format(files=found.outdated))
    if as_json:
        result_json(
            name=found.name,
            currency=found.currency,
            as_of=str(found.as_of),
            plan=None if plan_file is None else str(plan_file),
            forecast=found.funnel.model_dump(mode="json"),
        )
        return
    for line in forecast_text(found.name, found.as_of, found.currency, found.funnel):
        result(line)
