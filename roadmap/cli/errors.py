"""How a command ends: exit codes, and what people and programs are told when something is wrong."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import traceback
from enum import IntEnum
from pathlib import Path
from typing import TextIO

import click

from requirements.errors import InputFault, PlanRejected, RoadmapError, SolverFailure
from requirements.language import _
from roadmap.cli.findings import as_records, remark_findings
from roadmap.cli.printing import remark, result_json

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What the system says when there is no room. Files say so in words of their own, so it is standard output here."""


class ExitCode(IntEnum):
    """The exit codes of every command; documented in `roadmap --help`."""

    GOOD = 0
    DEFECT = 1
    USAGE = 2
    INPUT = 3
    CONTRADICTION = 4
    NO_PLAN = 5
    MISSED = 6
    TERMINAL_GONE = 129
    INTERRUPTED = 130
    STDOUT_CLOSED = 141


def code_of(error: BaseException) -> ExitCode:
    """The exit code an error leads to; an error nobody foresaw is our defect."""
    if isinstance(error, KeyboardInterrupt | click.Abort | EOFError):
        return ExitCode.INTERRUPTED
    if isinstance(error, OSError) and error.errno in (errno.EPIPE, errno.EIO):
        return ExitCode.STDOUT_CLOSED if error.errno == errno.EPIPE else ExitCode.TERMINAL_GONE
    if _full(error):
        return ExitCode.INPUT
    if isinstance(error, click.ClickException):
        return ExitCode.USAGE
    if isinstance(error, RoadmapError) and not isinstance(error, PlanRejected | SolverFailure):
        return ExitCode.INPUT
    return ExitCode.DEFECT


def conclude(error: BaseException, *, as_json: bool) -> ExitCode:
    """Tell people, and programs if they asked, why a command ends; returns its exit code. No traceback is shown
    unless ROADMAP_DEBUG=1."""
    code = code_of(error)
    if code in (ExitCode.STDOUT_CLOSED, ExitCode.TERMINAL_GONE):
        _silence(sys.stdout, sys.stderr)
        return code
    if os.environ.get("ROADMAP_DEBUG") == "1":
        traceback.print_exception(error)
    sentence = _sentence(error)
    if _full(error):
        _silence(sys.stdout)
    elif as_json:
        findings = error.findings if isinstance(error, InputFault) else []
        result_json(exit_code=int(code), error=sentence, findings=as_records(findings))
    if isinstance(error, InputFault):
        remark_findings(error.findings)
    elif isinstance(error, click.UsageError) and error.ctx is not None:
        for line in click.unstyle(error.ctx.get_usage()).splitlines():
            remark(line)
        remark(_("Try `{command} --help`.").format(command=error.ctx.command_path))
    remark(f"roadmap: {sentence}", bold=True)
    return code


def _sentence(error: BaseException) -> str:
    if isinstance(error, KeyboardInterrupt | click.Abort | EOFError):
        return _("interrupted.")
    if isinstance(error, click.ClickException):
        return " ".join(error.format_message().split())
    if isinstance(error, InputFault):
        return _("the input has errors; `roadmap explain CODE` tells more about each.")
    if isinstance(error, RoadmapError):
        return str(error)
    if isinstance(error, OSError) and _full(error):
        return _("standard output was not written: {reason}.").format(reason=error.strerror)
    where = _place_of(error)
    return _(
        "this is a defect of roadmap, not of your input ({kind} in {where}). "
        "Set ROADMAP_DEBUG=1, run the command again and report what it prints."
    ).format(kind=type(error).__name__, where=where)


def _full(error: BaseException) -> bool:
    return isinstance(error, OSError) and error.errno in FULL


def _place_of(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"


def _silence(*streams: TextIO | None) -> None:
    """Send what is still buffered nowhere, so that the interpreter ends without complaint."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in filter(None, streams):
            with contextlib.suppress(OSError, ValueError, AttributeError):
                stream.flush()
            os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
