"""Planning a folder from the command line: read it, search, save each better plan as it is found."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from requirements.errors import PlanRejected
from requirements.finding import Place
from requirements.language import _
from roadmap.cli.beginnings import Beginnings, find_beginnings, record, refusal, replaces_better, told
from roadmap.cli.contradiction import all_pins, find_clashes, sentence_for
from roadmap.cli.reading import read_project
from roadmap.cli.saving import Saving, refuse_foreign_plans, reported
from roadmap.cli.terminal import clock
from roadmap.cli.terminal.errors import ExitCode
from roadmap.cli.terminal.interruption import Interruption, interruptible
from roadmap.cli.terminal.printing import remark
from roadmap.cli.terminal.progress import Watch, watch
from roadmap.cli.text.summary import unrepeatable
from roadmap.cli.too_large import refuse_too_large
from roadmap.explain.contradiction.clashing import Clashes, must_clash
from roadmap.folder.project import Project
from roadmap.outputs.locks import sole_writer
from roadmap.plan.document import Plan
from roadmap.planner import Options, Planned, PlanningStage, make_plan
from roadmap.schedule import Status, Stopped


@dataclass(frozen=True, slots=True)
class Search:
    """What a search came to: the last plan saved (None: none was), how many were, how the command ends, and in one
    sentence why, where it does not end well. `pins` are all that hold, and `clashes` those of them that contradict.
    `beginning` says what became of the plan that was there, `began` the same for programs, and `kept` whether it is
    kept."""

    plan: Plan | None
    saved: int
    code: ExitCode
    sentence: str = ""
    pins: tuple[tuple[str, Place | None], ...] = ()
    clashes: Clashes | None = None
    beginning: Sequence[str] = ()
    began: dict[str, Any] | None = None
    kept: bool = False


def search(
    directory: Path,
    output: Path,
    *,
    options: Options,
    encoding: str | None = None,
    as_of: date | None = None,
    wait: float = 0.0,
    quiet: bool = False,
    strict: bool = False,
) -> Search:
    """Plan a folder and save every better plan to `output` as it is found, beginning with the plan that is there: a
    better one of the same input is never replaced, another is kept once. `strict` refuses what is otherwise left out.

    The first Ctrl-C (or SIGTERM, SIGHUP) ends the search and keeps the best plan; the second ends at once. Raises
    RoadmapError for faults of the input or output, and KeyboardInterrupt before the search.
    """
    began = clock.began()
    refuse_foreign_plans(output)
    with interruptible() as interruption, sole_writer(output, wait=wait):
        project = _read(directory, options, began, encoding=encoding, as_of=as_of, quiet=quiet, strict=strict)
        asked = _Asked(directory, output, options, interruption, began, began + options.seconds, quiet)
        found = _search(project, asked)
        while not strict and (void := _pins_alone(found)):
            project = replace(project, void=project.void | void)
            until = max(asked.until, time.monotonic() + options.seconds / 4)
            found = _search(project, replace(asked, until=until))
    return found


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of a search; `began` and `until` are moments of the monotonic clock."""

    directory: Path
    output: Path
    options: Options
    interruption: Interruption
    began: float
    until: float
    quiet: bool


def _pins_alone(found: Search) -> frozenset[int]:
    """The pins that no plan can hold, each by itself, where these are all that is wrong."""
    if found.clashes is None or not found.clashes.complete:
        return frozenset()
    sets = [clash.clash.lines for clash in found.clashes.lines]
    alone = {line.pin for lines in sets for line in lines if len(lines) == 1 and line.kind == "pin"}
    return frozenset(alone) if len(alone) == found.clashes.count else frozenset()


def _search(project: Project, asked: _Asked) -> Search:
    """Plan a project, with the plan that is there as the beginning."""
    options, interruption, quiet = asked.options, asked.interruption, asked.quiet
    if (clashes := _plain_clashes(project, options)) is not None:
        return _contradiction(project, clashes)
    saving = Saving(Beginnings(asked.output))
    try:
        with watch(project.header.currency, quiet=quiet, began=asked.began, until=asked.until) as watched:
            planned = _planned(project, asked, saving, watched)
    except PlanRejected as error:
        raise reported(error, asked.output) from error
    except KeyboardInterrupt:
        return _ended_at_once(saving.plans, interruption)
    finally:
        interruption.searching = False
        saving.deliver()
    if (found := _clashes(planned, project, options, interruption)) is not None:
        return _contradiction(project, found)
    ended = _conclude(planned, options, saved=saving.plans, interruption=interruption, quiet=quiet)
    return _with_beginning(ended, saving, planned, seconds=options.seconds)


