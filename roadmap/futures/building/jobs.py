"""Tasks: the work of a plan with the ranges of its effort, from the schedule and the folder it was made from."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from requirements.amounts.halves import Halves
from roadmap.explaining.present import Present
from roadmap.folder.project import Project
from roadmap.futures.building.ranges import default_range, exact_days, stated_range
from roadmap.futures.network import SURE, Job, Range, Role
from roadmap.indexing.begun.running import Going
from roadmap.indexing.efforts import planned_effort
from roadmap.indexing.people.staff import Staff
from roadmap.problem import Mode
from roadmap.schedule import Run, runs_of
from roadmap.supply.feature import Phase, WorkItem


def planned_jobs(present: Present) -> Iterator[tuple[Job, Run]]:
    """The jobs of the schedule, each with how it runs as planned, in the order of the problem."""
    problem = present.indexed.problem
    for position, placement in enumerate(present.schedule.placements):
        for run in runs_of(problem, position, placement) if placement is not None else ():
            yield job_of(present, position, run), run


def job_of(present: Present, position: int, run: Run) -> Job:
    """The job of one item of a feature, or of the support of a deal, by the position of that in the problem."""
    names = present.indexed.names
    if position < len(names.features):
        return _work_job(present, position, names.features[position], run)
    return _case_job(present, position, names.support[position - len(names.features)], run)


def _work_job(present: Present, position: int, key: str, run: Run) -> Job:
    project, item = present.project, present.indexed.problem.items[run.item]
    line = present.indexed.names.lines[run.item]
    work = project.engineering.features[key].work[line]
    told = present.draft.facts[key][line].told
    planned = planned_effort(work.effort, project.header.policy)
    effort = planned if told is None else told.remaining or 0
    ways = _ways(run.mode, project, present.indexed.staff, divisible=work.divisible)
    exact, more = exact_days(effort, run.mode.days, ways, extra=work.hand_over.days)
    return Job(
        feature=position,
        name=key,
        phase=work.phase.value,
        role=Role.VERIFIED if item.by_freeze else Role.ENABLED,
        skill=work.label,
        group=key,
        exact=exact,
        spread=_range_of(work, planned, project),
        heads=run.mode.crew,
        floor=max(item.earliest, item.ends_from - (run.end - run.start)) if item.start is None else item.start,
        extra=more,
        until=run.mode.until,
        item=run.item,
    )


def _case_job(present: Present, position: int, deal: str, run: Run) -> Job:
    project, item = present.project, present.indexed.problem.items[run.item]
    piece = present.indexed.support[deal][present.indexed.names.lines[run.item]]
    ways = _ways(run.mode, project, present.indexed.staff, divisible=False)
    exact, more = exact_days(piece.effort, run.mode.days, ways)
    return Job(
        feature=position,
        name=deal,
        phase=piece.work.phase.value,
        role=Role.SUPPORT,
        skill=piece.work.skill,
        group=f"support {deal}",
        exact=exact,
        spread=default_range(project.header.policy.uncertainty.effort),
        heads=run.mode.crew,
        floor=item.earliest,
        extra=more,
        item=run.item,
        deal=present.indexed.names.deal_position(deal),
    )


def running_job(present: Present, going: Going, worked: int) -> Job:
    """Work that was running before the plan: its seats work so many days in all."""
    project, key = present.project, going.work.feature
    work = project.engineering.features[key].work[going.work.line]
    planned = planned_effort(work.effort, project.header.policy)
    return Job(
        feature=_position(present, key),
        name=key,
        phase=work.phase.value,
        role=Role.ENABLED if work.phase is Phase.ENABLE else Role.VERIFIED,
        skill=work.label,
        group=key,
        exact=Fraction(worked),
        spread=_range_of(work, planned, project),
        heads=1,
        floor=0,
    )


def _position(present: Present, key: str) -> int:
    names = present.indexed.names
    return names.position(key) if key in names.features else -1


def _range_of(work: WorkItem, planned: Halves, project: Project) -> Range:
    if work.wait is not None or not planned:
        return SURE
    return stated_range(work.effort, planned) or default_range(project.header.policy.uncertainty.effort)


def _ways(mode: Mode, project: Project, staff: Staff, *, divisible: bool) -> list[Fraction]:
    """Days for each person-day of a crew: by the pace of its slowest, or where they add up by all of them."""
    lines = [line for line in mode.lines or (mode.crews,) if line]
    speeds = [speed for line in lines for speed in staff.asked(line)[1]]
    if not speeds or not min(speeds):
        return []
    factor = 1 + project.header.policy.crew_loss * (len(speeds) - 1)
    together, slowest = sum(speeds, Fraction(0)), len(speeds) * min(speeds)
    return [factor / speed for speed in ((together, slowest) if divisible else (slowest, together))]
