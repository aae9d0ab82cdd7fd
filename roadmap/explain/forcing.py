"""A plan to begin with where a deal is served at any price: what earns most stays, what earns least makes room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from roadmap.audit import broken_rules, value
from roadmap.explain.present import Present
from roadmap.problem import Mode, Problem
from roadmap.schedule import Schedule
from roadmap.solver.restart import Restarter, Wish, wish_of

SHARES = (1.0, 0.9, 0.75, 0.6, 0.45, 0.3, 0.15, 0.0)
"""How much of the work is tried to be kept, the most first."""


def forced_start(present: Present, problem: Problem, wishes: Sequence[Wish | None]) -> Schedule | None:
    """A schedule of a problem with deals that must be served, which keeps as much of the wishes as leaves them room.

    None where they find no place this way even if nothing is kept, which proves nothing.
    """
    restarter = Restarter(problem)
    wished = [position for position, wish in enumerate(wishes) if wish is not None]
    wished.sort(key=lambda position: (-_worth(present, position), position))
    for share in SHARES:
        chosen = set(wished[: round(share * len(wished))])
        kept = [wish if position in chosen else None for position, wish in enumerate(wishes)]
        if restarter.attempt(kept, pinned_first=False) is not None:
            found = restarter.restart(kept)
            return found if found is None or share == 1.0 else _refilled(problem, found, wishes)
    return None


def _refilled(problem: Problem, found: Schedule, wishes: Sequence[Wish | None]) -> Schedule:
    """A found schedule with what made room put back around the work of the deals that must be served."""
    holding = _holding(problem, found)
    items, features = list(problem.items), list(problem.features)
    for position in holding:
        placement = found.placements[position]
        if placement is None:
            continue
        features[position] = replace(features[position], planned=True)
        for item, start, mode in zip(features[position].items, placement.starts, placement.modes, strict=True):
            items[item] = replace(items[item], start=start, modes=_only(items[item].modes, mode))
    held = replace(problem, items=tuple(items), features=tuple(features))
    wanted = [wish_of(found.placements[p]) if p in holding else wish for p, wish in enumerate(wishes)]
    fuller = Restarter(held).restart(wanted)
    if fuller is None or broken_rules(problem, fuller) or value(problem, fuller) <= value(problem, found):
        return found
    return fuller


def _only(modes: tuple[Mode, ...], chosen: int) -> tuple[Mode, ...]:
    """The same number of modes, all of them the chosen one, so that its position stays."""
    return (modes[chosen],) * len(modes)


def _holding(problem: Problem, schedule: Schedule) -> set[int]:
    """The features that deals that must be served rest on in a schedule, with all that they come after."""
    rest = [
        feature
        for deal in problem.deals
        if deal.served
        for level in deal.levels[:1]
        for demand in level.demands
        for feature in demand.features
        if schedule.placements[feature] is not None
    ]
    found: set[int] = set()
    while rest:
        feature = rest.pop()
        if feature not in found:
            found.add(feature)
            rest += problem.features[feature].after
    return found


def _worth(present: Present, feature: int) -> int:
    """What the deals that count on a feature keep in the present plan."""
    if feature >= len(present.indexed.problem.features):
        return 0
    return sum(present.deals[deal].kept for deal in present.deals_of(feature))
