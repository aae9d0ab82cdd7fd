"""`roadmap simulate`: a plan played out many times, and how sure each of its days is."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from requirements.language import _
from roadmap.cli.terminal.artifacts import STDOUT, own_target, page_option, write_artifact
from roadmap.cli.terminal.ending.interruption import interruptible
from roadmap.cli.terminal.options import Command, examples, folder_option, json_option, plan_argument, quiet_option
from roadmap.cli.terminal.printing import remark, result, result_json
from roadmap.cli.text.chances import chances_lines
from roadmap.errors import UsageFault
from roadmap.futures.chances_file import chances_file
from roadmap.futures.playing.simulating import Progressed
from roadmap.operations.asked_limits import LARGEST_SEED
from roadmap.operations.hearing import unheard
from roadmap.operations.planning.simulate import MOST_RUNS, RUNS, simulate
from roadmap.operations.sources.stored_plans import plan_file_of
from roadmap.outputs.writing.kinds import FileKind


@click.command(
    cls=Command,
    help=_(
        "Play a plan out many times: efforts are drawn from their ranges, gates move, people fall ill, deals are "
        "won or lost. The result states how often each gate is met, which release can be promised, the expected "
        "revenue, and the causes of delay. The chances are written beside the plan as plan.chances.json. Press "
        "Ctrl-C to stop early and keep the runs made so far."
    ),
    epilog=examples(
        "roadmap simulate my-plan/plan.json",
        "roadmap simulate my-plan/plan.json -o chances.html",
        "roadmap simulate plan.json --folder my-plan --runs 50000 --seed 7 --json",
    ),
)
@plan_argument
@click.option(
    "--runs",
    type=click.IntRange(1, MOST_RUNS),
    metavar="N",
    default=RUNS,
    show_default=True,
    help=_("Number of futures to play. More futures make the chances more exact."),
)
@click.option(
    "--seed",
    type=click.IntRange(0, LARGEST_SEED),
    metavar="N",
    default=0,
    show_default=True,
    help=_("Another seed draws other futures."),
)
@page_option(_("Also write an HTML page. Use - for standard output."))
@folder_option
@quiet_option(_("Print no progress on standard error."))
@json_option
def command(
    *, plan_file: Path, runs: int, seed: int, output: Path | None, folder: Path | None, quiet: bool, as_json: bool
) -> None:
    """Simulate a plan."""
    if output == STDOUT and as_json:
        raise UsageFault(_("--json describes a file. Name one with -o."))
    own_target(chances_file(plan_file_of(plan_file)), FileKind.CHANCES)
    with interruptible() as interruption, _bar(quiet=quiet) as show:
        interruption.searching = True
        found = simulate(plan_file, folder=folder, runs=runs, seed=seed, on_progress=show, stop=interruption.stop)
        interruption.searching = False
    if interruption.received and not quiet:
        remark(_("Interrupted: the chances of the runs so far."))
    kept = found.save(plan_file_of(plan_file))
    if output == STDOUT:
        write_artifact(found.page(), output, kind=FileKind.PAGE, as_json=False)
        return
    if as_json:
        result_json(file=str(kept), **{key: part for key, part in found.record().items() if key != "schema_version"})
    else:
        for line in chances_lines(found.view):
            result(line)
        remark(_("Wrote {file}.").format(file=kept))
    if output is not None:
        write_artifact(found.page(), output, kind=FileKind.PAGE, as_json=False)


@contextlib.contextmanager
def _bar(*, quiet: bool) -> Iterator[Callable[[Progressed], None]]:
    """A bar of the runs, where standard error is a terminal."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield unheard
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed:,.0f}/{task.total:,.0f}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(_("Runs"), total=None)

        def show(progressed: Progressed) -> None:
            with contextlib.suppress(OSError):  # a terminal that is gone is no reason to stop
                bar.update(task, completed=progressed.played, total=progressed.runs)

        yield show
