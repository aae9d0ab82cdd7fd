"""Tiny problems in which work waits in every way: starts and ends tied, days before which it may not begin."""

from __future__ import annotations

import random
from dataclasses import replace

from roadmap.problem import Item, Mode, Precedence, Problem
from tests.solver.absences import absent_problem
from tests.solver.problems import random_problem


def tied_problem(seed: int, *, features: int = 3, horizon: int = 7, away: bool = False) -> Problem:
    """A random problem whose waits tie starts and ends, more of them than others have; with people who are `away` or
    without."""
    made = (absent_problem if away else random_problem)(seed, features=features, horizon=horizon)
    chance = random.Random(seed + 7)
    waits = [*made.precedences]
    for then in range(1, features):
        for first in range(then):
            if chance.random() < 0.4:
                one, other = chance.choice(made.features[first].items), chance.choice(made.features[then].items)
                waits.append(Precedence(one, other, chance.choice((0, 0, 1, 2))))
    sides = [(False, False), (True, False), (False, True), (True, True)]
    tied = [replace(wait, from_start=a, to_end=b) for wait in waits for a, b in [chance.choice(sides)]]
    features_after = list(made.features)
    for wait in tied:  # as the input has it: whoever waits for another cannot land before it
        first, then = made.items[wait.first].feature, made.items[wait.then].feature
        if first < then and chance.random() < 0.7:
            after = tuple(sorted({*features_after[then].after, first}))
            features_after[then] = replace(features_after[then], after=after)
    return replace(made, precedences=tuple(tied), features=tuple(features_after))


def timed_problem(seed: int, *, features: int = 3, horizon: int = 7, away: bool = False) -> Problem:
    """A tied problem in which some items are waits with nobody working, some may not begin before a day, some may not
    end before one, and some are to run as late as they go."""
    made, chance = tied_problem(seed, features=features, horizon=horizon, away=away), random.Random(seed + 17)
    late, begun = random.Random(seed + 27), random.Random(seed + 37)
    items = (_timed(chance, item, horizon) for item in made.items)
    held = (replace(item, ends_from=begun.randint(1, 5) if begun.random() < 0.2 else 0) for item in items)
    return replace(made, items=tuple(replace(item, late=made.horizon if late.random() < 0.3 else 0) for item in held))


def _timed(chance: random.Random, item: Item, horizon: int) -> Item:
    if chance.random() < 0.25:
        return replace(item, earliest=max(item.earliest, chance.randint(1, 3)))
    if chance.random() < 0.35:
        wait = Mode((), chance.randint(1, 3)) if chance.random() < 0.4 else calendar_wait(chance.randint(1, 5), horizon)
        return replace(item, modes=(wait,))
    return item


def calendar_wait(days: int, horizon: int, *, week: int = 3) -> Mode:
    """A wait of calendar days where each `week` slots are followed by two days off: slot 0 is the first of a week.

    It counts from the evening before its first slot, days off included.
    """
    dates = [slot // week * (week + 2) + slot % week for slot in range(horizon + days + 2)]
    befores = [-1, *dates]
    ends = [sum(date <= befores[start] + days for date in dates) for start in range(horizon + 1)]
    return Mode((), min(end - start for start, end in enumerate(ends)), until=tuple(ends))
