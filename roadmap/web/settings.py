"""What a workbench is told when it starts."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from pathlib import Path

PORT = 8787
HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """A folder and how it is served.

    `plan` is the file of its plan. `token` must be shown by whoever asks; it is demanded of a workbench that other
    machines can reach. `language` wins over what a browser prefers; None: the browser's, else the folder's.
    `owns_process`: nothing else runs in this process, so that its memory may be settled once.
    """

    folder: Path
    plan: Path
    host: str = HOST
    port: int = PORT
    token: str = ""
    read_only: bool = False
    language: str | None = None
    owns_process: bool = False

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach it."""
        return is_loopback(self.host)

    def knows_host(self, name: str) -> bool:
        """Whether a request may be addressed to this host, without its port.

        Any other name could be one that a stranger's server made point to this machine. An address written in digits
        is nobody's name.
        """
        if self.is_local:
            return name == "localhost" or is_loopback(name)
        return name == self.host or name in {"localhost", socket.gethostname(), socket.getfqdn()} or _is_address(name)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine alone, as an address or as `localhost`."""
    if host == "localhost":
        return True
    return _is_address(host) and ipaddress.ip_address(host).is_loopback


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
