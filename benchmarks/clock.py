"""Whether `roadmap plan --time T` keeps its time at five sizes, or says at once that a company is too large for it.

Usage: python -m benchmarks.clock [--time S] [--keep DIRECTORY]

Prints a table: what was asked, what the whole command took, and what came of it. In time is T + max(1 s, 5 %); too
large is to be said within 5 s.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.companies import write_company
from roadmap.operations.searching.too_large import allowance
from roadmap.plans.plan_file import read_plan

SIZES = ((300, 200), (1_000, 600), (3_000, 1_000), (10_000, 3_000))
"""Deals and features of the companies that are made; the first size is the example `first-plan`."""
TOO_LARGE_WITHIN = 5.0


def folders(under: Path) -> list[Path]:
    """Write the five folders, smallest first."""
    made = [under / "first-plan"]
    command = [sys.executable, "-m", "roadmap", "init", str(made[0]), "--no-workflow"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    for deals, features in SIZES:
        made.append(under / f"{deals}-deals-{features}-features")
        write_company(made[-1], deals=deals, features=features)
    return made


def row(folder: Path, seconds: float) -> tuple[str, bool]:
    """Plan a folder: its row of the table, and whether the time was kept."""
    began = time.monotonic()
    command = [sys.executable, "-m", "roadmap", "plan", str(folder), "--time", f"{seconds:g}", "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    took = time.monotonic() - began
    if done.returncode == 0:
        kept = took <= seconds + allowance(seconds)
        plan = read_plan(folder / "plan.json")
        came = f"{plan.proof.value:,} of {plan.proof.bound:,}" if plan.proof.bound else f"{plan.proof.value:,}"
    else:
        kept = "too-large-for-time" in done.stderr and took <= TOO_LARGE_WITHIN
        came = " ".join(line.strip() for line in done.stderr.splitlines()[-2:-1]) or f"exit {done.returncode}"
    (folder / "plan.json").unlink(missing_ok=True)
    said = "in time" if kept else "**late**"
    return f"| {folder.name} | {seconds:g} s | {took:.1f} s | {said} | {came} |", kept


def main() -> None:
    """Print the table; ends with 1 if a time was not kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--time", type=float, nargs="+", default=[10.0, 30.0])
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        all_kept = True
        print("| company | `--time` | took | | value of bound, in thousands; or what is said |", flush=True)
        print("| --- | --- | --- | --- | --- |", flush=True)
        for folder in folders(options.keep or Path(scratch)):
            for seconds in options.time:
                text, kept = row(folder, seconds)
                all_kept = all_kept and kept
                print(text, flush=True)
    sys.exit(0 if all_kept else 1)


if __name__ == "__main__":
    main()
