"""The command `roadmap`: init, check, plan, render, timeline, explain, schema, demo, completion.

Standard output is the result, standard error is for people. Commands are imported only when they are run.
"""

from __future__ import annotations

import sys
from importlib import import_module

from roadmap.cli.clock import note_start
from roadmap.cli.signals import INTERRUPTED, TERMINAL_GONE, HungUp, ending_at_once, say_interrupted, take_signals


def main() -> None:
    """Run the command line and end the process with its exit code; a signal while it is being imported ends it too."""
    try:
        take_signals()
        note_start()
        with ending_at_once():
            program = import_module("roadmap.cli.program").program
        program()
    except KeyboardInterrupt as asked:
        say_interrupted()
        sys.exit(TERMINAL_GONE if isinstance(asked, HungUp) else INTERRUPTED)
