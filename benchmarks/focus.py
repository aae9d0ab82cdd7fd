"""What one more person of each skill brings in short searches from one plan, with and without focus on their pool.

    python -m benchmarks.focus PLAN.json [--seconds 1.5] [--seeds 6]

For each skill it prints the mean and the least and most gain over the plan, in thousands of the currency, of so many
searches of so many seconds each: all ruins alike, and two in five of those around an item around work of the pool that
has more people (`roadmap.explaining.asking.pairing`, `roadmap.solver.local.ruin`).
"""

from __future__ import annotations

import argparse
from pathlib import Path
from unittest.mock import patch

from roadmap.explaining.asking.change import Change
from roadmap.explaining.asking.questions import Question, answer_here, ready
from roadmap.explaining.present import Present
from roadmap.explaining.pricing import skill_changes
from roadmap.operations.sources.present import present_on
from roadmap.operations.sources.stored_plans import find_plan


def gains(present: Present, change: Change, *, seeds: int, seconds: float, focus: bool) -> list[int]:
    """What each search found more than the plan is worth."""
    question = Question(change, seconds, pairs=seeds)
    if focus:
        return [each.value - present.value for each in answer_here(present, question).paired]
    with patch("roadmap.explaining.asking.questions.eased_pool", return_value=None):
        return [each.value - present.value for each in answer_here(present, question).paired]


def main() -> None:
    """Print a line for each skill and way."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("plan", type=Path)
    parser.add_argument("--seconds", type=float, default=1.5)
    parser.add_argument("--seeds", type=int, default=6)
    asked = parser.parse_args()
    ready()
    present = present_on(find_plan(asked.plan), None)
    print(f"the plan is worth {present.value}")
    for change in skill_changes(present):
        if change.kind != "person" or change.day != present.plan.as_of:
            continue
        for focus in (False, True):
            found = gains(present, change, seeds=asked.seeds, seconds=asked.seconds, focus=focus)
            told = f"mean {sum(found) / max(1, len(found)):.0f}, {min(found)} to {max(found)}" if found else "no search"
            print(f"{change.subject}, {'with' if focus else 'without'} focus: {told}", flush=True)


if __name__ == "__main__":
    main()
