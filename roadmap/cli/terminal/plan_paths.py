"""Plans and folders on the command line: a folder stands for the plan in it, a plan for the folder it was made from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from requirements.errors import RoadmapError
from roadmap.operations.sources.stored_plans import folder_of, plan_file_of


class PlanPath(click.Path):
    """A plan: its file, or the folder in which it is `plan.json`."""

    def __init__(self) -> None:
        super().__init__(exists=True, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The file of the plan; fails for a folder without one."""
        path = Path(str(super().convert(value, param, ctx)))
        try:
            return plan_file_of(path)
        except RoadmapError as error:
            self.fail(str(error), param, ctx)


class FolderPath(click.Path):
    """An input folder, or a plan that was made from it."""

    def __init__(self) -> None:
        super().__init__(exists=True, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The folder. InputFault for a file that is not a plan."""
        path = Path(str(super().convert(value, param, ctx)))
        return path if path.is_dir() else folder_of(path)


class SourcePath(click.Path):
    """A plan, or an input folder where a function of the options that were read before says so."""

    def __init__(self, takes_folder: Callable[[click.Context], bool]) -> None:
        super().__init__(exists=True, path_type=Path)
        self.takes_folder = takes_folder

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The file of the plan, or the folder."""
        is_folder = self.takes_folder(ctx or click.get_current_context())
        return (FolderPath() if is_folder else PlanPath()).convert(value, param, ctx)
