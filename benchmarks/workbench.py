"""How long the workbench takes: `python -m benchmarks.workbench DIR` with a planned folder, of which a copy is served.

Tells the processor seconds of each page when it is first shown and again, of saving one value, of the first page after
that, and of saving many values at once; then how much memory the process takes after 200 and after 2,000 gestures of a
meeting whose session answers nothing.
"""

from __future__ import annotations

import gc
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from roadmap.cli import NEW_OBJECTS
from roadmap.web.app import create_app
from roadmap.web.settings import ServeSettings
from roadmap.web.watching.folder import settle_memory

PAGES = ("/", "/roadmap", "/deals", "/timeline", "/load", "/meeting/bench", "/edit", "/files", "/today.json")
SAVES = 3
BATCH = 200
GESTURES = 2_000
JSON = {"accept": "application/json"}


class _Silent:
    """A session that answers nothing."""

    def ask(self, *_arguments: object, **_options: object) -> None:
        """Nothing comes."""

    def close(self) -> None:
        """Nothing to end."""


def _seconds(call: Callable[[], Any]) -> tuple[float, Any]:
    began = time.process_time()
    answer = call()
    return time.process_time() - began, answer


def _pages(client: TestClient, when: str) -> Iterator[str]:
    for address in PAGES:
        seconds, answer = _seconds(lambda address=address: client.get(address))  # type: ignore[misc]
        yield f"{when:8} {address:16} {seconds:6.3f} s {len(answer.content) // 1000:6} kB  {answer.status_code}"


def _saves(client: TestClient, deal: str) -> Iterator[str]:
    for number in range(SAVES):
        asked = [{"path": f"deals.{deal}.owner", "value": f"Owner {number}"}]
        seconds, answer = _seconds(lambda asked=asked: client.put("/edits", json=asked))  # type: ignore[misc]
        after, _page = _seconds(lambda: client.get("/"))
        yield f"save     {seconds:6.3f} s, the first page after it {after:6.3f} s  {answer.status_code}"


def _memory() -> int:
    """MB that this process takes now."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) // 1024


def _gestures(client: TestClient, deals: list[str]) -> Iterator[str]:
    for number in range(1, GESTURES + 1):
        fields = {"gesture": ("off", "must")[number % 2], "deal": deals[number % len(deals)]}
        client.post("/meeting/bench/gestures", data=fields, headers=JSON)
        if number % 5 == 0:
            client.post("/meeting/bench/undo", headers=JSON)
        if number in (200, GESTURES):
            yield f"memory after {number} gestures: {_memory()} MB"


def _batches(client: TestClient, deals: list[str]) -> Iterator[str]:
    for what, paths in (("of as many deals", [f"deals.{deal}.owner" for deal in deals]), ("of one", ["name"])):
        asked = [{"path": paths[number % len(paths)], "value": f"Value {number}"} for number in range(BATCH)]
        seconds, answer = _seconds(lambda asked=asked: client.put("/edits", json=asked))  # type: ignore[misc]
        yield f"{BATCH} values at once, {what}: {seconds:6.3f} s  {answer.status_code}"


def measure(folder: Path) -> Iterator[str]:
    """The lines of all measurements."""
    gc.set_threshold(NEW_OBJECTS)  # as the command line does
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place).resolve() / "folder"
        shutil.copytree(folder, copy)
        app = create_app(ServeSettings(copy, copy / "plan.json"))
        bench = app.state.bench
        bench.room._start = _Silent  # noqa: SLF001 - planning is measured elsewhere
        client = TestClient(app, base_url="http://localhost:8787", headers={"accept-language": "en"})
        yield from _pages(client, "first")
        yield from _pages(client, "again")
        settle_memory()  # as `roadmap serve` does once
        found = bench.folder.current().plan
        deals = [line.id for line in found.plan.deals if not line.placeholder]
        yield from _saves(client, deals[0])
        yield from _batches(client, deals[:BATCH])
        yield from _gestures(client, deals[:10])
        bench.end()


if __name__ == "__main__":
    for line in measure(Path(sys.argv[1])):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
