"""Problem, settings and schedule as JSON lists, for the records between parent and child."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, astuple, replace
from typing import Any

from roadmap.problem import (
    Challenge,
    Crews,
    Deal,
    Demand,
    Feature,
    Item,
    Level,
    Mode,
    Precedence,
    Problem,
    Release,
)
from roadmap.schedule import Placement, Schedule
from roadmap.solver.outcome import Search

Row = list[Any]


def encode_problem(problem: Problem) -> Row:
    """The problem as nested lists, in the order of its fields."""
    return list(astuple(problem))


def decode_problem(row: Row) -> Problem:
    """The problem that was encoded."""
    horizon, capacity, items, features, precedences, releases, deals, absent, longest_pause = row
    return Problem(
        horizon=horizon,
        capacity=tuple(tuple(people) for people in capacity),
        items=tuple(_item(item) for item in items),
        features=tuple(Feature(tuple(items), tuple(after), *rest) for items, after, *rest in features),
        precedences=tuple(Precedence(*precedence) for precedence in precedences),
        releases=tuple(Release(*release) for release in releases),
        deals=tuple(_deal(deal) for deal in deals),
        absent=tuple(tuple(people) for people in absent),
        longest_pause=longest_pause,
    )


def encode_schedule(schedule: Schedule) -> Row:
    """The schedule as nested lists."""
    return [None if p is None else [p.release, p.starts, p.modes, p.pauses] for p in schedule.placements]


def decode_schedule(row: Row) -> Schedule:
    """The schedule that was encoded."""
    return Schedule(tuple(None if p is None else _placement(*p) for p in row))


def _placement(release: int, starts: Row, modes: Row, pauses: Sequence[Row] = ()) -> Placement:
    pairs = tuple(tuple((slot, seats) for slot, seats in mine) for mine in pauses)
    return Placement(release, tuple(starts), tuple(modes), pairs)


def encode_search(search: Search) -> dict[str, Any]:
    """The settings as a mapping."""
    start = None if search.start is None else encode_schedule(search.start)
    return asdict(replace(search, start=None)) | {"start": start}


def decode_search(row: dict[str, Any]) -> Search:
    """The settings that were encoded."""
    start = row["start"]
    return Search(**(row | {"start": None if start is None else decode_schedule(start)}))


def _item(row: Row) -> Item:
    feature, modes, *rest = row
    return Item(feature, tuple(_mode(mode) for mode in modes), *rest)


def _mode(row: Row) -> Mode:
    crews, days, lines, until = row
    return Mode(_crews(crews), days, tuple(map(_crews, lines)), tuple(until))


def _crews(row: Row) -> Crews:
    return tuple((pool, amount) for pool, amount in row)


def _demand(row: Row) -> Demand:
    return Demand(tuple(row[0]), row[1])


def _deal(row: Row) -> Deal:
    levels, challenges, served = row
    return Deal(
        tuple(Level(value, tuple(_demand(d) for d in demands)) for value, demands in levels),
        tuple(Challenge(_demand(demand), tuple(penalties)) for demand, penalties in challenges),
        served,
    )
