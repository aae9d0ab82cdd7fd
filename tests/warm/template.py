"""A process that has loaded the solver and becomes a child of the product by a copy of itself, in milliseconds.

`python -m tests.warm.template DESCRIPTOR` is started by `tests.warm.copies`, never by hand. Each order names a module,
its arguments, an environment, a folder and where the descriptors that come with it belong. The copy runs the module as
`python -m` would; the template answers with its number. It ends when its socket closes.
"""

from __future__ import annotations

import contextlib
import json
import os
import runpy
import signal
import socket
import sys
from importlib import import_module
from typing import Any

LOADED = (
    "roadmap.solver.course",
    "roadmap.solver.solving",
    "roadmap.solver.cpsat.full_model",
    "roadmap.solver.cpsat.solve",
    "roadmap.solver.companion.companion",
    "roadmap.solver.process.inside",
)
"""What children load. No child's own module is among them: each is run anew."""


def load() -> None:
    """Load what children load; the compiled search only where it is kept already, because compiling takes long."""
    for name in LOADED:
        import_module(name)
    from roadmap.solver.local import loading  # noqa: PLC0415 - it may not be there at all before the others

    if loading._stamp().exists():
        import_module(loading.CHAINS)
        import_module(loading.NAME)


def serve(channel: socket.socket) -> dict[str, Any] | None:
    """Answer orders by copies of this process. Returns None at the end of the channel, and in each copy its order."""
    while True:
        size = channel.recv(8, socket.MSG_WAITALL)
        if len(size) < 8:
            return None
        message, descriptors = receive(channel, int.from_bytes(size))
        forget_ended()
        copy = os.fork()
        if copy == 0:
            channel.close()
            order: dict[str, Any] = json.loads(message) | {"descriptors": descriptors}
            return order
        for one in descriptors:
            os.close(one)
        channel.sendall(copy.to_bytes(8))


def receive(channel: socket.socket, size: int) -> tuple[bytes, list[int]]:
    """A message of so many bytes, and the descriptors that come with its first one."""
    message, descriptors, _flags, _address = socket.recv_fds(channel, size, 16)
    while len(message) < size and (more := channel.recv(size - len(message))):
        message += more
    return message, descriptors


def forget_ended() -> None:
    """Let copies go that have ended, now that whoever asked for them holds a handle of each."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def become(order: dict[str, Any]) -> None:
    """Become the child that an order describes."""
    targets = order["targets"]
    spare = [os.dup(one) for one in order["descriptors"]]  # no target is overwritten before it was moved
    while any(one in targets for one in spare):
        spare = [os.dup(one) for one in spare]
    for one, target in zip(spare, targets, strict=True):
        os.dup2(one, target)
    for one in {*spare, *order["descriptors"]} - set(targets):
        os.close(one)
    os.setsid()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(order["environment"])
    os.chdir(order["folder"])
    sys.argv[1:] = order["arguments"]
    runpy.run_module(order["module"], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    load()
    asked = serve(socket.socket(fileno=int(sys.argv[1])))
    if asked is not None:
        try:
            become(asked)
        finally:
            sys.stdout.flush()
            os._exit(0)  # to take down all that is loaded would take longer than most searches of tests
