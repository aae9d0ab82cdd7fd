"""Levelling: support work moved within its windows, so that the load on each skill is as even as it gets.

Cases that have begun go on as soon as somebody has time. Nothing else moves and nothing lands at another time, so the
plan is worth the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate
from operator import add

from roadmap.indexing import Indexed
from roadmap.problem import Item, Mode, Problem
from roadmap.schedule import Placement, Schedule, runs_of
from roadmap.tuning import TUNING

Rows = list[list[int]]
"""People by pool and slot."""


def begun_pieces(indexed: Indexed) -> frozenset[int]:
    """The items of support cases that have begun."""
    names, features = indexed.names, indexed.problem.features
    own = ((deal, features[len(names.features) + order]) for order, deal in enumerate(names.support))
    return frozenset(
        item
        for deal, feature in own
        for item in feature.items
        if indexed.support[deal][names.lines[item]].started is not None
    )


def running_load(indexed: Indexed) -> Rows:
    """How many people of each pool are on running work, by slot: as many as would be if it was planned now."""
    staff, rows = indexed.staff, _nobody(indexed.problem)
    for going in staff.going:
        known = list(zip(going.stints, going.skills, strict=True))
        slowest = {
            skill: min(staff.whole[who].speed(skill) for (who, _, _), own in known if own == skill)
            for skill in going.skills
        }
        for (_who, begin, end), skill in known:
            for pool, amount in staff.crews(skill, (slowest[skill],)):
                for slot in range(begin, end):
                    rows[pool][slot] += amount
    return rows


def _nobody(problem: Problem) -> Rows:
    return [[0] * problem.horizon for _ in problem.capacity]


@dataclass(frozen=True, slots=True)
class _Load:
    """Who is at work of each pool, by slot: on what is planned, and on what is running, which holds them anyway."""

    planned: Rows
    running: Rows


def levelled(
    problem: Problem, schedule: Schedule, *, begun: frozenset[int] = frozenset(), running: Rows | None = None
) -> Schedule:
    """The schedule with the work of features that land in no release moved to where fewest others are at work, or as
    early as it fits where it has `begun`; what pauses stays.

    `running` is the load of running work (None: there is none). The sum of squares of the load, over pools and slots,
    falls with every move, so it ends; it is then least with regard to the move of any single piece, not of several at
    once.
    """
    load = _Load(_nobody(problem), running or _nobody(problem))
    starts: dict[int, tuple[int, Mode]] = {}
    for position, (feature, placement) in enumerate(zip(problem.features, schedule.placements, strict=True)):
        for run in runs_of(problem, position, placement) if placement is not None else ():
            for slot, pool, working, _pausing in run.taken():
                load.planned[pool][slot] += working
            may_move = not feature.lands and problem.items[run.item].start is None and not run.pauses
            if may_move and run.mode.days:
                starts[run.item] = run.start, run.mode
    going = sorted(begun & starts.keys(), key=lambda item: starts[item][0])
    for item in going:
        _move(load, starts, item, to=min(_costs_of(problem, load, starts, item)))
    for _ in range(TUNING.levelling_rounds):
        if not sum(_moved(problem, load, starts, item) for item in starts if item not in begun):
            break
    return Schedule(tuple(_placed(problem, f, p, starts) for f, p in enumerate(schedule.placements)))


def _add(load: _Load, mode: Mode, start: int, sign: int) -> None:
    for pool, amount in mode.crews:
        for slot in range(start, start + mode.days):
            load.planned[pool][slot] += sign * amount


def _moved(problem: Problem, load: _Load, starts: dict[int, tuple[int, Mode]], item: int) -> bool:
    """Move one piece to where the load is least, if that is less than where it is; whether it moved."""
    start, _mode = starts[item]
    costs = _costs_of(problem, load, starts, item)
    best = min(costs, key=lambda other: (costs[other], other != start, abs(other - start), other))
    _move(load, starts, item, to=best)
    return best != start


def _move(load: _Load, starts: dict[int, tuple[int, Mode]], item: int, *, to: int) -> None:
    """Move one piece."""
    start, mode = starts[item]
    _add(load, mode, start, -1)
    _add(load, mode, to, 1)
    starts[item] = to, mode


def _costs_of(problem: Problem, load: _Load, starts: dict[int, tuple[int, Mode]], item: int) -> dict[int, int]:
    """What each start of a piece costs beside all others."""
    start, mode = starts[item]
    _add(load, mode, start, -1)
    costs = _costs(problem, load, problem.items[item], mode)
    _add(load, mode, start, 1)
    return costs


def _costs(problem: Problem, load: _Load, item: Item, mode: Mode) -> dict[int, int]:
    """For each start that fits, by how much the sum of squares rises there, less what is the same everywhere."""
    first, end = item.earliest, min(item.latest, problem.horizon)
    costs = dict.fromkeys(range(first, end - mode.days + 1), 0)
    for pool, amount in mode.crews:
        window, held = load.planned[pool][first:end], load.running[pool][first:end]
        full = [have + amount > people for have, people in zip(window, problem.capacity[pool][first:end], strict=True)]
        work, blocked = [0, *accumulate(map(add, window, held))], [0, *accumulate(full)]
        for start in list(costs):
            begin, after = start - first, start - first + mode.days
            if blocked[after] > blocked[begin]:
                del costs[start]
            else:
                costs[start] += amount * (work[after] - work[begin])
    return costs


def _placed(
    problem: Problem, feature: int, placement: Placement | None, starts: dict[int, tuple[int, Mode]]
) -> Placement | None:
    if placement is None or problem.features[feature].lands:
        return placement
    items = zip(problem.features[feature].items, placement.starts, strict=True)
    moved = tuple(starts[item][0] if item in starts else start for item, start in items)
    return replace(placement, starts=moved)
