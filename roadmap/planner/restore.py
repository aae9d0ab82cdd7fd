"""Restoring: from a plan that was stored to a schedule to begin the next search with.

The project may have changed since: features gone or with other work, fewer people, other days. What is still valid
stays where it was, what is not moves or goes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
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
        starts.append(None if work is None else names.calendar.slot(work.first, names.origin))
        mode, mine = (None, ()) if work is None else _as_stored(problem.items[item], work, indexed)
        modes.append(mode)
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


def _as_stored(item: Item, work: WorkLine | CaseLine, indexed: Indexed) -> tuple[int | None, Pauses]:
    """The mode nearest to a stored line, whose days of work are those from first to last less what it pauses, and its
    pauses."""
    if work.first is None or work.last is None:
        return None, ()
    crews = tuple(work.people_by_skill.values())
    missing = _missing(work, indexed)
    missed = [sum(away[line] for away in missing.values()) for line in range(len(crews))]
    paused = max((-(-days // crew) for days, crew in zip(missed, crews, strict=True) if crew), default=0)
    days = _left(work.first, work.last, indexed.names) - paused
    mode = nearest_mode(item, work.crew, days, among=_modes_of(work.people, item, indexed))
    if mode is None or len(item.modes[mode].heads) != len(crews):
        return mode, ()
    return mode, tuple((slot, item.modes[mode].seats(away)) for slot, away in sorted(missing.items()))


def _missing(work: WorkLine | CaseLine, indexed: Indexed) -> dict[int, list[int]]:
    """When how many people of each of its skills a stored line lacks, from slot 0 on; days on which it lacks nobody are
    left out."""
    names, crews = indexed.names, work.people_by_skill
    known = {worker.id: worker.skills for worker in indexed.staff.workers}
    found: dict[int, list[int]] = {}
    for pause in work.pauses:
        lines = _lines_of([known.get(person, {}) for person in pause.people], crews)
        end = names.calendar.limit(pause.last, names.origin)
        for slot in range(max(0, names.calendar.slot(pause.first, names.origin)), end):
            away = found.setdefault(slot, [0] * len(crews))
            for line in lines:
                away[line] += 1
    return found


def _lines_of(people: Sequence[Collection[str]], crews: Mapping[str, int]) -> list[int]:
    """In which line of a work item each of some people is, who know these skills: those first who know only one."""
    left, found, skills = dict(crews), list[int](), list(crews)
    for known in sorted(people, key=lambda known: sum(skill in known for skill in skills)):
        line = next((n for n, skill in enumerate(skills) if skill in known and left[skill]), len(skills) - 1)
        left[skills[line]] -= 1
        found.append(line)
    return found


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
        starts.append(names.calendar.slot(line.first, names.origin))  # what has begun goes on
        mode, mine = _as_stored(problem.items[item], line, indexed)
        modes.append(mode)
        pauses.append(mine)
    if all(start is None for start in starts):
        return None
    return _wish_at(None, starts, modes, pauses)


def _left(first: date, last: date, names: Names) -> int:
    """Working days from first to last, both included, that lie before no slot."""
    return names.calendar.days_between(max(first, names.origin), last) + 1


def _modes_of(people: Sequence[str], item: Item, indexed: Indexed) -> list[int]:
    """The modes of work that stays with its people in which these can do it; all where there are none, or it does not
    stay with anybody."""
    staff, found = indexed.staff, []
    for number, mode in enumerate(item.modes):
        groups = [staff.alone(line) for line in mode.lines or (mode.crews,) if line]
        left = Counter(people)
        left.subtract({staff.workers[n].id: 1 for group in groups for n in group})
        if all(groups) and groups and max(left.values(), default=0) <= 0:
            found.append(number)
    return found or list(range(len(item.modes)))


def nearest_mode(item: Item, crew: int, days: int, *, among: Sequence[int] | None = None) -> int | None:
    """The mode of an item that is nearest to a stored crew, and of those to stored days; the smaller crew of two. None
    for an item without modes. `among` are those that may be, if not all."""

    def distance(mode: int) -> tuple[int, int, int]:
        chosen = item.modes[mode]
        return abs(chosen.crew - crew), abs(chosen.days - days), chosen.crew

    return min(range(len(item.modes)) if among is None else among, key=distance, default=None)
