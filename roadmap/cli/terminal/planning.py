"""Planning a folder at a terminal: its progress is shown, and Ctrl-C ends the search and keeps the best plan."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from requirements.finding import Finding
from requirements.language import _
from roadmap.cli.terminal import command_clock
from roadmap.cli.terminal.ending.interruption import Interruption, interruptible
from roadmap.cli.terminal.ending.signals import HungUp
from roadmap.cli.terminal.findings import remark_findings
from roadmap.cli.terminal.printing import remark
from roadmap.cli.terminal.search_progress import Watch, watch
from roadmap.cli.text.summary import busy_note, unrepeatable
from roadmap.errors import SearchInterrupted
from roadmap.operations.planning.plan import PlannedFolder, plan
from roadmap.planner import Options, PlanningStage, Progress


def plan_folder(
    directory: Path,
    output: Path,
    *,
    options: Options,
    encoding: str | None = None,
    as_of: date | None = None,
    wait: float = 0.0,
    quiet: bool = False,
    strict: bool = False,
) -> PlannedFolder:
    """Plan a folder and save every better plan to `output` as it is found.

    The first Ctrl-C (or SIGTERM, SIGHUP) ends the search and keeps the best plan; the second ends at once. Raises what
    the operation raises, SearchInterrupted where a search was ended that had no plan yet, and KeyboardInterrupt before.
    """
    began = command_clock.began()
    with interruptible() as interruption, contextlib.closing(_Listener(interruption, began, quiet=quiet)) as listener:
        try:
            found = plan(
                directory, options, output=output, as_of=as_of, encoding=encoding, strict=strict, wait=wait,
                began=began, on_progress=listener.progress, on_stage=listener.stage,
                on_findings=listener.findings, stop=interruption.stop,
            )  # fmt: skip
        except KeyboardInterrupt:
            if not listener.has_searched:
                raise
            raise SearchInterrupted(
                _("The search was interrupted before it found a plan. Nothing was saved.")
            ) from _gone(interruption)
        except SearchInterrupted as error:
            raise error from _gone(interruption)
    if interruption.received and not quiet:
        remark(_("Interrupted. Saved the best plan, #{count}.").format(count=found.saved))
    if not quiet and options.effort is None and (note := busy_note(found)) is not None:
        remark(note, bold=True)
    if options.reproducible and not found.plan.made_from.reproducible:
        remark(f"roadmap: {unrepeatable(found.plan)}", bold=True)
    return found


def _gone(interruption: Interruption) -> HungUp | None:
    """What caused an interruption, where that is a terminal that is gone."""
    return HungUp() if interruption.hung_up else None


class _Listener:
    """Hears how a planning goes on, shows it, and says when Ctrl-C is to end a search and no more than that."""

    def __init__(self, interruption: Interruption, began: float, *, quiet: bool) -> None:
        self.has_searched = False
        self._interruption, self._began, self._quiet = interruption, began, quiet
        self._shown = contextlib.ExitStack()
        self._watch: Watch | None = None

    def findings(self, findings: Sequence[Finding]) -> None:
        """Hear the warnings of the folder and of the plans that are there."""
        if not self._quiet:
            remark_findings(findings)

    def stage(self, stage: PlanningStage, until: float | None) -> None:
        """Hear what is done from now on: progress is shown from the first search to its end."""
        self._interruption.searching = stage in (
            PlanningStage.PREPARING,
            PlanningStage.SEARCHING,
            PlanningStage.WRITING,
            PlanningStage.ASSURING,
        )
        self.has_searched |= self._interruption.searching
        if stage is PlanningStage.ENDING:
            self.close()
        elif stage is not PlanningStage.READING:
            if self._watch is None:
                self._watch = self._shown.enter_context(watch(quiet=self._quiet, began=self._began, until=until))
            self._watch.until = until if stage is PlanningStage.ASSURING else self._watch.until
            self._watch.stage(stage)

    def progress(self, progress: Progress) -> None:
        """Hear the state of the search."""
        if self._watch is not None:
            self._watch.observe(progress)

    def close(self) -> None:
        """Show no more."""
        self._watch = None
        self._shown.close()
