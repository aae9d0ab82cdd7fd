"""Moved people: when somebody is at their own work, and when in which second line.

Somebody who is moved is two people for the problem, of whom one is there at a time: so pools, audit and naming need to
know nothing of moves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from roadmap.calendar import Calendar
from roadmap.folder.project import Project
from roadmap.indexing.people.absence import Intervals, clipped, without
from roadmap.supply.second_line import Move, SecondLine


@dataclass(frozen=True, slots=True)
class Stretch:
    """A move in slots: own work is left at `away`, the second line begins at `first` and ends before `end`."""

    move: Move
    away: int
    first: int
    end: int


def stretches(moves: tuple[Move, ...], calendar: Calendar, *, origin: date, horizon: int) -> list[Stretch]:
    """The moves that reach into the plan, in slots, as far as they do."""
    found = []
    for move in moves:
        end = min(horizon, calendar.limit(move.last, origin))
        away, first = (max(0, calendar.slot(day, origin)) for day in (move.away, move.first))
        if first < end:
            found.append(Stretch(move, away, first, end))
    return found


def at_home(present: Intervals, mine: list[Stretch]) -> Intervals:
    """When somebody is at their own work: there, and neither moved nor in training for it."""
    for stretch in mine:
        present = without(present, (stretch.away, stretch.end))
    return present


def in_line(present: Intervals, stretch: Stretch) -> Intervals:
    """When somebody is there and moved."""
    return clipped(present, (stretch.first, stretch.end))


def lines_of(project: Project, person: str) -> tuple[SecondLine, ...]:
    """The second lines of somebody: their own, or those of the team, without the skills that are theirs any day."""
    engineering = project.engineering
    named = engineering.people.get(person)
    team = engineering.teams[named.team if named is not None else person.rpartition("-")[0]]
    lines = named.second_lines if named is not None and named.second_lines else team.second_lines
    own = (named.proficiencies() if named is not None else {}) or team.proficiencies()
    return tuple(line for line in lines if line.skill not in own)
