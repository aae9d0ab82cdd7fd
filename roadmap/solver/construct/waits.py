"""What the waits of placed work leave an item: when it may start and end."""

from __future__ import annotations

from itertools import pairwise

from roadmap.problem import Precedence, Problem
from roadmap.solver.construct.timetable import Timetable


class Waits:
    """The waits of a problem by item: `before` are those of an item for others, `after` those of others for it.

    With `own` the order of the items within each feature that lands is among them.
    """

    def __init__(self, problem: Problem, *, own: bool = False) -> None:
        self._ends_from = [item.ends_from for item in problem.items]
        self.before: list[list[Precedence]] = [[] for _ in problem.items]
        self.after: list[list[Precedence]] = [[] for _ in problem.items]
        ordered = [work.items for work in problem.features if work.lands and own]
        for wait in (*(Precedence(a, b, 0) for items in ordered for a, b in pairwise(items)), *problem.precedences):
            self.before[wait.then].append(wait)
            self.after[wait.first].append(wait)

    def earliest(self, item: int, table: Timetable) -> tuple[int, int]:
        """The first slot in which an item may start, and its first end, for what it waits for and has begun or is
        placed."""
        begin, least = 0, self._ends_from[item]
        for wait in self.before[item]:
            if table.ends[wait.first] >= 0:
                ready = wait.ready(table.starts[wait.first], table.ends[wait.first])
                begin, least = (begin, max(least, ready)) if wait.to_end else (max(begin, ready), least)
        return begin, least

    def latest(self, item: int, table: Timetable, most: int) -> tuple[int, int]:
        """The last slot in which an item may start, and its last end, for what waits for it and is placed; `most` where
        nothing does."""
        last = end = most
        for wait in self.after[item]:
            if table.ends[wait.then] >= 0:
                room = wait.room(table.starts[wait.then], table.ends[wait.then])
                last, end = (min(last, room), end) if wait.from_start else (last, min(end, room))
        return last, end
