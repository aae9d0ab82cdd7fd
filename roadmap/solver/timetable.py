"""Who is free when: people left per skill and slot, with every change undoable."""

from __future__ import annotations

from roadmap.problem import Problem


class Timetable:
    """Placed items and the people they leave, with a trail so that a failed attempt costs only what it changed.

    `starts`, `ends` and `modes` are by item position, -1 for an item that is not placed.
    """

    def __init__(self, problem: Problem) -> None:
        self.free = [list(row) for row in problem.capacity]
        size = len(problem.items)
        self.starts, self.ends, self.modes = [-1] * size, [-1] * size, [-1] * size
        self._skills = [item.skill for item in problem.items]
        self._crews = [[mode.crew for mode in item.modes] for item in problem.items]
        self.trail: list[int] = []

    def fit(self, skill: int, begin: int, crew: int, days: int, latest_start: int) -> int:
        """The first start in [begin, latest_start] at which the crew is free for all the days; -1 if there is none."""
        row = self.free[skill]
        start = begin
        while start <= latest_start:
            end = start + days
            window = row[start:end]
            if not window or min(window) >= crew:
                return start
            slot = end - 1
            while row[slot] >= crew:
                slot -= 1
            start = slot + 1
        return -1

    def put(self, item: int, start: int, days: int, mode: int) -> None:
        """Place an item."""
        self._occupy(item, start, start + days, -self._crews[item][mode])
        self.starts[item], self.ends[item], self.modes[item] = start, start + days, mode
        self.trail.append(item)

    def lift(self, item: int) -> None:
        """Take an item out again, apart from the trail."""
        self._occupy(item, self.starts[item], self.ends[item], self._crews[item][self.modes[item]])
        self.starts[item] = self.ends[item] = self.modes[item] = -1

    def undo(self, mark: int) -> None:
        """Take out everything placed since the trail had `mark` entries."""
        while len(self.trail) > mark:
            self.lift(self.trail.pop())

    def _occupy(self, item: int, start: int, end: int, people: int) -> None:
        row = self.free[self._skills[item]]
        row[start:end] = [left + people for left in row[start:end]]
