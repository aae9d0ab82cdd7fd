"""Loading the compiled search beside whatever else goes on.

The first time on a machine it is compiled, which takes about half a minute: in a process of its own, because
compiling holds the interpreter and cannot be stopped. What it has compiled by then is kept for the next time, too.
`python -m roadmap.solver.local.loading` compiles it now, for an image that ships it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from importlib import import_module
from pathlib import Path
from types import ModuleType

NAME = "roadmap.solver.local.compiled.slack"
CHAINS = "roadmap.solver.local.compiled.chains"
"""The modules that import all others, so that loading them loads everything; NAME comes last."""
BESIDE = "beside"
"""Asks the process that compiles to end with the one that started it."""
COMPILE = (sys.executable, "-P", "-m", "roadmap.solver.local.loading", BESIDE)


class Loading:
    """Loads the compiled search in a thread, once it has been compiled."""

    def __init__(self) -> None:
        self._module: ModuleType | None = None
        self._failure: BaseException | None = None
        self._compiler: subprocess.Popen[bytes] | None = None
        self._ended = threading.Event()
        self._known = threading.Event()
        self._thread = threading.Thread(target=self._load, daemon=True, name="compiled search")
        self._thread.start()

    def _load(self) -> None:
        try:
            if loaded() or _stamp().exists() or self._compile():
                self._known.set()
                import_module(CHAINS)
                self._module = import_module(NAME)
        except BaseException as failure:  # noqa: BLE001 - raised by `wait`
            self._failure = failure
        finally:
            self._known.set()

    def _compile(self) -> bool:
        """Compile in a process of its own; False if that was ended before it was done."""
        self._compiler = subprocess.Popen(COMPILE, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)  # noqa: S603
        self._known.set()
        while not self._ended.wait(0.05):
            if self._compiler.poll() is not None:
                return True  # if it failed, importing says why
        self._compiler.kill()
        self._compiler.wait()
        return False

    def wait(self, seconds: float | None) -> ModuleType | None:
        """The compiled search if it is loaded within so many seconds (None: however long it takes).

        Raises what its import raises.
        """
        self._thread.join(seconds)
        if self._failure is not None:
            raise self._failure
        return self._module

    def compiling(self) -> bool:
        """Whether it is being compiled, once that is known, which takes up to a second."""
        self._known.wait()
        return self._compiler is not None and self._compiler.poll() is None

    def over(self) -> bool:
        """Whether it has been loaded, or has failed, or was ended."""
        return not self._thread.is_alive()

    def end(self) -> None:
        """Compile no longer."""
        self._ended.set()
        if self._compiler is not None:
            self._thread.join(1.0)


def loaded() -> bool:
    """Whether this process has loaded the compiled search."""
    return NAME in sys.modules and hasattr(sys.modules[NAME], "search_slack")


def _stamp() -> Path:
    """The file that says that the compiled search is kept for this machine, in its present form."""
    from roadmap.solver.local.compiled.code_cache import stamp_name  # noqa: PLC0415 - numba takes a second
    from roadmap.solver.local.compiled.machine import cache_folder  # noqa: PLC0415 - the same

    return (cache_folder() or Path(tempfile.gettempdir())) / stamp_name(Path(__file__).parent / "compiled")


def _end_with(parent: int) -> None:
    """End this process when the one that started it closes the other end of the pipe, or is gone."""
    os.read(parent, 1)
    os._exit(1)


if __name__ == "__main__":
    if BESIDE in sys.argv:
        threading.Thread(target=_end_with, args=(sys.stdin.fileno(),), daemon=True).start()
    import_module(CHAINS)
    import_module(NAME)
    _stamp().touch()
