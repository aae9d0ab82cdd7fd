"""Metamorphic relations: how a proved optimum must change, or not, when the problem is changed in a known way."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from benchmarks.soak.shuffling import renamed, shuffled
from benchmarks.soak.solving import QUICK, Answer, answer
from roadmap.audit.coverage import serve, shipped
from roadmap.problem import Deal, Demand, Problem
from roadmap.schedule import Schedule
from tests.solver.problems import random_problem, supported_problem

Relation = Callable[[Problem, Answer, random.Random], str | None]
"""A relation: the problem and its proved answer; what is broken, or None."""


def one_more_person(problem: Problem, before: Answer, chance: random.Random) -> str | None:
    """One more person of a pool in every slot never hurts."""
    pool = chance.randrange(len(problem.capacity))
    rows = tuple(tuple(n + (p == pool) for n in row) for p, row in enumerate(problem.capacity))
    return _no_worse(before, answer(replace(problem, capacity=rows)))


def later_gate(problem: Problem, before: Answer, chance: random.Random) -> str | None:
    """One more slot for everything a deal needs never hurts."""
    chosen = chance.randrange(len(problem.deals))
    deals = tuple(_later(deal) if d == chosen else deal for d, deal in enumerate(problem.deals))
    return _no_worse(before, answer(replace(problem, deals=deals)))


def dropped_deal(problem: Problem, before: Answer, chance: random.Random) -> str | None:
    """Without a deal that is not pinned, the value is no higher, and lower by no more than the deal could earn."""
    free = [d for d, deal in enumerate(problem.deals) if deal.served is not True]
    if not free:
        return None
    chosen = chance.choice(free)
    deals = problem.deals[:chosen] + problem.deals[chosen + 1 :]
    after, most = answer(replace(problem, deals=deals)), _most(problem.deals[chosen])
    if before.value is None or after.value is None:
        return _same(before, after)
    right = after.proved and after.value <= before.value <= after.value + most
    return None if right else f"{before.value} with the deal, which can earn {most}; {after.value} without"


def scaled_values(problem: Problem, before: Answer, chance: random.Random) -> str | None:
    """All amounts times k: the value times k."""
    k = chance.choice((2, 3, 7, 1000))
    expected = replace(before, value=None if before.value is None else k * before.value)
    return _same(expected, answer(_scaled(problem, k)))


def shuffled_input(problem: Problem, before: Answer, chance: random.Random) -> str | None:
    """Deals, waits, needs and alternatives in another order: the same value."""
    return _same(before, answer(shuffled(problem, chance)))


def renamed_ids(problem: Problem, before: Answer, chance: random.Random) -> str | None:
    """Features, items and pools with other numbers (as other ids give them): the same value."""
    return _same(before, answer(renamed(problem, chance)))


def pinned_to_itself(problem: Problem, before: Answer, _chance: random.Random) -> str | None:
    """Everything pinned to the best plan: the same value."""
    if before.schedule is None:
        return None
    return _same(before, answer(_pinned(problem, before.schedule)))


def without_presolve(problem: Problem, before: Answer, _chance: random.Random) -> str | None:
    """The solver's presolve off: the same value."""
    return _same(before, answer(problem, replace(QUICK, presolve=False)))


RELATIONS: tuple[Relation, ...] = (
    one_more_person,
    later_gate,
    dropped_deal,
    scaled_values,
    shuffled_input,
    renamed_ids,
    pinned_to_itself,
    without_presolve,
)


def check(seed: int) -> list[str]:
    """The relations that one problem's proved optimum breaks."""
    chance = random.Random(seed)  # noqa: S311 - repeatable cases, no secrets
    make = supported_problem if seed % 3 == 0 else random_problem
    problem = make(seed, features=chance.randint(2, 5), horizon=chance.randint(4, 10))
    before = answer(problem)
    if not before.proved:
        return [f"not proved: {before.status}"]
    broken = [(relation.__name__, relation(problem, before, chance)) for relation in RELATIONS]
    return before.broken + [f"{name}: {what}" for name, what in broken if what]


def _no_worse(before: Answer, after: Answer) -> str | None:
    worse = before.value is not None and (after.value is None or after.value < before.value)
    return f"{before.value} before, {after.value} after" if worse or not after.proved or after.broken else None


def _same(before: Answer, after: Answer) -> str | None:
    same = (before.status, before.value) == (after.status, after.value) and not after.broken
    return None if same else f"{before.status} {before.value} before, {after.status} {after.value} after"


def _most(deal: Deal) -> int:
    """The most that a deal could earn."""
    sums = [sum(level.value for level in deal.levels[:n]) for n in range(len(deal.levels) + 1)]
    return max(sums)


def _moved(demand: Demand) -> Demand:
    return replace(demand, latest=demand.latest + 1)


def _later(deal: Deal) -> Deal:
    levels = tuple(replace(level, demands=tuple(map(_moved, level.demands))) for level in deal.levels)
    challenges = tuple(replace(challenge, demand=_moved(challenge.demand)) for challenge in deal.challenges)
    return replace(deal, levels=levels, challenges=challenges)


def _scaled(problem: Problem, k: int) -> Problem:
    deals = tuple(
        replace(
            deal,
            levels=tuple(replace(level, value=k * level.value) for level in deal.levels),
            challenges=tuple(replace(c, penalties=tuple(k * p for p in c.penalties)) for c in deal.challenges),
        )
        for deal in problem.deals
    )
    features = tuple(replace(feature, cost=k * feature.cost) for feature in problem.features)
    releases = tuple(replace(release, cost=k * release.cost) for release in problem.releases)
    return replace(problem, deals=deals, features=features, releases=releases)


def _pinned(problem: Problem, plan: Schedule) -> Problem:
    ships = shipped(problem, plan)
    starts = {
        item: start
        for feature, placement in zip(problem.features, plan.placements, strict=True)
        if placement is not None
        for item, start in zip(feature.items, placement.starts, strict=True)
    }
    items = tuple(replace(item, start=starts.get(i, item.start)) for i, item in enumerate(problem.items))
    features = tuple(
        replace(
            feature, planned=p is not None, release=p.release if p is not None and feature.lands else feature.release
        )
        for feature, p in zip(problem.features, plan.placements, strict=True)
    )
    deals = tuple(replace(deal, served=serve(deal, ships).levels > 0) for deal in problem.deals)
    return replace(problem, items=items, features=features, deals=deals)
