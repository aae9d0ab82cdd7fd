"""Why no plan can hold everything that is held: each set of lines that clash, what is too little, and the ways out."""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from roadmap.explaining.contradiction.held import Ground, ground_of
from roadmap.explaining.contradiction.smallest import MOST, Asks, Clash, Court, find_contradictions
from roadmap.explaining.contradiction.ways_out import BestFinder, WayOut, changed, price, ways_out
from roadmap.folder.project import Project
from roadmap.indexing import opposed
from roadmap.planner.causes.shortage import Shortage, shortage_of
from roadmap.problem import Problem
from roadmap.tuning import TUNING

GENTLE = ("later", "people", "drop")
"""Kinds of ways out, the smallest change first."""


@dataclass(frozen=True, slots=True)
class ClashLine:
    """One set of lines that cannot hold together: what is too little (None: no count shows it), and the ways out."""

    clash: Clash
    shortage: Shortage | None
    ways: tuple[WayOut, ...]


@dataclass(frozen=True, slots=True)
class Clashes:
    """The first sets, at most five, how many there are in all, and whether the rest is known to hold together."""

    ground: Ground
    lines: tuple[ClashLine, ...]
    count: int
    complete: bool


class Answers(Asks, BestFinder, Protocol):
    """Whoever answers both kinds of questions."""

    def wait(self) -> None:
        """Return when questions can be asked."""


def must_clash(project: Project) -> bool:
    """Whether a plain look shows that what is held cannot hold, in milliseconds and without a solver; False says no
    more than that it takes a search to tell."""
    ground = ground_of(project)
    return bool(opposed(project, ground.indexed.names)) or shortage_of(ground.problem(ground.held)) is not None


def explain_clashes(project: Project, judge: Answers, *, seconds: float) -> Clashes:
    """Find and price, within `seconds` of wall time once the judge is ready.

    No lines are found where everything can hold together after all, or where the time is too short.
    """
    ground = ground_of(project)
    judge.wait()
    deadline = time.monotonic() + seconds
    court = Court(ground, judge, seconds=seconds * TUNING.clash_finding_share)
    found = find_contradictions(court)
    shown = []
    for clash in found.clashes[:MOST]:
        shortage = None if clash.plain else shortage_of(ground.problem(clash.lines))
        shown.append((clash, shortage, ways_out(court, clash, shortage)))
    questions = [(way, _with_way(court, clash, way, found.clashes)) for clash, _, ways in shown for way in ways]
    left = deadline - time.monotonic()
    priced = iter(price(questions, judge, seconds=left, owed=ground.indexed.owed))
    lines = tuple(
        ClashLine(clash, shortage, _best_first(list(islice(priced, len(ways))))) for clash, shortage, ways in shown
    )
    return Clashes(ground, lines, len(found.clashes), found.complete)


def _best_first(ways: list[WayOut]) -> tuple[WayOut, ...]:
    """The dearest plan first, and of equals the smallest change; those of no known price last."""
    return tuple(sorted(ways, key=lambda way: (way.value is None, -(way.value or 0), GENTLE.index(way.kind))))


def _with_way(court: Court, clash: Clash, way: WayOut, clashes: tuple[Clash, ...]) -> Problem:
    """The whole problem with a way out taken, and without what the other sets hold."""
    others = {line for other in clashes if other != clash for line in other.lines}
    return changed(court, [line for line in court.ground.held if line not in others], way)
