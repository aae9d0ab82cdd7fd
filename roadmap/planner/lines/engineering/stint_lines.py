"""Stints of the plan: who does a work item when, where that is not everybody from its first day to its last."""

from __future__ import annotations

from roadmap.planner.draft import Draft
from roadmap.planner.naming.staffing import Staffing
from roadmap.plans.engineering.stints import StintLine
from roadmap.schedule import Run


def stint_lines(run: Run, draft: Draft, staffing: Staffing) -> list[StintLine]:
    """The stints of a planned item, in the order of time; none where all of its people have one skill and stay."""
    mine, skills = staffing.stints_on(run.item), staffing.skills_on(run.item)
    if len(skills) < 2 and all((stint.begin, stint.end) == (run.start, run.end) for stint in mine):
        return []
    day, workers = draft.indexed.names.day, draft.indexed.staff.workers
    return [
        StintLine(
            person=workers[stint.who].id,
            skill=skills[stint.line],
            group=stint.line + 1,
            first=day(stint.begin),
            last=day(stint.end - 1),
        )
        for stint in mine
    ]
