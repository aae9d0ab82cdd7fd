"""Wishes as a schedule, without moving anything: what is wanted of a plan that is stored, or of one with a change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from roadmap.problem import Feature, Item, Precedence, Problem
from roadmap.schedule import NOWHERE, Placement, Schedule, runs_of
from roadmap.solver.construct.restart import Wish


def placed_as(problem: Problem, wishes: Sequence[Wish | None]) -> Schedule | None:
    """The schedule that is as wished, whether or not it breaks a rule; None if the wishes do not tell all of it.

    Work that a fact or a pin holds begins when that says, and what takes no time as soon as it can.
    """
    placements: list[Placement | None] = []
    for feature, wish in zip(problem.features, wishes, strict=True):
        placement = None if wish is None else _placed(problem, feature, wish)
        if wish is not None and placement is None:
            return None
        placements.append(placement)
    return _let_follow(problem, placements)


def _placed(problem: Problem, feature: Feature, wish: Wish) -> Placement | None:
    items = [problem.items[item] for item in feature.items]
    if len(items) != len(wish.starts):
        return None
    modes = [0 if len(item.modes) == 1 else mode for item, mode in zip(items, wish.modes, strict=True)]
    starts = [_start(*one) for one in zip(items, wish.starts, modes, strict=True)]
    release = wish.release if feature.release is None else feature.release
    landing = release if feature.lands else NOWHERE
    known = [start for start in starts if start is not None], [mode for mode in modes if mode is not None]
    if landing is None or len(known[0]) != len(items) or len(known[1]) != len(items):
        return None
    return Placement(landing, tuple(known[0]), tuple(known[1]), wish.pauses if any(wish.pauses) else ())


def _start(item: Item, wished: int | None, mode: int | None) -> int | None:
    if item.start is not None:
        return item.start
    return max(item.earliest, item.ends_from) if mode is not None and item.modes[mode].is_milestone else wished


def _let_follow(problem: Problem, placements: list[Placement | None]) -> Schedule:
    """The schedule in which what takes no time is moved to the end of the last that it waits for."""
    starts, lengths = dict[int, int](), dict[int, int]()
    for feature, placement in enumerate(placements):
        for run in runs_of(problem, feature, placement) if placement is not None else ():
            starts[run.item], lengths[run.item] = run.start, run.end - run.start
    free = [item for item in starts if not lengths[item] and problem.items[item].start is None]
    idle = [item for item in free if not any(mode.until for mode in problem.items[item].modes)]
    before = _waits(problem, set(idle))
    for _round in idle:
        moved = False
        for item in idle:
            known = [wait for wait in before.get(item, ()) if wait.first in starts]
            ends = [wait.ready(starts[wait.first], starts[wait.first] + lengths[wait.first]) for wait in known]
            start = max([problem.items[item].earliest, problem.items[item].ends_from, *ends])
            moved, starts[item] = moved or start != starts[item], start
        if not moved:
            break
    return Schedule(
        tuple(
            None if one is None else replace(one, starts=tuple(starts[item] for item in feature.items))
            for feature, one in zip(problem.features, placements, strict=True)
        )
    )


def _waits(problem: Problem, items: set[int]) -> dict[int, list[Precedence]]:
    """What some items wait for."""
    found: dict[int, list[Precedence]] = {}
    ordered = [feature.items for feature in problem.features if feature.lands]
    for wait in (*(Precedence(a, b, 0) for own in ordered for a, b in pairwise(own)), *problem.precedences):
        if wait.then in items:
            found.setdefault(wait.then, []).append(wait)
    return found
