"""Planning the answers of many questions in rounds: all shortly, then those worth most again and for longer."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool

from roadmap.explaining.asking.questions import pack
from roadmap.explaining.asking.rounds import Asking
from roadmap.explaining.meeting.branching import BranchTable, BranchTask, plan_branches
from roadmap.explaining.meeting.meeting_questions import MeetingQuestion
from roadmap.explaining.present import Present
from roadmap.planner.stored.carrying import Carried
from roadmap.tuning import TUNING

POLL = 0.1
"""Seconds between two looks at what is left and at the wish to stop."""


class BranchRounds:
    """Plans questions through an executor, so many at once, and keeps the last table of each, by question id.

    `base` is the best plan of the input as it is; all searches begin from it.
    """

    def __init__(self, executor: Executor, present: Present, base: Carried, *, at_once: int) -> None:
        self._executor, self._packed, self._base, self._at_once = executor, pack(present), base, at_once
        self.tables: dict[str, BranchTable] = {}

    def through(
        self,
        questions: Sequence[MeetingQuestion],
        *,
        asking: Asking,
        heard: Callable[[], None],
    ) -> None:
        """Plan the questions in their order, then round after round the half of them that is worth most, until `asking`
        is over, or nothing is left to find out."""
        rest = (1 - TUNING.branch_first_share) * max(0.0, asking.left())
        seconds, seed, asked = TUNING.branch_first_seconds, 0, list(questions)
        while asked and not asking.over():
            before = self._worth()
            self._ask([self._task(one, seconds, seed) for one in asked], asking, rest, heard)
            if self._worth() == before:
                return
            ranked = sorted(self.tables.values(), key=lambda table: (-table.gain, table.question.id))
            half = max(TUNING.branch_fewest, len(asked if seed else ranked) // 2)
            asked = [table.question for table in ranked[:half] if len(table.plans) > 1]
            rest, seed, seconds = 0.0, seed + 1, min(TUNING.branch_longest, 2 * seconds)
            if seed > 1 and seconds >= TUNING.branch_longest:
                return

    def _worth(self) -> dict[str, object]:
        """What is known of the questions."""
        return {key: table.worth for key, table in self.tables.items()}

    def _task(self, question: MeetingQuestion, seconds: float, seed: int) -> BranchTask:
        known = self.tables.get(question.id)
        plans = (self._base,) if known is None else known.plans[: TUNING.branch_plans]
        return BranchTask(question, seconds, seed, plans, turns=2 if seed else 1)

    def _ask(self, tasks: Sequence[BranchTask], asking: Asking, rest: float, heard: Callable[[], None]) -> None:
        """Plan until no more than the `rest` of the time is left."""
        todo, waiting = deque(tasks), set[Future[BranchTable]]()
        while (todo or waiting) and asking.left() > rest and not asking.over():
            while todo and len(waiting) < self._at_once:
                try:
                    waiting.add(self._executor.submit(plan_branches, self._packed, todo.popleft()))
                except BrokenProcessPool:
                    return
            done, _ = wait(waiting, timeout=POLL, return_when=FIRST_COMPLETED)
            waiting -= done
            for future in done:
                self._hear(future, asking, heard)
        for future in waiting:
            if not future.cancel() and future.done():
                self._hear(future, asking, heard)

    def _hear(self, future: Future[BranchTable], asking: Asking, heard: Callable[[], None]) -> None:
        """Take in a table; a process that died has none, and its question is left out."""
        try:
            table = future.result()
        except (BrokenProcessPool, CancelledError, OSError):
            return
        asking.spend(table.spent)
        self.tables[table.question.id] = table
        heard()
