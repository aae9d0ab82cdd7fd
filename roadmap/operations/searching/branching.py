"""Planning the answers of many questions in rounds: all shortly, then those worth most again and for longer."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool

from roadmap.explaining.asking.questions import pack
from roadmap.explaining.meeting.branching import BranchTable, BranchTask, plan_branches
from roadmap.explaining.meeting.questions import MeetingQuestion
from roadmap.explaining.present import Present
from roadmap.planner.carrying import Carried

POLL = 0.1
"""Seconds between two looks at the clock and at the wish to stop."""
FIRST_SECONDS, LONGEST = 0.2, 10.0
"""Seconds of search under each answer in the first round, once; further rounds search twice, and each has double the
seconds of the one before, up to so many."""
FIRST_SHARE = 0.5
"""The share of the time for the first round; questions that it does not reach are left out."""
FEWEST, MOST_PLANS = 4, 3
"""Questions that a further round takes at least, and plans that go with one."""


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
        deadline: float,
        stop: threading.Event,
        heard: Callable[[], None],
    ) -> None:
        """Plan the questions in their order, then round after round the half of them that is worth most, until the
        deadline on the monotonic clock, until `stop` is set, or nothing is left to find out."""
        now = time.monotonic()
        until = now + FIRST_SHARE * max(0.0, deadline - now)
        seconds, seed, asked = FIRST_SECONDS, 0, list(questions)
        while asked and time.monotonic() < deadline and not stop.is_set():
            before = self._worth()
            self._ask([self._task(one, seconds, seed) for one in asked], until, stop, heard)
            if self._worth() == before:
                return
            ranked = sorted(self.tables.values(), key=lambda table: (-table.gain, table.question.id))
            half = max(FEWEST, len(asked if seed else ranked) // 2)
            asked = [table.question for table in ranked[:half] if len(table.plans) > 1]
            until, seed, seconds = deadline, seed + 1, min(LONGEST, 2 * seconds)
            if seed > 1 and seconds >= LONGEST:
                return

    def _worth(self) -> dict[str, object]:
        """What is known of the questions."""
        return {key: table.worth for key, table in self.tables.items()}

    def _task(self, question: MeetingQuestion, seconds: float, seed: int) -> BranchTask:
        known = self.tables.get(question.id)
        plans = (self._base,) if known is None else known.plans[:MOST_PLANS]
        return BranchTask(question, seconds, seed, plans, turns=2 if seed else 1)

    def _ask(self, tasks: Sequence[BranchTask], until: float, stop: threading.Event, heard: Callable[[], None]) -> None:
        todo, waiting = deque(tasks), set[Future[BranchTable]]()
        while (todo or waiting) and time.monotonic() < until and not stop.is_set():
            while todo and len(waiting) < self._at_once:
                try:
                    waiting.add(self._executor.submit(plan_branches, self._packed, todo.popleft()))
                except BrokenProcessPool:
                    return
            done, _ = wait(waiting, timeout=POLL, return_when=FIRST_COMPLETED)
            waiting -= done
            for future in done:
                self._hear(future, heard)
        for future in waiting:
            if not future.cancel() and future.done():
                self._hear(future, heard)

    def _hear(self, future: Future[BranchTable], heard: Callable[[], None]) -> None:
        """Take in a table; a process that died has none, and its question is left out."""
        try:
            table = future.result()
        except (BrokenProcessPool, CancelledError, OSError):
            return
        self.tables[table.question.id] = table
        heard()
