"""The process that renders templates of the user's own, from this side: it is asked line by line."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Mapping
from typing import IO, Any, Final, cast

from roadmap.outputs.editions.sandbox import SECONDS

PATIENCE: Final = 6 * SECONDS
"""Seconds of the clock after which a page is given up: its limit counts seconds of the processor."""


class SandboxDied(Exception):
    """The process ended instead of answering; `limit` is the limit that it died of: time or memory."""

    def __init__(self, limit: str) -> None:
        super().__init__(limit)
        self.limit = limit


class SandboxProcess:
    """The process, begun for one folder and language."""

    def __init__(self, setup: Mapping[str, str]) -> None:
        command = [sys.executable, "-m", "roadmap.outputs.editions.sandbox"]
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
        )
        self._to = cast("IO[str]", self._process.stdin)
        self._from = cast("IO[str]", self._process.stdout)
        self._tell(setup)

    def ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """What it answers. SandboxDied where it died of its limits, or took too long by the clock."""
        self._tell(request)
        late = threading.Timer(PATIENCE, self._process.kill)
        late.start()
        try:
            line = self._from.readline()
        finally:
            late.cancel()
        if not line:
            raise SandboxDied("time" if self._process.wait() < 0 else "memory")
        told: dict[str, Any] = json.loads(line)
        return told

    def end(self) -> None:
        """End it."""
        self._process.kill()
        self._process.communicate()

    def _tell(self, line: Mapping[str, Any]) -> None:
        try:
            self._to.write(json.dumps(line) + "\n")
            self._to.flush()
        except BrokenPipeError:
            return  # what it died of is found when it does not answer
