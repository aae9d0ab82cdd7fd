"""A plan to begin with where a deal is served at any price: what earns most stays, what earns least makes room."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

from roadmap.audit import broken_rules, value
from roadmap.explaining.present import Present
from roadmap.problem import Mode, Problem
from roadmap.schedule import Schedule
from roadmap.solver.bare import needed_with
from roadmap.solver.construct.restart import Restarter, Wish, wish_of
from roadmap.tuning import TUNING


def forced_start(
    present: Present, problem: Problem, wishes: Sequence[Wish | None], *, until: float = math.inf
) -> Schedule | None:
    """A schedule of a problem with deals that must be served, which keeps as much of the wishes as leaves them room.

    None where they find no place this way, which proves nothing. Nothing more is tried after `until`, on the monotonic
    clock.
    """
    restarter = Restarter(problem)
    if restarter.restart([None] * len(wishes), further=False) is None:
        return None  # there is no room even in an empty plan
    plain = _valid(problem, restarter.restart(wishes))
    if plain is not None and value(problem, plain) - present.indexed.owed > present.value * (1 - TUNING.forcing_dear):
        return plain
    wished = [position for position, wish in enumerate(wishes) if wish is not None]
    wished.sort(key=lambda position: (-_worth(present, position), position))
    for share in TUNING.forcing_shares:
        if time.monotonic() >= until:
            break
        kept = {position: wishes[position] for position in wished[: round(share * len(wished))]}
        rest = [wish if position in kept else None for position, wish in enumerate(wishes)]
        found = _valid(problem, Restarter(_held(problem, kept)).restart(rest))
        if found is not None:
            fuller = _refilled(problem, found, wishes)
            return max((fuller, plain or fuller), key=lambda schedule: value(problem, schedule))
    return plain


def _valid(problem: Problem, schedule: Schedule | None) -> Schedule | None:
    return None if schedule is None or broken_rules(problem, schedule) else schedule


def _refilled(problem: Problem, found: Schedule, wishes: Sequence[Wish | None]) -> Schedule:
    """A found schedule with what made room put back around the work of the deals that must be served."""
    holding = {position: wish_of(found.placements[position]) for position in _holding(problem, found)}
    wanted = [holding.get(position, wish) for position, wish in enumerate(wishes)]
    fuller = _valid(problem, Restarter(_held(problem, holding)).restart(wanted))
    return found if fuller is None or value(problem, fuller) <= value(problem, found) else fuller


def _held(problem: Problem, wishes: Mapping[int, Wish | None]) -> Problem:
    """The problem in which some features are built exactly as wished, wherever a wish says all of it."""
    items, features = list(problem.items), list(problem.features)
    for position, wish in wishes.items():
        work = features[position].items
        if wish is None or None in wish.starts or None in wish.modes or len(wish.starts) != len(work):
            continue
        features[position] = replace(features[position], planned=True)
        for item, start, mode in zip(work, wish.starts, wish.modes, strict=True):
            if start is not None and mode is not None and mode < len(items[item].modes):
                items[item] = replace(items[item], start=start, modes=_only(items[item].modes, mode))
    return replace(problem, items=tuple(items), features=tuple(features))


def _only(modes: tuple[Mode, ...], chosen: int) -> tuple[Mode, ...]:
    """The same number of modes, all of them the chosen one, so that its position stays."""
    return (modes[chosen],) * len(modes)


def _holding(problem: Problem, schedule: Schedule) -> set[int]:
    """The features that deals that must be served rest on in a schedule, with all that they come after."""
    held = [
        feature
        for deal in problem.deals
        if deal.served
        for level in deal.levels[:1]
        for demand in level.demands
        for feature in demand.features
        if schedule.placements[feature] is not None
    ]
    return needed_with(problem, held)


def _worth(present: Present, feature: int) -> int:
    """What the deals that count on a feature keep in the present plan."""
    if feature >= len(present.indexed.problem.features):
        return 0
    return sum(present.deals[deal].kept for deal in present.deals_of(feature))
