"""Measure the simulation of a plan: how fast it plays, and whether its chances are honest.

    python -m benchmarks.futures PLAN.json --runs 10000 --quarters 1000
    python -m benchmarks.futures --company 1000 --runs 10000

Honest: the chances of one seed against synthetic quarters drawn with another one. P80 days hold as often as `p80_holds`
says, and the days before them as often as `p80_a_day_less`, since days are whole. Of the chances that are stated in
each tenth, so many come true. `--company` plans a company first, of a `--kind` of its own. Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.companies import write_company
from roadmap.explaining.present import Present, present_of
from roadmap.folder.load import load_project
from roadmap.futures.playing.draws import Drawer
from roadmap.futures.playing.gates import NEVER
from roadmap.futures.playing.simulating import Block, Game, game_of, joined, play_block, simulate_blocks
from roadmap.futures.playing.skill_load import LoadCounter
from roadmap.futures.telling.chances_of_runs import DAYS, chances_of, months_of
from roadmap.operations.sources.present import present_on
from roadmap.operations.sources.stored_plans import find_plan
from roadmap.planner.stored.replan import replan

SOLD = 0.5
"""The chance from which on a promise counts as sold."""
SEED, FRESH = 1, 2
"""The seed of the chances that are stated, and that of the quarters they are held against."""


def main() -> None:
    """Measure as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("plan", nargs="?", type=Path, help="a plan beside its folder")
    parser.add_argument("--company", type=int, metavar="DEALS", help="a company of so many deals instead")
    parser.add_argument("--kind", type=int, default=0, help="which company of that size; 0 by default")
    parser.add_argument("--seconds", type=float, default=20.0, help="seconds for planning that company")
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--quarters", type=int, default=1000, help="synthetic quarters")
    asked = parser.parse_args()
    present = (
        company(asked.company, asked.seconds, kind=asked.kind)
        if asked.company
        else present_on(find_plan(asked.plan), None)
    )
    print(json.dumps(measured(present, asked.runs, asked.quarters), indent=2))


def company(deals: int, seconds: float, *, kind: int = 0) -> Present:
    """A plan of a company of so many deals and half as many features; each `kind` is another company."""
    with tempfile.TemporaryDirectory() as scratch:
        write_company(Path(scratch) / "company", deals=deals, features=max(2, deals // 2), seed=kind)
        project = load_project(Path(scratch) / "company").project
    if project is None:
        raise SystemExit("the company has faults")
    plan = replan(project, None, seconds=seconds).plan
    if plan is None:
        raise SystemExit("no plan was found")
    return present_of(plan, project)


def measured(present: Present, runs: int, quarters: int) -> dict[str, Any]:
    """Seconds of this process, and how honest the chances are."""
    began = time.process_time()
    game = game_of(present)
    built = time.process_time()
    counter = LoadCounter(game.network, months_of(game))
    stated = joined(list(simulate_blocks(game, runs=runs, seed=SEED, counter=counter)))
    played = time.process_time()
    fresh = joined(list(simulate_blocks(game, runs=quarters, seed=FRESH)))
    return {
        "jobs": len(game.network.jobs),
        "legs": len(game.network.legs),
        "held_back": game.player.held_back,
        "unlike": len(game.player.unlike) + len(game.boarding.unlike),
        "build_seconds": round(built - began, 2),
        "play_seconds": round(played - built, 2),
        "runs_a_second": round(runs / (played - built)),
        **honesty(game, stated, fresh),
        "tripwires": alarms(game, stated, fresh, counter),
    }


def alarms(game: Game, stated: Block, fresh: Block, counter: LoadCounter) -> dict[str, Any]:
    """What the tripwires of the promises that were sold with 50 % and more are good for, in the synthetic quarters.

    For how many of the promises that break one is crossed, by how many working days before the promised release ships
    (median), and how many of those that are crossed are kept all the same.
    """
    traced = play_block(game, Drawer(game.world, SEED), 0, runs=500, trace=True)
    told = {(g.deal, g.gate): g for g in chances_of(game, stated, traced, counter=counter, seed=SEED).gates}
    names, broken, warned, kept, ahead = game.present.indexed.names, 0, 0, 0, list[int]()
    for row, wait in enumerate(game.gates):
        gate = told.get((names.deals[wait.deal], wait.gate))
        if gate is None or gate.on_release < SOLD:
            continue
        train = names.releases.index(gate.release)
        breaks, first = fresh.trains[row] > train, np.full(fresh.trains.shape[1], NEVER)
        for wire in gate.tripwires:
            jobs = [n for n, job in enumerate(game.network.jobs) if (job.name, job.phase) == (wire.feature, wire.phase)]
            limit = names.calendar.limit(wire.by, names.origin)
            first = np.where(fresh.ends[jobs].max(axis=0) > limit, np.minimum(first, limit), first)
        alarmed = first < NEVER
        broken += int(breaks.sum())
        warned += int((breaks & alarmed).sum())
        kept += int((~breaks & alarmed).sum())
        ahead += (game.network.trains[train].ship - first[breaks & alarmed]).tolist()
    return {
        "broken": broken,
        "warned": round(warned / max(1, broken), 3),
        "days_ahead": float(np.median(ahead)) if ahead else None,
        "false_alarms": round(kept / max(1, kept + warned), 3),
    }


def honesty(game: Game, stated: Block, fresh: Block) -> dict[str, Any]:
    """How often P80 days hold, and what becomes of stated chances, by tenths: [stated, come true, how many]."""
    within = [row for row in range(len(stated.verified)) if np.median(stated.verified[row]) <= game.network.horizon]
    days = np.quantile(stated.verified[within], DAYS[1], axis=1, method="inverted_cdf")
    holds = (fresh.verified[within] <= days[:, None]).mean(axis=1)
    below = (fresh.verified[within] < days[:, None]).mean(axis=1)
    chances, true = (stated.late <= 0).mean(axis=1), (fresh.late <= 0).mean(axis=1)
    tenths = np.minimum((chances * 10).astype(int), 9)
    table = {
        f"{tenth / 10:.1f}": [
            round(float(chances[tenths == tenth].mean()), 3),
            round(float(true[tenths == tenth].mean()), 3),
            int((tenths == tenth).sum()),
        ]
        for tenth in range(10)
        if (tenths == tenth).any()
    }
    apart = max((abs(said - seen) for said, seen, _ in table.values()), default=0.0)
    return {
        "p80_holds": round(float(holds.mean()), 3),
        "p80_a_day_less": round(float(below.mean()), 3),
        "tenths": table,
        "furthest_apart": round(apart, 3),
    }


if __name__ == "__main__":
    main()
