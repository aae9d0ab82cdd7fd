"""Which releases take a feature whose work is done: the rule of landing, for every part of the search that places work.

Model, windows, decoder, machine code, beginning again, room for one more deal and post-pass all read the limits here,
so that a rule about when a feature may land is written once, besides its audit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from roadmap.problem import Problem

NEVER = -1
"""No work ends by it."""
Limits = tuple[int, int]
"""The freeze and the ship limit that work of a feature keeps, exclusive ends; NEVER where it cannot land there."""
Done = tuple[int, int]
"""When the work of a feature that must be done by the freeze has ended, and all other; 0 where there is none."""


def limits_of(problem: Problem, feature: int, release: int) -> Limits:
    """By when the work of a feature is done that lands in a release, whatever it is pinned to or comes after."""
    chosen = problem.releases[release]
    return (chosen.freeze, chosen.ship) if release >= problem.features[feature].not_before else (NEVER, NEVER)


def done(problem: Problem, feature: int, ends: Sequence[int] | Mapping[int, int]) -> Done:
    """When the work of a feature is done, by the exclusive end of each item."""
    work, items = problem.features[feature].items, problem.items
    frozen = max((ends[item] for item in work if items[item].by_freeze), default=0)
    return frozen, max((ends[item] for item in work if not items[item].by_freeze), default=0)


def takes(problem: Problem, feature: int, release: int, done: Done) -> bool:
    """Whether a release takes a feature whose work is done then, whatever the feature comes after."""
    pin, (freeze, ship) = problem.features[feature].release, limits_of(problem, feature, release)
    return pin in (None, release) and done[0] <= freeze and done[1] <= ship
