"""Plans that lie beside a plan and came before it: the published one, and the one that it replaced."""

from __future__ import annotations

from pathlib import Path

from requirements.errors import InputFault
from roadmap.folder.baseline import BASELINE
from roadmap.operations.searching.before import before_file
from roadmap.operations.sources.stored_plans import FoundPlan
from roadmap.plans.document import Plan
from roadmap.plans.plan_file import read_plan


def plans_before(plan: Plan, beside: Path) -> list[Plan]:
    """The plans of the same or an earlier day that lie beside a plan's file: the published one first. Files that are no
    plans are passed over: the plan is told all the same."""
    return [earlier for file in _files(beside) if (earlier := _read(file)) is not None and earlier.as_of <= plan.as_of]


def known_before(found: FoundPlan) -> Plan | None:
    """The plan that readers know: the published one, else the one that was replaced; None where there is none, or
    where the published one is this plan."""
    if found.file is None:
        return None
    for file in _files(found.file):
        earlier = _read(file)
        if earlier is not None and earlier.as_of <= found.plan.as_of:
            return None if earlier.verdict == found.plan.verdict else earlier
    return None


def _files(beside: Path) -> list[Path]:
    files = (beside.with_name(BASELINE), before_file(beside))
    return [file for file in files if file.is_file() and not file.samefile(beside)]


def _read(file: Path) -> Plan | None:
    try:
        return read_plan(file)
    except InputFault:
        return None
