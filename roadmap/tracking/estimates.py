"""Estimates against what was spent, for work that is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from requirements.amounts.halves import Halves
from roadmap.folder.project import Project
from roadmap.indexing.people.staff import Staff, staff_of
from roadmap.supply.feature import Phase, WorkItem
from roadmap.supply.progress import ItemProgress, told_items


@dataclass(frozen=True, slots=True)
class Spent:
    """One work item that is done: its estimate and what it took, in person-days.

    `stated` tells whether the person-days were stated; otherwise they are working days x crew x the share of their time
    that people of the skill have for planned work.
    """

    feature: str
    phase: Phase
    skill: str
    low: Halves
    likely: Halves
    high: Halves
    actual: Halves
    stated: bool

    @property
    def within(self) -> bool:
        """Whether it took what the range allows."""
        return self.low <= self.actual <= self.high


def spent_work(project: Project) -> tuple[Spent, ...]:
    """All finished work items with an estimate above 0, in the order of the files."""
    origin = project.as_of
    horizon = max(0, project.calendar.limit(project.header.horizon, origin))
    staff = staff_of(project, origin=origin, horizon=horizon)
    return tuple(_spent(project, staff))


def _spent(project: Project, staff: Staff) -> Iterator[Spent]:
    for key, progress in project.engineering.progress.items():
        feature = project.engineering.features[key]
        for line, item in told_items(feature, progress).items():
            work = feature.work[line]
            actual = _actual(item, work, project, staff)
            if item.done is not None and work.effort.likely and actual:
                yield Spent(
                    feature=key,
                    phase=work.phase,
                    skill=work.label,
                    low=work.effort.low,
                    likely=work.effort.likely,
                    high=work.effort.high,
                    actual=actual,
                    stated=item.spent is not None,
                )


def _actual(item: ItemProgress, work: WorkItem, project: Project, staff: Staff) -> Halves:
    if item.spent is not None:
        return item.spent
    if item.done is None:
        return 0
    days = project.calendar.limit(item.done, item.since)
    shares = (people * staff.productive.get(skill, Fraction(1)) for skill, people in item.at_lines(work))
    return round(days * sum(shares, Fraction(0)))
