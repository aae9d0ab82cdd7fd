"""Sweeping: a folder planned for many scenarios and many seeds, on all processors there are."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from requirements.errors import InputFault
from requirements.finding import Finding, in_order
from requirements.language import _
from roadmap.changes.scenarios.changes import described
from roadmap.changes.scenarios.revise import Changes
from roadmap.changes.scenarios.scenario import Scenario, read_scenario
from roadmap.changes.sweeping.table import SweepRun, SweepTable, SweptPlan, sweep_line, sweep_run
from roadmap.changes.sweeping.task import SweepResult, SweepTask, digest_of_task, pack_scenario
from roadmap.errors import SearchInterrupted, UsageFault
from roadmap.explaining.asking.workers import PROCESSES
from roadmap.folder.project import Project
from roadmap.operations.asked_limits import LARGEST_SEED, require_count, require_options
from roadmap.operations.folders.load import FolderSource, LoadedFolder, OnFindings, loaded_folder
from roadmap.operations.hearing import unheard
from roadmap.operations.sources.stored_plans import PlanSource, find_plan, present_plan_file
from roadmap.operations.sweeping.results import SweepFolder
from roadmap.operations.sweeping.sweep_runs import SweepWork, run_sweep
from roadmap.outputs.sheets import render_sweep
from roadmap.planner.options import Options
from roadmap.plans.document import Plan
from roadmap.plans.mark import REPORT_KIND
from roadmap.views.answers.sweep import SweepView, build_sweep

SECONDS = 30.0
"""Seconds for each plan, unless the caller says otherwise."""
SEEDS = 3
SWEEP_NAME = "sweep"
"""The folder of a sweep where none is named, in the input folder."""
MOST_SEEDS = 10_000


@dataclass(frozen=True, slots=True)
class Swept:
    """A sweep as far as it came: its table, and the files of the table. `interrupted` says that somebody ended it; what
    is there stays, and the next run goes on with the rest."""

    table: SweepTable
    files: tuple[Path, ...]
    interrupted: bool = False

    @property
    def view(self) -> SweepView:
        """The table as people read it."""
        return build_sweep(self.table)

    def page(self) -> str:
        """The table as one HTML page."""
        return render_sweep(self.view)


@dataclass(frozen=True, slots=True)
class SweepProgress:
    """How far a sweep has come: tasks that are done, of these the plans that were there before, and all tasks."""

    done: int
    before: int
    tasks: int


@dataclass(frozen=True, slots=True)
class _Variant:
    name: str
    changes: tuple[str, ...]
    project: Project


def sweep(
    folder: FolderSource,
    scenarios: Sequence[Path | str],
    *,
    output: Path | str | None = None,
    seeds: int = SEEDS,
    options: Options | None = None,
    plan: PlanSource | None = None,
    processes: int = PROCESSES,
    cluster: str | None = None,
    as_of: date | None = None,
    encoding: str | None = None,
    on_progress: Callable[[SweepProgress], None] = unheard,
    on_start: Callable[[], None] = unheard,
    on_findings: OnFindings = unheard,
    stop: threading.Event | None = None,
) -> Swept:
    """Plan a folder as it is and as each scenario file (or each in a folder) would have it, with so many `seeds` each,
    from `options.seed` on, and write plans and table into the folder `output` (None: the folder `sweep` in it).

    Plans are made in so many `processes` of this machine, or on the workers of a dask `cluster`, and each is kept as a
    file as soon as it is there, named by what it depends on: whoever sweeps again plans only what is missing. Every
    search begins from `plan` (None: the folder's plan.json, if it is there). `stop` ends the sweep and keeps what it
    has. InputFault with all that is wrong in any scenario; SearchInterrupted where nothing was planned.
    """
    options = _required(options or Options(seconds=SECONDS), seeds, processes)
    base = loaded_folder(folder, as_of=as_of, encoding=encoding, on_findings=on_findings)
    variants = _variants(base, _files(scenarios), encoding)
    source = plan if plan is not None else present_plan_file(base.directory)
    found = None if source is None else find_plan(source)
    kept = SweepFolder(base.directory / SWEEP_NAME if output is None else Path(output))
    sweeping = _Sweeping(variants, options, None if found is None else found.plan, seeds, kept)
    kept.prepare()
    stop = stop or threading.Event()
    on_start()
    sweeping.run(processes, cluster, on_progress, stop)
    table = sweeping.table(base.project, None if found is None else found.name)
    return Swept(table, kept.conclude(table), interrupted=stop.is_set())


def _required(options: Options, seeds: int, processes: int) -> Options:
    require_count(processes, of="processes")
    if not 1 <= seeds <= MOST_SEEDS or options.seed + seeds - 1 > LARGEST_SEED:
        sentence = _("expected a number of seeds from 1 to {most}, such as 5")
        raise UsageFault(sentence.format(most=MOST_SEEDS))
    return require_options(options)


def _files(scenarios: Sequence[Path | str]) -> list[Path]:
    """The scenario files; of a folder all that end in `.yaml` or `.yml`, by name."""
    found: list[Path] = []
    for path in map(Path, scenarios):
        inside = (
            sorted(file for file in path.iterdir() if file.suffix in (".yaml", ".yml")) if path.is_dir() else [path]
        )
        if not inside:
            raise UsageFault(_("the folder {folder} holds no scenario file.").format(folder=path))
        found += inside
    return found


class _Sweeping:
    """One sweep: its tasks, the plans that are there, and what failed."""

    def __init__(
        self, variants: Sequence[_Variant], options: Options, start: Plan | None, seeds: int, kept: SweepFolder
    ) -> None:
        self._variants, self._options, self._start, self.kept = variants, options, start, kept
        self._seeds = [options.seed + number for number in range(seeds)]
        self._tasks = [
            SweepTask(number, seed, digest_of_task(variant.project, start, self._with(seed)))
            for seed in self._seeds  # all scenarios of a seed before the next: pairs are there early
            for number, variant in enumerate(variants)
        ]
        self.plans: dict[SweepTask, SweptPlan] = {}
        self.failed: dict[SweepTask, SweepResult] = {}

    def _with(self, seed: int) -> Options:
        return replace(self._options, seed=seed)

    def run(
        self,
        processes: int,
        cluster: str | None,
        on_progress: Callable[[SweepProgress], None],
        stop: threading.Event,
    ) -> None:
        """Do all that is not there yet. SearchInterrupted where nothing was done."""
        self.plans = {task: plan for task in self._tasks if (plan := self.kept.plan(task)) is not None}
        before, todo = len(self.plans), [task for task in self._tasks if task not in self.plans]
        packed = {n: pack_scenario(self._variants[n].project, self._start) for n in {task.scenario for task in todo}}

        def tell() -> None:
            on_progress(SweepProgress(len(self.plans) + len(self.failed), before, len(self._tasks)))

        def heard(task: SweepTask, result: SweepResult) -> None:
            if result.text is None:
                self.failed[task] = result
            else:
                self.kept.keep(task, result.text)
                plan = self.kept.plan(task)
                if plan is not None:
                    self.plans[task] = plan
            tell()

        tell()
        run_sweep(SweepWork(todo, packed, self._with), processes=processes, cluster=cluster, heard=heard, stop=stop)
        if not self.plans and not self.failed:
            raise SearchInterrupted(_("The sweep was interrupted before it had a plan. Nothing was saved."))

    def table(self, base: Project, start_from: str | None) -> SweepTable:
        """The table of what is there."""
        runs = {number: self._runs(number) for number in range(len(self._variants))}
        options = self._options
        return SweepTable(
            kind=REPORT_KIND, name=base.header.name, currency=base.header.currency, seeds=self._seeds,
            seconds=options.seconds, effort=options.effort, workers=options.workers,
            reproducible=options.reproducible, start_from=start_from, tasks=len(self._tasks),
            lines=[sweep_line(v.name, v.changes, runs[number]) for number, v in enumerate(self._variants)],
            runs=[run for found in runs.values() for run in found],
        )  # fmt: skip

    def _runs(self, number: int) -> list[SweepRun]:
        """The runs of one scenario that are done."""
        as_is = {task.seed: task for task in self._tasks if task.scenario == 0}
        return [
            sweep_run(
                task, self._variants[number].name, plan=self.plans.get(task), base=self.plans.get(as_is[task.seed]),
                file=self.kept.name(task), failed=self.failed.get(task),
            )
            for task in self._tasks
            if task.scenario == number and (task in self.plans or task in self.failed)
        ]  # fmt: skip


def _variants(base: LoadedFolder, files: Sequence[Path], encoding: str | None) -> list[_Variant]:
    """The folder as it is, and as each scenario would have it. InputFault with all that is wrong in one of them."""
    findings: list[Finding] = []
    scenarios: list[Scenario] = []
    for file in files:
        scenario, wrong = read_scenario(file, encoding=encoding)
        findings += wrong
        scenarios += [] if scenario is None else [scenario]
    if findings:
        raise InputFault(in_order(findings))
    published = () if base.project.baseline is None else base.project.baseline.promises
    promised = frozenset(promise.deal for promise in published)
    variants = [_Variant(_("current"), (), base.project)]
    for scenario in scenarios:
        project = base.revised(Changes(scenario.changes, promised)).project
        variants.append(_Variant(scenario.name, tuple(described(change) for change in scenario.changes), project))
    return variants
