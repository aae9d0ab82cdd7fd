"""The chances that lie beside a plan."""

from __future__ import annotations

from roadmap.futures.chances import Chances
from roadmap.futures.chances_file import chances_file, read_chances
from roadmap.operations.sources.stored_plans import FoundPlan


def chances_beside(found: FoundPlan) -> Chances | None:
    """The chances beside a plan's file; None where there are none. They may be of an earlier state of the plan
    (`are_of`). InputFault where the file holds none."""
    return None if found.file is None else read_chances(chances_file(found.file))
