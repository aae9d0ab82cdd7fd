"""A plan and the folder it was made from, for commands that plan again from it."""

from __future__ import annotations

from pathlib import Path

import click

from requirements.language import _
from roadmap.cli.inputs import input_of
from roadmap.cli.terminal.options import Decorated
from roadmap.cli.terminal.paths import FolderPath, folder_of
from roadmap.explain.present import Present, present_of
from roadmap.plan.file import read_plan


def folder_option(function: Decorated) -> Decorated:
    """`--folder`: the input folder of the plan."""
    return click.option(
        "--folder",
        metavar="DIR",
        type=FolderPath(),
        help=_("The folder the plan was made from; left out, the one that the plan names, or the one it lies in."),
    )(function)


def cluster_option(function: Decorated) -> Decorated:
    """`--cluster`: where to plan again."""
    return click.option(
        "--cluster",
        metavar="ADDRESS",
        help=_("Plan again on the workers of a dask.distributed cluster, such as tcp://10.0.0.1:8786."),
    )(function)


def read_present(plan_file: Path, folder: Path | None) -> Present:
    """A plan on its folder. InputFault if the folder has errors, or is not what the plan was made from."""
    plan = read_plan(plan_file)
    return present_of(plan, input_of(folder_of(plan_file) if folder is None else folder, plan))
