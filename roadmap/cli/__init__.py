"""The command `roadmap`: init, check, plan, render, timeline, explain, schema, demo, completion.

Standard output is the result, standard error is for people. Commands are imported only when they are run.
"""

from __future__ import annotations

import contextlib
import sys
from importlib import import_module

INTERRUPTED = 130


def main() -> None:
    """Run the command line and end the process with its exit code; Ctrl-C while it is being imported ends it too."""
    try:
        import_module("roadmap.cli.program").program()
    except KeyboardInterrupt:
        with contextlib.suppress(OSError, AttributeError):
            sys.stderr.write("roadmap: interrupted.\n")
        sys.exit(INTERRUPTED)
