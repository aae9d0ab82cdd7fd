"""`roadmap publish`: a plan becomes the baseline, whose promises later plans pay for moving."""

from __future__ import annotations

from pathlib import Path

import click

from requirements.errors import InputFault
from requirements.finding import Finding, Place, Severity
from requirements.language import _, ngettext
from roadmap.cli.beginnings import placed
from roadmap.cli.inputs import differing, some
from roadmap.cli.present import folder_option
from roadmap.cli.reading import load_folder
from roadmap.cli.terminal.options import Command, examples, json_option, plan_argument
from roadmap.cli.terminal.paths import folder_of
from roadmap.cli.terminal.printing import remark, result, result_json
from roadmap.compare import Comparison, compare_plans
from roadmap.folder.baseline import BASELINE, Published, read_baseline
from roadmap.folder.project import Project
from roadmap.outputs.files import write_whole
from roadmap.outputs.kinds import FileKind, refuse_foreign
from roadmap.outputs.locks import sole_writer
from roadmap.plan.document import Plan
from roadmap.plan.file import plan_text, read_plan
from roadmap.planner.recount import what_differs


@click.command(
    cls=Command,
    help=_(
        "Make a plan the baseline: its promises are commitments from now on. It is written to baseline.json beside "
        "roadmap.yaml, to be committed with the input; later plans read it there, and move a promise only where that "
        "is worth its price (`policy: promises`). Refused if the plan was made from other files or other promises than "
        "the folder now holds."
    ),
    epilog=examples(
        "roadmap publish my-plan/plan.json",
        "roadmap publish july.json --folder my-plan",
        "git add my-plan/baseline.json && git commit -m 'Publish the plan of July'",
    ),
)
@plan_argument
@folder_option
@click.option("--force", is_flag=True, help=_("Publish it even if the folder has changed since it was planned."))
@json_option
def command(*, plan_file: Path, folder: Path | None, force: bool, as_json: bool) -> None:
    """Publish a plan."""
    folder = folder_of(plan_file) if folder is None else folder
    plan, target = read_plan(plan_file), folder / BASELINE
    plan = plan if plan.made_from.folder is None else placed(plan, ".")
    refuse_foreign(target, FileKind.PUBLISHED)
    with sole_writer(target):
        before = _published(target, force=force)
        if before != plan:
            _refuse(plan, plan_file.name, folder, force=force)
        moved = None if before is None else compare_plans(before, plan)
        if before != plan:
            write_whole(target, plan_text(plan), kind=FileKind.PUBLISHED)
        baseline, _unread = read_baseline(folder)
    _tell(target, () if baseline is None else baseline.promises, moved, as_json=as_json)


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
    from its own work: no force helps there.
    """
    loaded = load_folder(folder, encoding=None, as_of=plan.as_of)
    if loaded.project is None:
        findings = [finding for finding in loaded.findings if finding.severity is Severity.ERROR]
    else:
        findings = _differing(plan, loaded.project)
        if not findings and (wrong := what_differs(plan, loaded.project)):
            raise InputFault([_changed(name, wrong)])
    if findings and not force:
        raise InputFault(findings)


def _differing(plan: Plan, project: Project) -> list[Finding]:
    """Whether the folder holds other files, or other promises, than the plan was made from."""
    hint = _("Plan the folder again and publish that plan, or publish this one with --force.")
    if project.digest != plan.made_from.digest:
        message = _("the files have changed since this plan was made") + differing(plan, project)
        return [Finding("input-differs", Place("roadmap.yaml"), message, hint)]
    known = None if project.baseline is None else project.baseline.digest
    if known != plan.made_from.baseline:
        message = _("another plan was published since this one was made, which does not know its promises")
        return [Finding("baseline-differs", Place(BASELINE), message, hint)]
    return []


def _changed(name: str, wrong: tuple[str, ...]) -> Finding:
    """The plan does not say what follows from its work and its input."""
    message = _("the plan is not what its own work comes to on this folder: {places}").format(places=some(wrong))
    return Finding("plan-changed", Place(name), message, _("Plan the folder again and publish that plan."))


def _tell(target: Path, promises: tuple[Published, ...], moved: Comparison | None, *, as_json: bool) -> None:
    promised = list(dict.fromkeys(promise.deal for promise in promises))
    broken = [] if moved is None else [move for move in moved.promises if move.is_broken]
    if as_json:
        result_json(
            file=str(target),
            deals=promised,
            promises=len(promises),
            replaced=moved is not None,
            moved=[{"deal": move.deal, "gate": move.gate, "days": move.days} for move in broken],
        )
        return
    made = ngettext("{count} promise", "{count} promises", len(promises)).format(count=len(promises))
    deals = ngettext("{count} deal", "{count} deals", len(promised)).format(count=len(promised))
    result(_("Published to {file}: {promises} to {deals}.").format(file=target, promises=made, deals=deals))
    if moved is not None:
        later = len({(move.deal, move.day.before) for move in broken})
        sentence = ngettext(
            "{n} promise is later than published before, or withdrawn.",
            "{n} promises are later than published before, or withdrawn.",
            later,
        )
        result(sentence.format(n=later))
    remark(_("Commit it with the input: later plans keep these promises, or say what moving them costs."))
