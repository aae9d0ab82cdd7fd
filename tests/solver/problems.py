"""Small problems for the solver's tests: hand-made ones, seeded random ones, and all ways to place a feature."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import product

from roadmap.problem import (
    Challenge,
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
from roadmap.schedule import NOWHERE, Placement


def simple_problem(
    *,
    people: int = 1,
    days: tuple[int, ...] = (2, 2),
    horizon: int = 6,
    gates: tuple[int, ...] | None = None,
    value: int = 10,
) -> Problem:
    """One skill; feature i is one item of days[i] for one person; deal i needs it by gates[i], a release day."""
    gates = gates or (horizon,) * len(days)
    return Problem(
        horizon=horizon,
        capacity=((people,) * horizon,),
        items=tuple(Item(i, (Mode(((0, 1),), d),), True, 0, horizon) for i, d in enumerate(days)),
        features=tuple(Feature((i,), (), 0) for i in range(len(days))),
        precedences=(),
        releases=tuple(Release(end, end, 1, fixed=False) for end in sorted({*gates, horizon})),
        deals=tuple(Deal((Level(value, (Demand((i,), gate),)),)) for i, gate in enumerate(gates)),
    )


def random_problem(seed: int, *, features: int = 3, horizon: int = 6, pins: bool = True) -> Problem:
    """A problem with a little of everything: modes, dips, dependencies, alternatives, levels, challenges and pins."""
    chance = random.Random(seed)
    items: list[Item] = []
    built: list[Feature] = []
    for feature in range(features):
        count = chance.choice((1, 1, 2))
        mine = range(len(items), len(items) + count)
        items.extend(
            _item(chance, feature, horizon=horizon, by_freeze=number == 0 or chance.random() < 0.5)
            for number in range(count)
        )
        after = tuple(g for g in range(feature) if chance.random() < 0.3)
        planned = chance.choice((None, None, None, True, False)) if pins and chance.random() < 0.3 else None
        release = chance.randrange(2) if pins and chance.random() < 0.1 else None
        built.append(Feature(tuple(mine), after, chance.choice((0, 0, 1, 3)), planned, release))
    waits = [
        Precedence(chance.choice(built[a].items), chance.choice(built[b].items), chance.choice((0, 0, 1)))
        for b in range(features)
        for a in range(b)
        if chance.random() < 0.3
    ]
    return Problem(
        horizon=horizon,
        capacity=tuple(tuple(chance.choice((1, 1, 2, 0)) for _ in range(horizon)) for _ in range(2)),
        items=tuple(items),
        features=tuple(built),
        precedences=tuple(waits),
        releases=_releases(chance, horizon),
        deals=tuple(_deal(chance, features, horizon=horizon, pins=pins) for _ in range(chance.randint(1, 4))),
    )


def crowded_problem(seed: int = 1, *, features: int = 40, deals: int = 40, horizon: int = 80) -> Problem:
    """Far more work than people, every deal needing several features: nothing that is proved in a moment."""
    chance = random.Random(seed)
    items = [
        Item(
            position // 2,
            (
                Mode(((position % 2, 1),), days := chance.randint(4, 12)),
                Mode(((position % 2, 2),), days * 2 // 3),
            ),
            True,
            0,
            horizon,
        )
        for position in range(2 * features)
    ]
    worked = tuple(
        Feature((2 * f, 2 * f + 1), tuple(g for g in range(max(0, f - 3), f) if chance.random() < 0.2), 0)
        for f in range(features)
    )
    ends = range(horizon // 8, horizon + 1, horizon // 8)
    return Problem(
        horizon=horizon,
        capacity=((3,) * horizon, (2,) * horizon),
        items=tuple(items),
        features=worked,
        precedences=(),
        releases=tuple(Release(end - 2, end, 3, fixed=False) for end in ends),
        deals=tuple(_crowded_deal(chance, features, horizon=horizon) for _ in range(deals)),
    )


def _crowded_deal(chance: random.Random, features: int, *, horizon: int) -> Deal:
    wanted = [(feature,) for feature in chance.sample(range(features), chance.randint(2, 5))]
    gate = chance.randint(horizon // 4, horizon)
    late = tuple(Demand(any_of, gate + 10) for any_of in wanted)
    on_time = tuple(Demand(any_of, gate) for any_of in wanted)
    return Deal((Level(chance.randint(5, 60), late), Level(chance.randint(5, 40), on_time)))


def _item(chance: random.Random, feature: int, *, horizon: int, by_freeze: bool) -> Item:
    sizes = [(1, chance.randint(1, 3))]
    if chance.random() < 0.4:
        sizes.append((2, max(1, sizes[0][1] - 1)))
    if chance.random() < 0.1:
        sizes = []
    earliest = chance.choice((0, 0, 0, 1))
    start = chance.randint(0, 2) if chance.random() < 0.08 else None
    latest = chance.choice((horizon, horizon, horizon - 1))
    pool = chance.randrange(2)
    modes = tuple(Mode(((pool, crew),), days) for crew, days in sizes) or (Mode((), 0),)
    if sizes and chance.random() < 0.2:
        modes = (Mode(((0, 1), (1, sizes[0][0])), sizes[0][1]), *modes[1:])
    return Item(feature, modes, by_freeze, earliest, latest, start)


def _releases(chance: random.Random, horizon: int) -> tuple[Release, ...]:
    ships = sorted(chance.sample(range(2, horizon + 2), 2))
    return tuple(
        Release(max(0, ship - chance.choice((0, 1, 2))), ship, chance.randint(0, 2), fixed=chance.random() < 0.2)
        for ship in ships
    )


def _deal(chance: random.Random, features: int, *, horizon: int, pins: bool) -> Deal:
    wanted = [tuple(chance.sample(range(features), chance.choice((1, 1, 2)))) for _ in range(chance.choice((1, 1, 2)))]
    gate = chance.randint(2, horizon + 1)
    loose = tuple(Demand(any_of, gate + 2) for any_of in wanted)
    tight = tuple(Demand(any_of, gate) for any_of in wanted)
    levels = (Level(chance.randint(0, 8), loose), Level(chance.randint(0, 5), tight))[: chance.randint(1, 2)]
    challenges = tuple(
        Challenge(Demand((chance.randrange(features),), gate), tuple(chance.randint(0, 4) for _ in levels))
        for _ in range(chance.choice((0, 0, 1)))
    )
    served = chance.choice((True, False)) if pins and chance.random() < 0.1 else None
    return Deal(levels, challenges, served)


def all_placements(problem: Problem, feature: Feature) -> list[Placement | None]:
    """Every way to place one feature of a tiny problem, valid or not, and not to place it."""
    found: list[Placement | None] = [None]
    spans = [range(problem.horizon + 1) for _ in feature.items]
    modes = [range(len(problem.items[item].modes)) for item in feature.items]
    for release in range(len(problem.releases)) if feature.lands else (NOWHERE,):
        for starts in product(*spans):
            if not feature.lands or list(starts) == sorted(starts):
                found.extend(Placement(release, starts, chosen) for chosen in product(*modes))
    return found


def supported_problem(seed: int, *, features: int = 3, horizon: int = 6, pins: bool = True) -> Problem:
    """A random problem in which some deals bring support work, which lands in no release."""
    made = random_problem(seed, features=features, horizon=horizon, pins=pins)
    chance = random.Random(-seed)
    items, built, deals = list(made.items), list(made.features), []
    for deal in made.deals:
        if chance.random() < 0.7 and deal.levels:
            mine = range(len(items), len(items) + chance.choice((1, 1, 2)))
            items.extend(_piece(chance, len(built), len(made.capacity), horizon=horizon) for _ in mine)
            demand = Demand((len(built),), horizon)
            built.append(Feature(tuple(mine), (), 0, lands=False))
            first = replace(deal.levels[0], demands=(*deal.levels[0].demands, demand))
            deals.append(replace(deal, levels=(first, *deal.levels[1:])))
        else:
            deals.append(deal)
    return replace(made, items=tuple(items), features=tuple(built), deals=tuple(deals))


def _piece(chance: random.Random, feature: int, pools: int, *, horizon: int) -> Item:
    """A piece of one person for one to three days, in a window that may be too short for it."""
    days, earliest = chance.randint(1, 3), chance.randrange(horizon)
    latest = min(horizon, earliest + chance.randint(1, 4))
    return Item(feature, (Mode(((chance.randrange(pools), 1),), days),), True, earliest, latest)


def supported(problem: Problem, *, features: int = 60) -> Problem:
    """The same with so many deals besides that are worth little and need half a dozen items of work each."""
    count = len(problem.items)
    mode = Mode(((0, 1),), 1)
    items = tuple(
        Item(len(problem.features) + n // 6, (mode,), n % 6 < 5, 0, problem.horizon) for n in range(6 * features)
    )
    work = tuple(Feature(tuple(range(count + 6 * n, count + 6 * n + 6)), (), 0) for n in range(features))
    deals = tuple(Deal((Level(1, (Demand((len(problem.features) + n,), problem.horizon),)),)) for n in range(features))
    return replace(problem, items=problem.items + items, features=problem.features + work, deals=problem.deals + deals)
