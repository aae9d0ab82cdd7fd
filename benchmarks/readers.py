"""Many people at one workbench: `python -m benchmarks.readers DIR [--seconds 30] [--readers 20] [--writers 3]`.

A copy of a planned folder is served by `roadmap serve` in a process of its own. Readers open one page after another
with a pause between them, as people do; writers change one value of a deal each. Tells how long readers and writers
waited by the clock, how much of the processor the workbench took, and the load of the machine, which counts as well
where other work runs beside.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

PAGES = ("/", "/deals", "/roadmap", "/today.json", "/files", "/load")
PAUSE = 0.5
"""Seconds that somebody looks at a page."""
TICKS = os.sysconf("SC_CLK_TCK")


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, int]]:
    """A workbench over a folder: its address and its process."""
    command = [sys.executable, "-m", "roadmap", "serve", str(folder), "--port", "0", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None  # noqa: S101 - a pipe was asked for
        try:
            told = "".join(iter(process.stdout.readline, "}\n")) + "}"
            yield json.loads(told)["address"].rstrip("/"), process.pid
        finally:
            process.terminate()


def processor(pid: int) -> float:
    """Seconds of the processor that a process has taken."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


class Crowd:
    """Readers and writers, and how long each of them waited."""

    def __init__(self, address: str, deals: list[str], seconds: float) -> None:
        self.address, self.deals, self.until = address, deals, time.monotonic() + seconds
        self.reads: list[float] = []
        self.saves: list[float] = []
        self.answers: Counter[int] = Counter()

    def read(self, number: int) -> None:
        """Open pages until the time is over."""
        with httpx.Client(base_url=self.address, timeout=60) as client:
            while time.monotonic() < self.until:
                began = time.perf_counter()
                client.get(PAGES[number % len(PAGES)]).raise_for_status()
                self.reads.append(time.perf_counter() - began)
                number += 1
                time.sleep(PAUSE)

    def write(self, number: int) -> None:
        """Save one value of a deal again and again, by the hash of the deal."""
        path, made = f"deals.{self.deals[number]}", 0
        with httpx.Client(base_url=self.address, timeout=60) as client:
            while time.monotonic() < self.until:
                known = client.get(f"/edit/{path}.json").json()["hash"]
                asked = [{"path": f"{path}.owner", "value": f"Owner {number} {made}"}]
                began = time.perf_counter()
                answer = client.put("/edits", json=asked, headers={"if-match": known})
                self.saves.append(time.perf_counter() - began)
                self.answers[answer.status_code] += 1
                made += 1
                time.sleep(PAUSE)

    def go(self, readers: int, writers: int) -> None:
        """Let all of them work at once."""
        threads = [threading.Thread(target=self.read, args=(n,)) for n in range(readers)]
        threads += [threading.Thread(target=self.write, args=(n,)) for n in range(writers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def told(times: list[float]) -> str:
    """How long somebody waited."""
    ordered = sorted(times)
    p95 = ordered[int(len(ordered) * 0.95)]
    return f"median {statistics.median(ordered):.3f} s, p95 {p95:.3f} s, longest {ordered[-1]:.3f} s of {len(ordered)}"


def measure(folder: Path, *, seconds: float, readers: int, writers: int) -> Iterator[str]:
    """The lines of all measurements."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place).resolve() / "folder"
        shutil.copytree(folder, copy)
        with served(copy) as (address, pid):
            deals = [one["id"] for one in httpx.get(f"{address}/deals.json", timeout=60).json()["deals"]]
            for page in PAGES:
                httpx.get(address + page, timeout=60)
            before, began = processor(pid), time.monotonic()
            crowd = Crowd(address, deals, seconds)
            crowd.go(readers, writers)
            took, passed = processor(pid) - before, time.monotonic() - began
            yield f"reads  {told(crowd.reads)}"
            if crowd.saves:
                yield f"saves  {told(crowd.saves)}, answers {dict(crowd.answers)}"
            yield f"processor {took:.1f} s in {passed:.0f} s; load of the machine {os.getloadavg()[0]:.1f}"


def main() -> None:
    """Measure one folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--writers", type=int, default=3)
    asked = parser.parse_args()
    for line in measure(asked.folder, seconds=asked.seconds, readers=asked.readers, writers=asked.writers):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
