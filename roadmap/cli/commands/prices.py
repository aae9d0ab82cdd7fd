"""`roadmap prices`: what one more person, a slip, a release and a promise are worth."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from requirements.language import _
from roadmap.cli.present import cluster_option, folder_option, read_present
from roadmap.cli.terminal.artifacts import STDOUT, page_option, write_artifact
from roadmap.cli.terminal.interruption import interruptible
from roadmap.cli.terminal.options import Command, Seconds, examples, json_option, plan_argument
from roadmap.cli.terminal.printing import remark, result, result_json
from roadmap.cli.text.prices import prices_text
from roadmap.explain.asking.change import Change
from roadmap.explain.asking.pool import PROCESSES, can_copy, open_pool
from roadmap.explain.asking.questions import PATIENCE, Answer, ready
from roadmap.explain.asking.rounds import Asking
from roadmap.explain.present import Present
from roadmap.explain.pricing import (
    Price,
    ask_prices,
    prices_of,
    promise_changes,
    release_changes,
    skill_changes,
    slip_changes,
)
from roadmap.explain.repairs import baseline
from roadmap.outputs.kinds import FileKind
from roadmap.outputs.prices import render_prices
from roadmap.solver.local.compiled.loading import Loading, loaded
from roadmap.views.answers.prices import build_prices
from roadmap.views.answers.pricing import change_text

SECONDS = 60.0
MOST_STARTING, ENDING, LEAST = 2.0, 0.5, 0.1
"""Seconds: what starting takes at most, what telling the prices takes, and the fewest to plan again in."""
POLL = 0.1
"""Seconds between two looks at the wish to stop."""
LOADING_SHARE = 0.2
"""The share of the time that loading the compiled search may take."""
PARTS = ("skills", "releases", "promises", "slips")


@click.command(
    cls=Command,
    help=_(
        "Price what a plan rests on: one more person of each skill from now and from the next quarter, each release, "
        "each published promise, and work of each feature that begins 2, 4 and 8 weeks later than it could. Each price "
        "is a plan made again from this one; where that is not proved, the price is an interval. Ctrl-C "
        "ends it and keeps what it has."
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
    help=_("Seconds; more time narrows the intervals."),
)
@click.option("--only", type=click.Choice(PARTS), multiple=True, help=_("Only these prices; may be repeated."))
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    metavar="N",
    default=PROCESSES,
    show_default=True,
    help=_("Processes that plan at once; of a cluster, its workers."),
)
@page_option(_("Write a page too, - for standard output."))
@folder_option
@cluster_option
@click.option("--quiet", "-q", is_flag=True, help=_("No progress on standard error."))
@json_option
def command(
    *,
    plan_file: Path,
    seconds: float,
    only: tuple[str, ...],
    processes: int,
    output: Path | None,
    folder: Path | None,
    cluster: str | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Price a plan."""
    started = min(time.process_time(), MOST_STARTING)
    deadline = time.monotonic() + max(LEAST, seconds - started - ENDING)
    with interruptible() as interruption:
        present = read_present(plan_file, folder)
        parts = {name: changes for name, changes in _parts(present).items() if not only or name in only}
        asking = Asking(None, present, deadline=deadline, stop=interruption.stop)
        changes = [change for part in parts.values() for change in part]
        interruption.searching = True
        with _through(asking, processes, cluster), _bar(asking, len(changes), quiet=quiet) as heard:
            ask_prices(asking, changes, processes=processes, heard=heard)
        interruption.searching = False
    if interruption.received and not quiet:
        remark(_("Interrupted: the prices found so far."))
    priced = {name: prices_of(present, changes, asking) for name, changes in parts.items()}
    _tell(present, priced, asking, output=output, as_json=as_json)


def _parts(present: Present) -> dict[str, list[Change]]:
    """All changes to price, by part, in the order in which they are told."""
    return {
        "skills": skill_changes(present),
        "releases": release_changes(present),
        "promises": promise_changes(present),
        "slips": slip_changes(present),
    }


@contextlib.contextmanager
def _through(asking: Asking, processes: int, cluster: str | None) -> Iterator[None]:
    """Have questions answered by a cluster, or by copies of this process once it has loaded what takes long."""
    copies = cluster is None and (not asking.large or _is_loaded(asking)) and can_copy()
    with open_pool(processes=processes, cluster=cluster, copies=copies) as pool:
        # copies begin with the first question, so that one is asked before anything else starts a thread
        loading = [pool.submit(loaded if copies and asking.large else ready) for _process in range(processes)]
        asking.through(pool, warm=asking.large, at_once=processes)
        if asking.large:  # without the compiled search nothing would be found, here or there
            _wait(loading, asking)
        yield


def _wait(loading: list[Future[bool]], asking: Asking) -> None:
    """Wait until the compiled search is loaded wherever questions are answered, for a share of the time at most."""
    until = time.monotonic() + LOADING_SHARE * asking.left()
    while not asking.over() and time.monotonic() < until and wait(loading, timeout=POLL).not_done:
        pass


def _is_loaded(asking: Asking) -> bool:
    """Load the compiled search here, unless it must be compiled first, which goes on beside the first questions."""
    Loading().wait(min(PATIENCE, LOADING_SHARE * asking.left()))
    return loaded()


@contextlib.contextmanager
def _bar(asking: Asking, count: int, *, quiet: bool) -> Iterator[Callable[[Answer], None]]:
    """A bar of the time, with how many changes have a price, where standard error is a terminal."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield lambda _answer: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[priced]}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        whole, known = asking.left(), set[Change]()
        task = progress.add_task(_("Prices"), total=whole, priced=f"0/{count}")

        def heard(answer: Answer) -> None:
            known.add(answer.change)
            with contextlib.suppress(OSError):  # a terminal that is gone is no reason to stop
                priced = f"{len(known - {Change()})}/{count}"
                progress.update(task, completed=whole - asking.left(), priced=priced)

        yield heard


def _tell(
    present: Present,
    priced: dict[str, list[Price]],
    asking: Asking,
    *,
    output: Path | None,
    as_json: bool,
) -> None:
    base = baseline(present, asking)
    view = build_prices(present, priced, base)
    if output == STDOUT:
        write_artifact(render_prices(view), output, kind=FileKind.PAGE, as_json=as_json)
        return
    if as_json:
        currency = present.plan.currency
        records = {name: [_record(price) for price in prices] for name, prices in priced.items()}
        told = {"value": present.value, "base": base.value, "bound": base.bound, "prices": records}
        result_json(currency=currency, unit=f"thousand {currency}", **told)
    else:
        headings = {f"{table.heading}:" for table in view.tables}
        for line in prices_text(view):
            result(line, bold=line in headings)
    if output is not None:
        write_artifact(render_prices(view), output, kind=FileKind.PAGE, as_json=False)


def _record(price: Price) -> dict[str, Any]:
    return {"text": change_text(price.change)} | asdict(price)
