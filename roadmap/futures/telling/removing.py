"""Removing: what would be gained if one uncertainty were gone, by playing the same runs again without it.

Impact by removal rather than by correlation: everything else stays as chance had it, run for run.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from roadmap.futures.chances import Removal
from roadmap.futures.network import SURE
from roadmap.futures.playing.draws import BLOCK, GATES, ILLNESS, Drawer, feature_source, skill_source
from roadmap.futures.playing.shapes import Floats
from roadmap.futures.playing.simulating import Block, Game, play_block
from roadmap.tuning import TUNING

MOST = 8
"""How many are told."""


@dataclass(frozen=True, slots=True)
class Source:
    """An uncertainty that can be taken away."""

    kind: Literal["skill", "feature", "illness", "gates"]
    id: str
    name: str


def sources_of(game: Game) -> Iterator[Source]:
    """The uncertainties of a plan that are worth a look: illness, moving gates, and the efforts of the skills and
    features with the most uncertain days."""
    yield Source("illness", "", ILLNESS)
    yield Source("gates", "", GATES)
    skills, features = defaultdict[str, float](float), defaultdict[str, float](float)
    for job in game.network.jobs:
        if job.spread != SURE:
            width = float(job.exact) * max(1, job.heads) * (job.spread[2] - job.spread[0])
            skills[job.skill] += width
            if job.deal is None:
                features[job.group] += width
    for skill in sorted(skills, key=lambda one: (-skills[one], one))[: TUNING.removing_skills]:
        yield Source("skill", skill, skill_source(skill))
    for feature in sorted(features, key=lambda one: (-features[one], one))[: TUNING.removing_features]:
        yield Source("feature", feature, feature_source(feature))


def removals_of(game: Game, *, seed: int, runs: int = BLOCK) -> list[Removal]:
    """What is gained by taking each away, the most money first; what brings neither days nor money is left out."""
    before = _Standing(game, play_block(game, Drawer(game.world, seed), 0, runs=runs))
    found = []
    for source in sources_of(game):
        block = play_block(game, Drawer(game.world, seed, without=(source.name,)), 0, runs=runs)
        after = _Standing(game, block)
        days, money = before.days - after.days, after.money - before.money
        if days > 0 or money > 0:
            found.append(Removal(kind=source.kind, id=source.id, days=round(days, 1), money=round(money)))
    return sorted(found, key=lambda one: (-one.money, -one.days, one.kind, one.id))[:MOST]


class _Standing:
    """How a block stands: by how many days its gates are late at P80, weighted by what their deals are worth, and the
    expected revenue that it at least keeps in 80 of 100 runs."""

    def __init__(self, game: Game, block: Block) -> None:
        market = game.present.project.market
        worth = np.zeros(len(game.present.indexed.names.deals))
        for number, key in enumerate(game.present.indexed.names.deals):
            deal = market.deal(key)
            if key not in market.placeholders:
                worth[number] = float(deal.value * market.recognised(deal)) * game.world.deals[number].win
        self.money = float(np.quantile(worth @ block.kept, 0.2, method="inverted_cdf"))
        self.days = _late_days(game, block, worth)


def _late_days(game: Game, block: Block, worth: Floats) -> float:
    waits = [n for n, wait in enumerate(game.gates) if any(need.past is None for need in wait.needs)]
    weight = np.array([worth[game.gates[n].deal] for n in waits])
    if not weight.sum():
        return 0.0
    longest = game.network.horizon
    late = np.quantile(np.minimum(block.late[waits], longest), 0.8, axis=1, method="inverted_cdf")
    return float(late @ weight / weight.sum())
