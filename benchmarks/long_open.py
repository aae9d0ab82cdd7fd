"""A workbench that stays open: `python -m benchmarks.long_open DIR [--minutes 60] [--pause 4] [--streams 20]`.

A copy of a folder is served by `roadmap serve`. Pages stay open at its stream of events; again and again a file of the
folder changes outside, a value is saved, and pages are read, as in a day at work but closer together. Tells the memory
of the workbench, its processor time and how many events the streams have heard.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx

from benchmarks.long_meeting import family, memory
from benchmarks.readers import PAGES, processor, served

LINES = 12
"""Lines that are told at most."""


class OpenPages:
    """Streams that listen until the end, and what they have heard."""

    def __init__(self, address: str, count: int) -> None:
        self.heard, self.lost = 0, 0
        self._address, self._ended = address, threading.Event()
        for _number in range(count):
            threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while not self._ended.is_set():
            try:
                with httpx.stream("GET", f"{self._address}/events", timeout=None) as answer:  # noqa: S113 - no end
                    for line in answer.iter_lines():
                        self.heard += line.startswith("event:")
            except httpx.HTTPError:
                self.lost += 1
            time.sleep(1)

    def end(self) -> None:
        """Listen no more."""
        self._ended.set()


def measure(folder: Path, *, minutes: float, pause: float, streams: int) -> Iterator[str]:
    """Some lines over the time."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place).resolve() / "folder"
        shutil.copytree(folder, copy)
        with served(copy) as (address, pid), httpx.Client(base_url=address, timeout=60) as client:
            deals = [one["id"] for one in client.get("/deals.json").json()["deals"]][:20]
            pages = OpenPages(address, streams)
            file = copy / "roadmap.yaml"
            text = file.read_text(encoding="utf-8")
            began, told, number, slowest = time.monotonic(), 0, 0, 0.0
            while (passed := time.monotonic() - began) < minutes * 60:
                number += 1
                file.write_text(f"{text}\n# {number}\n" if number % 2 else text, encoding="utf-8")
                asked = [{"path": f"deals.{deals[number % len(deals)]}.owner", "value": f"Owner {number}"}]
                client.put("/edits", json=asked).raise_for_status()
                for page in (*PAGES, f"/edit/deals.{deals[0]}"):
                    at = time.monotonic()
                    client.get(page).raise_for_status()
                    slowest = max(slowest, time.monotonic() - at)
                if passed >= told * minutes * 60 / LINES:
                    told += 1
                    yield (
                        f"{passed / 60:5.0f} min, {number:5} changes and saves: {memory(family(pid))} MB, processor "
                        f"{processor(pid):.0f} s, events heard {pages.heard}, streams lost {pages.lost}, "
                        f"slowest page {slowest:.2f} s"
                    )
                time.sleep(pause)
            pages.end()


def main() -> None:
    """Measure one folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--pause", type=float, default=4)
    parser.add_argument("--streams", type=int, default=20)
    asked = parser.parse_args()
    for line in measure(asked.folder, minutes=asked.minutes, pause=asked.pause, streams=asked.streams):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
