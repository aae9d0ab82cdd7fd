"""`roadmap compare`: what is different between two plans, for whom, and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import click

from requirements.language import _
from roadmap.cli.terminal.artifacts import STDOUT, page_option, write_artifact
from roadmap.cli.terminal.ending.exit_codes import ExitCode
from roadmap.cli.terminal.ending.interruption import Interruption, interruptible
from roadmap.cli.terminal.options import Command, effort_option, examples, json_option, time_option
from roadmap.cli.terminal.plan_paths import FolderPath, PlanPath
from roadmap.cli.terminal.printing import remark, result, result_json
from roadmap.cli.text.digests import digest_lines
from roadmap.cli.text.missed import fail_option, remark_missed
from roadmap.comparing import Comparison
from roadmap.comparing.comparison import REST
from roadmap.operations.following.compare import ComparedPlans, compare
from roadmap.outputs.writing.kinds import FileKind
from roadmap.views.comparison import ComparisonView, Readers

PLAN = PlanPath()
FOLDER = FolderPath()


@click.command(
    cls=Command,
    help=_(
        "Show the differences between two plans: promises that move, with days and reasons; deals gained and "
        "lost; the release in which each feature lands; and the plan value with its parts. There is one "
        "digest for sales, one for engineering and one for management. With --inputs, roadmap also makes a "
        "plan for each group of input changes and shows the effect of each group."
    ),
    epilog=examples(
        "roadmap compare my-plan",
        "roadmap compare my-plan/baseline.json my-plan/plan.json",
        "roadmap compare a.json b.json --for sales -o sales.html",
        "roadmap compare a.json b.json --inputs before after --time 10",
        "roadmap compare baseline.json plan.json --fail-on-missed",
    ),
)
@click.argument("before_file", metavar="A.json", type=PLAN)
@click.argument("after_file", metavar="[B.json]", type=PLAN, required=False)
@click.option(
    "--for",
    "audience",
    type=click.Choice([audience.value for audience in Readers]),
    default=Readers.ALL.value,
    show_default=True,
    help=_("Print the digest for this audience only. It contains nothing meant for the others."),
)
@click.option(
    "--inputs", nargs=2, type=FOLDER, metavar="DIR_A DIR_B", help=_("The two folders from which the plans were made.")
)
@time_option(5.0, _("With --inputs: seconds for each intermediate plan."))
@effort_option(each=True)
@page_option(_("Also write an HTML page. Use - for standard output."))
@fail_option(
    _("Exit with code 6 if a promise moves later, is withdrawn or now misses its gate, or if a deal is given up.")
)
@json_option
@click.pass_context
def command(
    context: click.Context,
    *,
    before_file: Path,
    after_file: Path | None,
    audience: str,
    inputs: tuple[Path, Path] | None,
    seconds: float,
    effort: float | None,
    output: Path | None,
    fail_on_missed: bool,
    as_json: bool,
) -> None:
    """Compare two plans."""
    with interruptible() as interruption:
        compared = compare(
            before_file, after_file, inputs=inputs, seconds=seconds, effort=effort,
            on_stage=_telling(interruption), stop=interruption.stop,
        )  # fmt: skip
    _remark_first(compared, interrupted=bool(interruption.received))
    missed = compared.missed if fail_on_missed else []
    code = ExitCode.MISSED if missed else _ending(compared.comparison)
    view = compared.view(audience)
    if output is not None:
        _write_page(compared.page(audience), output, as_json=as_json)
    if as_json:
        full = _record(compared.comparison) if view.audience in (Readers.ALL, Readers.MANAGEMENT) else {}
        empty = compared.comparison.is_empty
        result_json(exit_code=int(code), empty=empty, missed=missed, digests=_digests(view), **full)
    elif output != STDOUT:
        for line in digest_lines(view):
            result(line)
    if missed and not as_json:
        remark_missed(missed)
    context.exit(int(code))


def _remark_first(compared: ComparedPlans, *, interrupted: bool) -> None:
    """What to know before reading a comparison."""
    if interrupted:
        remark(_("Interrupted. These are the causes found so far."))
    if compared.unpublished:
        line = _(
            "No plan of this folder is published, so no customer was promised these days. "
            "The plan is compared with the one that it replaced."
        )
        remark(line)


def _telling(interruption: Interruption) -> Callable[[object, float | None], None]:
    """What hears that plans are made again from now on, which Ctrl-C ends."""

    def searching(_stage: object, _until: float | None) -> None:
        remark(_("Making a plan for each group of changes."))
        interruption.searching = True

    return searching


def _write_page(page: str, output: Path, *, as_json: bool) -> None:
    if as_json and output == STDOUT:
        raise click.UsageError(_("Standard output cannot hold both --json and the page. Name a file with -o."))
    write_artifact(page, output, kind=FileKind.PAGE, as_json=False)


def _record(comparison: Comparison) -> dict[str, object]:
    """The whole comparison for programs; money is in thousands of the currency."""
    return {"comparison": asdict(comparison)}


def _digests(view: ComparisonView) -> dict[str, object]:
    parts = {"management": view.management, "sales": view.sales, "engineering": view.engineering}
    return {name: asdict(part) for name, part in parts.items() if part is not None}


def _ending(comparison: Comparison) -> ExitCode:
    """Interrupted only where causes were asked for and none was found."""
    nothing = comparison.causes is not None and [cause.of for cause in comparison.causes] == [REST]
    return ExitCode.INTERRUPTED if nothing else ExitCode.GOOD
