"""Staff: the people of each skill, day by day.

A person who keeps a share of their time for support and defects is still one person at work, but gets less done: the
work of a skill takes longer by the average share its people keep. (Taking the share from the head count instead would
leave a skill of one person with nobody.)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from roadmap.folder.project import Project
from roadmap.supply.people import Person, Team


@dataclass(frozen=True, slots=True)
class Worker:
    """One person, named or counted, with one skill. `present` are half-open intervals of slots, in order."""

    id: str
    skill: str
    reserved: Fraction
    present: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Staff:
    """Who can work: workers in the order of the files, skills in alphabetical order.

    `capacity[skill]` counts the people at work in each slot; `productive[skill]` is the share of their time that goes
    into planned work.
    """

    skills: tuple[str, ...]
    workers: tuple[Worker, ...]
    capacity: dict[str, tuple[int, ...]]
    productive: dict[str, Fraction]

    def most(self, skill: str) -> int:
        """The most people of a skill who are ever at work at once."""
        return max(self.capacity.get(skill, ()), default=0)


def staff_of(project: Project, *, origin: date, horizon: int) -> Staff:
    """All people of a project, with the skills that any of them has or any work asks for."""
    engineering = project.engineering
    workers = [w for key, team in engineering.teams.items() for w in _counted(key, team, project, origin, horizon)]
    for key, person in engineering.people.items():
        workers.append(_named(key, person, engineering.teams[person.team], project, origin, horizon))
    asked = {item.skill for feature in engineering.features.values() for item in feature.work}
    skills = tuple(sorted(asked | {worker.skill for worker in workers}))
    return Staff(
        skills=skills,
        workers=tuple(workers),
        capacity={skill: _heads(workers, skill, horizon) for skill in skills},
        productive={skill: _productive(workers, skill) for skill in skills},
    )


def _counted(key: str, team: Team, project: Project, origin: date, horizon: int) -> list[Worker]:
    starts = [0] * team.people
    for hire in team.hires:
        starts += [max(0, project.calendar.slot(hire.first, origin))] * hire.people
    return [
        Worker(id=f"{key}-{n}", skill=team.skill, reserved=team.reserved, present=((start, horizon),))
        for n, start in enumerate(starts, start=1)
    ]


def _named(key: str, person: Person, team: Team, project: Project, origin: date, horizon: int) -> Worker:
    calendar = project.calendar
    first = max(0, calendar.slot(person.first, origin)) if person.first else 0
    end = min(horizon, calendar.limit(person.last, origin)) if person.last else horizon
    present, begin = [], first
    for leave in sorted(person.leave, key=lambda leave: leave.first):
        away, back = calendar.slot(leave.first, origin), calendar.limit(leave.last, origin)
        if begin < min(away, end):
            present.append((begin, min(away, end)))
        begin = max(begin, back)
    if begin < end:
        present.append((begin, end))
    reserved = team.reserved if person.reserved is None else person.reserved
    return Worker(id=key, skill=person.skill or team.skill, reserved=reserved, present=tuple(present))


def _heads(workers: list[Worker], skill: str, horizon: int) -> tuple[int, ...]:
    change = [0] * (horizon + 1)
    for worker in workers:
        if worker.skill == skill:
            for begin, end in worker.present:
                change[min(begin, horizon)] += 1
                change[min(end, horizon)] -= 1
    heads, now = [], 0
    for step in change[:horizon]:
        now += step
        heads.append(now)
    return tuple(heads)


def _productive(workers: list[Worker], skill: str) -> Fraction:
    """The average share of time left for planned work; 1 for a skill nobody has."""
    shares = [1 - worker.reserved for worker in workers if worker.skill == skill]
    return sum(shares, Fraction(0)) / len(shares) if shares else Fraction(1)
