"""Planning a folder: read it, search, save each better plan as it is found."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from requirements.finding import Finding
from requirements.language import _
from roadmap.errors import NoPlan, PlanRejected, SearchInterrupted, SolverDied, WorsePlan
from roadmap.folder.project import Project
from roadmap.operations.asked_limits import require_options
from roadmap.operations.folders.load import FolderSource, OnFindings, loaded_folder
from roadmap.operations.hearing import OnProgress, OnStage, unheard
from roadmap.operations.searching.beginnings import find_beginnings, record, refusal, replaces_better, told
from roadmap.operations.searching.contradiction import (
    ExplainedContradiction,
    clashes_after,
    pins_alone,
    plain_clashes,
    promises_alone,
)
from roadmap.operations.searching.plan_pool import KeptPool, read_pool, write_pool
from roadmap.operations.searching.saving import Saving, refuse_foreign_plans, reported
from roadmap.operations.searching.too_large import refuse_too_large
from roadmap.operations.sources.plan_input import directory_of
from roadmap.operations.sources.stage_history import taught_by_history
from roadmap.operations.sources.stored_plans import PLAN_NAME
from roadmap.outputs.writing.locks import sole_writer
from roadmap.planner import Options, Planned, PlanningStage, ProcessorTime, make_plan
from roadmap.plans.document import Plan
from roadmap.schedule import Stopped
from roadmap.tuning import TUNING


@dataclass(frozen=True, slots=True)
class PlannedFolder:
    """What planning a folder came to.

    `plan` is the best one, `saved` how many were found (and written to `file`, unless that is None), and `kept` whether
    it is the one that was there, because nothing better was found. `beginning` says in sentences what became of the
    plan that was there, `began` the same as plain values (None: nothing was begun with). `warnings` are those of the
    folder, and `interrupted` says whether somebody ended the search before its time. `used` is the processor time that
    the machine gave the search.
    """

    plan: Plan
    file: Path | None
    saved: int
    kept: bool = False
    beginning: tuple[str, ...] = ()
    began: Mapping[str, Any] | None = None
    warnings: tuple[Finding, ...] = ()
    interrupted: bool = False
    used: ProcessorTime | None = None

    def _repr_html_(self) -> str:
        return self.plan._repr_html_()


def plan(
    folder: FolderSource,
    options: Options | None = None,
    *,
    output: Path | str | None = None,
    as_of: date | None = None,
    encoding: str | None = None,
    strict: bool = False,
    wait: float = 0.0,
    began: float | None = None,
    on_progress: OnProgress = unheard,
    on_stage: OnStage = unheard,
    on_findings: OnFindings = unheard,
    stop: threading.Event | None = None,
) -> PlannedFolder:
    """Find the plan that secures the most revenue, beginning with the best plan that is there.

    With an `output` every better plan is written to that file as it is found: a better one of the same input is never
    replaced, another is kept once beside it, and nobody else may write it meanwhile (`wait` seconds for whoever does).
    Without one nothing is written. `options.seconds` count from `began` on the monotonic clock (None: now). `stop` ends
    the search and keeps the best plan; so does KeyboardInterrupt, once there is one. `strict` refuses what is otherwise
    left out.

    Raises InputFault if the folder has errors or is too large for the time, Contradiction where no plan can hold all
    that is held, NoPlan where none was found, WorsePlan where a reproducible plan would replace a better one,
    PlanRejected and SolverFailure for defects of ours.
    """
    target = None if output is None else Path(output)
    options = replace(require_options(options or Options()), folder=_seen_from(target, directory_of(folder)))
    began = time.monotonic() if began is None else began
    asked = _Asked(target, directory_of(folder), options, began, on_progress, on_stage, on_findings,
                   stop or threading.Event())  # fmt: skip
    if target is None:
        return _planned_folder(folder, asked, as_of=as_of, encoding=encoding, strict=strict)
    refuse_foreign_plans(target)
    with sole_writer(target, wait=wait):
        return _planned_folder(folder, asked, as_of=as_of, encoding=encoding, strict=strict)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of a planning, which began at a moment of the monotonic clock, and who hears of it."""

    output: Path | None
    directory: Path
    options: Options
    began: float
    on_progress: OnProgress
    on_stage: OnStage
    on_findings: OnFindings
    stop: threading.Event

    @property
    def until(self) -> float | None:
        """When all is to be done, on the monotonic clock; None where processor time counts instead."""
        return None if self.options.effort is not None else self.began + self.options.seconds


def _seen_from(target: Path | None, directory: Path) -> str | None:
    """Where the folder lies as seen from the folder of the plan; None where that is not known."""
    if target is None:
        return None
    try:
        return Path(os.path.relpath(directory.resolve(), target.resolve().parent)).as_posix()
    except (OSError, ValueError):  # another drive, or a folder that is gone
        return None


