"""The files that planning writes: the plan, the one before it, and a report where the checker refuses all plans."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from requirements.language import _
from roadmap.errors import PlanRejected
from roadmap.operations.searching.before import before_file, keep_before
from roadmap.operations.searching.beginnings import Beginnings, replaces_better
from roadmap.outputs.writing.descriptors import is_stream
from roadmap.outputs.writing.files import write_whole
from roadmap.outputs.writing.kinds import FileKind, refuse_foreign
from roadmap.plans.document import Plan
from roadmap.plans.plan_file import plan_text


@dataclass(slots=True)
class Saving:
    """Saves every better plan as it is found: the one before it is kept first, once, and a better plan of the same
    input is never replaced. `plans` are those that were saved, `before` is where the one before them was kept."""

    begun: Beginnings
    plans: list[Plan] = field(default_factory=list)
    before: list[Path] = field(default_factory=list)

    def save(self, plan: Plan) -> None:
        """Save a plan. A device or a pipe only gets the last one (`deliver`)."""
        begun = self.begun
        if replaces_better(begun, plan):
            return
        try:
            if begun.target is not None:
                self._write(begun.target, plan)
        except KeyboardInterrupt:
            if begun.target is not None and _says(begun.target, plan):
                self.plans.append(plan)  # it has its name, and only the disk's confirmation was cut short
            raise
        self.plans.append(plan)

    def _write(self, target: Path, plan: Plan) -> None:
        if not self.plans and (kept := keep_before(target, self.begun.there, plan)) is not None:
            self.before.append(kept)
        if not is_stream(target):
            write_whole(target, plan_text(plan), kind=FileKind.PLAN)

    def deliver(self) -> None:
        """Give a device or a pipe the best plan: what was written to it cannot be replaced by a better one."""
        target = self.begun.target
        if self.plans and target is not None and is_stream(target):
            write_whole(target, plan_text(self.plans[-1]), kind=FileKind.PLAN)


def _says(target: Path, plan: Plan) -> bool:
    """Whether a regular file holds exactly this plan."""
    try:
        return target.is_file() and target.read_bytes() == plan_text(plan).encode()
    except OSError:
        return False


def refuse_foreign_plans(output: Path) -> None:
    """Raise NotOurs at once, and not when something was found, where planning would overwrite what it did not write."""
    refuse_foreign(output, FileKind.PLAN)
    refuse_foreign(before_file(output), FileKind.PLAN)
    refuse_foreign(rejected_file(output), FileKind.REPORT)


def rejected_file(plan_file: Path) -> Path:
    """Where a report goes when the checker refuses the solver's plans: `plan.rejected.json` beside `plan.json`."""
    return plan_file.with_name(f"{plan_file.stem}.rejected.json")


def reported(error: PlanRejected, output: Path | None) -> PlanRejected:
    """The same refusal, once its bundle lies beside the plan that was to be written, if one was."""
    if output is None:
        return error
    report = rejected_file(output)
    write_whole(report, error.bundle, kind=FileKind.REPORT)
    sentence = _("{reason} The file {file} contains the problem without any names. Please report it with this file.")
    return PlanRejected(sentence.format(reason=error, file=report), bundle=error.bundle)
