"""The input that a plan was made from, read again for a command that needs both."""

from __future__ import annotations

from pathlib import Path

from requirements.errors import InputFault
from requirements.finding import Finding, Place
from requirements.language import _
from roadmap.cli.reading import read_project
from roadmap.folder.project import Project
from roadmap.plan.document import Plan


def input_of(folder: Path, plan: Plan) -> Project:
    """The project of a folder on the day of a plan. InputFault if its files are not those the plan was made from."""
    project = read_project(folder, encoding=None, as_of=plan.as_of, quiet=True)
    if project.digest != plan.made_from.digest:
        message = _("this is not the input that the plan of {day} was made from").format(day=plan.as_of)
        hint = _("Plan the folder again, or name it as it was: `git worktree add` brings back an earlier state.")
        raise InputFault([Finding("input-differs", Place(str(folder)), message, hint)])
    return project