def _planned_folder(folder: FolderSource, asked: _Asked, *, strict: bool, **reading: Any) -> PlannedFolder:
    """Read a folder and plan it; pins that no plan can hold, each by itself, are left out unless it is `strict`."""
    since, until = time.monotonic(), asked.until
    asked.on_stage(PlanningStage.READING, until)
    loaded = loaded_folder(folder, strict=strict, on_findings=asked.on_findings, **reading)
    project, read = loaded.project, time.monotonic() - since
    if asked.options.confidence is not None:
        taught_by_history(project, loaded.directory)  # its faults are told before the search
    if until is not None:
        refuse_too_large(project, began=asked.began, seconds=asked.options.seconds, read=read)
    while True:
        try:
            found = _searched(project, loaded.directory, asked, until)
        except ExplainedContradiction as contradiction:
            void, freed = pins_alone(contradiction), promises_alone(contradiction)
            if strict or not (void or freed):
                raise
            project = replace(project, void=project.void | void, freed=project.freed | freed)
            until = None if until is None else max(until, time.monotonic() + asked.options.seconds / 4)
        else:
            return replace(found, warnings=loaded.warnings)


def _searched(project: Project, directory: Path, asked: _Asked, until: float | None) -> PlannedFolder:
    """Plan a project, with the plan that is there as the beginning."""
    if (clashes := plain_clashes(project, asked.options, asked.stop)) is not None:
        raise ExplainedContradiction(project, clashes)
    asked.on_stage(PlanningStage.BEGINNING, until)
    begun = find_beginnings(
        project, directory, asked.output, reproducible=asked.options.reproducible, folder=asked.options.folder,
        on_findings=asked.on_findings,
    )  # fmt: skip
    saving = Saving(begun)
    asked.on_stage(PlanningStage.PREPARING, until)
    pool = KeptPool() if asked.options.reproducible else read_pool(asked.output or directory / PLAN_NAME)
    try:
        planned = make_plan(
            project, asked.options, observe=asked.on_progress, save=saving.save, stop=asked.stop, start=begun.start,
            held=begun.held, pool=pool.for_other(project, begun.there), until=until,
            stage=lambda stage: asked.on_stage(stage, until),
        )  # fmt: skip
        planned = _assured(planned, project, asked, saving, pool)
    except PlanRejected as error:
        raise reported(error, asked.output) from error
    except KeyboardInterrupt:
        if not saving.plans:
            raise
        return PlannedFolder(saving.plans[-1], asked.output, len(saving.plans), interrupted=True)
    finally:
        asked.on_stage(PlanningStage.ENDING, None)
        saving.deliver()
    if (clashing := clashes_after(planned, project, asked.options, asked.stop)) is not None:
        raise ExplainedContradiction(project, clashing)
    concluded = _concluded(planned, saving, asked)
    if asked.output is not None and not asked.options.reproducible:
        write_pool(asked.output, project, pool.joined(planned.pool, project))
    return concluded


def _assured(planned: Planned, project: Project, asked: _Asked, saving: Saving, pool: KeptPool) -> Planned:
    """What a search came to or, where a confidence is asked for, the plan that reaches it where that pays; saved."""
    options, begun = asked.options, saving.begun
    best = planned.plan
    if options.confidence is None or best is None or asked.stop.is_set() or replaces_better(begun, best):
        return planned
    from roadmap.operations.searching.confident import make_confident  # noqa: PLC0415 - few plans need what plays them

    until = None if asked.until is None else max(time.monotonic() + TUNING.sure_moment, asked.until + options.seconds)
    seconds = options.working if until is None else until - time.monotonic()
    asked.on_stage(PlanningStage.ASSURING, until)
    learned = taught_by_history(project, asked.directory).project
    sure = make_confident(
        best, learned, options, seconds=seconds, pool=(*planned.pool, *pool.plans), there=begun.there, stop=asked.stop
    )
    if sure != best:
        saving.save(sure)
    return replace(planned, plan=sure, kept=planned.kept and sure == best)


def _concluded(planned: Planned, saving: Saving, asked: _Asked) -> PlannedFolder:
    """What a search came to, with what became of the plan that was there. Raises what there is to say if no plan was
    found."""
    begun, plan_found = saving.begun, planned.plan
    if plan_found is None:
        raise _why_nothing(planned, asked)
    if replaces_better(begun, plan_found):
        raise WorsePlan(refusal(begun, plan_found))
    sentences = (
        *told(begun, plan_found, kept=planned.kept, nothing=_nothing_better(asked.options)),
        *(_("The previous plan is kept in {file}.").format(file=file) for file in saving.before),
    )
    return PlannedFolder(
        plan_found, asked.output, len(saving.plans), planned.kept, sentences,
        record(begun, plan_found, kept=planned.kept), interrupted=asked.stop.is_set(),
        used=planned.used,
    )  # fmt: skip


def _nothing_better(options: Options) -> str:
    """That nothing better was found, and how long was searched."""
    if options.effort is None:
        return _("No better plan was found in {seconds:g} s.").format(seconds=options.seconds)
    return _("No better plan was found in {seconds:g} s of processor time.").format(seconds=options.effort)


def _why_nothing(planned: Planned, asked: _Asked) -> NoPlan | SolverDied | SearchInterrupted:
    if asked.stop.is_set():  # the solver may have died of the same signal, which is no crash
        return SearchInterrupted(_("The search was interrupted before it found a plan. Nothing was saved."))
    if planned.proof.stopped is Stopped.CRASHED:
        return SolverDied(_("The solver process ended before it found a plan. Nothing was saved."))
    return NoPlan(
        _(
            "No plan was found in the time given, but a plan may exist. Allow more time with --time. A plan that "
            "was saved before is unchanged."
        )
    )
