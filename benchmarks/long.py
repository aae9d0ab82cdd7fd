"""How much a long search adds to a short one: value and bound of both, and of the long one on its way.

    python -m benchmarks.long INSTANCE.json [INSTANCE.json ...] --seconds 60 --long 1800 --csv TABLE.csv

For each instance first the short search, then the long one, each alone. One row for each time: what was known then.
`of_long` is the value against that of the long search in the end. Where the value of a long search hardly rises and its
bound stays, the bound is what is weak.
"""

from __future__ import annotations

import argparse
import csv
import json
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.planning import read_instance
from roadmap.problem import Problem
from roadmap.solver.outcome import Bound, Incumbent, News, Search
from roadmap.solver.process.parent import solve

COLUMNS = ("instance", "search", "at", "value", "bound", "gap", "of_long")
MARKS = (15, 60, 300, 900)
"""Seconds of the long search at which it is looked at, besides its end."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a search of so many seconds had found and proved at a time, in seconds."""

    search: float
    at: float
    value: int
    bound: int

    @property
    def gap(self) -> float:
        """How far the bound is above the value, as a share of the value."""
        return self.bound / self.value - 1 if self.value else float("inf")


def watch(problem: Problem, search: Search, marks: Sequence[float]) -> list[Known]:
    """Search, and tell what was known at each of the marks that lie before its end, and at its end."""
    told: list[Incumbent | Bound] = []

    def observe(news: News) -> None:
        if isinstance(news, Incumbent | Bound):
            told.append(news)

    outcome = solve(problem, search, observe=observe, stop=threading.Event())
    proof = outcome.proof
    if proof.value is None or proof.bound is None:
        raise SystemExit("no schedule was found")
    return [_at(told, search.seconds, mark) for mark in marks if mark < search.seconds] + [
        Known(search.seconds, search.seconds, proof.value, proof.bound)
    ]


def _at(told: Sequence[Incumbent | Bound], seconds: float, mark: float) -> Known:
    early = [news for news in told if news.elapsed <= mark]
    values = [news.value for news in early if isinstance(news, Incumbent)]
    bounds = [news.bound for news in early if news.bound is not None]
    return Known(seconds, mark, max(values, default=0), min(bounds, default=0))


def rows(name: str, short: Sequence[Known], long: Sequence[Known]) -> Iterator[dict[str, str | float | int]]:
    """The rows of one instance."""
    most = long[-1].value
    for known in (*short, *long):
        yield {
            "instance": name,
            "search": known.search,
            "at": known.at,
            "value": known.value,
            "bound": known.bound,
            "gap": round(known.gap, 4),
            "of_long": round(known.value / most, 4) if most else 1.0,
        }


def main() -> None:
    """Search the instances named on the command line, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("instances", type=Path, nargs="+", metavar="INSTANCE")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--long", type=float, default=1800)
    parser.add_argument("--workers", type=int, default=8)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--csv", type=Path, help="the table to write, after each instance")
    options = parser.parse_args()
    table: list[dict[str, str | float | int]] = []
    for file in options.instances:
        problem = read_instance(json.loads(file.read_text(encoding="utf-8")))
        short, long = (
            watch(problem, Search(seconds, options.workers, options.seed), marks)
            for seconds, marks in ((options.seconds, ()), (options.long, MARKS))
        )
        for row in rows(file.stem, short, long):
            print(json.dumps(row), flush=True)
            table.append(row)
        if options.csv:
            with options.csv.open("w", encoding="utf-8", newline="") as written:
                writer = csv.DictWriter(written, COLUMNS, lineterminator="\n")
                writer.writeheader()
                writer.writerows(table)


if __name__ == "__main__":
    main()
