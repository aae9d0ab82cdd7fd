"""Asking many questions at once, in rounds, until the time is over or somebody asks to stop; what is known is kept."""

from __future__ import annotations

import contextlib
import math
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace

from roadmap.explaining.asking.change import Change, is_within
from roadmap.explaining.asking.modelling import fits_model
from roadmap.explaining.asking.pairing import Paired
from roadmap.explaining.asking.questions import Answer, Question, Unchanged, answer, answer_here, pack
from roadmap.explaining.asking.search_after_change import is_large
from roadmap.explaining.present import Present
from roadmap.schedule import Schedule
from roadmap.tuning import TUNING

POLL = 0.1
"""Seconds between two looks at the clock and at the wish to stop."""
Heard = Callable[[Answer], None]


class Asking:
    """Asks about changes of one plan; keeps the best answer to each change, and the best plan without any (`base`).

    `beside` has for each answer the plan without the change that was searched for as long: a better one found later
    would blame the change for what has not been tried with it. None: the present plan. `paired` has what paired
    searches found without a change and after it, all from one plan. Whoever answers may be given later, or changed, by
    `through`. It is over at the `deadline`, on the monotonic clock, or once so many seconds of processor time were used
    (`effort`), by all who answer. `large` says that the compiled search alone does better than the solver in a second
    or two, `fits` that the full model does better than all in some seconds.
    """

    def __init__(
        self,
        executor: Executor | None,
        present: Present,
        *,
        deadline: float,
        stop: threading.Event,
        effort: float = math.inf,
    ) -> None:
        self._present, self._packed = present, pack(present)
        self.deadline, self._stop, self._effort = deadline, stop, effort
        self.spared = 0.0
        """Seconds that are left for whoever asks later."""
        self.large = is_large(present.indexed.problem)
        self.fits = fits_model(present.indexed.problem)
        self.answers: dict[Change, Answer] = {}
        self.paired: dict[Change, tuple[tuple[Paired, ...], tuple[Paired, ...]]] = {}
        self.beside: dict[Change, Unchanged | None] = {}
        self._asked: Counter[Change] = Counter()
        self._begun: dict[Change, Unchanged | None] = {}
        self._pairs = 0
        self._pair_base: Schedule | None = None
        self._pair_found: dict[Change, tuple[Paired, ...]] = {}
        self.base: Unchanged | None = None
        self.through(executor)

    def through(
        self, executor: Executor | None, *, warm: bool = False, improves: bool = True, at_once: int | None = None
    ) -> None:
        """Ask an executor from now on (None: nobody), so many questions at once (None: as many as it has processes).

        `warm` says that its processes have loaded all they need; else this process answers too until one of them has.
        `improves` says that more time finds better plans.
        """
        self._executor, self._warm, self.improves = executor, warm, improves
        self._at_once: int | None = at_once or getattr(executor, "_max_workers", None)

    def left(self) -> float:
        """Seconds left by the clock, as long as all who answer are busy; negative when the time is over."""
        return min(self.deadline - time.monotonic(), self._effort / (self._at_once or 1)) - self.spared

    @property
    def at_once(self) -> int:
        """How many questions are answered at once."""
        return self._at_once or 1

    @contextlib.contextmanager
    def sparing(self, seconds: float) -> Iterator[None]:
        """So many of the seconds left are spared for whoever asks later."""
        before = self.spared
        self.spared = before + seconds
        try:
            yield
        finally:
            self.spared = before

    def spend(self, seconds: float) -> None:
        """So many seconds of processor time were used."""
        self._effort -= seconds

    def over(self) -> bool:
        """Whether to ask no more. Processor time that is too little for an answer does not pass by itself."""
        least = TUNING.answer_too_short if math.isfinite(self._effort) else 0.0
        return self._stop.is_set() or self.left() <= least

    @property
    def unsure(self) -> list[Change]:
        """The plan without any change, as a question, unless it is proved that no plan is worth more."""
        bound = self._present.bound
        return [] if bound is not None and bound <= self.value else [Change()]

    @property
    def value(self) -> int:
        """What the plan is worth that all is asked about."""
        return self._present.value

    def modelled(self, count: int) -> tuple[int, float]:
        """How many of so many questions the full model can answer in the time that is left, and in how many seconds
        each; none where it proves nothing so soon."""
        if not self.fits:
            return 0, 0.0
        left = TUNING.round_spare * self.left() * (self._at_once or 1)
        fit = min(count, int(left / (TUNING.good_model if self.large else TUNING.least_solving)))
        return fit, left / max(1, fit)

    def ask_pairs(
        self, changes: Sequence[Change], *, pairs: int, seconds: float, heard: Heard = lambda _: None
    ) -> None:
        """Ask what so many searches of so many seconds each find for each change and without any, all from the best
        plan now known."""
        self._pairs, self._pair_base = pairs, None if self.base is None else self.base.schedule
        self._pair_found = {}
        try:
            self.ask([Change(), *changes], seconds=seconds, heard=heard)
        finally:
            self._pairs = 0
        without = self._pair_found.pop(Change(), ())
        self.paired |= {change: (without, found) for change, found in self._pair_found.items()}

    def ask(self, changes: Sequence[Change], *, seconds: float, heard: Heard = lambda _: None) -> None:
        """Ask about each change for so many seconds, from what is known of it; returns when all is answered or over.

        Where every process has died, nothing is answered any more.
        """
        todo, short = deque(changes if self._executor is not None else ()), seconds < TUNING.least_solving
        for _first in range(TUNING.first_here if short and not self._warm else 0):
            self._answer_here(todo, seconds, heard)
        waiting: dict[Future[Answer], Change] = {}
        while (todo or waiting) and not self.over():
            if not self._submit(todo, waiting, seconds=seconds):
                break
            done, _ = wait(waiting, timeout=max(0.0, min(POLL, self.left())), return_when=FIRST_COMPLETED)
            for future in done:
                del waiting[future]
                self._hear(future, heard)
            if short and not self._warm:
                self._take_back(todo, waiting)
                self._answer_here(todo, seconds, heard)
        for future in waiting:
            if not future.cancel() and future.done():
                self._hear(future, heard)

    def _submit(self, todo: deque[Change], waiting: dict[Future[Answer], Change], *, seconds: float) -> bool:
        """Ask as much at once as there are processes, so that each question knows how long it may take; False if
        nobody takes a question any more."""
        executor = self._executor
        while (
            executor is not None
            and todo
            and (self._at_once is None or len(waiting) < self._at_once)
            and self.left() > TUNING.answer_too_short
            and not self._stop.is_set()
        ):
            question = self._question(todo[0], seconds)
            try:
                waiting[executor.submit(answer, self._packed, question)] = todo.popleft()
            except BrokenProcessPool:
                return False
        return bool(waiting)

    def _question(self, change: Change, seconds: float) -> Question:
        self._begun[change] = self.base
        within = self.deadline - time.monotonic() - self.spared - TUNING.answer_on_the_way
        if self._pairs:
            return Question(change, seconds, within=within, base=self._pair_base, pairs=self._pairs)
        base, seed = None if self.base is None else self.base.schedule, self._asked[change]
        self._asked[change] += 1
        known = self.answers.get(change)
        claimed = None if known is None else known.claimed
        start = self._start(change)
        return Question(change, seconds, within=within, start=start, base=base, seed=seed, claimed=claimed)

    def _start(self, change: Change) -> Schedule | None:
        """The best schedule known after a change, be it of one that allows less."""
        known = [answer for other, answer in self.answers.items() if is_within(other, change)]
        best = max(known, key=worth, default=None)
        return None if best is None else best.schedule

    def _take_back(self, todo: deque[Change], waiting: dict[Future[Answer], Change]) -> None:
        """Take a question back that no process has begun to answer: loading takes them seconds."""
        future = None if todo else next((one for one in waiting if one.cancel()), None)
        if future is not None:
            todo.append(waiting.pop(future))

    def _answer_here(self, todo: deque[Change], seconds: float, heard: Heard) -> None:
        if todo and not self.over():
            self._take(answer_here(self._present, self._question(todo.popleft(), seconds)), heard)

    def _hear(self, future: Future[Answer], heard: Heard) -> None:
        """Take in an answer; a process that died has none, and its question stays open."""
        try:
            found = future.result()
        except (BrokenProcessPool, CancelledError, OSError):
            return
        self._warm = True
        self._take(found, heard)

    def _take(self, found: Answer, heard: Heard) -> None:
        self.spend(found.spent)
        if found.paired:
            self._pair_found[found.change] = found.paired
        plain = found.unchanged
        if plain is not None and (self.base is None or plain.value > self.base.value):
            self.base = plain
        known = self.answers.get(found.change)
        self.answers[found.change] = better(known, found)
        if known is None or self.answers[found.change].schedule is not known.schedule:
            plans = [one for one in (plain, self._begun.get(found.change)) if one is not None]
            self.beside[found.change] = max(plans, key=lambda one: one.value, default=None)
        heard(self.answers[found.change])


def worth(answer: Answer) -> float:
    """What the plan of an answer is worth; less than anything where there is none."""
    return -math.inf if answer.value is None else answer.value


def known_of(change: Change, answers: Mapping[Change, Answer]) -> Answer | None:
    """What is known of a change, be it of others: a plan that holds after one that allows less holds after it, too, and
    nothing is worth more after it than after one that allows more. None if nothing is."""
    within = [answer for other, answer in answers.items() if is_within(other, change)]
    bounds = [a.bound for other, a in answers.items() if a.bound is not None and is_within(change, other)]
    if not within and not bounds:
        return None
    best = max(within, key=worth, default=Answer(change, None, None, None, {}))
    return replace(best, bound=min(bounds, default=None))


def better(known: Answer | None, found: Answer) -> Answer:
    """The better plan of two answers to one question, with the better bound and claim of both."""
    if known is None or known.value is None:
        return found
    bounds = [bound for bound in (known.bound, found.bound) if bound is not None]
    best = found if found.value is not None and found.value > known.value else known
    claims = [c for c in (known.claimed, found.claimed) if c is not None and c >= worth(best)]
    return replace(best, bound=min(bounds, default=None), claimed=min(claims, default=None))
