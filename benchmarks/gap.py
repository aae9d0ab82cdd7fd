"""Where the gap between a schedule and the bound from prices is.

    python -m benchmarks.gap INSTANCE.json SCHEDULE.json --steps 300

At the best prices found, what the bound is above the value falls into three parts: people who have a price and are
idle; work that is done in dearer days or with dearer crews than it could be for the same landings; and deals that
another choice would serve, with what waits and releases cost. Standard output gets a table, in thousands of the
currency.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.planning import read_instance, read_schedule
from roadmap.problem import Problem
from roadmap.schedule import Schedule
from roadmap.solver.board import Board
from roadmap.solver.bound.priced.priced_chains import UNIT
from roadmap.solver.bound.priced.priced_relaxation import PricedRelaxation
from roadmap.solver.local.compiled import chains
from roadmap.solver.valuation import landings_of


@dataclass(frozen=True, slots=True)
class Gap:
    """What a schedule is worth, the bound, and how far each part takes them apart, in thousands of the currency."""

    value: int
    bound: int
    idle: float
    ways: float
    choice: float


def split_gap(problem: Problem, schedule: Schedule, *, steps: int) -> Gap:
    """The gap of a valid schedule in its parts, at the best prices of so many steps."""
    now = time.monotonic()
    board = Board(problem, began=now, deadline=now + 1e9, tell=lambda _: None)
    value = board.valuation.total(landings_of(schedule))
    pricing = PricedRelaxation(problem, board.windows, valuation=board.valuation, machine=chains)
    for _ in range(steps):
        if not pricing.step(float(value)):
            break
    prices = pricing.best.prices
    people = np.rint(prices.people * UNIT) / UNIT
    paid, used = _paid(problem, schedule, people), pricing.chains.worth(prices) / UNIT
    least = _least(pricing, schedule, pricing.chains.cheapest(prices) / UNIT)
    bound = pricing.bound or 0
    return Gap(value, bound, used - paid, paid - least, bound - used - (value - least))


def _paid(problem: Problem, schedule: Schedule, people: np.ndarray) -> float:
    """What the people that a schedule uses cost."""
    total = 0.0
    for feature, placement in zip(problem.features, schedule.placements, strict=True):
        if placement is not None:
            for item, start, mode in zip(feature.items, placement.starts, placement.modes, strict=True):
                chosen = problem.items[item].modes[mode]
                total += sum(n * float(people[pool, start : start + chosen.days].sum()) for pool, n in chosen.crews)
    return total


def _least(pricing: PricedRelaxation, schedule: Schedule, costs: np.ndarray) -> float:
    """What all that lands would cost at the least in the same releases."""
    total = 0.0
    for feature, own in pricing.chains.of_feature.items():
        placement = schedule.placements[feature]
        if placement is not None:
            first = pricing.chains.landings[own.start][1]
            total += float(costs[own.start + placement.release - first])
    return total


def main() -> None:
    """Split the gap of the schedule that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("instance", type=Path)
    parser.add_argument("schedule", type=Path)
    parser.add_argument("--steps", type=int, default=300)
    arguments = parser.parse_args()
    instance = json.loads(arguments.instance.read_text(encoding="utf-8"))
    schedule = read_schedule(instance, json.loads(arguments.schedule.read_text(encoding="utf-8")))
    gap = split_gap(read_instance(instance), schedule, steps=arguments.steps)
    table = csv.writer(sys.stdout)
    table.writerow(["instance", "value", "bound", "gap", "idle people", "dearer ways", "choice of deals"])
    parts = (round(gap.idle), round(gap.ways), round(gap.choice))
    table.writerow([instance["name"], gap.value, gap.bound, gap.bound - gap.value, *parts])


if __name__ == "__main__":
    main()
