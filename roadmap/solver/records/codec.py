"""Problem, settings and schedule as JSON lists, for the records between parent and child."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, astuple, fields, is_dataclass, replace
from functools import cache
from types import NoneType, UnionType
from typing import Any, cast, get_args, get_origin, get_type_hints

from roadmap.problem import Problem
from roadmap.schedule import Placement, Schedule
from roadmap.solver.outcome import Search

Row = list[Any]


def encode_problem(problem: Problem) -> Row:
    """The problem as nested lists, in the order of its fields."""
    return list(astuple(problem))


def decode_problem(row: Row) -> Problem:
    """The problem that was encoded."""
    return cast("Problem", _reader(Problem)(row))


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """What makes a value of a type again from lists; so a new field of the problem travels by itself. TypeError for a
    type of which lists do not say enough."""
    if is_dataclass(kind):
        hints, make = get_type_hints(kind), cast("Callable[..., Any]", kind)
        readers = [_reader(hints[field.name]) for field in fields(kind)]
        return lambda row: make(*(read(value) for read, value in zip(readers, row, strict=True)))
    inner = get_args(kind)
    if get_origin(kind) is tuple and inner[1:] == (...,):
        each = _reader(inner[0])
        return tuple if each is _same else lambda row: tuple(map(each, row))
    if get_origin(kind) is tuple:
        readers = [_reader(one) for one in inner]
        return (
            tuple
            if all(read is _same for read in readers)
            else lambda row: tuple(read(value) for read, value in zip(readers, row, strict=True))
        )
    if isinstance(kind, UnionType) and all(_reader(one) is _same for one in inner):
        return _same
    if kind in (int, bool, NoneType):
        return _same
    raise TypeError(kind)


def _same(value: Any) -> Any:
    return value


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
