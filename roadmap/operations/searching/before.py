"""The plan before: what a better or later plan replaced, kept once beside it, so that "what moved since Monday" needs
no preparation."""

from __future__ import annotations

from pathlib import Path

from requirements.errors import InputFault
from roadmap.outputs.writing.files import write_whole
from roadmap.outputs.writing.kinds import FileKind
from roadmap.plans.document import Plan
from roadmap.plans.plan_file import plan_text, read_plan


def before_file(plan_file: Path) -> Path:
    """Where the plan before that of a file is kept: `plan.before.json` beside `plan.json`."""
    return plan_file.with_name(f"{plan_file.stem}.before{plan_file.suffix}")


def keep_before(target: Path, there: Plan | None, plan: Plan) -> Path | None:
    """Keep the plan that is there before another one takes its file; where it was kept, or None if it was not.

    What is kept is the last plan of an earlier day; as long as there is none, the last plan of another input. So
    planning again on the same Monday does not lose the plan of the last one.
    """
    if there is None or not _is_to_be_kept(there, plan, before_file(target)):
        return None
    write_whole(before_file(target), plan_text(there), kind=FileKind.PLAN)
    return before_file(target)


def _is_to_be_kept(there: Plan, plan: Plan, file: Path) -> bool:
    if there.as_of != plan.as_of:
        return there.as_of < plan.as_of
    if there.made_from.digest == plan.made_from.digest and there.made_from.baseline == plan.made_from.baseline:
        return False
    try:
        return read_plan(file).as_of >= plan.as_of if file.exists() else True
    except InputFault:
        return True
