"""The input that a plan was made from, read again for an operation that needs both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from requirements.errors import InputFault
from requirements.finding import Finding, Place
from requirements.language import _, enumerated, in_clauses, ngettext
from roadmap.folder.project import Project
from roadmap.operations.folders.load import FolderSource, LoadedFolder, load
from roadmap.planner.causes.consent import not_held
from roadmap.plans.document import Plan

MOST = 5
"""Names that are told of many."""


def some(names: Iterable[str]) -> str:
    """The first few names, and how many more there are."""
    shown = list(names)
    more = len(shown) - MOST
    text = enumerated(shown[:MOST])
    if more <= 0:
        return text
    return ngettext("{names} and {count} more", "{names} and {count} more", more).format(names=text, count=more)


def differing(plan: Plan, project: Project) -> str:
    """Which files are others than when the plan was made, such as "changed: a.yaml; new: b.yaml"."""
    then, now = plan.made_from.files, project.files
    groups = {
        _("changed: {names}"): [name for name in now if name in then and now[name] != then[name]],
        _("new: {names}"): [name for name in now if name not in then],
        _("deleted: {names}"): [name for name in then if name not in now],
    }
    return in_clauses(phrase.format(names=some(names)) for phrase, names in groups.items() if names)


def directory_of(folder: FolderSource) -> Path:
    """Where a folder lies."""
    return folder.directory if isinstance(folder, LoadedFolder) else Path(folder)


def input_of(folder: FolderSource, plan: Plan) -> Project:
    """The project of a folder on the day of a plan, without the pins and promises that the plan lets go. InputFault if
    its files are not those the plan was made from."""
    if isinstance(folder, LoadedFolder) and folder.project.as_of == plan.as_of:
        project = folder.project
    else:
        project = load(directory_of(folder), as_of=plan.as_of).project
    if project.digest != plan.made_from.digest:
        message = _("the plan of {day} was made from other input; {files}")
        message = message.format(day=plan.as_of, files=differing(plan, project))
        hint = _(
            "Plan the folder again, or restore the earlier state of the folder, for example with `git worktree add`."
        )
        raise InputFault([Finding("input-differs", Place(str(directory_of(folder))), message, hint)])
    void = {position for position, line in enumerate(plan.pins) if line.cause is not None}
    return replace(project, void=project.void | void, freed=project.freed | not_held(plan))
