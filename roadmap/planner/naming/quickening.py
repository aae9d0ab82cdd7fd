"""Quickening: work takes as long as the people who are named for it take, and not as long as slower ones would.

The search chooses a pace for each item, and whoever is fast enough may be named. Those who can do little else come
first, and may be faster than the pace: then the item ends when they are done.
"""

from __future__ import annotations

from collections.abc import Sequence

from roadmap.indexing import Indexed
from roadmap.planner.naming.staffing import Staffing
from roadmap.problem import Mode
from roadmap.schedule import Run, Schedule, runs_of
from roadmap.solver.construct.polish import Polisher
from roadmap.solver.construct.timetable import Timetable
from roadmap.solver.valuation import Valuation
from roadmap.solver.windows import find_windows

Named = Sequence[tuple[int, str]]
"""The people of an item, by position among the workers, and the skill for which each is there."""


def quickened(indexed: Indexed, schedule: Schedule, staffing: Staffing) -> Schedule:
    """The schedule with every item at the pace of the people who are named for all of it, and what may then be earlier
    earlier; the same one where nobody is faster than asked for. Everything lands where it did."""
    problem, table = indexed.problem, Timetable(indexed.problem)
    pairs = [(position, placed) for position, placed in enumerate(schedule.placements) if placed is not None]
    runs = [run for position, placed in pairs for run in runs_of(problem, position, placed)]
    for run in runs:
        table.put(run.item, run.start, run.choice, run.pauses)
    if not sum(_quicken(run, table, indexed, staffing) for run in runs):
        return schedule
    polisher = Polisher(problem, find_windows(problem), valuation=Valuation(problem))
    return polisher.moved(schedule.placements, table)


def _quicken(run: Run, table: Timetable, indexed: Indexed, staffing: Staffing) -> bool:
    """Let an item end when its people are done; whether that is earlier."""
    modes, stints = indexed.problem.items[run.item].modes, staffing.stints_on(run.item)
    named = sorted({(stint.who, staffing.skills_on(run.item)[stint.line]) for stint in stints})
    if len(named) != run.mode.crew:
        return False  # it changes hands
    quick = [n for n, mode in enumerate(modes) if mode.days < run.mode.days and mode.crew == run.mode.crew]
    for choice in sorted(quick, key=lambda n: modes[n].days):
        if _can(named, modes[choice], indexed):
            table.lift(run.item)
            found = table.find(run.item, choice, run.start, run.start, run.end - 1)
            if found is not None:
                table.put(run.item, found.start, choice, found.pauses)
                return True
            table.put(run.item, run.start, run.choice, run.pauses)
    return False


def _can(named: Named, mode: Mode, indexed: Indexed) -> bool:
    """Whether some people are those that a mode asks for, or faster ones."""
    staff, free = indexed.staff, list(named)
    for crews in mode.lines or (mode.crews,):
        (skill, speeds), alone = staff.asked(crews), staff.alone(crews)
        for least in speeds:
            fit = [who for who, own in free if own == skill and (not alone or who in alone)]
            who = max(fit, key=lambda who: (staff.workers[who].speed(skill), -who), default=None)
            if who is None or staff.workers[who].speed(skill) < least:
                return False
            free.remove((who, skill))
    return True
