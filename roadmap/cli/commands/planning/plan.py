"""`roadmap plan`: from a folder to a plan that the checker has accepted."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from shlex import quote

import click

from requirements.language import _
from roadmap.cli.terminal.artifacts import OutputFile, own_target
from roadmap.cli.terminal.ending.exit_codes import ExitCode
from roadmap.cli.terminal.options import (
    Command,
    Seconds,
    effort_option,
    examples,
    folder_argument,
    json_option,
    quiet_option,
    reading_options,
    seed_options,
    strict_option,
    time_option,
    workers_option,
)
from roadmap.cli.terminal.planning import plan_folder
from roadmap.cli.terminal.printing import result, result_json
from roadmap.cli.text.failure import FAILURES, tell_failure
from roadmap.cli.text.missed import fail_option, missed_deals, remark_missed
from roadmap.cli.text.summary import summary_lines, summary_record
from roadmap.operations.asked_limits import LEAST_SURE, MOST_SURE
from roadmap.operations.planning.plan import PlannedFolder
from roadmap.outputs.writing.kinds import FileKind
from roadmap.planner import Options

_DEFAULTS = Options()


@click.command(
    cls=Command,
    help=_(
        "Find the plan with the highest value, and prove how close to the best it is. Each better plan is "
        "saved when it is found. Press Ctrl-C to end the search and keep the best plan; press it twice to "
        "end at once."
    ),
    epilog=examples(
        "roadmap plan my-plan",
        "roadmap plan my-plan -o july.json --time 120",
        "roadmap plan my-plan --effort 120",
        "roadmap plan my-plan --confidence 0.8",
        "roadmap plan my-plan --reproducible --seed 7",
        "roadmap plan my-plan --as-of 2026-07-01 --json",
        "roadmap plan my-plan --fail-on-missed",
    ),
)
@folder_argument
@click.option(
    "-o",
    "--output",
    metavar="PLAN.json",
    type=OutputFile(FileKind.PLAN, dash=False),
    help=_("The file of the plan. Default: plan.json in DIR."),
)
@time_option(_DEFAULTS.seconds, _("Seconds for the whole command, including start-up, reading and writing."))
@effort_option(
    _("Seconds of processor time for the search, instead of --time: a busy machine takes longer and finds as much.")
)
@click.option(
    "--confidence",
    type=click.FloatRange(LEAST_SURE, MOST_SURE),
    metavar="SHARE",
    default=None,
    help=_(
        "The share of futures in which promises must hold, such as 0.8. After the best plan is found, a second "
        "search of the same length looks for plans with more slack. The result states the chances that are reached "
        "and their cost."
    ),
)
@workers_option(_DEFAULTS.workers, _("Number of search strategies that run at once. The plan depends on it."))
@seed_options(_DEFAULTS.seed)
@click.option(
    "--wait",
    type=Seconds(),
    metavar="S",
    default=None,
    help=_("Seconds to wait while another command writes the same plan."),
)
@reading_options
@strict_option
@quiet_option(_("Print no progress on standard error."))
@fail_option(_("Exit with code 6 if a deal is late at a gate or given up. The plan is still saved."))
@json_option
@click.pass_context
def command(
    context: click.Context,
    *,
    directory: Path,
    output: Path | None,
    seconds: float,
    effort: float | None,
    confidence: float | None,
    workers: int,
    seed: int,
    reproducible: bool,
    wait: float | None,
    encoding: str | None,
    as_of: date | None,
    strict: bool,
    quiet: bool,
    fail_on_missed: bool,
    as_json: bool,
) -> None:
    """Plan a folder and print a summary."""
    target = own_target(directory / "plan.json", FileKind.PLAN) if output is None else output
    options = Options(seconds, workers, seed, reproducible=reproducible, effort=effort, confidence=confidence)
    try:
        found = plan_folder(
            directory, target, options=options, encoding=encoding, as_of=as_of, wait=wait or 0.0, quiet=quiet,
            strict=strict,
        )  # fmt: skip
    except FAILURES as error:
        context.exit(int(tell_failure(error, as_json=as_json)))
    missed = missed_deals(found.plan) if fail_on_missed else []
    code = ExitCode.MISSED if missed else ExitCode.GOOD
    if as_json:
        _show_record(found, target, code)
    else:
        _show(found, target)
        if missed:
            remark_missed(missed)
    context.exit(int(code))


def _show_record(found: PlannedFolder, target: Path, code: ExitCode) -> None:
    result_json(
        exit_code=int(code),
        saved=found.saved,
        error=None,
        pins=None,
        began_with=found.began,
        **summary_record(found.plan, target),
    )


def _show(found: PlannedFolder, target: Path) -> None:
    for line in summary_lines(found.plan):
        result(line)
    for sentence in found.beginning:
        result(sentence)
    written = _("Written to {file}. To view it: roadmap render {quoted}")
    sentence = written if found.saved else _("To view it: roadmap render {quoted}")
    result(sentence.format(file=target, quoted=quote(str(target))))
