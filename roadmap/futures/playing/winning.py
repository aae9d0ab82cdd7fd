"""Winning: what each deal keeps of its chance, whether it is won, and when it is lost."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from requirements.deal import Deal as DealInput
from requirements.deal import gates_ahead
from requirements.gate import Gate
from roadmap.explaining.present import Present
from roadmap.futures.network import Job
from roadmap.futures.playing.boarding import Boarded
from roadmap.futures.playing.draws import DealChance, Draws, Ints
from roadmap.futures.playing.gates import NEVER
from roadmap.futures.playing.shapes import Floats
from roadmap.problem import Deal, Demand


def ships_of(present: Present, boarded: Boarded) -> Ints:
    """The ship limit of each feature in each run; 0 for support work that is planned, NEVER for what does not ship."""
    problem, placed = present.indexed.problem, present.schedule.placements
    days = np.array([*(release.ship for release in problem.releases), NEVER, 0], dtype=np.int64)
    found: Ints = days[boarded]
    for position, (feature, placement) in enumerate(zip(problem.features, placed, strict=True)):
        if not feature.lands:
            found[position] = NEVER if placement is None else 0
    return found


def kept_share(deal: Deal, ships: Ints, moved: Ints) -> Floats:
    """The share of its chance that a deal keeps in each run, by how late its gates are met and which challenges are
    not: the same reckoning as that of the plan, with the gates moved."""
    full = sum(level.value for level in deal.levels)
    runs = ships.shape[1]
    if not full or deal.served is False:
        return np.zeros(runs)
    unmet = [~_is_met(challenge.demand, ships, moved) for challenge in deal.challenges]
    best, earned, reached = np.zeros(runs), np.zeros(runs), np.ones(runs, dtype=bool)
    for position, level in enumerate(deal.levels):
        for demand in level.demands:
            reached &= _is_met(demand, ships, moved)
        lost = sum((missing * c.penalties[position] for c, missing in zip(deal.challenges, unmet, strict=True)), 0)
        earned = np.where(reached, earned + level.value - lost, earned)
        best = np.maximum(best, np.where(reached, earned, 0))
    return best / full


def _is_met(demand: Demand, ships: Ints, moved: Ints) -> npt.NDArray[np.bool_]:
    if not demand.features:
        return np.zeros(ships.shape[1], dtype=bool)
    found: npt.NDArray[np.bool_] = ships[list(demand.features)].min(axis=0) <= demand.latest + moved
    return found


def won_customers(chance: Floats, drawn: Floats, customers: int) -> Ints:
    """How many of so many customers are won, each with the same chance: binomial, by inversion of what was drawn."""
    found = np.zeros(chance.shape, dtype=np.int64)
    missed = (1 - chance) ** customers
    below, term = missed.copy(), missed.copy()
    odds = chance / np.maximum(1 - chance, 1e-12)
    for count in range(1, customers + 1):
        found += drawn >= below
        term = term * odds * (customers - count + 1) / count
        below = below + term
    return found


def dropped_jobs(
    present: Present, jobs: tuple[Job, ...], starts: Mapping[int, int], draws: Draws, deals: tuple[DealChance, ...]
) -> npt.NDArray[np.bool_]:
    """Which support work falls away in which run: that of deals which are lost before it begins as planned.

    A deal that is not won though all comes in time drops out at one of the gates ahead of it, by the policy's shares.
    """
    found = np.zeros((len(jobs), draws.runs), dtype=bool)
    lost_at = present.project.header.policy.uncertainty.lost_at
    names = present.indexed.names
    gone: dict[int, Ints] = {}
    for number, job in enumerate(jobs):
        if job.deal is None:
            continue
        if job.deal not in gone:
            stated = present.project.market.deal(names.deals[job.deal])
            limits = {g: names.calendar.limit(stated.gates[g], names.origin) for g in gates_ahead(stated)}
            lost = draws.wins[job.deal] < 1 - deals[job.deal].win
            day = _lost_on(stated, limits, draws.losses[job.deal], lost_at) + draws.moved[job.deal]
            gone[job.deal] = np.where(lost, day, NEVER)
        found[number] = gone[job.deal] <= starts[number]
    return found


def _lost_on(deal: DealInput, limits: Mapping[Gate, int], drawn: Floats, lost_at: Mapping[Gate, Fraction]) -> Ints:
    """The gate, as a limit, at which a deal drops out that is lost."""
    ahead = [(gate, float(lost_at.get(gate, 0))) for gate in gates_ahead(deal)]
    total = sum(share for _, share in ahead)
    if not total:
        return np.full(drawn.shape, max(limits.values(), default=NEVER), dtype=np.int64)
    edges = np.cumsum([share / total for _, share in ahead])
    return np.array([limits[gate] for gate, _ in ahead], dtype=np.int64)[
        np.minimum(np.searchsorted(edges, drawn), len(ahead) - 1)
    ]
