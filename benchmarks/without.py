"""What the whole search loses without one of its parts.

    python -m benchmarks.without INSTANCE.json ... --seconds 30 [--parts PART ...] [--seeds 0 1]

The search of `roadmap.solver.course`, in this process: whole first, then without one part after another, each for so
many seconds. Standard output gets CSV: instance, without, seed, value, bound.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from unittest.mock import MagicMock, patch

from benchmarks.planning import read_instance
from roadmap.problem import Problem
from roadmap.schedule import Schedule
from roadmap.solver.board import Board
from roadmap.solver.course import run_phases
from roadmap.solver.local.compiled import recreating  # noqa: F401 - loaded now, so that no search waits for it
from roadmap.solver.outcome import Search

EXACT = "roadmap.solver.solving"


def _same(_polisher: object, schedule: Schedule) -> Schedule:
    return schedule


PARTS: dict[str, Callable[[], AbstractContextManager[object]]] = {
    "nothing": nullcontext,
    "cores": lambda: patch(f"{EXACT}.has_cores", return_value=False),
    "ruin and recreate": lambda: patch("roadmap.solver.local.recreation.Recreation.run"),
    "repair": lambda: patch(f"{EXACT}.repair"),
    "full model": lambda: patch(f"{EXACT}._Full.look", return_value="open"),
    "looks from nothing": lambda: patch(f"{EXACT}.FRESH_SECONDS", float("inf")),
    "post-pass": lambda: patch("roadmap.solver.construct.polish.Polisher.polish", _same),
    "prices": lambda: patch("roadmap.solver.bound.prover.Prover._price"),
    "bound beside": lambda: patch(f"{EXACT}.start_bound", return_value=MagicMock()),
}
"""How to leave each part out."""


def measure(problem: Problem, part: str, search: Search) -> tuple[int | None, int | None]:
    """Value and bound of the search without a part."""
    began = time.monotonic()
    board = Board(problem, began=began, deadline=began + search.seconds, tell=lambda _: None)
    with PARTS[part]():
        run_phases(board, search)
    return board.value, board.bound


def main() -> None:
    """Leave every part out of the search for every instance."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("instances", nargs="+", type=Path, metavar="INSTANCE")
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--workers", type=int, default=8)
    parser.add_argument("--seeds", type=int, nargs="+", default=[0])
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS), metavar="PART")
    options = parser.parse_args()
    table = csv.writer(sys.stdout)
    table.writerow(["instance", "without", "seed", "value", "bound"])
    for path in options.instances:
        problem = read_instance(json.loads(path.read_text(encoding="utf-8")))
        for seed in options.seeds:
            for part in options.parts:
                found = measure(problem, part, Search(options.seconds, options.workers, seed))
                table.writerow([path.stem, part, seed, *found])
                sys.stdout.flush()


if __name__ == "__main__":
    main()
