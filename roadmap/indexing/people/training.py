"""Training: the planned work that must be done before people are moved to a second line."""

from __future__ import annotations

from dataclasses import replace

from roadmap.folder.project import Project
from roadmap.indexing.names import Names
from roadmap.indexing.people.moved import stretches
from roadmap.problem import Problem
from roadmap.supply.feature import Phase
from roadmap.supply.progress import told_items


def training_items(problem: Problem, names: Names, project: Project, feature: str) -> tuple[int, ...] | None:
    """The items of a feature that train people; None if all of them were done before the plan begins."""
    stated = project.engineering.features[feature]
    told = told_items(stated, project.engineering.progress.get(feature))
    lessons = [n for n, work in enumerate(stated.work) if work.phase is Phase.ENABLE]
    done = bool(lessons) and all(n in told and told[n].done is not None for n in lessons)
    if done or feature not in names.features:
        return None
    own = [item for position in names.segments(feature) for item in problem.features[position].items]
    return tuple(item for item in own if not problem.items[item].by_freeze) or None


def hold_training(problem: Problem, names: Names, project: Project) -> Problem:
    """The problem in which each training is planned, and done before the first whom it trains leaves for it.

    A training that a pin leaves out stays out.
    """
    features, items = list(problem.features), list(problem.items)
    for stretch in stretches(project.moves or (), names.calendar, origin=names.origin, horizon=problem.horizon):
        training = training_items(problem, names, project, str(stretch.move.line.training))
        if training is None or stretch.move.away < names.origin:
            continue
        feature = names.position(str(stretch.move.line.training))
        if features[feature].planned is None:
            features[feature] = replace(features[feature], planned=True)
        for item in training:
            items[item] = replace(items[item], latest=min(items[item].latest, stretch.away))
    return replace(problem, features=tuple(features), items=tuple(items))
