"""Publishing: a plan becomes the baseline, whose promises later plans pay for moving."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from requirements.errors import InputFault
from requirements.finding import Finding, Place, Severity, strictly
from requirements.language import _
from roadmap.comparing import Comparison, compare_plans
from roadmap.folder.baseline import BASELINE, Published, read_baseline
from roadmap.folder.project import Project
from roadmap.futures.chances import Chances
from roadmap.futures.chances_file import are_of
from roadmap.operations.folders.load import read_folder
from roadmap.operations.planning.consenting import refused_moves
from roadmap.operations.searching.beginnings import placed
from roadmap.operations.sources.chances import chances_beside
from roadmap.operations.sources.ledger import tell_promises
from roadmap.operations.sources.plan_input import differing, some
from roadmap.operations.sources.stored_plans import FoundPlan, PlanSource, find_plan
from roadmap.outputs.writing.files import write_whole
from roadmap.outputs.writing.kinds import FileKind, refuse_foreign
from roadmap.outputs.writing.locks import sole_writer
from roadmap.planner.stored.recount import what_differs
from roadmap.plans.document import Plan
from roadmap.plans.plan_file import plan_text, read_plan
from roadmap.tracking.ledger import LEDGER, LedgerLine, read_ledger


@dataclass(frozen=True, slots=True)
class PublishedPlan:
    """A plan that is the baseline now: its file, its promises, and what it moved of those before (None: there were
    none)."""

    file: Path
    promises: tuple[Published, ...]
    moved: Comparison | None
    told: tuple[LedgerLine, ...]
    """The lines that the ledger of promises gained."""


def publish(plan: PlanSource, *, folder: Path | str | None = None, force: bool = False) -> PublishedPlan:
    """Make a plan the baseline of its folder: its promises are commitments from now on.

    It is written to baseline.json in `folder` (None: where the plan says that its input lies). InputFault if the plan
    was made from other files or other promises than the folder now holds, unless `force`. Each promise becomes a line
    of the ledger, promises.jsonl, with its chance and tripwires where the plan was simulated.
    """
    found = find_plan(plan)
    directory = found.folder() if folder is None else Path(folder)
    new, target = found.plan, directory / BASELINE
    new = new if new.made_from.folder is None else placed(new, ".")
    refuse_foreign(target, FileKind.PUBLISHED)
    refuse_foreign(directory / LEDGER, FileKind.LEDGER)
    with sole_writer(target):
        _require_ledger(directory)
        chances = _chances(found)
        before = _published(target, force=force)
        if before != new:
            _refuse(new, found.name, directory, force=force)
        moved = None if before is None else compare_plans(before, new)
        if before != new:
            write_whole(target, plan_text(new), kind=FileKind.PUBLISHED)
        baseline, _unread = read_baseline(directory)
        told = tell_promises(new, chances, directory)
    return PublishedPlan(target, () if baseline is None else baseline.promises, moved, told)


def _require_ledger(directory: Path) -> None:
    """InputFault where no promise could be added to the ledger: then nothing is published, by no force either."""
    _lines, findings = read_ledger(directory)
    if findings:
        raise InputFault(findings)


def _chances(found: FoundPlan) -> Chances | None:
    """The chances beside the plan that is published, if they are its own."""
    chances = chances_beside(found)
    return chances if chances is not None and are_of(chances, found.plan) else None


def _published(target: Path, *, force: bool) -> Plan | None:
    """The plan that is published now; None if none is. One that cannot be read is only replaced by force."""
    if not target.exists():
        return None
    try:
        return read_plan(target)
    except InputFault:
        if force:
            return None
        raise


def _refuse(plan: Plan, name: str, folder: Path, *, force: bool) -> None:
    """InputFault where the plan should not be published: the folder has errors, other files or other promises; by
    force it is published all the same. And where the folder is the one it was made of and it does not say what follows
    from its own work, or moves a promise without the consent that the folder asks for: no force helps there.
    """
    loaded = read_folder(folder, as_of=plan.as_of)
    if loaded.project is None:
        findings = [finding for finding in loaded.findings if finding.severity is Severity.ERROR]
    else:
        findings = _differing(plan, loaded.project)
        if not findings and (wrong := what_differs(plan, loaded.project)):
            raise InputFault([_changed(name, wrong)])
    if findings and not force:
        raise InputFault(findings)
    if loaded.project is not None and (refused := refused_moves(plan, loaded.project, name=name)):
        raise InputFault(strictly(refused))


def _differing(plan: Plan, project: Project) -> list[Finding]:
    """Whether the folder holds other files, or other promises, than the plan was made from."""
    hint = _("Plan the folder again and publish the new plan, or publish this plan with --force.")
    if project.digest != plan.made_from.digest:
        message = _("the input has changed since this plan was made; {files}")
        message = message.format(files=differing(plan, project))
        return [Finding("input-differs", Place("roadmap.yaml"), message, hint)]
    known = None if project.baseline is None else project.baseline.digest
    if known != plan.made_from.baseline:
        message = _("another plan was published after this plan was made, so this plan does not know its promises")
        return [Finding("baseline-differs", Place(BASELINE), message, hint)]
    return []


def _changed(name: str, wrong: tuple[str, ...]) -> Finding:
    """The plan does not say what follows from its work and its input."""
    message = _("the results in the plan do not follow from the work in the plan and this folder: {places}").format(
        places=some(wrong)
    )
    return Finding("plan-changed", Place(name), message, _("Plan the folder again and publish the new plan."))
