"""One quarter: what the baseline planned for it, and what is done of that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from requirements.amounts.halves import Halves
from roadmap.folder.project import Project
from roadmap.plans.document import FeatureLine, Plan, ReleaseLine
from roadmap.plans.engineering.work import WorkLine, WorkStatus
from roadmap.supply.feature import Phase
from roadmap.supply.progress import ItemProgress, told_items


class WorkStanding(StrEnum):
    """How a planned piece of work stands."""

    DONE = "done"
    RUNNING = "running"
    OVERDUE = "overdue"
    TO_COME = "to_come"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class WorkState:
    """One phase of a feature that the baseline has in the quarter, and how it stands; its items count together.

    `planned` is the last day by the baseline; `done` the day it was finished; `remaining` the person-days left of
    running work. overdue: planned to be done before today and not reported as done. dropped: the folder no longer knows
    the feature or this phase of it.
    """

    feature: str
    phase: Phase
    skill: str
    planned: date
    state: WorkStanding
    done: date | None
    remaining: Halves | None

    @property
    def days_late(self) -> int | None:
        """Calendar days after the planned day on which it was done, below 0 if before; None if it is not done."""
        return None if self.done is None else (self.done - self.planned).days


@dataclass(frozen=True, slots=True)
class ReleaseState:
    """One release that the baseline ships in the quarter: how many features it holds, how many of them are done, and
    which of those are not reported as shipped although its ship day is past."""

    release: str
    ship: date
    features: int
    done: int
    unreported: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tracked:
    """What the baseline planned for the quarter, feature by feature and release by release."""

    first: date
    last: date
    work: tuple[WorkState, ...]
    releases: tuple[ReleaseState, ...]

    def count(self, *states: WorkStanding) -> int:
        """How many pieces of work stand so."""
        return sum(work.state in states for work in self.work)


def track_work(project: Project, baseline: Plan, *, first: date, last: date) -> Tracked:
    """How the work that the baseline has in the days [first, last] stands today."""
    work = tuple(_work(project, baseline, first, last))
    features = {line.id: line for line in baseline.features}
    releases = tuple(
        _release(line, [features[key] for key in line.features if key in features], project)
        for line in baseline.releases
        if line.used and first <= line.ship <= last
    )
    return Tracked(first, last, work, releases)


def _release(line: ReleaseLine, features: list[FeatureLine], project: Project) -> ReleaseState:
    done = [feature.id for feature in features if _is_done(feature, project)]
    unreported = [key for key in done if line.ship < project.as_of and not _has_shipped(project, key)]
    return ReleaseState(line.id, line.ship, len(line.features), len(done), tuple(unreported))


def _work(project: Project, baseline: Plan, first: date, last: date) -> Iterator[WorkState]:
    for line in baseline.features:
        for phase in Phase:
            work = [w for w in line.work if w.phase is phase and w.effort and w.status is not WorkStatus.DONE]
            if work and min(w.first for w in work) <= last and max(w.last for w in work) >= first:
                yield _state(line, work, project)


def _state(line: FeatureLine, work: list[WorkLine], project: Project) -> WorkState:
    phase, planned = work[0].phase, max(one.last for one in work)
    feature = project.engineering.features.get(line.id)
    known = feature is not None and any(item.phase is phase for item in feature.work)
    progress = _progress(project, line.id, phase)
    done = [one.done for one in progress if one is not None and one.done is not None]
    ended = bool(progress) and len(done) == len(progress)
    state = WorkStanding.TO_COME
    if any(one is not None for one in progress):
        state = WorkStanding.DONE if ended else WorkStanding.RUNNING
    elif _has_shipped(project, line.id):
        state = WorkStanding.DONE
    elif not known:
        state = WorkStanding.DROPPED
    if state in (WorkStanding.TO_COME, WorkStanding.RUNNING) and planned < project.as_of:
        state = WorkStanding.OVERDUE
    return WorkState(
        feature=line.id,
        phase=phase,
        skill=" + ".join(dict.fromkeys(one.skill for one in work)),
        planned=planned,
        state=state,
        done=max(done) if ended else None,
        remaining=None if ended or state is WorkStanding.TO_COME else _remaining(progress),
    )


def _progress(project: Project, feature: str, phase: Phase) -> list[ItemProgress | None]:
    """What is told of each work item of a phase; None for one that has not begun."""
    stated = project.engineering.features.get(feature)
    if stated is None:
        return []
    told = told_items(stated, project.engineering.progress.get(feature))
    begun = {line: one for line, one in told.items() if one.begun}
    return [begun.get(line) for line, work in enumerate(stated.work) if work.phase is phase]


def _remaining(progress: list[ItemProgress | None]) -> Halves | None:
    """Person-days left of the items that run; None if none does."""
    left = [one.remaining for one in progress if one is not None and one.done is None and one.remaining is not None]
    return sum(left) if left else None


def _has_shipped(project: Project, feature: str) -> bool:
    stated = project.engineering.progress.get(feature)
    return stated is not None and stated.shipped is not None


def _is_done(line: FeatureLine, project: Project) -> bool:
    """Whether all work of a feature that the baseline names is done, or it has shipped."""
    if _has_shipped(project, line.id):
        return True
    phases = dict.fromkeys(work.phase for work in line.work if work.effort)
    reports = [report for phase in phases for report in _progress(project, line.id, phase)]
    return bool(reports) and all(report is not None and report.done is not None for report in reports)
