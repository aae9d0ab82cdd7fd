"""A meeting that goes on for hours: `python -m benchmarks.long_meeting DIR [--gestures 2000]`.

A copy of a planned folder is served by `roadmap serve`. Gestures are made one after another, each waits for its first
answer, and most are taken back; every twentieth begins another meeting, and now and then somebody saves a value. Tells
the memory of the workbench and of its planning session together, and how long the first answers took.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx

from benchmarks.readers import processor, served

EVERY, MEETING = 100, 20
"""Gestures between two lines, and those of one meeting."""
JSON = {"accept": "application/json"}
WAIT = 60.0
NOTHING = "–"
"""What stands for a value that is not known yet."""


def family(pid: int) -> list[int]:
    """A process and all that it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    tasks = [path for path in Path(f"/proc/{pid}/task").iterdir() if path.name != str(pid)]
    children += [key for task in tasks for key in (task / "children").read_text(encoding="ascii").split()]
    return [pid, *(one for child in children for one in family(int(child)))]


def memory(pids: list[int]) -> int:
    """MB that some processes take together; what they share is counted once (their proportional set size)."""
    total = 0
    for pid in pids:
        rolled = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        total += int(rolled.partition("Pss:")[2].split()[0])
    return total // 1024


def answered(client: httpx.Client, name: str) -> float:
    """Wait for the first answer of a meeting; how long it took."""
    began = time.perf_counter()
    while time.perf_counter() - began < WAIT:
        told = client.get(f"/meeting/{name}.json").json()
        if told["panel"]["value"] != NOTHING or not told["panel"]["is_waiting"]:
            break
        time.sleep(0.05)
    return time.perf_counter() - began


def measure(folder: Path, gestures: int) -> Iterator[str]:
    """A line for every hundred gestures."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place).resolve() / "folder"
        shutil.copytree(folder, copy)
        with served(copy) as (address, pid), httpx.Client(base_url=address, headers=JSON, timeout=WAIT) as client:
            deals = [one["id"] for one in client.get("/deals.json").json()["deals"]][:20]
            times: list[float] = []
            for number in range(1, gestures + 1):
                deal, name = deals[number % len(deals)], f"soak-{number // MEETING}"
                fields = {"gesture": ("off", "must")[number // len(deals) % 2], "deal": deal}
                client.post(f"/meeting/{name}/gestures", data=fields).raise_for_status()
                times.append(answered(client, name))
                if number % 8:
                    client.post(f"/meeting/{name}/undo").raise_for_status()
                if number % EVERY == 50:
                    client.put("/edits", json=[{"path": f"deals.{deal}.owner", "value": f"Owner {number}"}])
                if number % EVERY == 0:
                    pids = family(pid)
                    took = ", ".join(f"{processor(one):.0f} s" for one in pids)
                    yield (
                        f"{number:5} gestures: {memory(pids)} MB in {len(pids)} processes, first answer median "
                        f"{statistics.median(times):.2f} s, longest {max(times):.2f} s; processor {took}"
                    )
                    times.clear()


def main() -> None:
    """Measure one folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--gestures", type=int, default=2_000)
    asked = parser.parse_args()
    for line in measure(asked.folder, asked.gestures):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
