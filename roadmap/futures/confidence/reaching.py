"""Reaching a wanted chance: plans with room where it is needed, of which the one that is worth most with it is chosen.

Four steps. First the present plan is given room of a few widths, the same for all work, without a search: that takes
little effort, so that it is done on a busy machine too. Then work is planned as long as it lasts in a share of the
futures, which is found for each phase and skill by bisection (`proactive gamma`; van den Houten et al. 2024 compare
it). Then buffers go before the freeze of single features, one after the other, where they protect most money, as long
as the whole gains (after the starting time criticality of Van de Vonder et al. 2008). All plans are weighed on the same
draws (sample average approximation), and the chosen one is played anew with draws that had no part in choosing it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import sqrt

import numpy as np

from roadmap.audit.coverage import serve, shipped
from roadmap.explaining.present import Present
from roadmap.futures.confidence.bisecting import Bisection, bisection_of, short_groups
from roadmap.futures.confidence.padding import Padder, Padding
from roadmap.futures.confidence.reshaping import Reshaper
from roadmap.futures.confidence.search_clock import SearchClock
from roadmap.futures.confidence.weighing import Weighed, weighed
from roadmap.planner.stored.replan import replan_problem
from roadmap.problem import Problem
from roadmap.schedule import Schedule
from roadmap.tuning import TUNING


@dataclass(frozen=True, slots=True)
class SureSearch:
    """How long to search: seconds in all, playing the chosen plan anew and writing it included; strategies at once, and
    the seed. With `reproducible`, the work is limited and not the time; `by_effort`, seconds are processor time. `stop`
    ends it."""

    seconds: float
    workers: int
    seed: int
    reproducible: bool = False
    by_effort: bool = False
    stop: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True, slots=True)
class Roomy:
    """A schedule and its score (`Weighed.score`); the padding that it comes from, and the padded schedule, are None for
    one that was given no room. `others` are its scores for confidences that somebody else looks for."""

    schedule: Schedule
    score: tuple[int, int]
    padding: Padding | None = None
    padded: Schedule | None = None
    others: tuple[tuple[int, int], ...] = ()


class Reacher:
    """Looks for plans of one present plan's folder that reach a wanted chance. While it chooses, it asks for a little
    more, as chances in a thousand futures are not exact and the luckiest of many plans is chosen. `others` are
    confidences for which its candidates are scored besides."""

    def __init__(
        self, present: Present, confidence: float, budget: SureSearch, *, others: Sequence[float] = ()
    ) -> None:
        self._present, self._budget, self._asked = present, budget, confidence
        self._confidence, self._others = with_margin(confidence), [with_margin(one) for one in others]
        self._effort, self._longest = budget.seconds, 0.0
        self._clock = SearchClock(by_effort=budget.by_effort)
        self._deadline = self._clock.now() + budget.seconds
        self._problem = present.indexed.problem
        self.padder, self._reshaper = Padder(present), Reshaper(self._problem)
        self.candidates: list[Roomy] = []

    def reach(self, pool: Iterable[Schedule] = ()) -> Roomy:
        """The best plan that is found; `pool` are other good plans of the same problem, those that are to be kept where
        nothing is better first."""
        began, worked = self._clock.now(), time.process_time()
        self._take(self._present.schedule)
        passed = max(1e-6, self._clock.now() - began)
        self._deadline -= min(
            TUNING.sure_endings * passed, TUNING.sure_most_ending * self._budget.seconds
        )  # what comes after
        given = min(1.0, (time.process_time() - worked) / passed)  # the share of the clock that the machine gives
        given = 1.0 if self._budget.by_effort else given
        self._effort = given * max(0.0, self._left(TUNING.sure_bisect_share))
        for schedule in self._best_of(pool):
            self._take(schedule)
        self._widen()
        self._bisect()
        self._buffer()
        return self.best

    @property
    def best(self) -> Roomy:
        """The best that was found so far; the first of equals."""
        return max(self.candidates, key=lambda one: one.score)

    def fresh(self, present: Present) -> Weighed:
        """A plan of the same folder, played in futures that have no part in choosing."""
        runs, seed = TUNING.sure_fresh_runs, fresh_seed(self._budget.seed)
        return weighed(present, present.schedule, runs=runs, seed=seed)

    def _best_of(self, pool: Iterable[Schedule]) -> list[Schedule]:
        """The best of some plans, by a few futures."""
        found = []
        for schedule in pool:
            if self._is_over(TUNING.sure_pool_share):
                break
            quick = weighed(self._present, schedule, runs=TUNING.sure_pool_runs, seed=self._budget.seed, thorough=False)
            found.append((quick.score(self._confidence), schedule))
        return [
            schedule for _, schedule in sorted(found, key=lambda one: one[0], reverse=True)[: TUNING.sure_pool_kept]
        ]

    def _is_over(self, share: float = 1.0) -> bool:
        """Whether that share of the time is over, or somebody asked to stop."""
        if self._budget.stop.is_set():
            return True
        return not self._budget.reproducible and self._left(share) <= 0

    def _has_time(self, share: float = 1.0) -> bool:
        """Whether a step as long as the longest so far would end within that share of the time."""
        return not self._is_over(share) and (self._budget.reproducible or self._left(share) > self._longest)

    def _left(self, share: float = 1.0) -> float:
        """The seconds until that share of the time is over."""
        return self._deadline - (1 - share) * self._budget.seconds - self._clock.now()

    def _take(
        self, schedule: Schedule, *, padding: Padding | None = None, padded: Schedule | None = None, trace: bool = False
    ) -> Weighed:
        """Weigh a schedule on the draws that are the same for all."""
        found = self._weighed(schedule, trace=trace)
        others = tuple(found.score(one) for one in self._others)
        self.candidates.append(Roomy(schedule, found.score(self._confidence), padding, padded, others))
        return found

    def _weighed(self, schedule: Schedule, *, trace: bool = False) -> Weighed:
        """A schedule, played on the draws that are the same for all, by people who are quickly named."""
        seed = self._budget.seed
        return weighed(self._present, schedule, runs=TUNING.sure_runs, seed=seed, trace=trace, thorough=False)

    def _widen(self) -> None:
        """Give the present plan room of some widths, and leave all else as it is."""
        widest = bisection_of(self.padder.groups, self._asked)
        for part in TUNING.sure_widths if self.padder.groups else ():
            if not self._has_time(TUNING.sure_bisect_share):
                return
            began = self._clock.now()
            padding = Padding({group: low + part * (high - low) for group, (low, high) in widest.spans.items()}, {})
            padded = Reshaper(self.padder.padded(padding)).nearest(self._present.schedule)
            for one in self._reshaper.settled(padded) if padded is not None else ():
                self._take(one, padding=padding, padded=padded)
            self._longest = max(self._longest, self._clock.now() - began)

    def _bisect(self) -> None:
        """Plan with room, round after round."""
        if not self.padder.groups:
            return
        open_, before = bisection_of(self.padder.groups, self._asked), self._present.schedule
        rounds = TUNING.sure_rounds
        if not self._budget.reproducible:  # fewer searches that are longer find more than many short ones
            rounds = max(1, min(rounds, int(self._effort / TUNING.sure_round_effort)))
        for number in range(rounds):
            if not self._has_time(TUNING.sure_bisect_share):
                return
            padding = Padding(open_.sure, {})
            problem = self.padder.padded(padding)
            padded = self._planned(problem, before, rounds=rounds - number)
            if padded is None:  # what is pinned has no room for that much
                open_ = open_.after(())
                continue
            open_, before = self._judged(open_, padding, problem, padded), padded

    def _judged(self, open_: Bisection, padding: Padding, problem: Problem, padded: Schedule) -> Bisection:
        """Weigh what a padded plan comes to, and learn from the better form of it."""
        found = [self._take(one, padding=padding, padded=padded, trace=True) for one in self._reshaper.settled(padded)]
        if not found:
            return open_.after(())
        best = max(found, key=lambda one: one.score(self._confidence))
        ships = shipped(problem, padded)
        deals = [d for d, deal in enumerate(problem.deals[: len(best.full)]) if serve(deal, ships).levels]
        return open_.after(short_groups(best, deals, self._confidence))

    def _planned(self, problem: Problem, near: Schedule, *, rounds: int) -> Schedule | None:
        """A good plan of a padded problem, from a schedule of another length of work, the best one so far or the
        present one, whichever is worth most there; so many rounds are still to come, this one included."""
        start = Reshaper(problem).best_near(dict.fromkeys((near, self.best.schedule, self._present.schedule)))
        each = self._left(TUNING.sure_bisect_share) / rounds
        seconds = min(TUNING.sure_solving * each, each - self._longest)  # the rest is for reshaping and playing
        if self._budget.reproducible:
            seconds = TUNING.sure_bisect_share * self._budget.seconds / TUNING.sure_rounds
        seconds = max(TUNING.sure_least_seconds, seconds)
        with self._clock.lasting(seconds, self._budget.stop) as (most, stop):
            return replan_problem(
                problem, start, seconds=most, workers=self._budget.workers, seed=self._budget.seed,
                stop=stop, reproducible=self._budget.reproducible,
            ).schedule  # fmt: skip

    def _buffer(self) -> None:
        """Give room to single features where that protects most money, as long as the whole gains."""
        tried = set[tuple[Schedule, int]]()
        while self._has_time() and len(tried) < TUNING.sure_buffers:
            best, began = self.best, self._clock.now()
            if best.padding is None or best.padded is None:
                return
            found = self._weighed(best.schedule)
            wanted = next(
                (one for one in _endangered(found, self._confidence) if (best.schedule, one[0]) not in tried), None
            )
            if wanted is None:
                return
            feature, days = wanted
            tried.add((best.schedule, feature))
            more = best.padding.buffers.get(feature, 0) + days
            padding = Padding(best.padding.sure, {**best.padding.buffers, feature: more})
            padded = Reshaper(self.padder.padded(padding)).nearest(best.padded)
            for one in self._reshaper.settled(padded) if padded is not None else ():
                self._take(one, padding=padding, padded=padded)
            self._longest = max(self._longest, self._clock.now() - began)


def _endangered(found: Weighed, confidence: float) -> Iterator[tuple[int, int]]:
    """Features that miss their release too often, by the money that depends on them times how often, the most first,
    each with the working days that it is short of with the confidence."""
    network, money = found.game.network, dict[int, float]()
    for deal, rows in found.rows.items():
        for feature in {f for row in rows for need in found.game.gates[row].needs for f in need.features}:
            money[feature] = money.get(feature, 0.0) + float(found.full[deal])
    lost = []
    for row, landing in enumerate(network.landings):
        misses = float((found.block.boarded[landing.feature] > landing.planned).mean())
        if misses > 1 - confidence and money.get(landing.feature, 0.0) > 0:
            end = int(np.quantile(found.block.verified[row], confidence, method="inverted_cdf"))
            days = max(1, end - network.trains[landing.planned].freeze)
            lost.append((-misses * money[landing.feature], landing.feature, days))
    yield from ((feature, days) for _, feature, days in sorted(lost))


def with_margin(confidence: float) -> float:
    """What is asked for while plans are chosen, where that confidence is wanted."""
    margin = TUNING.sure_margin * sqrt(confidence * (1 - confidence) / TUNING.sure_runs)
    return min(confidence + margin, (1 + confidence) / 2)


def fresh_seed(seed: int) -> int:
    """The seed of the draws by which the chances of a plan are stated: another one than that by which it was chosen."""
    return seed + 1
