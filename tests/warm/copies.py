"""Children of the product for tests in this process, as copies of one that has loaded the solver.

A child that is started loads the solver for a second, and so would the thousand searches of the tests. A copy is a
process as any other: it can be killed, limited and timed, and speaks through the same pipes. Coverage is not measured
in it: what children run is tested in this process, too. Tests of the start itself are marked `cold`.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).parents[2]
CHILD = [sys.executable, "-P", "-m"]
READ_WHILE_STARTING = ("PYTHON", "NUMBA", "OMP", "OPENBLAS", "MALLOC", "LD_")
"""Variables that begin so are read while a process starts or loads: a child that needs others is started."""


class CopiedChild:
    """A copy that runs a module, as `subprocess.Popen` would tell of it; its exit status is known only as ended, or
    killed by who asked for it."""

    def __init__(self, number: int, stdin: int | None, stdout: int | None) -> None:
        self.pid = number
        self.returncode: int | None = None
        self._handle = os.pidfd_open(number)
        self._killed, self._lock = 0, threading.Lock()
        self.stdin: IO[bytes] | None = None if stdin is None else os.fdopen(stdin, "wb")
        self.stdout: IO[bytes] | None = None if stdout is None else os.fdopen(stdout, "rb")

    def __del__(self) -> None:
        if self.returncode is None:
            os.close(self._handle)

    def poll(self) -> int | None:
        """None while it runs."""
        return self._ended(0.0)

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended. TimeoutExpired after so many seconds."""
        ended = self._ended(timeout)
        if ended is None:
            raise subprocess.TimeoutExpired("a copy", timeout or 0.0)
        return ended

    def kill(self) -> None:
        """Kill it, if it still runs."""
        if self.poll() is None:
            self._killed = signal.SIGKILL
            with contextlib.suppress(OSError):
                signal.pidfd_send_signal(self._handle, signal.SIGKILL)

    def _ended(self, timeout: float | None) -> int | None:
        until = None if timeout is None else time.monotonic() + timeout
        while self.returncode is None and not self._has_ended():
            if until is not None and time.monotonic() >= until:
                return None
            time.sleep(0.005)
        return self.returncode

    def _has_ended(self) -> bool:
        """Whether it has ended, which several threads may ask; its handle is closed then."""
        with self._lock:
            if self.returncode is None and _is_readable(self._handle):
                self.returncode = -self._killed
                os.close(self._handle)
            return self.returncode is not None


class Copies:
    """Starts children as copies of one template, which is started with the first; in place of the module `subprocess`.

    While it is `cold` every child is started, and so is one that is no module of the product.
    """

    PIPE, DEVNULL, TimeoutExpired = subprocess.PIPE, subprocess.DEVNULL, subprocess.TimeoutExpired

    def __init__(self) -> None:
        self.cold = False
        self._lock = threading.Lock()
        self._channel: socket.socket | None = None
        self._template: subprocess.Popen[bytes] | None = None
        self._started_with: dict[str, str] = {}

    def Popen(self, command: Sequence[str], **options: Any) -> CopiedChild | subprocess.Popen[bytes]:  # noqa: N802
        """A child that runs a command; see `subprocess.Popen`."""
        if self.cold or list(command[:3]) != CHILD or not self._fits():
            return subprocess.Popen(list(command), **options)
        ours: list[int | None] = []
        theirs: dict[int, int] = {one: one for one in options.get("pass_fds", ())}
        opened = []
        for target, name in enumerate(("stdin", "stdout", "stderr")):
            if options[name] == subprocess.PIPE:
                reading, writing = os.pipe()
                ours.append(writing if target == 0 else reading)
                theirs[target] = reading if target == 0 else writing
            else:
                ours.append(None)
                theirs[target] = os.open(os.devnull, os.O_RDWR)
            opened.append(theirs[target])
        try:
            return self._copy(command[3:], theirs, ours)
        finally:
            for one in opened:
                os.close(one)

    def end(self) -> None:
        """End the template."""
        if self._channel is not None and self._template is not None:
            self._channel.close()
            self._template.wait()
        self._channel = self._template = None

    def _fits(self) -> bool:
        """Whether a copy would have loaded the same as a child that is started now."""
        with self._lock:
            if self._channel is None:
                self._begin()
            return _read_while_starting(os.environ) == self._started_with

    def _begin(self) -> None:
        self._channel, theirs = socket.socketpair()
        with theirs:
            environment = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
            self._template = subprocess.Popen(
                [sys.executable, "-m", "tests.warm.template", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                cwd=ROOT,
                env=environment,
            )
        self._started_with = _read_while_starting(os.environ)
        atexit.register(self.end)

    def _copy(self, command: Sequence[str], theirs: dict[int, int], ours: list[int | None]) -> CopiedChild:
        order = {
            "module": command[0], "arguments": list(command[1:]), "targets": list(theirs),
            "environment": dict(os.environ), "folder": str(Path.cwd()),
        }  # fmt: skip
        message = json.dumps(order).encode()
        with self._lock:
            assert self._channel is not None
            self._channel.sendall(len(message).to_bytes(8))
            sent = socket.send_fds(self._channel, [message], list(theirs.values()))
            self._channel.sendall(message[sent:])
            number = int.from_bytes(self._channel.recv(8, socket.MSG_WAITALL))
            return CopiedChild(number, ours[0], ours[1])  # while no other order lets go of one that has ended


def _read_while_starting(environment: Any) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name.startswith(READ_WHILE_STARTING)}


COPIES = Copies()
STARTERS = (
    "roadmap.solver.process.parent",
    "roadmap.solver.process.judge",
)
"""The modules that start children which load the solver. Sessions start theirs: what those run is measured there."""


def copy_children() -> None:
    """From now on, have these modules start their children as copies."""
    for name in STARTERS:
        vars(import_module(name))["subprocess"] = COPIES


def _is_readable(handle: int) -> bool:
    waiting = select.poll()
    waiting.register(handle, select.POLLIN)
    return bool(waiting.poll(0))
