"""Plan a neutral planning instance and tell how it went.

    python -m benchmarks.planning INSTANCE.json --seconds 30 --workers 8 > SCHEDULE.json

The instance form: horizon; skills as step functions; releases with freeze, ship and cost; capabilities with work items
and `after` of kind interface or finish; deals with value, probability (per mille), gate, grace and late factor.
Standard error gets one line of JSON: value, bound, seconds to the first plan, what found the best.
"""

from __future__ import annotations

import argparse
import json
import sys
import threading
from pathlib import Path
from typing import Any

from roadmap.problem import Deal, Demand, Feature, Item, Level, Mode, Precedence, Problem, Release
from roadmap.schedule import Placement, Schedule
from roadmap.solver.outcome import Compiling, Incumbent, News, Search
from roadmap.solver.process.parent import solve


def read_instance(instance: dict[str, Any]) -> Problem:
    """The instance as a problem; each deal has two levels, late and in time, rounded to whole thousands each."""
    horizon, skills = instance["horizon"], sorted(instance["skills"])
    numbers = {capability["id"]: n for n, capability in enumerate(instance["capabilities"])}
    items: list[Item] = []
    features: list[Feature] = []
    first_item: dict[int, int] = {}
    for number, capability in enumerate(instance["capabilities"]):
        first_item[number] = len(items)
        for work in capability["work"]:
            pool = skills.index(work["skill"])
            modes = tuple(Mode(((pool, people),), days) for people, days in work["modes"])
            last = work is capability["work"][-1]
            items.append(Item(number, modes, not last, 0, horizon))
        after = tuple(numbers[other["id"]] for other in capability["after"])
        features.append(Feature(tuple(range(first_item[number], len(items))), after, 0))
    waits = [
        Precedence(first_item[numbers[other["id"]]] + done, first_item[number] + first, 0)
        for number, capability in enumerate(instance["capabilities"])
        for other in capability["after"]
        for first, done in [(1, 0) if other["kind"] == "interface" else (2, 1)]
    ]
    return Problem(
        horizon=horizon,
        capacity=tuple(tuple(_people(instance["skills"][skill], horizon)) for skill in skills),
        items=tuple(items),
        features=tuple(features),
        precedences=tuple(waits),
        releases=tuple(Release(r["freeze"], r["ship"], r["cost"], fixed=False) for r in instance["releases"]),
        deals=tuple(_deal(deal, numbers) for deal in instance["deals"]),
    )


def _people(steps: list[list[int]], horizon: int) -> list[int]:
    people = [0] * horizon
    for start, count in steps:
        people[start:] = [count] * (horizon - start)
    return people


def _deal(deal: dict[str, Any], numbers: dict[str, int]) -> Deal:
    expected = deal["value"] * deal["probability"]
    late = round(expected * deal["late_factor"] / 1_000_000)
    gates = (deal["gate"] + deal["grace"], deal["gate"])
    demands = [tuple(Demand(tuple(numbers[c] for c in need), gate) for need in deal["needs"]) for gate in gates]
    return Deal((Level(late, demands[0]), Level(round(expected / 1000) - late, demands[1])))


def write_schedule(instance: dict[str, Any], schedule: Schedule) -> dict[str, Any]:
    """The schedule in the neutral form."""
    return {
        "capabilities": {
            capability["id"]: {
                "release": placement.release,
                "work": [[s, m] for s, m in zip(placement.starts, placement.modes, strict=True)],
            }
            for capability, placement in zip(instance["capabilities"], schedule.placements, strict=True)
            if placement is not None
        }
    }


def read_schedule(instance: dict[str, Any], written: dict[str, Any]) -> Schedule:
    """A schedule in the neutral form."""
    placed = (written["capabilities"].get(capability["id"]) for capability in instance["capabilities"])
    return Schedule(
        tuple(
            None
            if each is None
            else Placement(each["release"], tuple(w[0] for w in each["work"]), tuple(w[1] for w in each["work"]))
            for each in placed
        )
    )


def main() -> None:
    """Plan the instance named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("instance", type=Path)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--workers", type=int, default=8)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--reproducible", action="store_true")
    parser.add_argument("--verbose", action="store_true")
    arguments = parser.parse_args()
    instance = json.loads(arguments.instance.read_text())
    found: list[Incumbent] = []

    def observe(news: News) -> None:
        if isinstance(news, Incumbent):
            found.append(news)
        if arguments.verbose and not isinstance(news, Compiling):
            amount = news.value if isinstance(news, Incumbent) else news.bound
            print(f"{news.elapsed:7.2f} {type(news).__name__:9} {amount:>10} {news.found_by}", file=sys.stderr)

    search = Search(arguments.seconds, arguments.workers, arguments.seed, arguments.reproducible)
    outcome = solve(read_instance(instance), search, observe=observe, stop=threading.Event())
    plans = [news for news in found if any(news.schedule.placements)]
    best = found[-1] if found else None
    line = {
        "value": outcome.proof.value,
        "bound": outcome.proof.bound,
        "status": outcome.proof.status,
        "stopped": outcome.proof.stopped,
        "first_plan": round(plans[0].elapsed, 2) if plans else None,
        "found_by": best.found_by if best else None,
        "found_at": round(best.elapsed, 1) if best else None,
    }
    print(json.dumps(line), file=sys.stderr)
    if outcome.schedule is not None:
        json.dump(write_schedule(instance, outcome.schedule), sys.stdout)


if __name__ == "__main__":
    main()
