"""`roadmap sweep`: a folder planned for many scenarios and many seeds."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from requirements.language import _, enumerated
from roadmap.cli.terminal.ending.interruption import interruptible
from roadmap.cli.terminal.findings import remark_findings
from roadmap.cli.terminal.options import (
    Command,
    cluster_option,
    effort_option,
    examples,
    folder_argument,
    json_option,
    present_plan_option,
    processes_option,
    quiet_option,
    reading_options,
    seed_options,
    time_option,
    workers_option,
)
from roadmap.cli.terminal.printing import remark, result, result_json
from roadmap.cli.text.meeting.sweep import sweep_text
from roadmap.errors import SearchInterrupted
from roadmap.explaining.asking.workers import PROCESSES
from roadmap.operations.hearing import unheard
from roadmap.operations.planning.sweep import MOST_SEEDS, SECONDS, SEEDS, SweepProgress, Swept, sweep
from roadmap.planner.options import Options

_DEFAULTS = Options(seconds=SECONDS)


@click.command(
    cls=Command,
    help=_(
        "Plan a folder as it is and under each scenario file, with several seeds each, on the processors of this "
        "machine or on a cluster. Each plan is saved as a file when it is found. Press Ctrl-C to stop: finished "
        "plans are kept, and the same command continues with the rest. At the end a table shows the value over the "
        "seeds, the difference to the unchanged folder seed by seed, and the deals gained and given up."
    ),
    epilog=examples(
        "roadmap sweep my-plan --scenarios lean.yaml --scenarios later.yaml -o sweeps/lean",
        "roadmap sweep my-plan --scenarios lean.yaml --seeds 8 --effort 60 -o sweeps/lean",
        "roadmap sweep my-plan --scenarios lean.yaml --cluster tcp://10.0.0.1:8786 --processes 32 -o sweeps/lean",
    ),
)
@folder_argument
@click.option(
    "--scenarios",
    "files",
    metavar="FILE",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help=_("A scenario file, as for whatif, or a folder of them. Can be repeated."),
)
@click.option(
    "--seeds",
    type=click.IntRange(1, MOST_SEEDS),
    metavar="N",
    default=SEEDS,
    show_default=True,
    help=_("Number of seeds for each scenario, counted from --seed on."),
)
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help=_("The folder of the sweep. It is created. Plans in it are not made again. Default: sweep in DIR."),
)
@present_plan_option(_("The plan from which all searches start. Default: plan.json in DIR if it exists."))
@time_option(_DEFAULTS.seconds, _("Seconds for each plan."))
@effort_option(each=True)
@workers_option(_DEFAULTS.workers)
@processes_option(PROCESSES, _("Number of plans that are made at once. With --cluster: number of its workers."))
@cluster_option
@seed_options(_DEFAULTS.seed)
@reading_options
@quiet_option(_("Print no progress on standard error."))
@json_option
def command(
    *,
    directory: Path,
    files: tuple[Path, ...],
    seconds: float,
    effort: float | None,
    workers: int,
    seed: int,
    reproducible: bool,
    as_json: bool,
    quiet: bool,
    plan_file: Path | None,
    seeds: int,
    output: Path | None,
    processes: int,
    cluster: str | None,
    as_of: date | None,
    encoding: str | None,
) -> None:
    """Sweep."""
    options = Options(seconds, workers, seed, reproducible=reproducible, effort=effort)
    asked = partial(
        sweep, directory, files, output=output, seeds=seeds, options=options, plan=plan_file, processes=processes,
        cluster=cluster, as_of=as_of, encoding=encoding,
    )  # fmt: skip
    _tell(_swept(asked, quiet=quiet), quiet=quiet, as_json=as_json)


def _swept(asked: Callable[..., Swept], *, quiet: bool) -> Swept:
    """Sweep until all is done or somebody ends it. KeyboardInterrupt where there was nothing yet."""
    with interruptible() as interruption, _bar(quiet=quiet) as show:

        def start() -> None:
            interruption.searching = True

        try:
            return asked(
                on_progress=show,
                on_start=start,
                on_findings=unheard if quiet else remark_findings,
                stop=interruption.stop,
            )
        except SearchInterrupted:
            raise KeyboardInterrupt from None
        finally:
            interruption.searching = False


@contextlib.contextmanager
def _bar(*, quiet: bool) -> Iterator[Callable[[SweepProgress], None]]:
    """A bar of the tasks that are done, where standard error is a terminal."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield unheard
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(_("Plans"), total=None)

        def show(progress: SweepProgress) -> None:
            with contextlib.suppress(OSError):  # a terminal that is gone is no reason to stop
                bar.update(task, total=progress.tasks, completed=progress.done)

        yield show


def _tell(swept: Swept, *, quiet: bool, as_json: bool) -> None:
    if as_json:
        result_json(**swept.table.model_dump(mode="json"), files=[str(file) for file in swept.files])
    else:
        for line in sweep_text(swept.view):
            result(line)
    if quiet:
        return
    if swept.interrupted:
        remark(_("Interrupted. The same command goes on with the plans that are missing."))
    remark(_("Wrote {files}.").format(files=enumerated(str(file) for file in swept.files)))
