"""A year of one future: a plan is published, and one of its futures comes true.

    python -m benchmarks.quarters PLAN.json --seed 7

The plan lies beside its folder, which stays as it is: all is written to a copy. Work begins and ends as it does in the
future that is drawn, features ship in the trains that they make there, and `roadmap track` reads that as progress.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from roadmap.explaining.present import Present
from roadmap.futures.network import Role
from roadmap.futures.playing.draws import Drawer
from roadmap.futures.playing.simulating import Block, Game, game_of, play_block
from roadmap.operations.following.publish import publish
from roadmap.operations.following.track import TrackedQuarter, track
from roadmap.operations.planning.simulate import simulate
from roadmap.operations.sources.present import present_on
from roadmap.operations.sources.stored_plans import find_plan
from roadmap.plans.document import Plan
from roadmap.tracking.as_planned import progress_as_planned

MONTHS = 12


def main() -> None:
    """Print the ledger at each quarter's end."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("plan", type=Path, help="a plan beside its folder")
    parser.add_argument("--seed", type=int, default=7, help="another seed draws another future")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        for row in year(asked.plan, Path(scratch) / "company", asked.seed):
            print(json.dumps(row))


def year(file: Path, copy: Path, seed: int) -> Iterator[dict[str, Any]]:
    """What the ledger says at the end of each quarter from the plan's day on."""
    found = find_plan(file)
    shutil.copytree(found.folder(), copy)
    shutil.copy(file, copy / "plan.json")
    simulate(copy / "plan.json").save(copy / "plan.json")
    publish(copy / "plan.json", force=True)
    present = present_on(find_plan(copy / "plan.json"), copy)
    game = game_of(present)
    block = play_block(game, Drawer(game.world, seed), 0, runs=1, trace=True)
    come = come_true(game, block)
    stated = (copy / "roadmap.yaml").read_text(encoding="utf-8")
    warned = set[tuple[str, str]]()
    for day in months(present.plan.as_of, present.plan.horizon):
        progress = progress_as_planned(come, present.project, day)
        told = yaml.safe_dump({"progress": progress}, allow_unicode=True, sort_keys=False)
        (copy / "roadmap.yaml").write_text(f"{stated.rstrip()}\n{told}", encoding="utf-8")
        tracked = track(copy, as_of=day, on_findings=lambda _: None)
        warned |= {(one.promise.deal, one.promise.gate.value) for one in tracked.crossed}
        if day.month % 3 == 1 or day == present.plan.horizon:
            yield row_of(tracked, day, warned)


def months(start: date, horizon: date) -> list[date]:
    """The first days of the months to come, up to the plan's last day, which stands for the first of the next."""
    firsts = [date(start.year + month // 12, month % 12 + 1, 1) for month in range(start.month, start.month + MONTHS)]
    return [*(day for day in firsts if day < horizon), horizon][:MONTHS]


def come_true(game: Game, block: Block) -> Plan:
    """The plan as it comes true in the first run of a traced block: days of work, and the releases that are made."""
    plan, present, played = game.present.plan, game.present, block.played
    if played is None:
        raise ValueError("a block that was not traced")
    names, legs = present.indexed.names, game.network.legs
    days: dict[tuple[str, int], tuple[date, date]] = {}
    for number, job in enumerate(game.network.jobs):
        mine = [leg for leg in range(len(legs)) if legs[leg].job == number]
        begin, end = int(played.starts[mine[0], 0]), int(played.ends[mine[-1], 0])
        if job.role is not Role.SUPPORT and job.item is not None and end <= game.network.horizon:
            days[job.name, names.lines[job.item]] = names.day(begin), names.day(max(begin, end - 1))
    trains = {names.features[one.feature]: int(block.boarded[one.feature, 0]) for one in game.network.landings}
    return plan.model_copy(update={"features": list(_features(present, days, trains))})


def _features(
    present: Present, days: dict[tuple[str, int], tuple[date, date]], trains: dict[str, int]
) -> Iterator[Any]:
    releases = present.indexed.names.releases
    never = {"first": date(2110, 1, 1), "last": date(2110, 1, 1)}
    for line in present.plan.features:
        work = [
            item.model_copy(
                update=dict(zip(("first", "last"), days[line.id, number], strict=True))
                if (line.id, number) in days
                else never
            )
            for number, item in enumerate(line.work)
        ]
        train = trains.get(line.id, len(releases))
        release = releases[train] if train < len(releases) else ""
        yield line.model_copy(update={"work": work, "release": release})


def row_of(found: TrackedQuarter, day: date, warned: set[tuple[str, str]]) -> dict[str, Any]:
    """The ledger on one day: promises whose day is past, how many held and were to hold, and of how many that broke a
    tripwire was crossed on the first of a month before."""
    kept = () if found.record is None else found.record.kept
    stated = [one.promise.chance for one in kept if one.promise.chance is not None]
    return {
        "day": day.isoformat(),
        "past": len(kept),
        "held": sum(one.held for one in kept),
        "expected": round(sum(stated), 1),
        "brier": None if found.record is None else found.record.brier,
        "broken": sum(not one.held for one in kept),
        "warned": sum(not one.held and (one.promise.deal, one.promise.gate.value) in warned for one in kept),
        "false alarms": sum(one.held and (one.promise.deal, one.promise.gate.value) in warned for one in kept),
        "steps": {step.of_twenty: [step.held, step.given] for step in found.record.steps} if found.record else {},
    }


if __name__ == "__main__":
    main()
