"""What the first plan loses in which a deal that is given up must be served: each such deal in turn, without a search.

    python -m benchmarks.forced FOLDER

The folder should have a plan.json. Losses are in thousands of the plan's currency; every plan found is audited.
"""

from __future__ import annotations

import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path

from roadmap.audit import broken_rules, value
from roadmap.audit.coverage import serve, shipped
from roadmap.indexing import index_project
from roadmap.operations.folders.load import load
from roadmap.operations.sources.stored_plans import read_plan
from roadmap.planner.stored.restore import restore
from roadmap.solver.construct.restart import Restarter


def main(directory: Path) -> int:
    """Force each deal that the folder's plan gives up, and print what that loses; the exit status."""
    project = load(directory).project
    indexed = index_project(project)
    problem, schedule = indexed.problem, restore(read_plan(directory / "plan.json"), project, indexed)
    if schedule is None:
        print("the plan does not hold for the folder as it is")
        return 1
    ships, lost, took, count = shipped(problem, schedule), list[int](), list[float](), 0
    for position, key in enumerate(indexed.names.deals):
        line = problem.deals[position]
        if not line.levels or serve(line, ships).levels:
            continue
        deals = [replace(one, served=True) if n == position else one for n, one in enumerate(problem.deals)]
        began, forced, count = time.process_time(), replace(problem, deals=tuple(deals)), count + 1
        found = Restarter(forced).resume(schedule)
        took.append(time.process_time() - began)
        if found is None:
            print(f"{key}: no room was found")
        elif broken_rules(forced, found):
            print(f"{key}: WRONG, the audit refuses the plan")
        else:
            lost.append(value(problem, schedule) - value(forced, found))
            print(f"{key}: loses {lost[-1]:,} in {took[-1]:.2f} s")
    if lost:
        print(f"{len(lost)} of {count} deals find room and lose {statistics.mean(lost):,.0f} on average, "
              f"{statistics.median(took):.2f} s of processor time each, {max(took):.2f} at most")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
