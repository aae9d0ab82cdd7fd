"""In which order prices of a large plan are asked for, and for how long: the most useful first, each kind in its share.

The plan itself is improved first, so that what would have been found anyway has no price. Then all is answered shortly,
in an order in which whoever stops early has the most: people, releases, promises, slips of four weeks. People are asked
about in pairs of searches (`roadmap.explaining.asking.pairing`); where there is no time for that, those from the next
quarter come after promises. Then come the other slips of what is dear; the time that is left makes answers better.
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from roadmap.explaining.asking.change import Change
from roadmap.explaining.asking.questions import Answer
from roadmap.explaining.asking.rounds import Asking, Heard, known_of
from roadmap.tuning import TUNING

HIRED = frozenset({"person", "people"})
"""Changes by which people come."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Changes that are asked about together, and how long compared with others."""

    changes: list[Change]
    weight: float = 1.0


class Agenda:
    """Asks about the changes of one large plan with so many processes, within the time of `asking`."""

    def __init__(self, asking: Asking, *, processes: int, heard: Heard) -> None:
        self._asking, self._processes, self._heard = asking, processes, heard
        self._setup, self._answered = TUNING.question_setup, 0

    def ask_in_order(self, changes: Sequence[Change]) -> None:
        """Ask about all changes; see above."""
        asking = self._asking
        if asking.modelled(len(changes))[0]:
            self._prove(changes)
            return
        self.improve_base(TUNING.price_first_base)
        self._ask_pairs(changes)
        batches = first_batches([change for change in changes if change not in asking.answers])
        self._ask(batches, share=TUNING.price_first_share)
        first = [change for batch in batches for change in batch.changes]
        missed = [change for change in first if change not in asking.answers]
        self._ask([Batch(missed), Batch(dear_slips(asking, changes))], share=TUNING.price_dear_share)
        while self._again(changes):
            pass

    def _ask_pairs(self, changes: Sequence[Change]) -> None:
        """What pairs of searches find for people: how much that differs from pair to pair tells how sure a price is."""
        asking, people = self._asking, [change for change in changes if change.kind in HIRED]
        days = sorted({change.day for change in people if change.day})
        share = TUNING.pairs_shares[len(people) == len(changes)]
        for number, day in enumerate(days):
            hired = [change for change in people if change.day == day]
            equal, alone = (self._pair_seconds(len(hired), part) for part in (share / (len(days) - number), share))
            seconds = equal if equal >= TUNING.pair_least else alone  # no time for all days: the first comes first
            if seconds >= TUNING.pair_least:
                asking.ask_pairs(hired, pairs=TUNING.pairs, seconds=seconds, heard=self._hear)

    def _pair_seconds(self, changes: int, share: float) -> float:
        """Seconds of each search, where pairs for so many changes get a share of the time left."""
        each = share * self._asking.left() * self._processes / (1 + changes) - self._setup
        return each / TUNING.pairs - TUNING.pair_setup

    def _prove(self, changes: Sequence[Change]) -> None:
        """Short answers, then the full model in the same order, what it was not asked about yet before the rest."""
        asking, turns = self._asking, Counter[Change]()
        if asking.unsure:
            asking.ask(asking.unsure, seconds=TUNING.price_first_base * asking.left(), heard=self._hear)
        self._ask(first_batches(changes), share=TUNING.question_short_share)
        while not asking.over():
            left = sorted(worth_asking(asking, changes), key=lambda change: turns[change])
            fit, seconds = asking.modelled(len(left))
            before = self._answered
            asking.ask(left[:fit], seconds=seconds, heard=self._hear)
            turns.update(left[:fit])
            if self._answered == before:
                break
        while asking.left() > TUNING.price_again_least and self._again(changes):
            pass

    def _again(self, changes: Sequence[Change]) -> bool:
        """One more round of questions whose answers may become better, as many as fit; whether anything was answered
        and there is time for another."""
        asking, before = self._asking, self._answered
        self.improve_base(TUNING.price_first_base / 2)
        fit = max(1, int(asking.left() * self._processes / (TUNING.price_again_least + self._setup)))
        again = worth_asking(asking, changes)[:fit]
        if again:
            seconds = TUNING.agenda_spare * asking.left() * self._processes / len(again) - self._setup
            asking.ask(again, seconds=max(TUNING.price_again_least, seconds), heard=self._hear)
        in_time = asking.left() > TUNING.price_again_least and not asking.over()
        return bool(again) and self._answered > before and in_time

    def _hear(self, answer: Answer) -> None:
        self._answered += 1
        self._heard(answer)

    def improve_base(self, share: float) -> None:
        """Improve the plan without any change for a share of the time left, in turns, each from the best plan so far.

        What a turn takes besides its search, on this machine as it is now, tells what other questions will take.
        """
        asking = self._asking
        if not asking.unsure:
            return
        turns = max(1, round(share * asking.left() / TUNING.base_seconds))
        seconds, began = max(TUNING.price_first_least, share * asking.left() / turns - self._setup), 0.0
        for _turn in range(turns):
            began = time.monotonic()
            asking.ask([Change()] * self._processes, seconds=seconds, heard=self._hear)
        besides = time.monotonic() - began - seconds  # of the last turn: in the first, processes are still loading
        self._setup = max(TUNING.question_setup, TUNING.question_dearer * besides)

    def _ask(self, batches: list[Batch], *, share: float) -> None:
        """Ask about batches one after another in a share of the time left, each until its own part of that is over."""
        asking = self._asking
        rest = (1 - share) * asking.left()
        count = sum(len(batch.changes) for batch in batches)
        weight = sum(batch.weight * len(batch.changes) for batch in batches)
        unit = (share * asking.left() * self._processes - self._setup * count) / max(1.0, weight)
        unit = max(TUNING.price_first_least, min(TUNING.price_first_most, unit))
        for number, batch in enumerate(batches if count else ()):
            with asking.sparing(self._rest(batches[number:], unit, rest=rest)):
                asking.ask(batch.changes, seconds=unit * batch.weight, heard=self._hear)

    def _rest(self, batches: list[Batch], unit: float, *, rest: float) -> float:
        """The seconds that must be left after the first of some batches, so that those after it get theirs, and the
        rest is spared."""
        needs = [len(batch.changes) * (unit * batch.weight + self._setup) for batch in batches]
        left = self._asking.left()
        return left - max(0.0, left - rest) * needs[0] / max(1e-9, sum(needs))