def _read(directory: Path, options: Options, began: float, **reading: Any) -> Project:
    """The project of a folder that is not too large for the time."""
    since = time.monotonic()
    project = read_project(directory, **reading)
    refuse_too_large(project, began=began, seconds=options.seconds, read=time.monotonic() - since)
    return project


def _planned(project: Project, asked: _Asked, saving: Saving, watched: Watch) -> Planned:
    """Plan a project, beginning with the plan that is there."""
    options, interruption = asked.options, asked.interruption
    watched.stage(PlanningStage.BEGINNING)
    begun = find_beginnings(
        project, asked.directory, saving.begun.target, reproducible=options.reproducible, folder=options.folder
    )
    saving.begun = begun
    interruption.searching = True
    return make_plan(
        project, options, observe=watched.observe, save=saving.save, stop=interruption.stop, start=begun.start,
        held=begun.held, until=watched.until, stage=watched.stage,
    )  # fmt: skip


def _with_beginning(found: Search, saving: Saving, planned: Planned, *, seconds: float) -> Search:
    """The same, with what became of the plan that was there."""
    begun = saving.begun
    if found.plan is None:
        return found
    if replaces_better(begun, found.plan):
        return Search(None, 0, ExitCode.USAGE, refusal(begun, found.plan))
    sentences = (
        *told(begun, found.plan, kept=planned.kept, seconds=seconds),
        *(_("The plan before it is kept in {file}.").format(file=file) for file in saving.before),
    )
    return replace(found, beginning=sentences, began=record(begun, found.plan, kept=planned.kept), kept=planned.kept)


def _kept(count: int) -> str:
    return _("Interrupted: saved best plan #{count}.").format(count=count)


def _ended_at_once(saved: Sequence[Plan], interruption: Interruption) -> Search:
    if saved:
        remark(_kept(len(saved)))
        return Search(saved[-1], len(saved), ExitCode.GOOD)
    return _nothing(interruption)


def _nothing(interruption: Interruption) -> Search:
    code = ExitCode.TERMINAL_GONE if interruption.hung_up else ExitCode.INTERRUPTED
    return Search(None, 0, code, _("Interrupted before a plan was found; nothing was saved."))


def _plain_clashes(project: Project, options: Options) -> Clashes | None:
    """What contradicts itself, where that is seen without a search."""
    if not project.pins or not must_clash(project):
        return None
    clashes = find_clashes(project, options)
    return clashes if clashes.lines else None


def _clashes(planned: Planned, project: Project, options: Options, interruption: Interruption) -> Clashes | None:
    """What contradicts itself, where that is proved, or where pins turn out to be why nothing was found."""
    if planned.plan is not None or interruption.received:
        return None
    if planned.proof.status is Status.INFEASIBLE:
        return find_clashes(project, options)
    if project.pins and planned.proof.stopped in (Stopped.TIME, Stopped.WORK):
        clashes = find_clashes(project, options)
        return clashes if clashes.lines else None
    return None


def _contradiction(project: Project, clashes: Clashes) -> Search:
    return Search(
        None, 0, ExitCode.CONTRADICTION, sentence_for(project, clashes), pins=all_pins(project), clashes=clashes
    )


def _conclude(
    planned: Planned, options: Options, *, saved: Sequence[Plan], interruption: Interruption, quiet: bool
) -> Search:
    if interruption.received and saved and not quiet:
        remark(_kept(len(saved)))
    if planned.plan is not None:
        if options.reproducible and not planned.plan.made_from.reproducible:
            remark(f"roadmap: {unrepeatable(planned.plan)}", bold=True)
        return Search(planned.plan, len(saved), ExitCode.GOOD)
    if interruption.received:  # the solver may have died of the same signal, which is no crash
        return _nothing(interruption)
    if planned.proof.stopped is Stopped.CRASHED:
        return Search(None, 0, ExitCode.DEFECT, _("The solver died before it found a plan; nothing was saved."))
    sentence = _(
        "No plan was found in the time given, which does not mean that there is none. "
        "Give it more with --time. A plan that was saved before is unchanged."
    )
    return Search(None, 0, ExitCode.NO_PLAN, sentence)
