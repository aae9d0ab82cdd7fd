"""Tiny problems in which people are away, and the best plan of each by trying all of them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from roadmap.audit import broken_rules, value
from roadmap.problem import Crews, Item, Level, Mode, Problem
from roadmap.schedule import NOWHERE, Pauses, Placement, Schedule, end_of, placement, runs_of
from tests.solver.problems import random_problem

Rows = list[list[int]]


def absent_problem(seed: int, *, features: int = 3, horizon: int = 9, pins: bool = True) -> Problem:
    """A little of everything, and people who are away: of each pool one or two people, nearly all work may pause."""
    made, chance = random_problem(seed, features=features, horizon=horizon, pins=pins), random.Random(1000 - seed)
    held = [chance.choice((1, 1, 2)) for _ in made.capacity]
    away = tuple(tuple(min(n, chance.choice((0, 0, 0, 1, 1, 2))) for _ in range(horizon)) for n in held)
    there = tuple(
        tuple(max(0, n - absent - (chance.random() < 0.04)) for absent in row)
        for n, row in zip(held, away, strict=True)
    )
    items = tuple(
        replace(
            item, pauses=chance.random() < 0.9, modes=tuple(_crewed(chance, mode, max(held)) for mode in item.modes)
        )
        for item in made.items
    )
    deals = tuple(replace(deal, levels=tuple(_later(level) for level in deal.levels)) for deal in made.deals)
    ends = (horizon - chance.randint(2, 4), horizon)
    releases = tuple(
        replace(release, freeze=end - chance.choice((0, 0, 1)), ship=end)
        for release, end in zip(made.releases, ends, strict=True)
    )
    asked = replace(made, capacity=there, absent=away, items=items, releases=releases, deals=deals)
    return replace(asked, longest_pause=chance.choice((1, 2, 3)))


def apart_problem(seed: int, *, pins: bool = True) -> Problem:
    """The same with work that takes two people of different kinds, and a pool of all who are of any of these."""
    made, chance = absent_problem(seed, features=2, horizon=7, pins=pins), random.Random(2000 - seed)
    first, second = made.capacity[:2] if len(made.capacity) > 1 else (made.capacity[0], made.capacity[0])
    gone, other = made.absent[:2] if len(made.absent) > 1 else (made.absent[0], made.absent[0])
    shared = chance.random() < 0.5  # one person less than there are of both
    there = tuple(max(a, b, a + b - shared) for a, b in zip(first, second, strict=True))
    away = tuple(max(a, b, a + b - shared) for a, b in zip(gone, other, strict=True))
    items = tuple(
        replace(item, modes=tuple(_apart(mode, chance) if chance.random() < 0.7 else _any(mode) for mode in item.modes))
        for item in made.items
    )
    return replace(made, capacity=(first, second, there), absent=(gone, other, away), items=items)


def _apart(mode: Mode, chance: random.Random) -> Mode:
    """One of each kind instead of whoever the mode takes, or two of the first."""
    if not mode.days:
        return mode
    two = 2 if chance.random() < 0.2 else 1
    crews = ((0, two), (1, 1), (2, two + 1))
    return Mode(crews, max(1, mode.days - 1), (((0, two), (2, two)), ((1, 1), (2, 1))))


def _any(mode: Mode) -> Mode:
    """One of the first kind."""
    return Mode(((0, 1), (2, 1)), mode.days) if mode.days else mode


def _crewed(chance: random.Random, mode: Mode, most: int) -> Mode:
    """The mode, for as many as there are at most, or for a little longer."""
    crew = most if chance.random() < 0.3 else 1
    crews = tuple((pool, crew if chance.random() < 0.9 else amount) for pool, amount in mode.crews)
    return Mode(crews, mode.days + chance.choice((0, 1, 1, 2))) if mode.days else mode


def _later(level: Level) -> Level:
    """The same level with limits that come later, so that something can be done by then."""
    return replace(level, demands=tuple(replace(demand, latest=demand.latest + 3) for demand in level.demands))


def _can(problem: Problem, lines: tuple[Crews, ...], slot: int, missing: tuple[int, ...]) -> bool:
    """Whether so many of each line may pause in a slot, and the others find their people."""
    there: Counter[int] = Counter()
    away: Counter[int] = Counter()
    for line, pausing in zip(lines, missing, strict=True):
        for pool, amount in line:
            there[pool] += amount - pausing
            away[pool] += pausing
    enough = all(people <= problem.capacity[pool][slot] for pool, people in there.items())
    return enough and all(
        people <= (problem.absent[pool][slot] if problem.absent else 0) for pool, people in away.items()
    )


def every_run(problem: Problem, item: Item, mode: Mode) -> Iterator[tuple[int, int, Pauses]]:
    """Every way an item can run in a mode with all people to itself: start, end, pauses. Counted seat by seat."""
    lines = mode.lines or (mode.crews,)
    crews = [max((amount for _, amount in line), default=0) for line in lines]
    may = item.pauses and all(len({amount for _, amount in line}) == 1 for line in lines)
    ways = list(product(*(range(crew + 1 if may else 1) for crew in crews)))

    def days(slot: int, left: tuple[int, ...], pauses: Pauses) -> Iterator[Pauses]:
        if max(left) <= 0:
            yield pauses
        elif slot < problem.horizon:
            for missing in ways:
                if _can(problem, lines, slot, missing):
                    seats = mode.seats(missing)
                    rest = tuple(n - crew + away for n, crew, away in zip(left, crews, missing, strict=True))
                    yield from days(slot + 1, rest, pauses + (((slot, seats),) if seats else ()))

    for start in range(problem.horizon + 1):
        if not mode.days or not mode.crews:
            yield start, start + mode.days, ()
            continue
        for pauses in days(start, tuple(crew * mode.days for crew in crews), ()):
            yield start, end_of(mode, start, pauses), pauses


def every_placement(problem: Problem, feature: int) -> list[Placement | None]:
    """Every way to place a feature that keeps the rules if it is alone and nothing is required, or not to place it."""
    work = problem.features[feature]
    ways: list[list[tuple[int, int, int, Pauses]]] = [[]]
    for position in work.items:
        item = problem.items[position]
        more = []
        for before in ways:
            ready = before[-1][1] if before and work.lands else 0
            for number, mode in enumerate(item.modes):
                runs = (run for run in every_run(problem, item, mode) if run[0] >= ready)
                more += [[*before, (start, end, number, pauses)] for start, end, pauses in runs]
        ways = more
    alone = replace(
        problem,
        features=tuple(replace(other, after=(), planned=None) for other in problem.features),
        deals=(),
    )
    found: list[Placement | None] = [None]
    for release in range(len(problem.releases)) if work.lands else (NOWHERE,):
        for way in ways:
            one = placement(release, [w[0] for w in way], [w[2] for w in way], [w[3] for w in way])
            count = range(len(problem.features))
            if not broken_rules(alone, Schedule(tuple(one if n == feature else None for n in count))):
                found.append(one)
    return found


def best_value(problem: Problem) -> int | None:
    """The value of the best valid schedule, by trying them all; None if there is none."""
    choices = [every_placement(problem, feature) for feature in range(len(problem.features))]
    best: int | None = None

    def choose(
        feature: int, there: list[list[int]], away: list[list[int]], chosen: tuple[Placement | None, ...]
    ) -> None:
        nonlocal best
        if feature == len(choices):
            schedule = Schedule(chosen)
            worth = value(problem, schedule)
            if (best is None or worth > best) and not broken_rules(problem, schedule):
                best = worth
            return
        for one in choices[feature]:
            left, gone = [row[:] for row in there], [row[:] for row in away]
            if one is None or _take(problem, feature, one, left, gone):
                choose(feature + 1, left, gone, (*chosen, one))

    choose(0, [list(row) for row in problem.capacity], [list(row) for row in problem.absent], ())
    return best


def _take(problem: Problem, feature: int, one: Placement, there: Rows, away: Rows) -> bool:
    for run in runs_of(problem, feature, one):
        for slot, pool, working, pausing in run.taken():
            there[pool][slot] -= working
            away[pool][slot] -= pausing
            if there[pool][slot] < 0 or away[pool][slot] < 0:
                return False
    return True
