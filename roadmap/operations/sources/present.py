"""A plan on the folder it was made from, for operations that plan again from it."""

from __future__ import annotations

from roadmap.explaining.present import Present, present_of
from roadmap.operations.folders.load import FolderSource
from roadmap.operations.sources.plan_input import input_of
from roadmap.operations.sources.stored_plans import FoundPlan


def present_on(found: FoundPlan, folder: FolderSource | None) -> Present:
    """A plan on its folder (None: where the plan says that it lies). InputFault if the folder has errors, or is not
    what the plan was made from."""
    return present_of(found.plan, input_of(found.folder() if folder is None else folder, found.plan))
