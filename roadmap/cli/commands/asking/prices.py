"""`roadmap prices`: what one more person, a slip, a release and a promise are worth."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from requirements.language import _
from roadmap.cli.terminal import command_clock
from roadmap.cli.terminal.artifacts import STDOUT, page_option, write_artifact
from roadmap.cli.terminal.ending.interruption import interruptible
from roadmap.cli.terminal.options import (
    Command,
    Seconds,
    cluster_option,
    effort_option,
    examples,
    folder_option,
    json_option,
    plan_argument,
    processes_option,
)
from roadmap.cli.terminal.printing import remark, result, result_json
from roadmap.cli.text.prices import prices_text
from roadmap.explaining.asking.workers import PROCESSES
from roadmap.operations.asking.prices import PARTS, SECONDS, PricedPlan, Pricing, prices
from roadmap.operations.hearing import unheard
from roadmap.outputs.writing.kinds import FileKind

MOST_STARTING, ENDING = 2.0, 0.5
"""Seconds: what starting takes at most, and what telling the prices takes."""


@click.command(
    cls=Command,
    help=_(
        "Price what a plan depends on: one more person of each skill, from now and from the next quarter; "
        "each release; each published promise; and a delay of each feature by 2, 4 and 8 weeks. roadmap "
        "makes a new plan for each price. If that plan is not proved the best, the price is an interval. "
        "Press Ctrl-C to stop early and keep the prices found so far."
    ),
    epilog=examples(
        "roadmap prices my-plan/plan.json",
        "roadmap prices my-plan/plan.json --only skills --time 120",
        "roadmap prices my-plan/plan.json -o prices.html",
        "roadmap prices plan.json --folder my-plan --cluster tcp://10.0.0.1:8786 --json",
    ),
)
@plan_argument
@click.option(
    "--time",
    "seconds",
    type=Seconds(),
    metavar="S",
    default=SECONDS,
    show_default=True,
    help=_("Seconds for all prices. More time finds more, and proves more."),
)
@effort_option()
@click.option("--only", type=click.Choice(PARTS), multiple=True, help=_("Compute only these prices. Can be repeated."))
@processes_option(PROCESSES)
@page_option(_("Also write an HTML page. Use - for standard output."))
@folder_option
@cluster_option
@click.option("--quiet", "-q", is_flag=True, help=_("Print no progress on standard error."))
@json_option
def command(
    *,
    plan_file: Path,
    seconds: float,
    effort: float | None,
    only: tuple[str, ...],
    processes: int,
    output: Path | None,
    folder: Path | None,
    cluster: str | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Price a plan."""
    left = command_clock.seconds_left(seconds, starting=MOST_STARTING, ending=ENDING)
    with interruptible() as interruption, _bar(quiet=quiet) as show:

        def start() -> None:
            interruption.searching = True

        priced = prices(
            plan_file, folder=folder, only=only, seconds=left, effort=effort, processes=processes,
            cluster=cluster, on_progress=show, on_start=start, stop=interruption.stop,
        )  # fmt: skip
        interruption.searching = False
    if interruption.received and not quiet:
        remark(_("Interrupted. These are the prices found so far."))
    _tell(priced, output=output, as_json=as_json)


@contextlib.contextmanager
def _bar(*, quiet: bool) -> Iterator[Callable[[Pricing], None]]:
    """A bar of the time, with how many changes have a price, where standard error is a terminal.

    It begins with the first news: it has a thread, and before that this process may still be copied.
    """
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield unheard
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[priced]}"))
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    with contextlib.ExitStack() as shown:

        def show(pricing: Pricing) -> None:
            priced = f"{pricing.priced}/{pricing.count}"
            with contextlib.suppress(OSError):  # a terminal that is gone is no reason to stop
                if not bar.tasks:
                    shown.enter_context(bar)
                    bar.add_task(_("Prices"), total=pricing.given, priced=priced)
                bar.update(bar.tasks[0].id, completed=pricing.gone, priced=priced)

        yield show


def _tell(priced: PricedPlan, *, output: Path | None, as_json: bool) -> None:
    if output == STDOUT:
        write_artifact(priced.page(), output, kind=FileKind.PAGE, as_json=as_json)
        return
    if as_json:
        currency = priced.plan.currency
        told = {"value": priced.value, "base": priced.base, "bound": priced.bound, "prices": priced.records()}
        result_json(currency=currency, unit=f"thousand {currency}", **told)
    else:
        headings = {f"{table.heading}:" for table in priced.view.tables}
        for line in prices_text(priced.view):
            result(line, bold=line in headings)
    if output is not None:
        write_artifact(priced.page(), output, kind=FileKind.PAGE, as_json=False)
