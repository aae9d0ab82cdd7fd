"""Plans as operations take them: the document, its file, or the folder in which it is `plan.json`."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from requirements.errors import RoadmapError
from requirements.language import _, prefer
from roadmap.errors import UsageFault
from roadmap.plans import plan_file
from roadmap.plans.document import Plan

PLAN_NAME = "plan.json"
"""The plan of a folder, in the folder."""
PlanSource = Plan | Path | str
"""A plan, its file, or the folder it lies in."""


@dataclass(frozen=True, slots=True)
class FoundPlan:
    """A plan and the file it was read from; None where it was given as a document."""

    plan: Plan
    file: Path | None

    @property
    def name(self) -> str:
        """What the plan is called in findings: by its file, or by its own name."""
        return self.plan.name if self.file is None else self.file.name

    def folder(self) -> Path:
        """The folder it was made from: where it says that lies, if there is one, or where the plan lies itself.

        UsageFault for a document that came without a file.
        """
        if self.file is None:
            raise UsageFault(_("this plan was not read from a file, so its folder is not known: name the folder."))
        said = Path(os.path.normpath(self.file.parent / (self.plan.made_from.folder or ".")))
        return said if (said / "roadmap.yaml").exists() else self.file.parent


def plan_file_of(path: Path | str) -> Path:
    """The file of a plan; for a folder the `plan.json` in it. RoadmapError for a folder without one."""
    path = Path(path)
    if not path.is_dir():
        return path
    if not (path / PLAN_NAME).exists():
        raise RoadmapError(_("the folder {folder} has no plan.json. Run `roadmap plan {folder}`.").format(folder=path))
    return path / PLAN_NAME


def find_plan(source: PlanSource) -> FoundPlan:
    """A plan that the checker has accepted, with its file. InputFault if that is no plan, or was changed since.

    Later messages are in the language that the plan asks for, if it asks for one and no other was chosen.
    """
    file = None if isinstance(source, Plan) else plan_file_of(source)
    plan = source if isinstance(source, Plan) else plan_file.read_plan(plan_file_of(source))
    if plan.language is not None:
        prefer(plan.language)
    return FoundPlan(plan, file)


def plan_of(source: PlanSource) -> Plan:
    """The document alone."""
    return find_plan(source).plan


def read_plan(source: Path | str) -> Plan:
    """The plan in a file, or in a folder as `plan.json`. InputFault if it is no plan, or not as the checker accepted
    it; RoadmapError for a folder that has none."""
    return plan_of(source)


def present_plan_file(directory: Path) -> Path | None:
    """The plan of a folder, if it has been planned."""
    return file if (file := directory / PLAN_NAME).is_file() else None


def folder_of(plan_file: Path) -> Path:
    """The folder a plan was made from, by its file."""
    return find_plan(plan_file).folder()
