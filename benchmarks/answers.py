"""How true the answers about a plan are: repairs that `explain` tells, against values proved by a long solve of each.

    python -m benchmarks.answers [--time 25] [--proof 90] [--deals 10] [--keep FOLDER] [--seed N]

With a seed it is another company of that size: gates some weeks sooner or later, other values and efforts. Plans the
company until its plan is proved the best, asks about every deal that is late or not served, and proves what the best
plan after each repair is worth. Prints a line for each repair and how many are within 10 % or 100 thousand of the
truth, or have the wrong sign. Takes about a minute for each repair; the plan and what was proved stay in the folder
that is kept, so that another run there only asks again.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import random
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from requirements.gate import Gate
from roadmap.explaining.asking.change import Change, at_its_best, changed_project
from roadmap.explaining.asking.reindexing import index_changed
from roadmap.explaining.present import Present, present_of
from roadmap.folder.load import load_project
from roadmap.plans.deals import DealStatus
from roadmap.plans.plan_file import read_plan
from roadmap.schedule import Status
from roadmap.solver.outcome import Search
from roadmap.solver.process.parent import solve

HERE = Path(__file__).parent / "mid_size"
NEAR, NEAR_SHARE = 100, 0.1
"""An answer is near the truth within so many thousand, or within this share of it."""
PLANNING = 300
"""Seconds for the plan that all is asked about, at most."""


def roadmap(*arguments: object) -> str:
    """What a command prints."""
    command = [sys.executable, "-m", "roadmap", *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def change_of(stated: dict[str, Any]) -> Change:
    """A change as it was told to programs."""
    need, day = stated["need"], stated["day"]
    return Change(
        **stated
        | {
            "need": None if need is None else (Gate(need[0]), need[1]),
            "day": None if day is None else date.fromisoformat(day),
        }
    )


class Truths:
    """What the best plan after each change is worth more than the present one, proved; kept in a file."""

    def __init__(self, present: Present, file: Path, *, seconds: float) -> None:
        self._present, self._file, self._seconds = present, file, seconds
        self._known: dict[str, int | None] = json.loads(file.read_text()) if file.exists() else {}

    def of(self, change: Change) -> int | None:
        """The difference that a change makes; None if that took too long to prove."""
        key = repr(change)
        if self._known.get(key) is None:
            self._known[key] = self._proved(change)
            self._file.write_text(json.dumps(self._known, indent=1))
        return self._known[key]

    def _proved(self, change: Change) -> int | None:
        present = self._present
        indexed = index_changed(present, changed_project(present.project, change), change)
        problem = at_its_best(indexed.problem, indexed.names.deals.index(change.served))
        search = Search(seconds=self._seconds, workers=8)
        found = solve(problem, search, observe=lambda _: None, stop=threading.Event()).proof
        if found.status is not Status.OPTIMAL or found.value is None:
            return None
        return found.value - indexed.owed - present.value


def another(text: str, seed: int) -> str:
    """The mid-size company with values and efforts up to half as much more or less, and gates up to four weeks sooner
    or later, the gates of one deal all by the same."""
    chance, made = random.Random(seed), yaml.safe_load(text)  # noqa: S311 - repeatable, no secret
    for deal in made["deals"].values():
        amount, later = str(deal["value"]), timedelta(weeks=chance.randint(-4, 4))
        number = amount.rstrip("万亿")
        places = {"": 0, "万": 1, "亿": 2}[unit := amount.removeprefix(number)]
        scaled = float(number) * chance.uniform(0.5, 1.5)
        deal["value"] = f"{scaled:.{places}f}{unit}" if unit else round(scaled)
        deal["gates"] = {
            gate: date.fromordinal(min(max(day + later, made["start"]), made["horizon"]).toordinal())
            for gate, day in deal["gates"].items()  # a date of its own each: no references in the text
        }
    for work in (work for feature in made["features"].values() for work in feature["work"]):
        if isinstance(work.get("effort"), list):
            share = chance.uniform(0.7, 1.5)
            work["effort"] = [max(1, round(days * share)) for days in work["effort"]]
    return yaml.safe_dump(made, allow_unicode=True, sort_keys=False)


@contextlib.contextmanager
def company(kept: Path | None, seed: int | None = None) -> Iterator[Path]:
    """The folder of the mid-size company, or of another, with its plan: the one that is kept, or a new one."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = (Path(scratch) if kept is None else kept) / "mid"
        if not folder.exists():
            shutil.copytree(HERE, folder)
            if seed is not None:
                text = (HERE / "roadmap.yaml").read_text(encoding="utf-8")
                (folder / "roadmap.yaml").write_text(another(text, seed), encoding="utf-8")
            roadmap("plan", folder, "--quiet", "--time", PLANNING)
        yield folder


def measure(folder: Path, asked: argparse.Namespace) -> None:
    """Ask about every open deal, and print what is told beside what is true."""
    project = load_project(folder, encoding=None, as_of=None).project
    if project is None:
        raise SystemExit("the mid-size company has faults")
    plan = read_plan(folder / "plan.json")
    present = present_of(plan, project)
    truths = Truths(present, folder.parent / "truths.json", seconds=asked.proof)
    print(f"{len(plan.deals)} deals, value {present.value}, bound {present.bound}", flush=True)
    told = near = wrong = 0
    open_deals = [line.id for line in plan.deals if line.status in (DealStatus.LATE, DealStatus.GIVEN_UP)]
    for deal in open_deals[: asked.deals]:
        answer = json.loads(roadmap("explain", folder / "plan.json", deal, "--time", asked.time, "--json"))
        for repair in answer["repairs"]:
            found, real = repair["difference"]["found"], truths.of(change_of(repair["change"]))
            print(f"{deal}: {repair['text']}: told {found}, proved {'-' if real is None else real}", flush=True)
            if real is not None:
                told += 1
                near += abs(found - real) <= max(NEAR, NEAR_SHARE * abs(real))
                wrong += found * real < 0
    print(f"{told} repairs proved, {near} near the truth, {wrong} of the wrong sign")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--time", type=float, default=25.0)
    parser.add_argument("--proof", type=float, default=90.0)
    parser.add_argument("--deals", type=int, default=100)
    parser.add_argument("--keep", type=Path, default=None)
    parser.add_argument("--seed", type=int, default=None)
    asked = parser.parse_args()
    with company(asked.keep, asked.seed) as folder:
        measure(folder, asked)


if __name__ == "__main__":
    main()
