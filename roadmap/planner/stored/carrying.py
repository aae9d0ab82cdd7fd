"""Carrying: a schedule written by ids and days, so that it can be seen on another problem, or kept in a file.

The other problem may have other features, people and days; then the schedule is a wish (`solver.construct.restart`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from roadmap.indexing import Indexed, Names
from roadmap.planner.stored.restore import nearest_mode, wish_at
from roadmap.problem import Item
from roadmap.schedule import NOWHERE, Pauses, Placement, Schedule
from roadmap.solver.construct.restart import Wish


@dataclass(frozen=True, slots=True)
class CarriedItem:
    """A work item: the day it begins, its mode by position and by crew and days of work, and the days on which seats
    of it pause, with how many (see `schedule.Pauses`)."""

    first: date
    mode: int
    crew: int
    days: int
    pauses: tuple[tuple[date, int], ...] = ()


@dataclass(frozen=True, slots=True)
class CarriedWork:
    """The work of a feature, or of what a deal brings: the release it lands in (None: in none) and its items."""

    release: str | None
    items: tuple[CarriedItem, ...]


Carried = Mapping[str, CarriedWork]
"""What is planned, by keys as `keys_of` gives them; what is not planned is left out."""


def keys_of(names: Names, count: int) -> list[str]:
    """A key for each of `count` features of a problem: of a feature its id and which of its segments it is, and of
    support work the deal that brings it."""
    seen: dict[str, int] = {}
    keys = []
    for feature in names.features:
        seen[feature] = seen.get(feature, 0) + 1
        keys.append(f"feature {feature} {seen[feature]}")
    return (keys + [f"support {deal}" for deal in names.support])[:count]


def carry(indexed: Indexed, schedule: Schedule) -> Carried:
    """A schedule of a problem by ids and days."""
    keys = keys_of(indexed.names, len(schedule.placements))
    return {
        key: _work(placed, feature, indexed)
        for feature, (key, placed) in enumerate(zip(keys, schedule.placements, strict=True))
        if placed is not None
    }


def _work(placed: Placement, feature: int, indexed: Indexed) -> CarriedWork:
    names, problem = indexed.names, indexed.problem
    items = []
    for number, item in enumerate(problem.features[feature].items):
        mode = problem.items[item].modes[placed.modes[number]]
        pauses = tuple((names.day(slot), seats) for slot, seats in placed.pauses_of(number))
        first = names.day(placed.starts[number])
        items.append(CarriedItem(first, placed.modes[number], mode.crew, mode.days, pauses))
    return CarriedWork(None if placed.release == NOWHERE else names.releases[placed.release], tuple(items))


def wishes_from(carried: Carried, indexed: Indexed) -> tuple[Wish | None, ...]:
    """What was carried as wishes of a problem, one for each of its features; None for what it does not have."""
    keys = keys_of(indexed.names, len(indexed.problem.features))
    return tuple(_wish(carried.get(key), feature, indexed) for feature, key in enumerate(keys))


def _wish(work: CarriedWork | None, feature: int, indexed: Indexed) -> Wish | None:
    if work is None:
        return None
    names, items = indexed.names, indexed.problem.features[feature].items
    release = names.releases.index(work.release) if work.release in names.releases else None
    if len(items) != len(work.items):
        nothing = (None,) * len(items)
        return Wish(release, nothing, nothing)
    starts: list[int | None] = [names.calendar.slot(one.first, names.origin) for one in work.items]
    pairs = list(zip(work.items, (indexed.problem.items[item] for item in items), strict=True))
    pauses = [_pauses(one, item, names) for one, item in pairs]
    return wish_at(release, starts, [_mode(one, item) for one, item in pairs], pauses)


def _mode(one: CarriedItem, item: Item) -> int | None:
    if one.mode < len(item.modes) and (item.modes[one.mode].crew, item.modes[one.mode].days) == (one.crew, one.days):
        return one.mode
    return nearest_mode(item, one.crew, one.days)


def _pauses(one: CarriedItem, item: Item, names: Names) -> Pauses:
    if not item.pauses:
        return ()
    slots = ((names.calendar.slot(day, names.origin), seats) for day, seats in one.pauses)
    return tuple((slot, seats) for slot, seats in slots if slot >= 0)
