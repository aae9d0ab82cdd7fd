"""Turning functions over arrays into machine code, kept on disk for the next time.

The code runs without holding the interpreter, so that other threads of the search run beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Function = TypeVar("Function", bound=Callable[..., Any])

ARRAYS = "i8[::1],i8[::1]"
"""The types of a problem and of a plan under construction."""


def compiled(signature: str) -> Callable[[Function], Function]:
    """Compile a function of the given types, result first, or load it from the cache of an earlier compilation."""

    def compile_it(function: Function) -> Function:
        try:
            return cast("Function", njit(signature, nogil=True, cache=True)(function))
        except RuntimeError:  # there is no folder to keep it in
            return cast("Function", njit(signature, nogil=True)(function))

    return compile_it
