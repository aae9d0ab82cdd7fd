"""The command `roadmap`: how it starts and ends as a process.

`program` is the group of all commands and names each of them in one line; `commands` holds them, one module each, which
is imported only when its command is run; `terminal` is what they share (options, printing, progress, interruption,
errors and exit codes); `text` words results in lines. Standard output is the result, standard error is for people.
"""

from __future__ import annotations

import sys
from importlib import import_module

from roadmap.cli.terminal.clock import note_start
from roadmap.cli.terminal.signals import (
    INTERRUPTED,
    TERMINAL_GONE,
    HungUp,
    ending_at_once,
    say_interrupted,
    take_signals,
)


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
