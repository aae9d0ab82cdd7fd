"""Small problems for tests, written in as few words as they need."""

from __future__ import annotations

from typing import Any

from roadmap.problem import Deal, Demand, Feature, Item, Level, Mode, Precedence, Problem, Release
from roadmap.schedule import Placement, Schedule


def item(feature: int, days: int = 2, *, crew: int = 1, skill: int = 0, by_freeze: bool = True, **more: Any) -> Item:
    """One item with one mode, free to start anywhere in the first 100 slots."""
    limits = {"earliest": 0, "latest": 100} | more
    return Item(feature, (Mode(((skill, crew),), days),), by_freeze, **limits)


def problem(
    items: list[Item],
    *,
    features: list[Feature] | None = None,
    people: int = 1,
    horizon: int = 20,
    releases: list[Release] | None = None,
    precedences: list[Precedence] | None = None,
    deals: list[Deal] | None = None,
) -> Problem:
    """A problem with one skill; without `features`, the items of each feature number in order and no price."""
    numbers = sorted({work.feature for work in items})
    own = [tuple(n for n, work in enumerate(items) if work.feature == f) for f in numbers]
    return Problem(
        horizon=horizon,
        capacity=((people,) * horizon,),
        items=tuple(items),
        features=tuple(features or [Feature(positions, (), 0) for positions in own]),
        precedences=tuple(precedences or []),
        releases=tuple(releases or [Release(freeze=8, ship=10, cost=0, fixed=False)]),
        deals=tuple(deals or []),
    )


def schedule(*placements: tuple[int, list[int]] | None) -> Schedule:
    """Placements as (release, starts), every item in its first mode."""
    return Schedule(tuple(None if p is None else Placement(p[0], tuple(p[1]), (0,) * len(p[1])) for p in placements))


def deal(value: int, *demands: tuple[tuple[int, ...], int], served: bool | None = None) -> Deal:
    """A deal with one level; each demand is (features, latest)."""
    return Deal((Level(value, tuple(Demand(features, latest) for features, latest in demands)),), served=served)
