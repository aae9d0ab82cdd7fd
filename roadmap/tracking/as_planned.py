"""As planned: the progress that a company reports on a day on which everything has gone as its plan says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any, NamedTuple

from requirements.amounts.halves import Halves, in_halves, number_of
from roadmap.folder.project import Project
from roadmap.indexing.people.staff import Staff, staff_of
from roadmap.indexing.people.worker import Worker
from roadmap.plans.document import FeatureLine, Plan
from roadmap.plans.engineering.work import WaitLine, WorkLine
from roadmap.plans.support import CaseLine
from roadmap.supply.feature import Feature
from roadmap.supply.waiting import last_day
from roadmap.tracking.going_on import is_exact, told_later, wait_left

Entry = dict[str, Any]
"""What a file would hold about the progress of one feature."""


def progress_as_planned(plan: Plan, project: Project, day: date) -> dict[str, Entry]:
    """The progress before a day begins, by feature: what the plan has ended is done, what it has begun is running.

    `project` is what the plan was made from. A feature has shipped once the ship day of its release is over. What has
    been reported of features that the plan does not build stays as it is, but for running work, which goes on.
    """
    ships = {release.id: release.ship for release in plan.releases}
    staff = staff_of(project, origin=project.as_of, horizon=project.calendar.limit(plan.horizon, project.as_of))
    found = {
        key: progress.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
        for key, progress in project.engineering.progress.items()
    }
    built = {line.id for line in plan.features}
    for key in found.keys() - built:
        if items := told_later(key, project, staff, day):
            found[key]["items"] = items
    for line in plan.features:
        items = _items(line, project, staff, day)
        if line.release in ships and ships[line.release] < day:
            found[line.id] = {"items": items, "shipped": line.release}
        elif items:
            found[line.id] = {"items": items}
    return found


def cases_as_planned(plan: Plan, project: Project, day: date) -> dict[str, list[Entry]]:
    """The progress of support cases before a day begins, by deal, in the same way; `support_progress` of the input."""
    staff = staff_of(project, origin=project.as_of, horizon=project.calendar.limit(plan.horizon, project.as_of))
    found: dict[str, list[Entry]] = {}
    for line in plan.support:
        if line.first is None or line.last is None:
            continue
        told: Entry = {"case": line.case, "number": line.number, "phase": line.phase.value, "gate": line.gate.value}
        told["skill"] = line.skill
        if line.first < day:
            told["started"] = line.first.isoformat()
        if line.last < day:
            told["done"] = line.last.isoformat()
        else:
            left = line.effort if line.first >= day else _effort_left(line, project, staff, day)
            told["remaining"] = number_of(left)
        found.setdefault(line.deal, []).append(told)
    return found


def can_be_said(plan: Plan, project: Project, day: date) -> bool:
    """Whether the progress of running work can be told exactly: what is left of it in half days, which it may not be
    where somebody does less than half a person-day in a day, who is on it, which a hand-over leaves open, and that it
    still waits though it need not."""
    staff = staff_of(project, origin=project.as_of, horizon=project.calendar.limit(plan.horizon, project.as_of))
    lines: list[WorkLine | CaseLine] = [work for line in plan.features for work in line.work if work.wait is None]
    lines += plan.support
    if any(line.first < day <= line.begins for line in lines if isinstance(line, WorkLine) and line.resumes):
        return False
    running = [one for one in lines if one.first is not None and one.last is not None and one.first < day <= one.last]
    return is_exact(project, staff, day, {line.id for line in plan.features}) and all(
        _share_left(one, project, staff, day).said for one in running
    )


def _items(line: FeatureLine, project: Project, staff: Staff, day: date) -> Entry:
    feature = project.engineering.features[line.id]
    found: Entry = {}
    for position, work in enumerate(line.work):
        if work.first < day:
            entry = _done(work) if work.last < day else _running(work, project, staff, day)
        elif work.wait is None and any(later.last < day for later in line.work[position + 1 :]):
            entry = {"begun": False, "remaining": number_of(in_halves(Fraction(work.effort)))}
        else:
            continue
        found.setdefault(work.phase.value, []).append(entry | _told_apart(feature, position))
    return found


def _told_apart(feature: Feature, position: int) -> Entry:
    """What tells a work item from the others of its phase: its skill or its name."""
    work = feature.work[position]
    others = [other for other in feature.work if other.phase is work.phase and other is not work]
    if not others:
        return {}
    if work.wait is not None:
        alike = any(other.wait is not None for other in others)
        return {"name": work.name} if work.name and alike else {"wait": True}
    alike = any(not other.lines.keys().isdisjoint(work.lines) for other in others)
    return {"name": work.name} if alike and work.name else {"skill": next(iter(work.lines))}


def _done(work: WorkLine) -> Entry:
    return {"started": work.first.isoformat(), "done": work.last.isoformat()} | _crew(work)


def _running(work: WorkLine, project: Project, staff: Staff, day: date) -> Entry:
    if work.wait is not None:
        return {"started": work.first.isoformat()} | _wait_left(work, work.wait, project, day)
    left = number_of(_effort_left(work, project, staff, day))
    return {"started": work.first.isoformat(), "remaining": left, "people": work.people} | _crew(work)


def _wait_left(work: WorkLine, wait: WaitLine, project: Project, day: date) -> Entry:
    """What is left of a running wait; nothing where that follows from its length."""
    if work.last == last_day(work.first, wait.days, project.calendar, by_calendar=wait.calendar):
        return {}
    return {"remaining": wait_left(work.first, work.last, project, day, by_calendar=wait.calendar)}


def _crew(work: WorkLine) -> Entry:
    return {"crew": work.crew} if work.crew else {}  # a milestone takes nobody


class _Left(NamedTuple):
    """What is left of running work, in half days, and whether it is left for exactly the days that are planned."""

    days: Halves
    said: bool


def _effort_left(work: WorkLine | CaseLine, project: Project, staff: Staff, day: date) -> Halves:
    return _share_left(work, project, staff, day).days


def _share_left(work: WorkLine | CaseLine, project: Project, staff: Staff, day: date) -> _Left:
    """The person-days left of running work: as many whole or half ones as its people do in the days that are left, and
    more than they do without the last of these days. Where no such number is, the nearest; where work is handed over,
    its share of the days, as the plan does not say who is on it on which day."""
    begins = work.begins if isinstance(work, WorkLine) else work.first
    day = day if begins is None else max(day, begins)
    if len(work.people) > work.crew and begins is not None and work.last is not None:
        left, days = (project.calendar.days_between(begin, work.last) + 1 for begin in (day, begins))
        return _Left(in_halves(max(Fraction(floor(2 * work.effort * left / days), 2), Fraction(1, 2))), said=False)
    origin = project.as_of
    slots = range(project.calendar.slot(day, origin), project.calendar.limit(work.last or day, origin))
    workers = [worker for worker in staff.whole if worker.id in work.people]
    share = 1 + project.header.policy.crew_loss * (work.crew - 1)
    crews, divisible = work.people_by_skill, isinstance(work, WorkLine) and work.divisible
    paces = [_paces_in(slot, crews, workers) for slot in slots]
    done = [{skill: _together(found, divisible=divisible) / share for skill, found in each.items()} for each in paces]
    whole, but_last = (_effort_of(part, crews) for part in (done, done[:-1]))
    halves = Fraction(floor(2 * whole), 2)
    if halves > but_last:
        return _Left(in_halves(min(halves, Fraction(work.effort))), said=True)
    return _Left(in_halves(max(Fraction(round(2 * whole), 2), Fraction(1, 2))), said=False)


def _effort_of(done: Sequence[Mapping[str, Fraction]], crews: Mapping[str, int]) -> Fraction:
    """The person-days that are done once the people of each skill have done so much: all share the effort evenly, so
    that it goes by those who do least of their share."""
    heads = sum(crews.values())
    days = (sum((slot[skill] for slot in done), Fraction(0)) * heads / crew for skill, crew in crews.items() if crew)
    return min(days, default=Fraction(0))


def _together(paces: Sequence[Fraction], *, divisible: bool) -> Fraction:
    """What people of some paces do together."""
    return sum(paces, Fraction(0)) if divisible else min(paces, default=Fraction(0)) * len(paces)


def _paces_in(slot: int, crews: Mapping[str, int], workers: Sequence[Worker]) -> dict[str, list[Fraction]]:
    """How fast the people of a work item who are there in a slot are, by skill: first those take their places who know
    only one of its skills."""
    there = [w for w in workers if any(begin <= slot < end for begin, end in w.present)]
    paces: dict[str, list[Fraction]] = {skill: [] for skill in crews}
    for worker in sorted(there, key=lambda w: (sum(w.speed(s) > 0 for s in crews), -max(map(w.speed, crews)), w.id)):
        able = [skill for skill, crew in crews.items() if worker.speed(skill) and len(paces[skill]) < crew]
        if able:
            skill = max(able, key=worker.speed)
            paces[skill].append(worker.speed(skill))
    return paces
