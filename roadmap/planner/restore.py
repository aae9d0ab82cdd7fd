"""Restoring: from a plan that was stored to a schedule to begin the next search with.

The project may have changed since: features gone or with other work, fewer people, other days. What is still valid
stays where it was, what is not moves or goes.
"""

from __future__ import annotations

from datetime import date

from roadmap.audit import broken_rules, value
from roadmap.folder.project import Project
from roadmap.indexing import Indexed, Names
from roadmap.plan.document import FeatureLine, Plan, WorkLine
from roadmap.plan.support import CaseLine
from roadmap.planner.placed_as import placed_as
from roadmap.problem import Item
from roadmap.schedule import Pauses, Schedule
from roadmap.solver.construct.restart import Restarter, Wish
from roadmap.solver.construct.slipping import Slipper


def restore(plan: Plan, project: Project, indexed: Indexed) -> Schedule | None:
    """A valid schedule of the project as near to a stored plan as it goes, to begin a search with.

    The stored plan as it is, if it breaks no rule and nothing that fits beside it earns more. None when no schedule was
    found that holds every pin and all running work; the search then begins from nothing.
    """
    problem, wishes = indexed.problem, wishes_of(plan, project, indexed)
    restarter = Restarter(problem)
    slipper = Slipper(restarter)
    found = [placed_as(problem, wishes), restarter.restart(wishes)]
    found += [slipper.slip(wishes, early=early) for early in (False, True)]
    valid = [schedule for schedule in found if schedule is not None and not broken_rules(problem, schedule)]
    return max(valid, key=lambda schedule: value(problem, schedule), default=None)  # the first of equals


def wishes_of(plan: Plan, project: Project, indexed: Indexed) -> tuple[Wish | None, ...]:
    """Where the stored plan has each feature and the support work of each deal; None for what it does not have."""
    lines = {line.id: line for line in plan.features}
    features = [
        _wish(lines[key], position, project, indexed) if key in lines else None
        for position, key in enumerate(indexed.names.features)
    ]
    return (*features, *_support_wishes(plan, indexed))


def _wish(line: FeatureLine, position: int, project: Project, indexed: Indexed) -> Wish:
    names, problem = indexed.names, indexed.problem
    release = names.releases.index(line.release) if line.release in names.releases else None
    starts: list[int | None] = []
    modes: list[int | None] = []
    pauses: list[Pauses] = []
    for item in problem.features[position].items:
        work = _stored(line, names.lines[item], project)
        mine = () if work is None else _pauses(work, names)
        starts.append(None if work is None else names.calendar.slot(work.first, names.origin))
        modes.append(
            None if work is None else _stored_mode(problem.items[item], work, (work.first, work.last), mine, names)
        )
        pauses.append(mine)
    return _wish_at(release, starts, modes, pauses)


def _wish_at(release: int | None, begins: list[int | None], modes: list[int | None], pauses: list[Pauses]) -> Wish:
    """A wish for work that was to begin then; what was to begin before slot 0 is wished there."""
    late = any(begin is not None and begin < 0 for begin in begins)
    return Wish(
        release,
        tuple(None if begin is None else max(0, begin) for begin in begins),
        tuple(modes),
        tuple(pauses) if any(pauses) else (),
        tuple(begins) if late else (),
    )


def _stored_mode(
    item: Item, work: WorkLine | CaseLine, days: tuple[date, date], pauses: Pauses, names: Names
) -> int | None:
    """The mode nearest to a stored line, whose days of work are those from first to last less what it pauses."""
    paused = -(-sum(seats for _, seats in pauses) // work.crew) if pauses else 0
    return nearest_mode(item, work.crew, _left(*days, names) - paused)


def _pauses(work: WorkLine | CaseLine, names: Names) -> Pauses:
    """When how many people of a stored line are away, from slot 0 on."""
    found: dict[int, int] = {}
    for pause in work.pauses:
        end = names.calendar.limit(pause.last, names.origin)
        for slot in range(max(0, names.calendar.slot(pause.first, names.origin)), end):
            found[slot] = found.get(slot, 0) + len(pause.people)
    return tuple(sorted(found.items()))


def _stored(line: FeatureLine, order: int, project: Project) -> WorkLine | None:
    """The stored line of a work item; None if the feature's work is not what it was."""
    stated = project.engineering.features[line.id].work
    same = len(stated) == len(line.work) and stated[order].phase is line.work[order].phase
    return line.work[order] if same else None


def _support_wishes(plan: Plan, indexed: Indexed) -> list[Wish | None]:
    """Where the stored plan has the support work of each deal that brings any."""
    known: dict[tuple[object, ...], list[CaseLine]] = {}
    for line in plan.support:
        known.setdefault((line.deal, line.case, line.number, line.phase, line.gate), []).append(line)
    return [
        _support_wish(deal, len(indexed.names.features) + order, indexed, known)
        for order, deal in enumerate(indexed.names.support)
    ]


def _support_wish(
    deal: str, position: int, indexed: Indexed, known: dict[tuple[object, ...], list[CaseLine]]
) -> Wish | None:
    names, problem = indexed.names, indexed.problem
    starts: list[int | None] = []
    modes: list[int | None] = []
    pauses: list[Pauses] = []
    for item in problem.features[position].items:
        piece = indexed.support[deal][names.lines[item]]
        lines = known.get((deal, piece.case, piece.number, piece.work.phase, piece.work.gate), [])
        line = lines.pop(0) if lines else None
        if line is None or line.first is None or line.last is None:
            starts.append(None)
            modes.append(None)
            pauses.append(())
            continue
        pauses.append(_pauses(line, names))
        starts.append(names.calendar.slot(line.first, names.origin))  # what has begun goes on
        modes.append(_stored_mode(problem.items[item], line, (line.first, line.last), pauses[-1], names))
    if all(start is None for start in starts):
        return None
    return _wish_at(None, starts, modes, pauses)


def _left(first: date, last: date, names: Names) -> int:
    """Working days from first to last, both included, that lie before no slot."""
    return names.calendar.days_between(max(first, names.origin), last) + 1


def nearest_mode(item: Item, crew: int, days: int) -> int | None:
    """The mode of an item that is nearest to a stored crew, and of those to stored days; the smaller crew of two. None
    for an item without modes."""

    def distance(mode: int) -> tuple[int, int, int]:
        chosen = item.modes[mode]
        return abs(chosen.crew - crew), abs(chosen.days - days), chosen.crew

    return min(range(len(item.modes)), key=distance, default=None)
