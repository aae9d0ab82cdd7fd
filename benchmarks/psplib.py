"""Plan a PSPLIB problem: activities that take several resources at once, to be done as early as possible.

    python -m benchmarks.psplib FILE.rcp --seconds 10
    python -m benchmarks.psplib FOLDER --all --seconds 10 --csv benchmarks/results/psplib.csv

As a plan: an activity is a feature of one work item, resources are pools, successors wait for what they succeed, and
one deal wants the last activity, with a level worth 1 for each day that it is earlier. It is solved by the product's
own engine, child process included. The format is Patterson's; the files are public and are read where they are.
Standard output gets one line of JSON: value (makespan), bound, proven, seconds.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from roadmap.audit import broken_rules, value
from roadmap.problem import Deal, Demand, Feature, Item, Level, Mode, Precedence, Problem, Release
from roadmap.schedule import Schedule, Status
from roadmap.solver.outcome import Incumbent, News, Search
from roadmap.solver.process.parent import solve

COLUMNS = ("set", "file", "value", "bound", "proven", "seconds", "cpu_seconds", "best_known", "above_best", "found_by")


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity: its days, what it takes of each resource, and which activities come after it, counted from 0."""

    days: int
    takes: tuple[int, ...]
    then: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """The capacities of the resources, and the activities; the last one ends all."""

    capacity: tuple[int, ...]
    activities: tuple[Activity, ...]


def read_network(text: str) -> Network:
    """Read Patterson's format: counts, capacities, then each activity with its days, amounts and successors from 1."""
    numbers = map(int, text.split())
    count, resources = next(numbers), next(numbers)
    capacity = tuple(next(numbers) for _ in range(resources))
    activities = []
    for _ in range(count):
        days, takes = next(numbers), tuple(next(numbers) for _ in range(resources))
        activities.append(Activity(days, takes, tuple(next(numbers) - 1 for _ in range(next(numbers)))))
    return Network(capacity, tuple(activities))


def as_problem(network: Network) -> Problem:
    """The network as a planning problem whose horizon is all activities one after the other."""
    horizon = sum(activity.days for activity in network.activities)
    before: dict[int, list[int]] = defaultdict(list)
    for first, activity in enumerate(network.activities):
        for then in activity.then:
            before[then].append(first)
    last = len(network.activities) - 1
    return Problem(
        horizon=horizon,
        capacity=tuple((amount,) * horizon for amount in network.capacity),
        items=tuple(
            Item(n, (Mode(_crews(activity), activity.days),), by_freeze=True, earliest=0, latest=horizon)
            for n, activity in enumerate(network.activities)
        ),
        features=tuple(Feature((n,), tuple(before[n]), 0) for n in range(len(network.activities))),
        precedences=tuple(Precedence(first, then, 0) for then in before for first in before[then]),
        releases=tuple(Release(day, day, 0, fixed=True) for day in range(horizon + 1)),
        deals=(Deal(tuple(Level(1, (Demand((last,), day),)) for day in range(horizon, -1, -1))),),
    )


def _crews(activity: Activity) -> tuple[tuple[int, int], ...]:
    return tuple((pool, amount) for pool, amount in enumerate(activity.takes) if amount) if activity.days else ()


def makespan(problem: Problem, schedule: Schedule) -> int:
    """When the last activity ends."""
    last = schedule.placements[-1]
    if last is None:
        raise SystemExit("the last activity is not scheduled")
    return last.starts[0] + problem.items[-1].modes[0].days


def measure(file: Path, *, search: Search) -> dict[str, Any]:
    """Solve one file; the answer is audited before it counts."""
    problem = as_problem(read_network(file.read_text(encoding="ascii")))
    found: list[str] = []

    def observe(news: News) -> None:
        if isinstance(news, Incumbent):
            found.append(news.found_by)

    began, used = time.monotonic(), _children()
    outcome = solve(problem, search, observe=observe, stop=threading.Event())
    seconds = time.monotonic() - began
    if outcome.schedule is None or broken_rules(problem, outcome.schedule):
        raise SystemExit(f"{file.name}: no valid answer")
    if value(problem, outcome.schedule) != outcome.proof.value:
        raise SystemExit(f"{file.name}: the value is not what the audit counts")
    bound = outcome.proof.bound
    return {
        "file": file.name,
        "value": makespan(problem, outcome.schedule),
        "bound": None if bound is None else problem.horizon + 1 - bound,
        "proven": outcome.proof.status is Status.OPTIMAL,
        "seconds": round(seconds, 2),
        "cpu_seconds": round(_children() - used, 2),
        "found_by": found[-1],
    }


def _children() -> float:
    """CPU seconds of all child processes that have ended."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def measure_all(folder: Path, *, search: Search, only: str, every: int) -> Iterator[dict[str, Any]]:
    """Solve every nth file of the folder's best_known.csv, or of one set in it, and compare."""
    with (folder / "best_known.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if only in ("", row["set"])]
    for row in rows[::every]:
        best, found = int(row["best_known_makespan"]), measure(folder / row["file"], search=search)
        above = f"{100 * (found['value'] - best) / best:.2f} %"
        yield {"set": row["set"]} | found | {"best_known": best, "above_best": above}


def _summary(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The mean gap to the best known, and how many are proven, by set."""
    for name in dict.fromkeys(row["set"] for row in rows):
        mine = [row for row in rows if row["set"] == name]
        gaps = [100 * (row["value"] - row["best_known"]) / row["best_known"] for row in mine]
        proven = sum(row["proven"] for row in mine)
        yield {"set": name, "files": len(mine), "mean_gap": f"{sum(gaps) / len(gaps):.3f} %", "proven": proven}


def main() -> None:
    """Solve the file, or all files of the folder, named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path)
    parser.add_argument("--all", action="store_true", help="FILE is a folder with best_known.csv: solve all its files")
    parser.add_argument("--set", default="", help="with --all: only the files of this set")
    parser.add_argument("--every", type=int, default=1, help="with --all: only each so many-th file")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--csv", type=Path, help="with --all: the table to write")
    options = parser.parse_args()
    search = Search(options.seconds, options.workers, options.seed)
    if not options.all:
        print(json.dumps(measure(options.file, search=search)))
        return
    rows = []
    for row in measure_all(options.file, search=search, only=options.set, every=options.every):
        print(json.dumps(row), flush=True)
        rows.append(row)
    for line in _summary(rows):
        print(json.dumps(line))
    if options.csv:
        with options.csv.open("w", encoding="utf-8", newline="") as table:
            writer = csv.DictWriter(table, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


if __name__ == "__main__":
    main()
