"""What the whole search loses without one of its parts, or with another value of a tuned constant.

    python -m benchmarks.without INSTANCE ... --seconds 30 [--parts PART ...] [--vary FIELD=VALUE ...]

An instance is a JSON file or an input folder. Of a file the search of `roadmap.solver.course` is run, of a folder the
whole planning around it, for a `--confidence` where one is given, in this process: whole first, then without one part
after another, then with one field of `roadmap.tuning.Tuning` after another at another value, each for so many seconds
and each seed of `--seeds`. Standard output gets CSV: instance, without, seed, value, bound.
"""

from __future__ import annotations

import argparse
import ast
import csv
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import fields
from functools import partial
from pathlib import Path
from unittest.mock import MagicMock, patch

from benchmarks.planning import read_instance
from roadmap.operations.planning.plan import plan
from roadmap.planner import Options, make_plan
from roadmap.problem import Problem
from roadmap.schedule import Schedule
from roadmap.solver.board import Board
from roadmap.solver.course import run_phases
from roadmap.solver.local.compiled import recreating  # noqa: F401 - loaded now, so that no search waits for it
from roadmap.solver.outcome import Search
from roadmap.solver.process.inside import solve_inside
from roadmap.tuning import TUNING, Tuning

EXACT = "roadmap.solver.solving"


@contextmanager
def varied(**values: object) -> Iterator[None]:
    """The tuned constants but for those given by name, in this process; KeyError for a name that is no field."""
    known = {field.name for field in fields(Tuning)}
    if unknown := values.keys() - known:
        raise KeyError(f"no tuned constants: {sorted(unknown)}")
    before = {name: getattr(TUNING, name) for name in values}
    try:
        for name, value in values.items():
            object.__setattr__(TUNING, name, value)
        yield
    finally:
        for name, value in before.items():
            object.__setattr__(TUNING, name, value)


def _same(_polisher: object, schedule: Schedule) -> Schedule:
    return schedule


PARTS: dict[str, Callable[[], AbstractContextManager[object]]] = {
    "nothing": nullcontext,
    "cores": lambda: patch(f"{EXACT}.has_cores", return_value=False),
    "ruin and recreate": lambda: patch("roadmap.solver.local.recreation.Recreation.run"),
    "repair": lambda: patch(f"{EXACT}.repair"),
    "full model": lambda: patch(f"{EXACT}._Full.look", return_value="open"),
    "looks from nothing": lambda: varied(fresh_seconds=float("inf")),
    "post-pass": lambda: patch("roadmap.solver.construct.polish.Polisher.polish", _same),
    "prices": lambda: patch("roadmap.solver.bound.prover.Prover._price"),
    "bound beside": lambda: patch(f"{EXACT}.start_bound", return_value=MagicMock()),
}
"""How to leave each part out."""


def variation(text: str) -> tuple[str, object]:
    """A field of the tuned constants and its other value, from `FIELD=VALUE`; ValueError if it is none."""
    name, _, value = text.partition("=")
    if name not in {field.name for field in fields(Tuning)}:
        raise ValueError(f"{name!r} is no field of Tuning")
    return name, ast.literal_eval(value)


def measure(problem: Problem, without: AbstractContextManager[object], search: Search) -> tuple[int | None, int | None]:
    """Value and bound of the search while something is left out or varied."""
    began = time.monotonic()
    board = Board(problem, began=began, deadline=began + search.seconds, tell=lambda _: None)
    with without:
        run_phases(board, search)
    return board.value, board.bound


def measure_folder(
    folder: Path, without: AbstractContextManager[object], options: Options
) -> tuple[int | None, int | None]:
    """Value and bound of the plan of an input folder while something is left out or varied; InputFault for faults."""
    with without, patch("roadmap.operations.planning.plan.make_plan", partial(make_plan, solver=solve_inside)):
        proof = plan(folder, options).plan.proof
    return proof.value, proof.bound


def main() -> None:
    """Leave every part out of the search for every instance."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("instances", nargs="+", type=Path, metavar="INSTANCE")
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--workers", type=int, default=8)
    parser.add_argument("--seeds", type=int, nargs="+", default=[0])
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS), metavar="PART")
    parser.add_argument("--vary", nargs="+", type=variation, default=[], metavar="FIELD=VALUE")
    parser.add_argument("--confidence", type=int, metavar="PERCENT", help="of a folder: how sure promises must be")
    options = parser.parse_args()
    sure = None if options.confidence is None else options.confidence / 100
    tried = {part: PARTS[part] for part in options.parts}
    tried |= {f"{name}={value}": partial(varied, **{name: value}) for name, value in options.vary}
    table = csv.writer(sys.stdout)
    table.writerow(["instance", "without", "seed", "value", "bound"])
    for path in options.instances:
        problem = None if path.is_dir() else read_instance(json.loads(path.read_text(encoding="utf-8")))
        for seed in options.seeds:
            for part, without in tried.items():
                if problem is None:
                    asked = Options(options.seconds, options.workers, seed, confidence=sure)
                    found = measure_folder(path, without(), asked)
                else:
                    found = measure(problem, without(), Search(options.seconds, options.workers, seed))
                table.writerow([path.stem, part, seed, *found])
                sys.stdout.flush()


if __name__ == "__main__":
    main()
