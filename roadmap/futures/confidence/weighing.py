"""Weighing: what a schedule is worth with a wanted confidence, by playing it out.

A deal counts with what it earns as planned where its promises hold in the wanted share of the futures, and else with
what it keeps at least in that share of them: what lateness leaves of it, or nothing. So what makes one deal surer pays
only where it costs the others less.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from roadmap.audit import value
from roadmap.audit.coverage import serve, shipped
from roadmap.explaining.present import Present
from roadmap.futures.playing.draws import BLOCK, Drawer
from roadmap.futures.playing.gates import waited_for
from roadmap.futures.playing.play import ends_of_jobs
from roadmap.futures.playing.shapes import Floats
from roadmap.futures.playing.simulating import Block, Game, game_of, joined, play_block
from roadmap.planner.naming.staffing import staff_project
from roadmap.schedule import Schedule


@dataclass(frozen=True)
class Imagined(Present):
    """A schedule of the folder for which no plan was written; `plan` is another one of the same folder."""

    @cached_property
    def served(self) -> frozenset[str]:
        """The deals that it serves."""
        return frozenset(key for key, served in self.draft.served.items() if served.levels)


def imagined(present: Present, schedule: Schedule) -> Imagined:
    """A schedule on the folder of a plan."""
    return Imagined(present.plan, present.project, present.indexed, schedule)


@dataclass(frozen=True)
class Weighed:
    """A schedule and what came of playing it. Amounts are in thousands of the currency.

    `value` is what it is worth as planned. `rows` are the gates of each deal that it serves, by position, where one of
    them waits for a release; `holds` says by gate and run whether that comes as planned: with its planned release or an
    earlier one, or by the day of the gate, wherever that has moved.
    """

    schedule: Schedule
    game: Game
    block: Block
    value: int
    rows: dict[int, tuple[int, ...]]
    holds: npt.NDArray[np.bool_]

    def at_least(self, confidence: float) -> int:
        """What it is worth if each deal counts with what it earns as planned where its promises hold with that chance,
        and else with what it keeps at least in that share of the futures."""
        least = _least(self.block.kept, confidence) * self.full
        for deal, chance in self.chances.items():
            if chance >= confidence:
                least[deal] = max(least[deal], self.earned[deal])
        return round(self.value - float(self.earned.sum()) + float(least.sum()))

    @cached_property
    def expected(self) -> int:
        """What it is worth on average."""
        return round(self.value + float((self.block.kept.mean(axis=1) * self.full - self.earned).sum()))

    def score(self, confidence: float) -> tuple[int, int]:
        """By which schedules are ranked: what it is worth with the confidence, then on average."""
        return self.at_least(confidence), self.expected

    @cached_property
    def chances(self) -> dict[int, float]:
        """The chance of each deal that everything comes as planned."""
        return {deal: float(self.holds[list(own)].all(axis=0).mean()) for deal, own in self.rows.items()}

    def reached(self, confidence: float) -> int:
        """How many deals reach that chance."""
        return sum(chance >= confidence for chance in self.chances.values())

    @cached_property
    def full(self) -> Floats:
        """What each deal earns if everything comes in time."""
        return np.array([float(sum(level.value for level in deal.levels)) for deal in self.game.present.indexed.deals])

    @cached_property
    def earned(self) -> Floats:
        """What each deal earns as planned."""
        indexed = self.game.present.indexed
        ships = shipped(indexed.problem, self.schedule)
        return np.array([float(serve(deal, ships).earned) for deal in indexed.deals])


def weighed(
    present: Present, schedule: Schedule, *, runs: int, seed: int, trace: bool = False, thorough: bool = True
) -> Weighed:
    """Play a schedule so many times; with `trace`, at most one block of runs, it is noted what held up what. Without
    `thorough`, people are named more quickly, and more work may change hands than in the plan as it is written."""
    staffing = staff_project(present.project, present.indexed, schedule, thorough=thorough)
    game = game_of(imagined(present, schedule), staffing=staffing)
    drawer = Drawer(game.world, seed)
    sizes = [min(BLOCK, runs - first) for first in range(0, BLOCK if trace else runs, BLOCK)]
    blocks = [play_block(game, drawer, number, runs=size, trace=trace) for number, size in enumerate(sizes)]
    block = blocks[0] if len(blocks) == 1 else joined(blocks)
    worth = value(present.indexed.problem, schedule) - present.indexed.owed
    return Weighed(
        schedule, game, block, worth, dict(_rows(game)), (block.trains <= _planned(game)) | (block.late <= 0)
    )


def _planned(game: Game) -> npt.NDArray[np.int16]:
    """The train that each gate waits for as planned, as a column."""
    boarded = game.boarding.board(ends_of_jobs(game.network, game.player.as_planned()))
    trains = [waited_for(wait, boarded, len(game.network.trains))[0] for wait in game.gates]
    return np.array(trains, dtype=np.int16)[:, None]


def _rows(game: Game) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The gates of each deal that is served, where one of them waits for a release."""
    found: dict[int, list[int]] = {}
    for number, wait in enumerate(game.gates):
        found.setdefault(wait.deal, []).append(number)
    for deal, rows in found.items():
        if any(need.past is None for row in rows for need in game.gates[row].needs):
            yield deal, tuple(rows)


def _least(kept: Floats, confidence: float) -> Floats:
    """What each row holds at least in that share of its columns."""
    if not kept.size:
        return np.zeros(len(kept))
    found: Floats = np.quantile(kept, 1 - confidence, axis=1, method="inverted_cdf")
    return found
