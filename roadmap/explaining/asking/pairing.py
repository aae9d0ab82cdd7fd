"""Paired searches: what a change brings, seen several times, each time with the same chance as without it.

One search may find something by luck, with the change or without. So both are searched for from the same plan, for the
same time, with the same seeds, and compared seed by seed. What is found on one side counts on the other where it holds
there, too. Between the least and the most of five such differences lies the middle one of all that such searches could
find, with a chance of 94 % (1 - 2 / 2^5; the interval of order statistics for a median, David and Nagaraja 2003).
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

from roadmap.problem import Problem
from roadmap.schedule import Schedule
from roadmap.solver.board import Board
from roadmap.solver.construct.decoder import Decoder
from roadmap.solver.local.loading import NAME, loaded
from roadmap.solver.local.ruin import Allowance, Ruiner
from roadmap.tuning import TUNING


@dataclass(frozen=True, slots=True)
class Paired:
    """What one of several searches found after a change: what its plan is worth, and what it is worth without the
    change, where it holds there (None: it does not). In thousands of the currency."""

    value: int
    unchanged: int | None


@dataclass(frozen=True, slots=True)
class SeenRange:
    """What a change brought in paired searches: the `least`, the `middle` (of two the lower) and the `most`, in
    thousands of the currency, and how many `pairs` there were."""

    least: int
    middle: int
    most: int
    pairs: int


def searched_apart(
    problem: Problem, start: Schedule, *, seeds: int, seconds: float, until: float, focus: int | None
) -> Iterator[Schedule]:
    """The best schedule of each of so many searches from the same valid schedule, by seed, each of so many seconds;
    that schedule itself where none is worth more.

    Fewer where the time is over before, on the monotonic clock, and none where the compiled search is not loaded.
    """
    if not loaded():
        return
    board = Board(problem, began=time.monotonic(), deadline=until, tell=lambda _: None)
    decoder = Decoder(problem, board.windows, valuation=board.valuation)
    machine = import_module(NAME)
    ruiner = Ruiner(board, decoder, seed=0, machine=machine, focus=focus)
    for seed in range(seeds):
        board.begin(start)
        machine.sow(seed)
        if time.monotonic() + seconds > until:
            return
        ruiner.search(_allowance(seed, seconds))
        best = board.schedule
        yield start if best is None or best is board.begun else best


def _allowance(seed: int, seconds: float) -> Allowance:
    end = time.monotonic() + seconds
    heat = TUNING.question_heats[seed % len(TUNING.question_heats)]
    return Allowance(1 << 60, lambda: (end - time.monotonic()) / seconds, heat=heat)


def seen_of(without: tuple[Paired, ...], after: tuple[Paired, ...], *, gaining: bool) -> SeenRange | None:
    """What a change brought, seed by seed; None if there are too few pairs.

    Where it only allows more than before (`gaining`) the plan without it holds with it, too; where it allows less a
    plan after it holds without it.
    """
    found = sorted(_brought(*pair, gaining=gaining) for pair in zip(without, after, strict=False))
    if len(found) < TUNING.pairs_least:
        return None
    return SeenRange(found[0], found[(len(found) - 1) // 2], found[-1], len(found))


def _brought(without: Paired, after: Paired, *, gaining: bool) -> int:
    base = without.value if after.unchanged is None else max(without.value, after.unchanged)
    return max(after.value, without.value) - base if gaining else min(0, after.value - base)
