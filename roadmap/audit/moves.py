"""Moves to second lines, checked person by person against the switching rule: what the search holds them to be.

They are given by the planner in integers, and share no code with what chose them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Moved:
    """One move of a person, by position: away from their own work in [`away`, `end`), in the second line from `first`.

    Slots may lie before the plan, where the move began before it; `agreed` says that it was agreed before. `year` is
    the calendar year of `first`. `trained` is the exclusive end of the work that trains them; None if it was done
    before the plan begins. `home` are the half-open intervals in which they do their own work.
    """

    person: int
    line: int
    away: int
    first: int
    end: int
    year: int
    agreed: bool
    trained: int | None
    home: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SwitchingRule:
    """Slots of notice, slots that a move and the time at home between two take at least, moves a year, training."""

    notice: int
    least: int
    most_a_year: int
    training: int


def check(moves: Sequence[Moved], rule: SwitchingRule, *, horizon: int) -> Iterator[str]:
    """Every move keeps the rule: its notice and its training, its length, the time at home before it, and how many
    there are of one person in a year; and nobody does their own work meanwhile."""
    for move in moves:
        who = f"person {move.person}"
        if move.away < rule.notice and not move.agreed:
            yield f"{who} is moved from slot {move.away} without notice"
        if move.end - move.first < rule.least and move.end < horizon:
            yield f"{who} is moved for {move.end - move.first} slots, less than {rule.least}"
        if any(begin < move.end and move.away < end for begin, end in move.home):
            yield f"{who} does their own work while moved"
        if move.trained is not None and move.trained > move.away:
            yield f"{who} leaves for a training that is not done by slot {move.away}"
    yield from _check_training(moves, rule)
    yield from _check_persons(moves, rule)


def _check_training(moves: Sequence[Moved], rule: SwitchingRule) -> Iterator[str]:
    """The first move to a line comes after the days of training, unless the training was done before the plan."""
    seen: set[tuple[int, int]] = set()
    for move in sorted(moves, key=lambda move: move.first):
        begins = (move.person, move.line) not in seen
        if begins and move.trained is not None and move.first - move.away < rule.training:
            yield f"person {move.person} is moved after {move.first - move.away} slots of training"
        seen.add((move.person, move.line))


def _check_persons(moves: Sequence[Moved], rule: SwitchingRule) -> Iterator[str]:
    for (person, year), count in sorted(Counter((move.person, move.year) for move in moves).items()):
        if count > rule.most_a_year:
            yield f"person {person} is moved {count} times in {year}"
    for person in sorted({move.person for move in moves}):
        mine = sorted((move for move in moves if move.person == person), key=lambda move: move.first)
        for before, after in pairwise(mine):
            if after.away - before.end < rule.least:
                yield f"person {person} is moved again {after.away - before.end} slots after a move"
