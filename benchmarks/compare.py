"""Plan generated instances with the product and with a baseline, one after the other, and compare.

    python -m benchmarks.compare --baseline BASELINE.py --instance-maker INSTANCE.py --size s --load 0.8 1.2 1.6 \
        --seeds 1 2 3 --seconds 60 --workers 8 --csv benchmarks/results/compare-s.csv

The instance maker has `generate --size --load --seed` and `evaluate INSTANCE SCHEDULE`, the baseline `INSTANCE
--seconds --workers`, as `benchmarks.planning` has. Both plan the same file in turn, and who goes first alternates. Both
schedules are valued by the instance maker; one that breaks a rule counts as worth nothing and is told. The gap is, as
in the plan, what the bound is above the value, as a share of the value; the ceiling is the bound over the baseline's
value, which no plan's ratio can exceed. Baseline values of a table of earlier runs are taken from there (`--known`).
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, median
from typing import Any

COLUMNS = (
    "size", "load", "seed", "seconds", "workers", "value", "baseline", "ratio", "bound", "gap", "ceiling", "first_plan",
    "found_by", "found_at", "status", "took", "baseline_took", "faults",
)  # fmt: skip
SUMMARISED = {
    "ratio": "value / baseline", "ceiling": "bound / baseline", "gap": "proven gap", "first_plan": "first plan, s",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """One instance and how long and with how many workers each side plans it."""

    size: str
    load: float
    seed: int
    seconds: float
    workers: int


@dataclass(frozen=True, slots=True)
class Sides:
    """The two scripts that are given: the one that makes and values instances, and the baseline."""

    maker: Path
    baseline: Path
    known: dict[Cell, tuple[float, float]] = field(default_factory=dict)
    """What the baseline reached before, and how long it took."""


def compare(cell: Cell, sides: Sides) -> dict[str, Any]:
    """Plan one instance with both; a row of the table."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        instance = folder / "instance.json"
        wanted = ["--size", cell.size, "--load", str(cell.load), "--seed", str(cell.seed)]
        instance.write_text(_run([str(sides.maker), "generate", *wanted])[0], encoding="utf-8")
        limits = [str(instance), "--seconds", str(cell.seconds), "--workers", str(cell.workers)]
        runs: list[tuple[str, Callable[[], tuple[str, str, float]]]] = [
            ("product", lambda: _run(["-m", "benchmarks.planning", *limits])),
            ("baseline", lambda: _run([str(sides.baseline), *limits])),
        ]
        if cell in sides.known:
            runs.pop()
        heard = {side: run() for side, run in (runs if cell.seed % 2 else runs[::-1])}
        values = {side: _evaluated(sides.maker, instance, plan=folder / side, text=heard[side][0]) for side in heard}
    took = {side: heard[side][2] for side in heard}
    if cell in sides.known:
        value, took["baseline"] = sides.known[cell]
        values["baseline"] = value, ""
    return _row(cell, json.loads(heard["product"][1].strip().splitlines()[-1]), values, took)


def read_known(table: Path) -> dict[Cell, tuple[float, float]]:
    """What the baseline reached, and in how many seconds, in each cell of a table of earlier runs."""
    with table.open(encoding="utf-8", newline="") as stream:
        return {
            Cell(row["size"], float(row["load"]), int(row["seed"]), float(row["seconds"]), int(row["workers"])): (
                float(row["baseline"]),
                float(row["baseline_took"]),
            )
            for row in csv.DictReader(stream)
        }


def _run(arguments: list[str]) -> tuple[str, str, float]:
    """Standard output, standard error and seconds of a Python command that must succeed."""
    began = time.monotonic()
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True)
    return done.stdout, done.stderr, time.monotonic() - began


def _evaluated(maker: Path, instance: Path, *, plan: Path, text: str) -> tuple[float, str]:
    """What a schedule is worth, and what is wrong with it."""
    plan.write_text(text, encoding="utf-8")
    command = [sys.executable, str(maker), "evaluate", str(instance), str(plan)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or not done.stdout.startswith("value "):
        return 0.0, (done.stdout or done.stderr).strip().replace("\n", "; ")[:200]
    return float(done.stdout.split()[1]), ""


def _row(
    cell: Cell, told: dict[str, Any], values: dict[str, tuple[float, str]], took: dict[str, float]
) -> dict[str, Any]:
    value, baseline, bound = values["product"][0], values["baseline"][0], told["bound"]
    return {
        "size": cell.size, "load": cell.load, "seed": cell.seed, "seconds": cell.seconds, "workers": cell.workers,
        "value": value, "baseline": baseline, "ratio": round(value / baseline, 4) if baseline > 0 else None,
        "bound": bound, "gap": round((bound - value) / value, 4) if value > 0 else None,
        "ceiling": round(bound / baseline, 4) if baseline > 0 else None,
        "first_plan": told["first_plan"], "found_by": told["found_by"], "found_at": told["found_at"],
        "status": told["status"], "took": round(took["product"], 1),
        "baseline_took": round(took["baseline"], 1),
        "faults": " | ".join(fault for _, fault in values.values() if fault),
    }  # fmt: skip


def summaries(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Least, median, mean and largest of each figure, for each size, load and time limit."""
    cells = dict.fromkeys((str(row["size"]), float(row["load"]), float(row["seconds"])) for row in rows)
    for size, load, seconds in cells:
        mine = [r for r in rows if (str(r["size"]), float(r["load"]), float(r["seconds"])) == (size, load, seconds)]
        summary: dict[str, Any] = {"size": size, "load": load, "seconds": seconds, "seeds": len(mine)}
        for figure, name in SUMMARISED.items():
            known = [float(row[figure]) for row in mine if row.get(figure) not in (None, "")]
            if known:
                least, most = min(known), max(known)
                summary[name] = {"min": least, "median": median(known), "mean": round(mean(known), 4), "max": most}
        yield summary


def main() -> None:
    """Compare on every size, load and seed that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--baseline", type=Path, required=True)
    parser.add_argument("--instance-maker", type=Path, required=True)
    parser.add_argument("--size", nargs="+", default=["s"])
    parser.add_argument("--load", type=float, nargs="+", default=[1.2])
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--workers", type=int, default=8)
    parser.add_argument("--csv", type=Path, help="a table to begin, or to add to")
    parser.add_argument("--known", type=Path, nargs="+", default=[], help="tables whose baseline values are kept")
    options = parser.parse_args()
    known = {cell: reached for table in options.known for cell, reached in read_known(table).items()}
    sides = Sides(options.instance_maker, options.baseline, known)
    cells = [(size, load, seed) for size in options.size for load in options.load for seed in options.seeds]
    rows = []
    for size, load, seed in cells:
        rows.append(compare(Cell(size, load, seed, options.seconds, options.workers), sides))
        print(json.dumps(rows[-1]), flush=True)
        if options.csv:
            add_row(options.csv, rows[-1])
    for summary in summaries(rows):
        print(json.dumps(summary), flush=True)


def add_row(table: Path, row: dict[str, Any]) -> None:
    """Add a row to a CSV file, which begins with the names of its columns."""
    begun = table.exists()
    with table.open("a", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        if not begun:
            writer.writeheader()
        writer.writerow(row)


if __name__ == "__main__":
    main()
