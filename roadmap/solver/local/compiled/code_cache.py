"""Where compiled code is kept: where numba keeps it, or in a private folder where that is nowhere.

An image ships compiled code beside its source (`python -m roadmap.solver.local.loading` while it is built).
Who may not write there later reads a private copy of it, since numba uses no folder that it cannot write to.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from sys import version
from typing import Any

import numba
from llvmlite.binding import get_host_cpu_name
from numba import njit

SOURCES = Path(__file__).parent
_settings: Any = numba.config
SHIPPED = SOURCES / "__pycache__"
"""Where an image has compiled code, and who installed the product for themselves."""


def stamp_name(sources: Path = SOURCES) -> str:
    """The name of the file that says that compiled code of these sources is whole, for this processor and version."""
    processor = _settings.CPU_NAME or get_host_cpu_name()
    digest = sha256(f"{numba.__version__} {version} {processor}".encode())
    for path in sorted(sources.glob("*.py")):
        digest.update(path.read_bytes())
    return f"compiled-{digest.hexdigest()[:16]}"


def numba_folder() -> Path | None:
    """Where numba keeps compiled code of this package; None if nowhere."""
    try:
        path = njit(cache=True)(_probe).stats.cache_path
    except RuntimeError:
        return None
    return Path(path) if path else None


def _probe() -> int:
    """A function to find out with where compiled code is kept."""
    return 0


@contextmanager
def kept_in(folder: Path | None) -> Iterator[None]:
    """Have numba keep what is compiled within this block below a folder (None: where it does by itself)."""
    if folder is None:
        yield
        return
    before = _settings.CACHE_DIR
    _settings.CACHE_DIR = str(folder)
    try:
        yield
    finally:
        _settings.CACHE_DIR = before


def find_folder(own: Path | None, *, shipped: Path = SHIPPED) -> Path | None:
    """The private folder below which compiled code is kept; None where numba's `own` serves, or nothing does.

    What was shipped is copied to the one or the other, once, if it is whole for this machine.
    """
    folder = private_folder() if own is None else None
    with kept_in(folder):
        kept = own or (None if folder is None else numba_folder())
    name = stamp_name()
    if kept is not None and kept != shipped and (shipped / name).is_file() and not (kept / name).is_file():
        _copy(shipped, kept, name)
    return folder


def private_folder() -> Path | None:
    """A folder for temporary files of this user alone, made now if there is none; None if there cannot be one.

    Compiled code is run as it is read, so nobody else may be able to write there.
    """
    folder = Path(tempfile.gettempdir()) / f"roadmap-compiled-{os.getuid()}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return None
    ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077
    return folder if ours else None


def _copy(shipped: Path, folder: Path, name: str) -> None:
    """Copy compiled code; the stamp, which says that it is whole, comes last."""
    for path in sorted(shipped.iterdir()):
        if path.suffix in (".nbi", ".nbc"):
            shutil.copy2(path, folder / path.name)
    (folder / name).touch()
