"""The people of a stored plan in integers, so that whoever reads it can check who does what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from roadmap.indexing import Indexed
from roadmap.planner.naming.assignment import Stint
from roadmap.planner.naming.staffing import Staffing, Task, staffing_of, tasks_of
from roadmap.plans.document import Plan
from roadmap.plans.engineering.work import WorkLine
from roadmap.plans.support import CaseLine
from roadmap.schedule import Schedule

Told = Mapping[int, WorkLine | CaseLine]
"""The stored line of each item, by the item's position."""


def staff_as_told(plan: Plan, indexed: Indexed, schedule: Schedule) -> Staffing | None:
    """The people of a valid schedule as a stored plan names them, whether or not they can do it; None if it does not
    name as many as the work takes, or somebody who is not there."""
    tasks, told = tasks_of(indexed, schedule), lines_of(plan, indexed)
    by_item: dict[int, list[Task]] = {}
    for task in tasks:
        by_item.setdefault(task.item, []).append(task)
    stints = list[Stint]()
    for item, mine in by_item.items():
        found = list(_stints_of(mine, told[item], indexed)) if item in told else []
        if any(sum(s.line == task.line for s in found) < len(task.speeds) for task in mine):
            return None
        stints += found
    return staffing_of(tasks, stints, indexed)


def lines_of(plan: Plan, indexed: Indexed) -> dict[int, WorkLine | CaseLine]:
    """The stored line of each item; of an item that the plan does not tell none."""
    names, problem = indexed.names, indexed.problem
    found: dict[int, WorkLine | CaseLine] = {}
    work = {line.id: line.work for line in plan.features}
    for position, key in enumerate(names.features):
        lines = work.get(key, [])
        own = ((item, names.lines[item]) for item in problem.features[position].items)
        found |= {item: lines[line] for item, line in own if line < len(lines)}
    items = [item for feature in problem.features[len(names.features) :] for item in feature.items]
    return found | dict(zip(items, plan.support, strict=False))


def _stints_of(tasks: list[Task], told: WorkLine | CaseLine, indexed: Indexed) -> Iterator[Stint]:
    """The stints of one item; of whoever is not there none."""
    if not told.stints:
        for task in tasks:
            for person in told.people:
                yield from _stint(person, task, task.begin, task.end, indexed)
        return
    names = indexed.names
    for stint in told.stints:
        for task in [task for task in tasks if (task.line + 1, task.skill) == (stint.group, stint.skill)]:
            begin, end = names.calendar.slot(stint.first, names.origin), names.calendar.limit(stint.last, names.origin)
            yield from _stint(stint.person, task, begin, end, indexed)


def _stint(person: str, task: Task, begin: int, end: int, indexed: Indexed) -> Iterator[Stint]:
    """Somebody on a line of an item; of several who are one person, the one who is there then."""
    for who, worker in enumerate(indexed.staff.workers):
        known = (*worker.present, *worker.away)
        if worker.id == person and any(first <= begin < last for first, last in known):
            yield Stint(who, task.item, begin, end, task.line)
            return