def first_batches(changes: Sequence[Change]) -> list[Batch]:
    """The changes that are answered first, by kind: people from the first day, releases, promises, people from later
    days, slips of four weeks, and anything else."""
    day = min((change.day for change in changes if change.kind in HIRED and change.day), default=None)
    now = [change for change in changes if change.kind in HIRED and change.day == day]
    later = [change for change in changes if change.kind in HIRED and change.day != day]
    kinds = {kind: [change for change in changes if change.kind == kind] for kind in ("no_release", "no_promise")}
    slips = [change for change in changes if change.kind == "slip" and change.amount == TUNING.first_slip]
    rest = [change for change in changes if change.kind not in {*HIRED, *kinds, "slip"}]
    promises = Batch(kinds["no_promise"][: TUNING.first_promises])
    first = [Batch(now, 2.0), Batch(kinds["no_release"], 2.0), promises, Batch(later), Batch(slips), Batch(rest)]
    return [batch for batch in first if batch.changes]


def dear_slips(asking: Asking, changes: Sequence[Change]) -> list[Change]:
    """Slips that nothing is known of, for work of which the first slip costs something, the dearest first."""
    worth = {
        change.subject: -math.inf if answer.value is None else answer.value
        for change, answer in asking.answers.items()
        if change.kind == "slip" and (answer.value is None or answer.value < base_value(asking))
    }
    slips = [c for c in changes if c.kind == "slip" and c.subject in worth and c not in asking.answers]
    return sorted(slips, key=lambda change: worth[change.subject])


def worth_asking(asking: Asking, changes: Sequence[Change]) -> list[Change]:
    """The changes whose price may still become better, in the order of the first answers, then other slips; those of
    the first answers that nothing is known of before all others."""
    first = [change for batch in first_batches(changes) for change in batch.changes]
    missed = [change for change in first if change not in asking.answers]
    return [change for change in dict.fromkeys([*missed, *first, *changes]) if not is_settled(asking, change)]


def is_settled(asking: Asking, change: Change) -> bool:
    """Whether no better plan can be found after a change, or none is needed: a slip that costs nothing so far."""
    answer = known_of(change, asking.answers)
    if answer is None or answer.value is None:
        return False
    if change.kind in ("slip", "no_release") and answer.value >= base_value(asking):
        return True
    return answer.value == answer.bound


def base_value(asking: Asking) -> float:
    """What the best plan without any change is worth, as far as known."""
    if asking.base is not None:
        return asking.base.value
    return math.inf if asking.unsure else asking.value
