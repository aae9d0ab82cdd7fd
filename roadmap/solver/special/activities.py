"""Short schedules by a search over lists: tasks are placed one by one, each as early as it fits, and lists are crossed.

Sources: serial schedule generation; the genetic algorithm over activity lists of Hartmann (1998); justification, by
which a schedule is pushed to its end and back to its begin, of Valls, Ballestin and Quintanilla (2005).
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from roadmap.solver.board import Board
from roadmap.solver.construct.timetable import Timetable
from roadmap.solver.outcome import Search
from roadmap.solver.special.goal import GoalWork, as_schedule
from roadmap.tuning import TUNING


@dataclass(frozen=True, slots=True)
class FoundList:
    """A list of tasks, the starts that it gives, and the end of the last task."""

    order: list[int]
    starts: list[int]
    end: int


def search_lists(board: Board, work: GoalWork, settings: Search) -> list[int] | None:
    """Search lists of tasks for short schedules, which go to the board; the starts of the shortest one.

    None if none ends in time. In reproducible mode the clock does not count, but how many lists there are.
    """
    lists = Lists(board, work, seed=settings.seed, population=TUNING.list_population)
    until = -1.0 if settings.reproducible else board.left() * (1 - TUNING.list_share)
    most = int(settings.seconds * TUNING.lists_per_second) if settings.reproducible else TUNING.list_most
    while lists.made < 2 or (lists.made < min(most, lists.improved + TUNING.list_stale) and not board.over()):
        lists.step()
        if board.left() <= until:
            break
    best = min(lists.people + lists.children, key=lambda one: one.end)
    return best.starts if best.end <= lists.limit else None


class Lists:
    """A population of lists that turns into schedules, step by step; each shorter one goes to the board.

    `made` counts the lists so far, `improved` those up to the last one that was shorter than all before.
    """

    def __init__(self, board: Board, work: GoalWork, *, seed: int, population: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - repeatable search, no secrets
        self._board, self._work, self._tasks = board, work, work.tasks
        self._horizon, self._size = work.problem.horizon, population
        self._table = Timetable(work.problem)
        self.people: list[FoundList] = []
        self.children: list[FoundList] = []
        self.limit = max((release.freeze for release in work.problem.releases), default=-1)
        self._best = self.limit + 1
        self.made = self.improved = 0
        self._tails = self._find_tails()

    def step(self) -> None:
        """Make one more list; when there are as many new ones as old ones, the best of both stay."""
        self.made += 1
        if len(self.people) < self._size:
            self.people.append(self._found(self._drawn()))
            return
        self.children.append(self._found(self._crossed(*self._pair())))
        if len(self.children) == self._size:
            apart = {tuple(one.starts): one for one in [*self.people, *self.children]}
            self.people = sorted(apart.values(), key=lambda one: one.end)[: self._size]
            self.children = []

    def _pair(self) -> tuple[FoundList, FoundList]:
        """Two different ones, each the better of two drawn at random."""
        one, two, three, four = self._chance.sample(self.people, 4)
        return min(one, two, key=lambda found: found.end), min(three, four, key=lambda found: found.end)

    def _find_tails(self) -> list[int]:
        """Slots from the begin of each task to the end of all, at least."""
        tails = [0] * len(self._tasks)
        for n in reversed(range(len(self._tasks))):
            task = self._tasks[n]
            tails[n] = task.days + max((lag + tails[after] for after, lag in task.after), default=0)
        return tails

    def _drawn(self) -> list[int]:
        """A list drawn at random, tasks with long tails mostly first."""
        left = [len(task.before) for task in self._tasks]
        ready = [n for n, count in enumerate(left) if not count]
        order = []
        while ready:
            low = min(self._tails[n] for n in ready)
            n = self._chance.choices(ready, [(1 + self._tails[n] - low) ** 2 for n in ready])[0]
            ready.remove(n)
            order.append(n)
            for after, _ in self._tasks[n].after:
                left[after] -= 1
                if not left[after]:
                    ready.append(after)
        return order

    def _crossed(self, mother: FoundList, father: FoundList) -> list[int]:
        """A list that begins and ends like the mother's, with the order of the father's between; some swapped."""
        size = len(mother.order)
        first, second = sorted(self._chance.randrange(size + 1) for _ in range(2))
        begin = mother.order[:first]
        known = set(begin)
        middle = [n for n in father.order if n not in known][: second - first]
        known.update(middle)
        order = begin + middle + [n for n in mother.order if n not in known]
        for place in range(size - 1):
            if self._chance.random() < TUNING.list_swaps:
                one, other = order[place : place + 2]
                if all(after != other for after, _ in self._tasks[one].after):
                    order[place : place + 2] = other, one
        return order

    def _found(self, order: list[int]) -> FoundList:
        """The schedule of a list, pushed to its end and back; a better one than all before goes to the board."""
        starts = self._forward(order)
        end = self._end(starts)
        tasks = self._tasks
        backwards = order[::-1]
        backwards.sort(key=lambda n: -(starts[n] + tasks[n].days))
        late = self._backward(backwards, end)
        again = self._forward(self._topological(sorted(order, key=late.__getitem__)))
        if self._end(again) <= end:
            starts, end = again, self._end(again)
        if end < self._best:
            self._best, self.improved = end, self.made
            self._board.offer(as_schedule(self._work, starts), "search of lists")
        place = {n: p for p, n in enumerate(order)}
        final = self._topological(sorted(order, key=lambda n: (starts[n], place[n])))
        return FoundList(final, starts, end)

    def _topological(self, order: list[int]) -> list[int]:
        """The list with tasks of no length put behind what they wait for, where starts are the same."""
        placed = [False] * len(order)
        found: list[int] = []
        waiting = list(order)
        while waiting:
            rest = []
            for n in waiting:
                if all(placed[before] for before, _ in self._tasks[n].before):
                    placed[n] = True
                    found.append(n)
                else:
                    rest.append(n)
            waiting = rest
        return found

    def _end(self, starts: list[int]) -> int:
        return max(start + task.days for start, task in zip(starts, self._tasks, strict=True))

    def _forward(self, order: list[int]) -> list[int]:
        """Each task in the order of the list as early as it fits."""
        table, starts = self._table, [0] * len(order)
        for n in order:
            task = self._tasks[n]
            begin = task.earliest
            for before, lag in task.before:
                ready = starts[before] + self._tasks[before].days + lag
                if ready > begin:
                    begin = ready
            last = self._horizon - task.days
            start = table.fit(task.crews, begin, task.days, min(last, begin + TUNING.list_close))
            if start < 0:
                start = table.fit(task.crews, begin, task.days, last)
            starts[n] = start if start >= 0 else self._horizon
            if start >= 0:
                table.put(task.item, start, task.mode)
        table.undo(0)
        return starts

    def _backward(self, order: list[int], end: int) -> list[int]:
        """Each task, those that end last first, as late as it fits before an end."""
        table, starts = self._table, [0] * len(order)
        for n in order:
            task, latest = self._tasks[n], end
            for after, lag in task.after:
                if starts[after] - lag < latest:
                    latest = starts[after] - lag
            start = table.fit_last(task.crews, task.earliest, task.days, min(latest, self._horizon) - task.days)
            starts[n] = max(start, task.earliest)
            if start >= 0:
                table.put(task.item, start, task.mode)
        table.undo(0)
        return starts
