"""The exit codes of every command, and what each means: help, README and the docs print what stands here."""

from __future__ import annotations

from enum import IntEnum

from requirements.language import _
from roadmap.cli.terminal.ending.signals import INTERRUPTED, TERMINAL_GONE

KILLED = 137
"""What a shell says of a command that was killed and could not end itself."""


class ExitCode(IntEnum):
    """How a command ends."""

    GOOD = 0
    DEFECT = 1
    USAGE = 2
    INPUT = 3
    CONTRADICTION = 4
    NO_PLAN = 5
    MISSED = 6
    TERMINAL_GONE = TERMINAL_GONE
    INTERRUPTED = INTERRUPTED
    STDOUT_CLOSED = 141


def exit_codes() -> dict[int, str]:
    """What every exit code means, in the order of the numbers."""
    return {
        ExitCode.GOOD.value: _("success; also if Ctrl-C ended a search that had a plan (the plan is kept)"),
        ExitCode.DEFECT.value: _("a defect of roadmap"),
        ExitCode.USAGE.value: _("the command line is not valid"),
        ExitCode.INPUT.value: _("the input has errors, or a file cannot be read or written"),
        ExitCode.CONTRADICTION.value: _("the pins contradict each other"),
        ExitCode.NO_PLAN.value: _("no plan was found in the time given"),
        ExitCode.MISSED.value: _("with --fail-on-missed: a gate or a promise is missed"),
        ExitCode.TERMINAL_GONE.value: _("the terminal closed, or SIGHUP; the message lists files that were written"),
        ExitCode.INTERRUPTED.value: _("interrupted, or SIGTERM; the message lists files that were written"),
        KILLED: _("killed; 143 is SIGTERM before the command started"),
        ExitCode.STDOUT_CLOSED.value: _("the reader of standard output closed it"),
    }
