"""As late as possible: work that prefers it is moved to just before what needs it, once all else is decided."""

from __future__ import annotations

from roadmap.problem import Feature, Problem
from roadmap.schedule import NOWHERE, Placement, Schedule, placement, runs_of
from roadmap.solver.construct.timetable import Timetable
from roadmap.solver.construct.waits import Waits
from roadmap.solver.landings import limits_of


def delayed(problem: Problem, schedule: Schedule) -> Schedule:
    """A valid schedule in which what prefers to be late runs as late as it goes; worth the same."""
    return Schedule(tuple(Delayer(problem).delay_all(list(schedule.placements))))


class Delayer:
    """Moves the work of one problem that prefers to be late; everything else stays, and so does every landing."""

    def __init__(self, problem: Problem) -> None:
        self._problem, self._waits = problem, Waits(problem, own=True)
        self.late = frozenset(
            position
            for position, item in enumerate(problem.items)
            if item.late and item.start is None and problem.features[item.feature].lands
        )

    def delay_all(self, placements: list[Placement | None]) -> list[Placement | None]:
        """The placements with each such item as late as it goes."""
        if not self.late:
            return placements
        problem, table = self._problem, Timetable(self._problem)
        for position, placed in enumerate(placements):
            for run in runs_of(problem, position, placed) if placed is not None else ():
                table.put(run.item, run.start, run.choice, run.pauses)
        self.delay(table, placements)
        pairs = zip(problem.features, placements, strict=True)
        return [None if placed is None else _placed(placed, work, table) for work, placed in pairs]

    def delay(self, table: Timetable, placements: list[Placement | None]) -> None:
        """Move each such item that is placed as late as the limits of its release, what waits for it and people allow.

        What starts last moves first, so that it makes room for what is before it.
        """
        placed, moved = [item for item in self.late if table.starts[item] >= 0], True
        while moved:  # one that ends with another, and began before it, has room once that has moved
            moved = self._delay_each(placed, table, placements)

    def _delay_each(self, placed: list[int], table: Timetable, placements: list[Placement | None]) -> bool:
        """Move each item once; whether any moved."""
        moved = False
        for item in sorted(placed, key=lambda item: (table.starts[item], table.ends[item], item), reverse=True):
            mode, start, pauses = table.modes[item], table.starts[item], table.pauses[item]
            latest, end = self._waits.latest(item, table, self._problem.horizon)
            end = min(end, self._limit(item, placements))
            table.lift(item)
            found = table.find_last(item, mode, start + 1, latest, end)
            if found is None:
                table.put(item, start, mode, pauses)
            else:
                table.put(item, found.start, mode, found.pauses)
                moved = True
        return moved

    def _limit(self, item: int, placements: list[Placement | None]) -> int:
        """By when an item must end where its feature lands, and is to end as it is to be late."""
        work = self._problem.items[item]
        placed, last = placements[work.feature], min(work.latest, work.late)
        if placed is None or placed.release == NOWHERE:
            return last
        freeze, ship = limits_of(self._problem, work.feature, placed.release)
        return min(last, self._problem.horizon, freeze if work.by_freeze else ship)


def _placed(before: Placement, work: Feature, table: Timetable) -> Placement:
    starts, pauses = [table.starts[item] for item in work.items], [table.pauses[item] for item in work.items]
    return placement(before.release, starts, before.modes, pauses)
