"""Floors: the first day on which work may begin, because the input says so (`not_before`)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from roadmap.folder.project import Project
from roadmap.supply.feature import Feature


def floor_day(feature: Feature, line: int) -> date | None:
    """The day before which a work item may not begin: the later of its own and its feature's; None if none is said."""
    days = [day for day in (feature.not_before, feature.work[line].not_before) if day is not None]
    return max(days, default=None)


def floor_of(feature: Feature, line: int, project: Project) -> int:
    """The slot before which a work item may not begin; 0 where nothing is said, or the day is past."""
    day = floor_day(feature, line)
    return 0 if day is None else max(0, project.calendar.slot(day, project.as_of))


def without_floors(project: Project) -> Project:
    """The project in which all work may begin on any day."""
    features = {
        key: feature.model_copy(
            update={"not_before": None, "work": [w.model_copy(update={"not_before": None}) for w in feature.work]}
        )
        for key, feature in project.engineering.features.items()
    }
    return replace(project, engineering=replace(project.engineering, features=features))
