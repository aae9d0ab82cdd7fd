"""A workbench as a process: its socket, its addresses, and its end."""

from __future__ import annotations

import contextlib
import logging
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from dataclasses import replace

import uvicorn

from requirements.errors import RoadmapError, system_reason
from requirements.language import _
from roadmap.editing.editor import FolderEditor
from roadmap.web.app import create_app
from roadmap.web.settings import ServeSettings

GRACE = 1
"""Seconds that open streams get when the workbench ends."""
SWITCH = 0.0005
"""Seconds after which a thread that computes lets another one go on. A page needs several turns: with Python's own
0.005 readers waited four times as long beside people who save, on a machine that was busy with other work, too."""
OnReady = Callable[[str], None]
"""Hears the address once it can be opened."""


class RunningServer(uvicorn.Server):
    """A server that says when it can be asked, and ends its streams before it ends."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None], ending: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready, self._ending = ready, ending

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen."""
        await super().startup(sockets)
        if self.started:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take no more requests, and end. One that takes longer than the grace is cut off, which is no error."""
        self._ending()
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        await super().shutdown(sockets)


def run(settings: ServeSettings, *, on_ready: OnReady, opens: bool = False) -> None:
    """Serve a workbench until the process is asked to end. RoadmapError if its address cannot be taken."""
    sys.setswitchinterval(SWITCH)
    if not settings.read_only:
        with contextlib.suppress(RoadmapError):  # who may not write the folder is told of it by its check
            FolderEditor(settings.folder).finish()
    with contextlib.closing(taken_address(settings.host, settings.port)) as listening:
        address = address_of(settings, listening.getsockname()[1])
        owning = replace(settings, owns_process=True)
        server(owning, lambda: _tell(address, on_ready, opens=opens)).run(sockets=[listening])


def server(settings: ServeSettings, ready: Callable[[], None]) -> RunningServer:
    """The server of a workbench, not started; `ready` is called once it listens."""
    app = create_app(settings)
    config = uvicorn.Config(
        app,
        access_log=False,
        log_level="error",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=GRACE,
        ws="none",
    )
    return RunningServer(config, ready, app.state.bench.end)


def taken_address(host: str, port: int) -> socket.socket:
    """A socket that listens. RoadmapError with one sentence if that is not possible."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0][0]
        return socket.create_server((host, port), family=family, backlog=128)
    except socket.gaierror as error:
        sentence = _("The host {host} is not known. Name an address of this machine with --host.")
        raise RoadmapError(sentence.format(host=host)) from error
    except OSError as error:
        sentence = _("The address {host}, port {port}, cannot be used: {reason}. Choose another one with --port.")
        raise RoadmapError(sentence.format(host=host, port=port, reason=system_reason(error))) from error


def address_of(settings: ServeSettings, port: int) -> str:
    """The address to open, with the token if there is one."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    if host in ("0.0.0.0", "[::]"):  # noqa: S104 - a name for all addresses, which is none to open
        host = socket.gethostname()
    return f"http://{host}:{port}/" + (f"?token={settings.token}" if settings.token else "")


def _tell(address: str, on_ready: OnReady, *, opens: bool) -> None:
    on_ready(address)
    if opens:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
