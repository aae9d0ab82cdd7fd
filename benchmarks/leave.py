"""What leave costs a plan, with work that pauses and with work at one go.

    python -m benchmarks.leave FOLDER [--steps 100000] [--seeds 0 1 2]

So many steps of ruin and recreate from the first plan, without moves to second lines: for the folder as it is, for the
same with `longest_pause: 0`, and for the same without absences of up to `longest_pause` working days (whoever is away
is there). The same steps give the same plan on any machine. Standard output gets CSV: way, seed, value, items that
pause, seconds of CPU for a thousand steps.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

from roadmap.audit import broken_rules
from roadmap.folder.load import load_project
from roadmap.folder.project import Project
from roadmap.indexing import index_project
from roadmap.problem import Problem
from roadmap.solver.board import Board
from roadmap.solver.construct.decoder import Decoder
from roadmap.solver.construct.orders import first_plan
from roadmap.solver.local.compiled import slack
from roadmap.solver.local.ruin import Allowance, Ruiner

AMPLE = 1e6
"""Seconds that nothing here takes: only steps count."""
WAYS = ("pauses", "at one go", "nobody away")


@dataclass(frozen=True, slots=True)
class Found:
    """The value of a plan, how many of its items pause, and seconds of CPU for a thousand steps."""

    value: int
    pausing: int
    seconds: float


def problem_of(project: Project, way: str) -> Problem:
    """The problem of a project in one of WAYS."""
    if way == "at one go":
        policy = project.header.policy.model_copy(update={"longest_pause": 0})
        project = replace(project, header=project.header.model_copy(update={"policy": policy}))
    problem = index_project(project).problem
    if way == "nobody away":
        problem = replace(problem, capacity=problem.held, absent=(), longest_pause=0)
    return problem


def measure(problem: Problem, *, steps: int, seed: int) -> Found:
    """Search from the first plan; RuntimeError if the plan breaks a rule."""
    began = time.monotonic()
    board = Board(problem, began=began, deadline=began + AMPLE, tell=lambda _: None)
    decoder = Decoder(problem, board.windows, valuation=board.valuation)
    first_plan(board, decoder=decoder)
    ruiner, started = Ruiner(board, decoder, seed=seed, machine=slack), time.thread_time()
    ruiner.search(Allowance(steps, lambda: 1.0, timed=False))
    seconds = time.thread_time() - started
    if board.schedule is None or broken_rules(problem, board.schedule):
        raise RuntimeError("no plan, or one that breaks a rule")
    placed = [placement for placement in board.schedule.placements if placement is not None]
    pausing = sum(bool(pauses) for placement in placed for pauses in placement.pauses)
    return Found(board.value or 0, pausing, 1000 * seconds / steps)


def main() -> None:
    """Plan a folder in every way with every seed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--steps", type=int, default=100_000)
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    options = parser.parse_args()
    project = load_project(options.folder).project
    if project is None:
        sys.exit(f"{options.folder} has errors: roadmap check tells them")
    table = csv.writer(sys.stdout)
    table.writerow(["way", "seed", "value", "items that pause", "seconds for 1000 steps"])
    for way in WAYS:
        problem = problem_of(project, way)
        for seed in options.seeds:
            found = measure(problem, steps=options.steps, seed=seed)
            table.writerow([way, seed, found.value, found.pausing, f"{found.seconds:.3f}"])
            sys.stdout.flush()


if __name__ == "__main__":
    main()
