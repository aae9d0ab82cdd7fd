"""The command `roadmap`: how it starts and ends as a process.

`program` is the group of all commands and names each of them in one line; `commands` holds them, one module each in
rooms by what people do, imported only when its command is run; `terminal` is what they share (options, printing,
progress, interruption, errors and exit codes); `language` chooses what they speak; `text` words results in lines.
Standard output is the result, standard error is for people.
"""

from __future__ import annotations

import gc
import sys
from importlib import import_module

from roadmap.cli.terminal.command_clock import note_start
from roadmap.cli.terminal.ending.signals import (
    INTERRUPTED,
    TERMINAL_GONE,
    HungUp,
    ending_at_once,
    say_interrupted,
    take_signals,
)

NEW_OBJECTS = 50_000
"""Objects that are made between two looks for circles of them: reading makes many, and hardly a circle. Looking as
often as Python does takes a fifth of the time to read a large folder."""


def main() -> None:
    """Run the command line and end the process with its exit code; a signal while it is being imported ends it too."""
    try:
        take_signals()
        note_start()
        gc.set_threshold(NEW_OBJECTS)  # this process is ours; a library leaves that to whoever calls it
        with ending_at_once():
            program = import_module("roadmap.cli.program").program
        program(prog_name="roadmap")
    except KeyboardInterrupt as asked:
        say_interrupted()
        sys.exit(TERMINAL_GONE if isinstance(asked, HungUp) else INTERRUPTED)
