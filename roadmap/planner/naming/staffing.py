"""Staffing: which people do which work item, with few hand-overs, and the same in integers for the audit.

Each person does one thing at a time, of what they can. See `roadmap.planner.naming.assignment` for how people are
chosen: those of the feature's own team before others, those who can do little else before those who are wanted
elsewhere too, and slower people before faster ones where slower ones are enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from math import lcm

from roadmap.audit.naming import Hand, Post
from roadmap.folder.project import Project
from roadmap.indexing import Indexed
from roadmap.indexing.people.absence import without
from roadmap.indexing.people.worker import Worker
from roadmap.planner.naming.assignment import Seat, Stint, name_people
from roadmap.planner.naming.seating import seat_pauses
from roadmap.schedule import Pauses, Run, Schedule, runs_of


@dataclass(frozen=True, slots=True)
class CrewChange:
    """People of an item who change in a slot: who leaves, who joins."""

    item: int
    slot: int
    leaves: tuple[str, ...]
    joins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """The people of one skill of an item: its half-open interval, the skill, how fast they must be, its feature, when
    how many of them are away, and which line of the item it is."""

    item: int
    begin: int
    end: int
    skill: str
    speeds: tuple[Fraction, ...]
    feature: int
    pauses: Pauses = ()
    line: int = 0
    alone: tuple[int, ...] = ()
    """Of whom each can do it from first to last, and somebody does; nobody where it may change hands."""


@dataclass(frozen=True)
class Staffing:
    """The people of each item in the order in which they joined it, and the hand-overs in the order of time.

    `tasks` are the lines of the items that take people, `stints` who is on them when, by position among the workers.
    """

    people: dict[int, tuple[str, ...]]
    changes: tuple[CrewChange, ...]
    tasks: tuple[Task, ...]
    stints: tuple[Stint, ...]

    def stints_on(self, item: int) -> tuple[Stint, ...]:
        """Who is on an item when, in the order of `stints`."""
        return self._stints_on.get(item, ())

    def skills_on(self, item: int) -> dict[int, str]:
        """The skill of each line of an item that takes people."""
        return self._skills_on.get(item, {})

    @cached_property
    def _stints_on(self) -> dict[int, tuple[Stint, ...]]:
        found: dict[int, list[Stint]] = {}
        for stint in self.stints:
            found.setdefault(stint.item, []).append(stint)
        return {item: tuple(stints) for item, stints in found.items()}

    @cached_property
    def _skills_on(self) -> dict[int, dict[int, str]]:
        found: dict[int, dict[int, str]] = {}
        for task in self.tasks:
            found.setdefault(task.item, {})[task.line] = task.skill
        return found


def staff_project(project: Project, indexed: Indexed, schedule: Schedule, *, thorough: bool = True) -> Staffing:
    """Name the people of every item of a valid schedule of a project."""
    engineering = project.engineering
    teams = {worker.id: worker.id.rpartition("-")[0] for worker in indexed.staff.workers}
    teams |= {key: person.team for key, person in engineering.people.items()}
    teams |= {key: feature.team for key, feature in engineering.features.items()}
    return staff_schedule(indexed, schedule, teams, thorough=thorough)


def staff_schedule(indexed: Indexed, schedule: Schedule, teams: dict[str, str], *, thorough: bool = True) -> Staffing:
    """Name the people of every item of a valid schedule. `teams` is the team of each person and of each feature id."""
    workers, names = indexed.staff.workers, indexed.names
    tasks, away = tasks_of(indexed, schedule), _away(workers)
    able: dict[tuple[str, str | None, Fraction], tuple[int, ...]] = {}
    seats = []
    stays = name_alone([task for task in tasks if task.alone])
    for task in (task for task in tasks if not task.alone):
        team = teams.get(names.features[task.feature]) if task.feature < len(names.features) else None
        for least in task.speeds:
            key = task.skill, team, least
            if key not in able:
                able[key] = _able(workers, teams, *key)
        fit = [able[task.skill, team, least] for least in task.speeds]
        pauses = seat_pauses(task.pauses, fit, away) if task.pauses else [()] * len(fit)
        seats += [
            Seat(task.item, task.begin, task.end, one, mine, task.line) for one, mine in zip(fit, pauses, strict=True)
        ]
    there, gone = [worker.present for worker in workers], [worker.away for worker in workers]
    for stint in stays:
        there[stint.who] = without(there[stint.who], (stint.begin, stint.end))
        gone[stint.who] = without(gone[stint.who], (stint.begin, stint.end))
    return staffing_of(tasks, (*stays, *name_people(seats, there, gone, thorough=thorough)), indexed)


def staffing_of(tasks: Sequence[Task], named: Iterable[Stint], indexed: Indexed) -> Staffing:
    """Who is on all tasks when, with the changes of people that follow."""
    workers = indexed.staff.workers
    stints = sorted(named, key=lambda s: (s.begin, s.item, s.who))
    people: dict[int, dict[str, None]] = {task.item: {} for task in tasks}
    for stint in stints:
        people[stint.item][workers[stint.who].id] = None
    return Staffing(
        people={item: tuple(ids) for item, ids in people.items()},
        changes=tuple(_changes(tasks, stints, workers)),
        tasks=tuple(tasks),
        stints=tuple(stints),
    )


def name_alone(tasks: Sequence[Task]) -> list[Stint]:
    """Who does what does not change hands. Those who can do it are alike, and there are as many as are ever asked for
    at once, so that whoever is free when it begins can stay to its end (the left-edge rule)."""
    free: dict[int, int] = {}
    found = []
    for task in sorted(tasks, key=lambda task: (task.begin, task.item, task.line)):
        for _seat in task.speeds:
            who = next(who for who in task.alone if free.get(who, 0) <= task.begin)
            free[who] = task.end
            found.append(Stint(who, task.item, task.begin, task.end, task.line))
    return found


def _able(
    workers: tuple[Worker, ...], teams: dict[str, str], skill: str, team: str | None, least: Fraction
) -> tuple[int, ...]:
    """Who is fast enough at a skill, the most welcome first."""
    fast = [(worker.speed(skill), n) for n, worker in enumerate(workers) if worker.speed(skill) >= least]
    welcome = sorted((teams[workers[n].id] != team, len(workers[n].skills), speed, n) for speed, n in fast)
    return tuple(n for _, _, _, n in welcome)


def tasks_of(indexed: Indexed, schedule: Schedule) -> list[Task]:
    """What takes people of a valid schedule, in the order of its features."""
    asked, alone = cache(indexed.staff.asked), cache(indexed.staff.alone)
    tasks = []
    for position, placement in enumerate(schedule.placements):
        runs = runs_of(indexed.problem, position, placement) if placement is not None else ()
        tasks += [
            Task(run.item, run.start, run.end, *asked(crews), position, _pauses_of(run, line), line, alone(crews))
            for run in runs
            if run.mode.crews and run.mode.days
            for line, crews in enumerate(run.mode.lines or (run.mode.crews,))
        ]
    return tasks


def _pauses_of(run: Run, line: int) -> Pauses:
    """When how many people of a line of an item pause."""
    away = ((slot, run.mode.missing(seats)[line]) for slot, seats in run.pauses)
    return tuple((slot, people) for slot, people in away if people)


def _away(workers: tuple[Worker, ...]) -> dict[int, set[int]]:
    """Who is away, by slot."""
    found: dict[int, set[int]] = {}
    for number, worker in enumerate(workers):
        for begin, end in worker.away:
            for slot in range(begin, end):
                found.setdefault(slot, set()).add(number)
    return found


def is_away(worker: Worker, slot: int) -> bool:
    """Whether somebody is away in a slot, so that their work waits for them."""
    return any(begin <= slot < end for begin, end in worker.away)


def _changes(tasks: Sequence[Task], stints: list[Stint], workers: tuple[Worker, ...]) -> list[CrewChange]:
    """Where the people of a line of an item are not those of the slot before."""
    by_line = _by_line(stints)
    changes = []
    for task in tasks:
        mine = by_line.get((task.item, task.line), [])
        for slot in sorted({stint.begin for stint in mine} - {task.begin}):
            before = [stint.who for stint in mine if stint.begin < slot <= stint.end]
            after = [stint.who for stint in mine if stint.begin <= slot < stint.end]
            leaves = tuple(workers[who].id for who in before if who not in after)
            joins = tuple(workers[who].id for who in after if who not in before)
            if leaves or joins:
                changes.append(CrewChange(task.item, slot, leaves, joins))
    return sorted(changes, key=lambda change: (change.slot, change.item))


def _by_line(stints: Iterable[Stint]) -> dict[tuple[int, int], list[Stint]]:
    found: dict[tuple[int, int], list[Stint]] = {}
    for stint in stints:
        found.setdefault((stint.item, stint.line), []).append(stint)
    return found


def as_integers(indexed: Indexed, staffing: Staffing) -> tuple[list[Hand], list[Post]]:
    """The workers and who does what, for the audit."""
    staff = indexed.staff
    position = {skill: n for n, skill in enumerate(staff.skills)}
    speeds = [worker.speed(skill) for worker in staff.workers for skill in worker.skills]
    unit = lcm(*(speed.denominator for speed in speeds))
    hands = [
        Hand(worker.present, {position[skill]: int(worker.speed(skill) * unit) for skill in worker.skills}, worker.away)
        for worker in staff.workers
    ]
    stints = _by_line(staffing.stints)
    posts = [
        Post(
            item=task.item,
            skill=position[task.skill],
            wanted=tuple(int(speed * unit) for speed in task.speeds),
            stints=tuple((s.who, s.begin, s.end) for s in stints.get((task.item, task.line), ())),
            line=task.line,
            stays=bool(task.alone),
        )
        for task in staffing.tasks
    ]
    return hands, posts
