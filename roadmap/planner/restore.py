"""Restoring: from a plan that was stored to a schedule to begin the next search with.

The project may have changed since: features gone or with other work, fewer people, other days. What is still valid
stays where it was, what is not moves or goes.
"""

from __future__ import annotations

from roadmap.audit import broken_rules
from roadmap.folder.project import Project
from roadmap.indexing import Indexed
from roadmap.plan.document import FeatureLine, Plan, WorkLine
from roadmap.problem import Item
from roadmap.schedule import Schedule
from roadmap.solver.restart import Wish, restart


def restore(plan: Plan, project: Project, indexed: Indexed) -> Schedule | None:
    """A valid schedule of the project as near to a stored plan as it goes, to begin a search with.

    None when no schedule was found that holds every pin and all running work; the search then begins from nothing.
    """
    schedule = restart(indexed.problem, wishes_of(plan, project, indexed))
    if schedule is None or broken_rules(indexed.problem, schedule):  # a start is a help, and so no help is no failure
        return None
    return schedule


def wishes_of(plan: Plan, project: Project, indexed: Indexed) -> tuple[Wish | None, ...]:
    """Where the stored plan has each feature of the project; None for what it does not build or does not know."""
    lines = {line.id: line for line in plan.features}
    known = [
        _wish(lines[key], position, project, indexed) if key in lines else None
        for position, key in enumerate(indexed.names.features)
    ]
    return (*known, *[None] * (len(indexed.problem.features) - len(known)))


def _wish(line: FeatureLine, position: int, project: Project, indexed: Indexed) -> Wish:
    names, problem = indexed.names, indexed.problem
    release = names.releases.index(line.release) if line.release in names.releases else None
    starts: list[int | None] = []
    modes: list[int | None] = []
    for item in problem.features[position].items:
        work = _stored(line, names.lines[item], project)
        starts.append(None if work is None else names.calendar.slot(work.first, names.origin))
        modes.append(None if work is None else nearest_mode(problem.items[item], work.crew))
    return Wish(release, tuple(starts), tuple(modes))


def _stored(line: FeatureLine, order: int, project: Project) -> WorkLine | None:
    """The stored line of a work item; None if the feature's work is not what it was."""
    stated = project.engineering.features[line.id].work
    same = len(stated) == len(line.work) and stated[order].phase is line.work[order].phase
    return line.work[order] if same else None


def nearest_mode(item: Item, crew: int) -> int | None:
    """The mode of an item whose crew is nearest to a stored one, the smaller of two; None for an item without modes."""
    modes = range(len(item.modes))
    return min(modes, key=lambda mode: (abs(item.modes[mode].crew - crew), item.modes[mode].crew), default=None)
