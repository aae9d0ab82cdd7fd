"""`roadmap whatif`: plans of a folder with some of its lines changed, beside the folder as it is."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import click

from requirements.language import _
from roadmap.cli.terminal.artifacts import STDOUT, page_option, write_artifact
from roadmap.cli.terminal.ending.error_reports import tell_failure
from roadmap.cli.terminal.ending.exit_codes import ExitCode
from roadmap.cli.terminal.ending.interruption import Interruption, interruptible
from roadmap.cli.terminal.findings import remark_findings
from roadmap.cli.terminal.options import (
    Command,
    effort_option,
    examples,
    folder_argument,
    json_option,
    present_plan_option,
    quiet_option,
    reading_options,
    seed_options,
    time_option,
    workers_option,
)
from roadmap.cli.terminal.path_help import PATHS
from roadmap.cli.terminal.printing import remark, result, result_json
from roadmap.cli.terminal.search_progress import Watch, watch
from roadmap.cli.text.summary import unrepeatable
from roadmap.cli.text.whatif import first_sentence, whatif_text
from roadmap.errors import Contradiction, NoPlan, SearchInterrupted
from roadmap.operations.asking.whatif import SECONDS, TriedChanges, whatif
from roadmap.operations.hearing import unheard
from roadmap.operations.session.session_answers import SessionAnswer
from roadmap.outputs.writing.kinds import FileKind
from roadmap.planner import Options, Progress
from roadmap.views.formats import money

_DEFAULTS = Options(seconds=SECONDS)


@click.command(
    cls=Command,
    help=_(
        "Show the effect of changes to the input: value, target coverage, deals won and lost, moved "
        "promises, and load. Every search starts from the same plan, so a difference is not due to search "
        "luck. roadmap says so if a difference is within the uncertainty of the searches. Nothing is written "
        "to the folder."
    )
    + "\n\n"
    + PATHS,
    epilog=examples(
        "roadmap whatif my-plan --set deals.D07.gates.design_in=2026-09-01",
        "roadmap whatif my-plan --set people.+2:compiler@2026-04-01 --drop deals.D09",
        "roadmap whatif my-plan --scenario lean.yaml --scenario lean-later.yaml -o whatif.html",
    ),
)
@folder_argument
@click.option("--set", "sets", metavar="PATH=VALUE", multiple=True, help=_("Set a path to a value. Can be repeated."))
@click.option("--drop", "drops", metavar="PATH", multiple=True, help=_("Remove an entry or field. Can be repeated."))
@click.option(
    "--scenario",
    "files",
    metavar="FILE",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("A scenario file with name, base, drop, add, people, set. Can be repeated."),
)
@present_plan_option(_("The plan from which the search starts. Default: plan.json in DIR if it exists."))
@time_option(_DEFAULTS.seconds, _("Seconds for each plan."))
@effort_option(each=True)
@workers_option(_DEFAULTS.workers)
@seed_options(_DEFAULTS.seed)
@page_option(_("Also write an HTML page. Use - for standard output."))
@reading_options
@quiet_option(_("Print no progress on standard error."))
@json_option
@click.pass_context
def command(
    context: click.Context,
    *,
    directory: Path,
    sets: tuple[str, ...],
    drops: tuple[str, ...],
    files: tuple[Path, ...],
    plan_file: Path | None,
    seconds: float,
    effort: float | None,
    workers: int,
    seed: int,
    reproducible: bool,
    output: Path | None,
    encoding: str | None,
    as_of: date | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Plan variants of a folder side by side."""
    if not (sets or drops or files):
        raise click.UsageError(_("no change is given: use --set, --drop or --scenario."))
    options = Options(seconds, workers, seed, reproducible=reproducible, effort=effort)
    asked = partial(
        whatif, directory, sets, drop=drops, scenarios=files, plan=plan_file, options=options, as_of=as_of,
        encoding=encoding,
    )  # fmt: skip
    try:
        found = _searched(asked, quiet=quiet)
    except (Contradiction, NoPlan) as error:
        context.exit(int(tell_failure(error, as_json=as_json)))
    unsure = next((plan for plan in found.plans if reproducible and not plan.made_from.reproducible), None)
    if unsure is not None:
        remark(f"roadmap: {unrepeatable(unsure)}", bold=True)
    _show(found, output, as_json=as_json)
    context.exit(int(ExitCode.GOOD))


def _searched(asked: Callable[..., TriedChanges], *, quiet: bool) -> TriedChanges:
    """Plan all variants. KeyboardInterrupt where that was ended before each had a plan."""
    with interruptible() as interruption, contextlib.ExitStack() as shown:
        listener = _Listener(interruption, shown, quiet=quiet)
        try:
            return asked(
                on_progress=listener.progress, on_start=listener.start, on_first=unheard if quiet else tell_first,
                stop=interruption.stop,
                on_findings=unheard if quiet else remark_findings,
            )  # fmt: skip
        except SearchInterrupted:
            raise KeyboardInterrupt from None
        finally:
            interruption.searching = False


def tell_first(name: str, first: SessionAnswer) -> None:
    """Say what a variant comes to before anything was searched."""
    remark(f"{name}: {first_sentence(first)}")


class _Listener:
    """Hears which variant is planned, and shows how that goes on."""

    def __init__(self, interruption: Interruption, shown: contextlib.ExitStack, *, quiet: bool) -> None:
        self._interruption, self._shown, self._quiet = interruption, shown, quiet
        self._watch: Watch | None = None
        self._told: str | None = None

    def start(self, _folder: object) -> None:
        """Hear that the searches begin, which Ctrl-C ends."""
        self._watch = self._shown.enter_context(watch(quiet=self._quiet))
        self._interruption.searching = True

    def progress(self, name: str, progress: Progress) -> None:
        """Hear the state of one search."""
        if name != self._told and not self._quiet:
            self._told = name
            remark(_("Planning: {name}").format(name=name), bold=True)
        if self._watch is not None:
            self._watch.observe(progress)


def _show(found: TriedChanges, output: Path | None, *, as_json: bool) -> None:
    page = None if output is None else found.page()
    if output == STDOUT and page is not None:
        write_artifact(page, output, kind=FileKind.PAGE, as_json=as_json)
        return
    if as_json:
        result_json(**found.compared.model_dump(mode="json"), beaten=found.beaten)
    else:
        for line in whatif_text(found.view):
            result(line)
    if found.beaten is not None and found.begun_with is not None:
        told = _(
            "The plan of this input is worth {old}, and this search found one worth {new}. `roadmap plan` with more "
            "time can find it, too."
        )
        begun, best, currency = found.begun_with, found.plans[0], found.plans[0].currency
        remark(told.format(old=money(begun.headline.value, currency), new=money(best.headline.value, currency)))
    if output is not None and page is not None:
        write_artifact(page, output, kind=FileKind.PAGE, as_json=False)
