"""Turning functions over arrays into machine code, kept on disk for the next time.

The code runs without holding the interpreter, so that other threads of the search run beside it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

from numba import njit

from roadmap.solver.local.compiled.code_cache import SOURCES, find_folder, kept_in, numba_folder

Function = TypeVar("Function", bound=Callable[..., Any])

ARRAYS = "i8[::1],i8[::1]"
"""The types of a problem and of a plan under construction."""


def compiled(signature: str) -> Callable[[Function], Function]:
    """Compile a function of the given types, result first, or load it from the cache of an earlier compilation."""

    def compile_it(function: Function) -> Function:
        try:
            with kept_in(_private):
                return cast("Function", njit(signature, nogil=True, cache=True)(function))
        except RuntimeError:  # there is no folder to keep it in
            return cast("Function", njit(signature, nogil=True)(function))

    return compile_it


def cache_folder() -> Path | None:
    """Where compiled code of this folder is kept; None if nowhere."""
    with kept_in(_private):
        return numba_folder()


def forget_older(sources: Path, kept: Path) -> None:
    """Forget compiled code that is older than any of the sources.

    Functions take in constants and code of other files, but each is kept by the time of its own file only. A source
    from the future, by the clock of this machine, says nothing.
    """
    now = time.time()
    newest = max((when for path in sources.glob("*.py") if (when := path.stat().st_mtime) <= now), default=0.0)
    for index in kept.glob("*.nbi"):
        if index.stat().st_mtime < newest:
            index.unlink(missing_ok=True)


_private = find_folder(numba_folder())
_kept = cache_folder()
if _kept is not None:
    forget_older(SOURCES, _kept)
