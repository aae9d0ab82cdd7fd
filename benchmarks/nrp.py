"""Solve a Next Release Problem: which customers to serve with a budget of effort.

    python -m benchmarks.nrp FILE --ratio 0.3 --seconds 30 --workers 2
    python -m benchmarks.nrp FOLDER --all --seconds 30 --csv benchmarks/results/nrp.csv

As a plan: customers are deals with one level, requirements are features with one work item of one slot, the budget is
the people of the only skill in the only slot. It is solved by the product's own engine, child process included.
With `--all`, FOLDER holds the files and best_known.csv (file, ratio, budget, best_known_profit, proven); each row is
solved in turn. Seconds count from the loaded problem to the answer; CPU seconds are
those of the child process, its start included.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from roadmap.audit import broken_rules, value
from roadmap.problem import Deal, Demand, Feature, Item, Level, Mode, Problem, Release
from roadmap.schedule import Status
from roadmap.solver.outcome import Search
from roadmap.solver.process.parent import solve

COLUMNS = (
    "file",
    "ratio",
    "value",
    "bound",
    "proven",
    "seconds",
    "cpu_seconds",
    "best_known",
    "known_to_be_best",
    "below_best",
)


@dataclass(frozen=True, slots=True)
class Selection:
    """A Next Release Problem: costs of requirements, (a, b) for "b requires a", customers as (profit, wishes).

    Requirements count from 0.
    """

    costs: tuple[int, ...]
    requires: tuple[tuple[int, int], ...]
    customers: tuple[tuple[int, tuple[int, ...]], ...]

    def budget(self, ratio: float) -> int:
        """The share of the whole cost, rounded half up."""
        return int(sum(self.costs) * round(ratio * 1000) + 500) // 1000


def read_selection(text: str) -> Selection:
    """Read the format of the published files: levels with costs, dependencies, customers; all counted from 1."""
    numbers = map(int, text.split())
    costs = [cost for _level in range(next(numbers)) for cost in _row(numbers)]
    requires = [(next(numbers) - 1, next(numbers) - 1) for _pair in range(next(numbers))]
    customers = [
        (next(numbers), tuple(dict.fromkeys(wish - 1 for wish in _row(numbers)))) for _one in range(next(numbers))
    ]
    return Selection(tuple(costs), tuple(requires), tuple(customers))


def _row(numbers: Iterator[int]) -> list[int]:
    return [next(numbers) for _entry in range(next(numbers))]


def as_problem(selection: Selection, budget: int) -> Problem:
    """The selection as a planning problem with one slot, one skill, one release and no costs."""
    after: list[list[int]] = [[] for _ in selection.costs]
    for other, requirement in selection.requires:
        after[requirement].append(other)
    return Problem(
        horizon=1,
        capacity=((budget,),),
        items=tuple(
            Item(n, (Mode(((0, cost),), 1),), by_freeze=True, earliest=0, latest=1)
            for n, cost in enumerate(selection.costs)
        ),
        features=tuple(Feature((n,), tuple(dict.fromkeys(others)), 0) for n, others in enumerate(after)),
        precedences=(),
        releases=(Release(1, 1, 0, fixed=True),),
        deals=tuple(
            Deal((Level(profit, tuple(Demand((wish,), 1) for wish in wishes)),))
            for profit, wishes in selection.customers
        ),
    )


def measure(file: Path, ratio: float, *, search: Search) -> dict[str, Any]:
    """Solve one file at one ratio; the answer is audited before it counts."""
    selection = read_selection(file.read_text(encoding="ascii"))
    problem = as_problem(selection, selection.budget(ratio))
    began, used = time.monotonic(), _children()
    outcome = solve(problem, search, observe=lambda _news: None, stop=threading.Event())
    seconds = time.monotonic() - began
    if outcome.schedule is None or broken_rules(problem, outcome.schedule):
        raise SystemExit(f"{file.name} at {ratio}: no valid answer")
    if value(problem, outcome.schedule) != outcome.proof.value:
        raise SystemExit(f"{file.name} at {ratio}: the value is not what the audit counts")
    proven = outcome.proof.status is Status.OPTIMAL
    known = {"file": file.name, "ratio": ratio, "value": outcome.proof.value, "bound": outcome.proof.bound}
    return known | {"proven": proven, "seconds": round(seconds, 2), "cpu_seconds": round(_children() - used, 2)}


def _children() -> float:
    """CPU seconds of all child processes that have ended."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def measure_all(folder: Path, *, search: Search) -> Iterator[dict[str, Any]]:
    """Solve every row of the folder's best_known.csv, and compare."""
    with (folder / "best_known.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            best = int(row["best_known_profit"])
            found = measure(folder / row["file"], float(row["ratio"]), search=search)
            below = f"{100 * (best - found['value']) / best:.3f} %"
            yield found | {"best_known": best, "known_to_be_best": row["proven"], "below_best": below}


def main() -> None:
    """Solve the file, or all rows of the folder, named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path)
    parser.add_argument("--all", action="store_true", help="FILE is a folder with best_known.csv: solve all its rows")
    parser.add_argument("--ratio", type=float, default=0.3)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--csv", type=Path, help="with --all: the table to write")
    options = parser.parse_args()
    search = Search(options.seconds, options.workers, options.seed)
    if not options.all:
        print(json.dumps(measure(options.file, options.ratio, search=search)))
        return
    found = []
    for row in measure_all(options.file, search=search):
        print(json.dumps(row), flush=True)
        found.append(row)
    if options.csv:
        with options.csv.open("w", encoding="utf-8", newline="") as table:
            writer = csv.DictWriter(table, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(found)


if __name__ == "__main__":
    main()
