"""Revenue: what the deals that are won bring in the planning period, as a distribution."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import numpy as np

from requirements.deal import Deal, gates_ahead
from requirements.gate import Gate, Stage
from roadmap.futures.chances import Amounts, RevenueChance, RevenuePart
from roadmap.futures.playing.shapes import Floats
from roadmap.futures.playing.simulating import Block, Game

POINTS = 51
"""Points of the curve: 0 to 100 % in steps of 2 %."""


def revenue_of(game: Game, block: Block) -> RevenuePart:
    """The revenue of the deals in hand in all runs, by segment and by quarter.

    A deal is won or lost as a whole; what a plan calls kept is its chance. Deals that were paid in the period count as
    they are.
    """
    market, runs = game.present.project.market, block.kept.shape[1]
    total, found = np.full(runs, float(sum(_paid(game).values()))), np.zeros(runs)
    segments = {key: np.full(runs, float(_paid(game).get(key, 0))) for key in market.segments}
    quarters: dict[str, Floats] = defaultdict(lambda: np.zeros(runs))
    for number, key in enumerate(game.present.indexed.names.deals):
        deal = market.deal(key)
        customers = market.placeholders[key].stands_for if key in market.placeholders else 1
        brings = float(deal.value * market.recognised(deal)) / customers * block.won[number]
        if key in market.placeholders:
            found += brings
            continue
        total += brings
        segments[deal.segment] += brings
        quarters[_quarter(deal, game.present.plan.as_of)] += brings
    targets = {key: segment.target for key, segment in market.segments.items()}
    return RevenuePart(
        total=_chance("", total, sum(targets.values())),
        with_placeholders=_chance("", total + found, sum(targets.values())),
        curve=[round(float(amount)) for amount in np.quantile(total, np.linspace(0, 1, POINTS))],
        segments=[_chance(key, amounts, targets[key]) for key, amounts in segments.items()],
        quarters=[_chance(key, quarters[key], None) for key in sorted(quarters)],
    )


def _chance(name: str, amounts: Floats, target: int | None) -> RevenueChance:
    chance = None if target is None else float((amounts >= target).mean())
    p90, p80, p50, p10 = (round(float(a)) for a in np.quantile(amounts, (0.1, 0.2, 0.5, 0.9), method="inverted_cdf"))
    return RevenueChance(
        name=name,
        target=target,
        amounts=Amounts(mean=round(float(amounts.mean())), p90=p90, p80=p80, p50=p50, p10=p10),
        chance=None if chance is None else round(chance, 4),
        error=None if chance is None else round(float(np.sqrt(chance * (1 - chance) / len(amounts))), 4),
    )


def _paid(game: Game) -> dict[str, int]:
    """What the deals bring that were paid in the period, by segment."""
    project, found = game.present.project, defaultdict[str, int](int)
    for deal in project.market.deals.values():
        days = deal.gates.values()
        if deal.stage is Stage.PAID and any(project.header.start <= d <= project.header.horizon for d in days):
            found[deal.segment] += round(deal.value * project.market.recognised(deal))
    return dict(found)


def _quarter(deal: Deal, as_of: date) -> str:
    """The quarter in which a deal is signed or, where no such day is stated, decided; what is signed counts now."""
    ahead = gates_ahead(deal)
    day = next((deal.gates[gate] for gate in (Gate.SIGNING, Gate.DESIGN_IN, Gate.EVALUATION) if gate in ahead), as_of)
    return f"{day.year}Q{(day.month + 2) // 3}"
