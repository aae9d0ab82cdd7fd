"""How long the check of 5,000 deals takes, process start included; prints JSON.

Usage: python benchmarks/check.py [--deals N] [--repeat N] [--csv] [--keep DIRECTORY]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HEADER = """\
name: Benchmark
start: 2026-01-05
horizon: 2026-12-31
calendar: CN
include: [deals.*]
segments:
  isv: {name: ISV, target: 3000万, win_rate: 1/3, lead_rate: 2/3}
teams:
  sdk: {name: SDK, skill: sdk, people: 8, reserved: 20%}
cadences:
  - {prefix: R, first: 2026-02-27, last: 2026-12-31, weeks: 6, freeze: 10, cost: 150}
"""
CAPABILITIES = 60
DEAL = """\
  D{number:05d}:
    name: Deal {number}
    customer: Customer {number}
    segment: isv
    stage: opportunity
    value: {value}万
    win_probability: {share}%
    situation: Replaces what it has, in Python, and weighs decode density before price
    gates:
      evaluation: 2026-04-01
      design_in: 2026-07-01
      acceptance: 2026-10-09
    needs:
      evaluation:
        - c{first} : preview
        - c{second} nice
      design_in:
        - c{first} | c{second} : ga
        - c{third} -20%
"""


def write_folder(directory: Path, deals: int, *, csv: bool) -> None:
    """Write a folder of so many deals."""
    names = [f"c{number}" for number in range(CAPABILITIES)]
    lines = ["capabilities:", *(f"  {name}: {{name: Capability {name}, kind: serving}}" for name in names), "features:"]
    for name in names:
        work = "[{phase: build, skill: sdk, effort: [5, 8, 14], crew: [1, 2]}]"
        lines.append(f"  f-{name}: {{name: Feature {name}, team: sdk, provides: {{{name}: ga}}, work: {work}}}")
    (directory / "roadmap.yaml").write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    numbers = [(number, *(number * step % CAPABILITIES for step in (1, 7, 11))) for number in range(deals)]
    if csv:
        head = (
            "id,name,customer,segment,stage,value,win_probability,evaluation,design_in,needs_evaluation,needs_design_in"
        )
        rows = [
            f"D{n:05d},Deal {n},Customer {n},isv,opportunity,{n % 900}万,{n % 100}%,2026-04-01,2026-07-01,"
            f"c{a} : preview; c{b} nice,c{a} | c{b} : ga; c{c} -20%"
            for n, a, b, c in numbers
        ]
        (directory / "deals.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
        return
    text = "".join(
        DEAL.format(number=n, value=n % 900, share=n % 100, first=a, second=b, third=c) for n, a, b, c in numbers
    )
    (directory / "deals.yaml").write_text("deals:\n" + text, encoding="utf-8")


def main() -> None:
    """Write the folder, check it several times, print the times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--deals", type=int, default=5000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--csv", action="store_true")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        directory = options.keep or Path(scratch)
        directory.mkdir(parents=True, exist_ok=True)
        write_folder(directory, options.deals, csv=options.csv)
        environment = os.environ | {"PYTHONPYCACHEPREFIX": str(Path(scratch) / "compiled")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        command = [sys.executable, "-m", "roadmap", "check", str(directory)]
        seconds = []
        for run in range(options.repeat + 1):
            begin = time.perf_counter()
            done = subprocess.run(command, capture_output=True, check=False, env=environment)
            if run:  # the first run compiles the modules, as an installation does
                seconds.append(round(time.perf_counter() - begin, 3))
        size = sum(path.stat().st_size for path in directory.iterdir())
        print(json.dumps({"deals": options.deals, "bytes": size, "exit": done.returncode, "seconds": sorted(seconds)}))


if __name__ == "__main__":
    main()
