"""`roadmap trades`: what others would have to give so that a deal that is given up is served."""

from __future__ import annotations

from pathlib import Path

import click

from requirements.language import _, ngettext
from roadmap.cli.terminal import command_clock
from roadmap.cli.terminal.artifacts import STDOUT, page_option, write_artifact
from roadmap.cli.terminal.ending.interruption import interruptible
from roadmap.cli.terminal.options import (
    Command,
    cluster_option,
    effort_option,
    examples,
    folder_option,
    json_option,
    plan_argument,
    processes_option,
    quiet_option,
    time_option,
)
from roadmap.cli.terminal.printing import remark, result, result_json
from roadmap.cli.terminal.replan_progress import showing, time_left
from roadmap.cli.text.meeting.trades import trades_text
from roadmap.explaining.asking.workers import PROCESSES
from roadmap.operations.meeting.trades import SECONDS, TradedPlan, Trading, trades
from roadmap.outputs.writing.kinds import FileKind

MOST_STARTING = 2.0
"""Seconds that starting takes at most."""


@click.command(
    cls=Command,
    help=_(
        "For each deal that the plan gives up, find the smallest changes that would serve it in time: what others "
        "give up, the total effect on the value, who must agree, and which published promises move. Press Ctrl-C "
        "to stop early and keep the trades found so far."
    ),
    epilog=examples(
        "roadmap trades my-plan/plan.json",
        "roadmap trades my-plan/plan.json --deal north-harbour --time 60",
        "roadmap trades my-plan/plan.json --effort 300",
        "roadmap trades my-plan/plan.json -o trades.html",
    ),
)
@plan_argument
@click.option("--deal", metavar="ID", help=_("Only this deal, which the plan gives up: by its id, name or customer."))
@time_option(SECONDS, _("Seconds for all trades. More time finds better ones."))
@effort_option()
@processes_option(PROCESSES)
@page_option(_("Also write an HTML page. Use - for standard output."))
@folder_option
@cluster_option
@quiet_option(_("Print no progress on standard error."))
@json_option
def command(
    *,
    plan_file: Path,
    deal: str | None,
    seconds: float,
    effort: float | None,
    processes: int,
    output: Path | None,
    folder: Path | None,
    cluster: str | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Find trades."""
    left = command_clock.seconds_left(seconds, starting=MOST_STARTING)
    with interruptible() as interruption, showing(_progress, quiet=quiet) as show:

        def start() -> None:
            interruption.searching = True

        found = trades(
            plan_file, deal=deal, folder=folder, seconds=left, effort=effort, processes=processes,
            cluster=cluster, on_progress=show, on_start=start, stop=interruption.stop,
        )  # fmt: skip
        interruption.searching = False
    if interruption.received and not quiet:
        remark(_("Interrupted. These are the trades found so far."))
    _tell(found, output=output, as_json=as_json)


def _progress(trading: Trading) -> str:
    sentence = ngettext(
        "Looking for trades: {done} of {count} change tried.",
        "Looking for trades: {done} of {count} changes tried.",
        trading.count,
    )
    return time_left(sentence.format(done=trading.tried, count=trading.count), trading.left)


def _tell(found: TradedPlan, *, output: Path | None, as_json: bool) -> None:
    if output == STDOUT:
        write_artifact(found.page(), output, kind=FileKind.PAGE, as_json=as_json)
        return
    if as_json:
        currency = found.plan.currency
        result_json(
            currency=currency, unit=f"thousand {currency}", deals=found.deals, without=found.without, left=found.left,
            trades=found.records(),
        )  # fmt: skip
    else:
        for line in trades_text(found.view):
            result(line)
    if output is not None:
        write_artifact(found.page(), output, kind=FileKind.PAGE, as_json=False)
