"""The same problem in another order."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from roadmap.problem import Challenge, Deal, Demand, Level, Mode, Problem

T = TypeVar("T")


def shuffled(problem: Problem, chance: random.Random) -> Problem:
    """Deals, precedences, needs and their alternatives in another order."""
    deals = [_reordered(deal, chance) for deal in problem.deals]
    return replace(problem, deals=_mixed(deals, chance), precedences=_mixed(problem.precedences, chance))


def _mixed(values: Sequence[T], chance: random.Random) -> tuple[T, ...]:
    return tuple(chance.sample(list(values), len(values)))


def _reordered(deal: Deal, chance: random.Random) -> Deal:
    levels = tuple(
        Level(level.value, _mixed([Demand(_mixed(d.features, chance), d.latest) for d in level.demands], chance))
        for level in deal.levels
    )
    return replace(deal, levels=levels, challenges=_mixed(deal.challenges, chance))


def renamed(problem: Problem, chance: random.Random) -> Problem:
    """Features, items and pools with other positions, and everything that refers to them following."""
    old_features = _mixed(range(len(problem.features)), chance)
    old_items = _mixed(range(len(problem.items)), chance)
    old_pools = _mixed(range(len(problem.capacity)), chance)
    feature, item, pool = _inverse(old_features), _inverse(old_items), _inverse(old_pools)
    works = [problem.items[old] for old in old_items]
    built = [problem.features[old] for old in old_features]
    return replace(
        problem,
        capacity=tuple(problem.capacity[old] for old in old_pools),
        items=tuple(replace(w, feature=feature[w.feature], modes=_taking(w.modes, pool)) for w in works),
        features=tuple(
            replace(one, items=tuple(item[i] for i in one.items), after=tuple(feature[g] for g in one.after))
            for one in built
        ),
        precedences=tuple(replace(w, first=item[w.first], then=item[w.then]) for w in problem.precedences),
        deals=tuple(_referring(deal, feature) for deal in problem.deals),
    )


def _taking(modes: tuple[Mode, ...], pool: dict[int, int]) -> tuple[Mode, ...]:
    return tuple(mode.of_pools(pool) for mode in modes)


def _inverse(order: Sequence[int]) -> dict[int, int]:
    return {old: new for new, old in enumerate(order)}


def _referring(deal: Deal, feature: dict[int, int]) -> Deal:
    def moved(demand: Demand) -> Demand:
        return replace(demand, features=tuple(feature[f] for f in demand.features))

    levels = tuple(Level(level.value, tuple(map(moved, level.demands))) for level in deal.levels)
    challenges = tuple(Challenge(moved(c.demand), c.penalties) for c in deal.challenges)
    return replace(deal, levels=levels, challenges=challenges)
