"""`roadmap whatif`: plans of a folder with some of its lines changed, beside the folder as it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from requirements.errors import InputFault
from requirements.finding import Finding, Severity, in_order
from requirements.language import _
from roadmap.cli.reading import load_folder
from roadmap.cli.terminal.artifacts import STDOUT, page_option, write_artifact
from roadmap.cli.terminal.errors import ExitCode
from roadmap.cli.terminal.findings import remark_findings
from roadmap.cli.terminal.interruption import interruptible
from roadmap.cli.terminal.options import (
    Command,
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
from roadmap.cli.terminal.printing import remark, result, result_json
from roadmap.cli.terminal.progress import watch
from roadmap.cli.text.summary import unrepeatable
from roadmap.cli.text.whatif import whatif_text
from roadmap.folder.project import Project
from roadmap.outputs.kinds import FileKind
from roadmap.outputs.whatif import render_whatif
from roadmap.plan.document import Plan
from roadmap.plan.file import read_plan
from roadmap.planner import Options, Planned, Progress
from roadmap.schedule import Status
from roadmap.simulate.scenarios.changes import FolderChange, described, read_drop, read_set
from roadmap.simulate.scenarios.plans import WhatIfVariant, plan_variants
from roadmap.simulate.scenarios.revise import Changes
from roadmap.simulate.scenarios.scenario import Scenario, read_scenario
from roadmap.simulate.scenarios.side_by_side import SideBySide, lay_side_by_side
from roadmap.views.answers.whatif import build_whatif

_DEFAULTS = Options(seconds=10.0)

PATHS = _(
    "A PATH is a section or a field of roadmap.yaml, then ids and fields, joined by dots: deals.D07.gates.design_in, "
    "segments.isv.win_rate, policy.caution, features.F3.work.build.effort. Members of lists are numbered from 1, work "
    "items may be named by their phase, + stands for a new member at the end. people.+2:compiler@2026-04-01 adds two "
    "people of a skill from a day on, people.-1:compiler takes one away."
)


@click.command(
    cls=Command,
    help=_(
        "Say what would be different if some lines of the folder said something else: value, target, deals won and "
        "lost, promises moved, load. Every search begins from the same plan, so that a difference is not search luck; "
        "where it lies within what the searches left open, that is said. Nothing is written to the folder."
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
@click.option("--set", "sets", metavar="PATH=VALUE", multiple=True, help=_("Let a path say this; may be repeated."))
@click.option("--drop", "drops", metavar="PATH", multiple=True, help=_("Leave out an entry or field; may be repeated."))
@click.option(
    "--scenario",
    "files",
    metavar="FILE",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("A scenario: a file with name, base, drop, add, people, set. May be repeated."),
)
@present_plan_option(_("The plan to begin from; left out, plan.json in DIR if it is there."))
@time_option(_DEFAULTS.seconds, _("Seconds for each plan."))
@workers_option(_DEFAULTS.workers)
@seed_options(_DEFAULTS.seed)
@page_option(_("Write a page too, - for standard output."))
@reading_options
@quiet_option(_("No progress on standard error."))
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
        raise click.UsageError(_("nothing to try: give --set, --drop or --scenario."))
    scenarios = read_scenarios(sets, drops, files, encoding=encoding)
    variants = read_variants(directory, scenarios, encoding=encoding, as_of=as_of, quiet=quiet)
    source = plan_file or _present(directory)
    start = None if source is None else read_plan(source)
    options = Options(seconds=seconds, workers=workers, seed=seed, reproducible=reproducible)
    found = _search(variants, options, start, quiet=quiet)
    plans = [planned.plan for planned in found if planned.plan is not None]
    if len(plans) < len(found):
        context.exit(int(_tell_failure(variants, found, as_json=as_json)))
    unsure = next((plan for plan in plans if reproducible and not plan.made_from.reproducible), None)
    if unsure is not None:
        remark(f"roadmap: {unrepeatable(unsure)}", bold=True)
    compared = lay_side_by_side(variants, plans, start_from=None if source is None else source.name, seconds=seconds)
    _show(compared, output, as_json=as_json)
    context.exit(int(ExitCode.GOOD))


def read_scenarios(
    sets: Sequence[str], drops: Sequence[str], files: Sequence[Path], *, encoding: str | None
) -> list[Scenario]:
    """The scenarios that a command names; --set and --drop make one of their own. InputFault with all that is wrong."""
    findings: list[Finding] = []
    changes: list[FolderChange] = [read_drop(option) for option in drops]
    for option in sets:
        read = read_set(option)
        if isinstance(read, FolderChange):
            changes.append(read)
        else:
            findings += read
    scenarios = [Scenario(_("changed"), tuple(changes))] if changes else []
    for file in files:
        scenario, wrong = read_scenario(file, encoding=encoding)
        findings += wrong
        if scenario is not None:
            scenarios.append(scenario)
    if findings:
        raise InputFault(in_order(findings))
    return scenarios


def read_variants(
    directory: Path, scenarios: Sequence[Scenario], *, encoding: str | None, as_of: date | None, quiet: bool
) -> list[WhatIfVariant]:
    """The folder as it is and as each scenario would have it. InputFault with all that is wrong in any of them."""
    base = _project(directory, None, encoding=encoding, as_of=as_of, quiet=quiet)
    variants = [WhatIfVariant(_("as it is"), (), base)]
    published = () if base.baseline is None else base.baseline.promises
    promised = frozenset(promise.deal for promise in published)
    for scenario in scenarios:
        changed = Changes(scenario.changes, promised)
        project = _project(directory, changed, encoding=encoding, as_of=as_of, quiet=True)
        variants.append(WhatIfVariant(scenario.name, tuple(described(change) for change in scenario.changes), project))
    return variants


def _project(
    directory: Path, changes: Changes | None, *, encoding: str | None, as_of: date | None, quiet: bool
) -> Project:
    loaded = load_folder(directory, encoding=encoding, as_of=as_of, revision=changes)
    if loaded.project is None:
        raise InputFault(list(loaded.findings))
    if not quiet:
        remark_findings(finding for finding in loaded.findings if finding.severity is not Severity.HINT)
    return loaded.project


def _present(directory: Path) -> Path | None:
    """The plan of the folder, if it has been planned."""
    return file if (file := directory / "plan.json").is_file() else None


def _search(variants: Sequence[WhatIfVariant], options: Options, start: Plan | None, *, quiet: bool) -> list[Planned]:
    """Plan all variants. KeyboardInterrupt where that was ended before each had a plan."""
    with interruptible() as interruption, watch(variants[0].project.header.currency, quiet=quiet) as watched:
        told = -1

        def tell(number: int, progress: Progress) -> None:
            nonlocal told
            if number != told and not quiet:
                told = number
                remark(_("Planning: {name}").format(name=variants[number].name), bold=True)
            watched.observe(progress)

        interruption.searching = True
        try:
            found = plan_variants(variants, options, start=start, tell=tell, stop=interruption.stop)
        finally:
            interruption.searching = False
    if interruption.received and any(planned.plan is None for planned in found):
        raise KeyboardInterrupt
    return found


def _tell_failure(variants: Sequence[WhatIfVariant], found: Sequence[Planned], *, as_json: bool) -> ExitCode:
    """Say for which variant there is no plan, and how the command ends."""
    pairs = zip(variants, found, strict=True)
    name, status = next((variant.name, one.proof.status) for variant, one in pairs if one.plan is None)
    if status is Status.INFEASIBLE:
        code, sentence = ExitCode.CONTRADICTION, _("No plan can hold all that is pinned in: {name}.").format(name=name)
    else:
        code, sentence = ExitCode.NO_PLAN, _("No plan was found in the time given for: {name}.").format(name=name)
    if as_json:
        result_json(exit_code=int(code), error=sentence)
    remark(f"roadmap: {sentence}", bold=True)
    return code


def _show(compared: SideBySide, output: Path | None, *, as_json: bool) -> None:
    view = build_whatif(compared)
    page = None if output is None else render_whatif(view)
    if output == STDOUT and page is not None:
        write_artifact(page, output, kind=FileKind.PAGE, as_json=as_json)
        return
    if as_json:
        result_json(**compared.model_dump(mode="json"))
    else:
        for line in whatif_text(view):
            result(line)
    if output is not None and page is not None:
        write_artifact(page, output, kind=FileKind.PAGE, as_json=False)
