"""Staffing: which people do which work item, with as few hand-overs as a greedy choice allows.

Each person has one skill, and the schedule never needs more people of a skill than are at work, so somebody is always
free. Whoever starts an item stays with it until it ends or they leave; a replacement is a hand-over and is reported.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from roadmap.indexing import Indexed
from roadmap.indexing.staff import Worker
from roadmap.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Change:
    """People of an item who change in a slot: who leaves, who joins."""

    item: int
    slot: int
    leaves: tuple[str, ...]
    joins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Staffing:
    """The people of each item in the order in which they joined it, and the hand-overs in the order of time."""

    people: dict[int, tuple[str, ...]]
    changes: tuple[Change, ...]


@dataclass(slots=True)
class _Task:
    """An item as it is staffed: its half-open interval, crew, feature, and who is on it now."""

    item: int
    begin: int
    end: int
    crew: int
    feature: int
    now: list[Worker] = field(default_factory=list)


def staff_schedule(indexed: Indexed, schedule: Schedule, teams: dict[str, str]) -> Staffing:
    """Name the people of every item of a valid schedule. `teams` is the team of each person and of each feature id."""
    people: dict[int, list[str]] = {}
    changes: list[Change] = []
    for skill, tasks in _tasks(indexed, schedule).items():
        workers = [worker for worker in indexed.staff.workers if worker.skill == indexed.names.skills[skill]]
        for slot in _moments(tasks, workers):
            changes += _staff_slot(slot, tasks, workers, people, indexed, teams)
    return Staffing(
        people={item: tuple(dict.fromkeys(ids)) for item, ids in people.items()},
        changes=tuple(sorted(changes, key=lambda change: (change.slot, change.item))),
    )


def _tasks(indexed: Indexed, schedule: Schedule) -> dict[int, list[_Task]]:
    tasks: dict[int, list[_Task]] = {}
    for position, (feature, placement) in enumerate(zip(indexed.problem.features, schedule.placements, strict=True)):
        if placement is None:
            continue
        for item, begin, mode in zip(feature.items, placement.starts, placement.modes, strict=True):
            work = indexed.problem.items[item]
            for skill, crew in work.modes[mode].crews:
                task = _Task(item, begin, begin + work.modes[mode].days, crew, position)
                tasks.setdefault(skill, []).append(task)
    return {skill: sorted(found, key=lambda task: (task.begin, task.item)) for skill, found in tasks.items()}


def _moments(tasks: list[_Task], workers: list[Worker]) -> list[int]:
    """The slots in which anything begins or ends."""
    edges = {task.begin for task in tasks}
    edges |= {edge for worker in workers for interval in worker.present for edge in interval}
    return sorted(edges)


def _presence_end(worker: Worker, slot: int) -> int:
    """The end of the interval in which the worker is present; 0 if absent in the slot."""
    return next((end for begin, end in worker.present if begin <= slot < end), 0)


def _staff_slot(
    slot: int,
    tasks: list[_Task],
    workers: list[Worker],
    people: dict[int, list[str]],
    indexed: Indexed,
    teams: dict[str, str],
) -> Iterable[Change]:
    running = [task for task in tasks if task.begin <= slot < task.end]
    busy = set[str]()
    left: dict[int, list[Worker]] = {}
    for task in running:
        left[task.item] = [worker for worker in task.now if not _presence_end(worker, slot)]
        task.now = [worker for worker in task.now if _presence_end(worker, slot)]
        busy |= {worker.id for worker in task.now}
    for task in running:
        free = [worker for worker in workers if worker.id not in busy and _presence_end(worker, slot)]
        team = teams[indexed.names.features[task.feature]]
        free.sort(key=lambda worker: _preference(worker, task, slot, is_own=teams[worker.id] == team))
        joins = free[: task.crew - len(task.now)]
        task.now += joins
        busy |= {worker.id for worker in joins}
        people.setdefault(task.item, []).extend(worker.id for worker in joins)
        if left[task.item]:
            gone = tuple(worker.id for worker in left[task.item])
            yield Change(task.item, slot, gone, tuple(worker.id for worker in joins))


def _preference(worker: Worker, task: _Task, slot: int, *, is_own: bool) -> tuple[bool, bool, int, str]:
    """Those who stay to the end first, then the feature's own team, then those whose presence fits most closely."""
    end = _presence_end(worker, slot)
    stays = end >= task.end
    return (not stays, not is_own, end if stays else -end, worker.id)
