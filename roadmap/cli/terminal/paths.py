"""Plans and folders on the command line: a folder stands for the plan in it, a plan for the folder it was made from."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from requirements.language import _
from roadmap.plan.file import read_plan

PLAN_NAME = "plan.json"
"""The plan of a folder, in the folder."""


class PlanPath(click.Path):
    """A plan: its file, or the folder in which it is `plan.json`."""

    def __init__(self) -> None:
        super().__init__(exists=True, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The file of the plan; fails for a folder without one."""
        path = Path(str(super().convert(value, param, ctx)))
        if not path.is_dir():
            return path
        if not (path / PLAN_NAME).exists():
            sentence = _("there is no plan.json in {folder}. `roadmap plan {folder}` makes it.")
            self.fail(sentence.format(folder=path), param, ctx)
        return path / PLAN_NAME


class FolderPath(click.Path):
    """An input folder, or a plan that was made from it."""

    def __init__(self) -> None:
        super().__init__(exists=True, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The folder. InputFault for a file that is not a plan."""
        path = Path(str(super().convert(value, param, ctx)))
        return path if path.is_dir() else folder_of(path)


def folder_of(plan_file: Path) -> Path:
    """The folder a plan was made from: where the plan says it lies, if there is one, or where the plan lies itself."""
    said = Path(os.path.normpath(plan_file.parent / (read_plan(plan_file).made_from.folder or ".")))
    return said if (said / "roadmap.yaml").exists() else plan_file.parent
