"""`roadmap compare`: what is different between two plans, for whom, and why."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path

import click

from requirements.errors import RoadmapError
from requirements.language import _
from roadmap.cli.before import before_file as before_file_of
from roadmap.cli.terminal.artifacts import STDOUT, page_option, write_artifact
from roadmap.cli.terminal.errors import ExitCode
from roadmap.cli.terminal.options import Command, examples, json_option, time_option
from roadmap.cli.terminal.paths import FolderPath, PlanPath
from roadmap.cli.terminal.printing import remark, result, result_json
from roadmap.cli.text.digests import digest_lines
from roadmap.cli.text.missed import fail_option, missed_promises, remark_missed
from roadmap.compare import Comparison, compare_plans
from roadmap.compare.changes import REST
from roadmap.folder.baseline import BASELINE
from roadmap.outputs.kinds import FileKind
from roadmap.plan.document import Plan
from roadmap.plan.file import read_plan
from roadmap.views.comparison import Audience, ComparisonView, build_comparison

PLAN = PlanPath()
FOLDER = FolderPath()


@click.command(
    cls=Command,
    help=_(
        "Say what is different in plan B: promises that move, with days and reasons, deals gained and lost, what lands "
        "where, and the value with what it consists of; as one digest for sales, one for engineering and one for "
        "management. With both inputs it plans again with one group of changes at a time, and says what each brings."
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
    type=click.Choice([audience.value for audience in Audience]),
    default=Audience.ALL.value,
    show_default=True,
    help=_("Whose digest; the others then hold nothing that is not for them."),
)
@click.option("--inputs", nargs=2, type=FOLDER, metavar="DIR_A DIR_B", help=_("The folders the plans were made from."))
@time_option(5.0, _("With --inputs: seconds for each plan in between."))
@page_option(_("Write a page too, - for standard output."))
@fail_option(
    _("End with 6 if a promise moves later, is withdrawn or now comes after its gate, or a served deal is given up.")
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
    output: Path | None,
    fail_on_missed: bool,
    as_json: bool,
) -> None:
    """Compare two plans."""
    before_file, after_file = _both(before_file, after_file)
    before, after = read_plan(before_file), read_plan(after_file)
    comparison = compare_plans(before, after)
    if inputs is not None:
        comparison = _with_causes(comparison, before, after, inputs, seconds)
    missed = missed_promises(comparison) if fail_on_missed else []
    code = ExitCode.MISSED if missed else _ending(comparison)
    view = build_comparison(comparison, before, after, audience=Audience(audience))
    if output is not None:
        _write_page(view, output, as_json=as_json)
    if as_json:
        full = _record(comparison) if view.audience in (Audience.ALL, Audience.MANAGEMENT) else {}
        result_json(exit_code=int(code), empty=comparison.is_empty, missed=missed, digests=_digests(view), **full)
    elif output != STDOUT:
        for line in digest_lines(view):
            result(line)
    if missed and not as_json:
        remark_missed(missed)
    context.exit(int(code))


def _both(before: Path, after: Path | None) -> tuple[Path, Path]:
    """The two plans. One alone is the later of two, and the earlier is the plan that it replaced, or the baseline."""
    if after is not None:
        return before, after
    for earlier in (before_file_of(before), before.with_name(BASELINE)):
        if earlier.exists() and earlier != before:
            return earlier, before
    sentence = _("there is no {kept} and no baseline.json beside {plan} to compare it with; name two plans.")
    raise click.UsageError(sentence.format(kept=before_file_of(before).name, plan=before))


def _write_page(view: ComparisonView, output: Path, *, as_json: bool) -> None:
    from roadmap.outputs.sheets import render_comparison  # noqa: PLC0415 - templates, only where a page is asked for

    if as_json and output == STDOUT:
        raise click.UsageError(_("--json and the page cannot both go to standard output: name a file with -o."))
    write_artifact(render_comparison(view), output, kind=FileKind.PAGE, as_json=False)


def _record(comparison: Comparison) -> dict[str, object]:
    """The whole comparison for programs; money is in thousands of the currency."""
    return {"comparison": asdict(comparison)}


def _digests(view: ComparisonView) -> dict[str, object]:
    parts = {"management": view.management, "sales": view.sales, "engineering": view.engineering}
    return {name: asdict(part) for name, part in parts.items() if part is not None}


def _with_causes(
    comparison: Comparison, before: Plan, after: Plan, inputs: tuple[Path, Path], seconds: float
) -> Comparison:
    from roadmap.cli.inputs import input_of  # noqa: PLC0415 - reading and the solver, only where they are asked for
    from roadmap.cli.terminal.interruption import interruptible  # noqa: PLC0415
    from roadmap.compare.causes import NoPlanError, causes  # noqa: PLC0415

    pairs = [(input_of(folder, plan), plan) for folder, plan in zip(inputs, (before, after), strict=True)]
    remark(_("Planning again with one group of changes at a time."))
    with interruptible() as interruption:
        interruption.searching = True
        try:
            found = causes(pairs[0], pairs[1], seconds=seconds, stop=interruption.stop)
        except NoPlanError as error:
            sentence = _(
                "no plan was found in {seconds:g} s with these changes alone: {groups}. Give it more with --time."
            )
            raise RoadmapError(sentence.format(seconds=seconds, groups=error)) from error
        finally:
            interruption.searching = False
    if interruption.received:
        remark(_("Interrupted: the causes found so far."))
    return replace(comparison, causes=found)


def _ending(comparison: Comparison) -> ExitCode:
    """Interrupted only where causes were asked for and none was found."""
    nothing = comparison.causes is not None and [cause.of for cause in comparison.causes] == [REST]
    return ExitCode.INTERRUPTED if nothing else ExitCode.GOOD
