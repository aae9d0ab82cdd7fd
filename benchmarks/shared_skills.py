"""What is lost where people share many skills: plans of random companies whose people know a second skill each.

    python -m benchmarks.shared_skills --seeds 0 1 2 3 --seconds 10
    python -m benchmarks.shared_skills --most 120        (fewer sets of skills looked at)

25 to 40 people know one of six to eight skills fully and a second one at one share (`one`), at four (`four`), or fully
(`full`); 70 features of three items, 35 deals, half a year. For each: pools kept, whether people were taken to know
less, the value and the bound in thousand CNY.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import threading
from pathlib import Path
from typing import Any

from roadmap.folder.load import load_project
from roadmap.indexing import index_project
from roadmap.indexing.people import pools
from roadmap.planner import Options, make_plan
from roadmap.planner.stored.replan import solve_quietly

SHARES = {"full": ("100%",), "one": ("70%",), "four": ("50%", "60%", "70%", "80%")}
FEATURES, DEALS = 70, 35


def company(seed: int, shares: tuple[str, ...]) -> dict[str, Any]:
    """The folder of one random company."""
    chance = random.Random(seed)  # noqa: S311 - repeatable cases, no secrets
    skills = [f"s{n}" for n in range(chance.randint(6, 8))]
    pairs = [chance.sample(skills, 2) for _ in range(chance.randint(25, 40))]
    lateness = [{"days": 0, "keeps": "100%"}, {"days": 20, "keeps": "50%"}]
    segment = {"name": "Any", "target": 1000, "win_rate": 1, "lead_rate": 1, "lead_time": 0, "lateness": lateness}
    return {
        "name": "Shared skills",
        "start": "2026-01-05",
        "horizon": "2026-06-26",
        "segments": {"any": segment},
        "capabilities": {f"c{n}": {"name": f"C{n}", "kind": "serving"} for n in range(FEATURES)},
        "features": {
            f"f{n}": {"name": f"F{n}", "team": "t", "provides": {f"c{n}": "ga"}, "work": _work(skills, chance)}
            for n in range(FEATURES)
        },
        "deals": {f"d{n}": _deal(n, chance) for n in range(DEALS)},
        "teams": {"t": {"name": "T", "skill": "s0"}},
        "people": {
            f"p{n}": {"name": f"P{n}", "team": "t", "skills": {first: "100%", second: chance.choice(shares)}}
            for n, (first, second) in enumerate(pairs)
        },
        "releases": {f"R{m}": {"freeze": f"2026-0{m}-14", "ship": f"2026-0{m}-24"} for m in range(2, 7)},
    }


def _work(skills: list[str], chance: random.Random) -> list[dict[str, Any]]:
    return [
        {
            "phase": phase,
            "skill": chance.choice(skills),
            "effort": chance.randint(10, 50),
            "crew": [1, chance.randint(1, 3)],
        }
        for phase in ("design", "build", "verify")
    ]


def _deal(number: int, chance: random.Random) -> dict[str, Any]:
    return {
        "name": f"D{number}",
        "customer": "X",
        "segment": "any",
        "stage": "opportunity",
        "value": chance.randint(200, 2000),
        "gates": {"design_in": chance.choice(["2026-04-24", "2026-05-29", "2026-06-26"])},
        "needs": {"design_in": [f"c{n}" for n in chance.sample(range(FEATURES), chance.randint(2, 4))]},
    }


def run(seed: int, name: str, options: Options) -> str:
    """One row of the table."""
    with tempfile.TemporaryDirectory() as scratch:
        (Path(scratch) / "roadmap.yaml").write_text(json.dumps(company(seed, SHARES[name])), encoding="utf-8")
        project = load_project(Path(scratch)).project
    if project is None:
        raise ValueError(f"company {seed} has faults")
    indexed = index_project(project)
    found = make_plan(
        project, options, observe=lambda _: None, save=lambda _: None, stop=threading.Event(), solver=solve_quietly
    )
    less = "yes" if indexed.staff.narrowed else "no"
    return f"| {name} | {seed} | {len(indexed.problem.capacity)} | {less} | {found.proof.value} | {found.proof.bound} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2, 3])
    parser.add_argument("--shares", nargs="+", choices=list(SHARES), default=list(SHARES))
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--most", type=int, default=pools.MOST_SETS, help="the most sets of skills that are looked at")
    asked = parser.parse_args()
    pools.MOST_SETS = asked.most
    print("| second skill | seed | pools | taken to know less | value | bound |")
    print("| --- | --- | --- | --- | --- | --- |")
    options = Options(seconds=asked.seconds, workers=asked.workers)
    for name in asked.shares:
        for seed in asked.seeds:
            print(run(seed, name, options), flush=True)


if __name__ == "__main__":
    main()
