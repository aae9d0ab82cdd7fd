"""How a command ends: exit codes, and what people and programs are told when something is wrong."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

import click

from requirements.errors import InputFault, RoadmapError, system_reason
from requirements.language import _, enumerated, is_chinese
from roadmap.cli.terminal.ending.exit_codes import ExitCode
from roadmap.cli.terminal.ending.signals import HungUp
from roadmap.cli.terminal.findings import as_records, remark_findings
from roadmap.cli.terminal.printing import remark, result_json
from roadmap.errors import (
    Contradiction,
    NoPlan,
    PlanRejected,
    SearchInterrupted,
    SolverFailure,
    UsageFault,
    WorsePlan,
)
from roadmap.outputs.writing.written import written

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What the system says when there is no room. Files say so in words of their own, so it is standard output here."""

MOST_FILES = 12
"""Files that are named to whoever is told what was written; a site has thousands."""


CODES: dict[type[RoadmapError], ExitCode] = {
    UsageFault: ExitCode.USAGE,
    WorsePlan: ExitCode.USAGE,
    Contradiction: ExitCode.CONTRADICTION,
    NoPlan: ExitCode.NO_PLAN,
    PlanRejected: ExitCode.DEFECT,
    SolverFailure: ExitCode.DEFECT,
    RoadmapError: ExitCode.INPUT,
}
"""The exit code of each kind of error; the first that fits counts."""


def code_of(error: BaseException) -> ExitCode:
    """The exit code an error leads to; an error nobody foresaw is our defect."""
    if isinstance(error, KeyboardInterrupt | click.Abort | EOFError):
        return ExitCode.TERMINAL_GONE if isinstance(error, HungUp) else ExitCode.INTERRUPTED
    if _of_a_file(error) or _full(error):
        return ExitCode.INPUT
    if isinstance(error, OSError) and error.errno in (errno.EPIPE, errno.EIO):
        return ExitCode.STDOUT_CLOSED if error.errno == errno.EPIPE else ExitCode.TERMINAL_GONE
    if isinstance(error, click.ClickException):
        return ExitCode.USAGE
    if isinstance(error, SearchInterrupted):
        return ExitCode.TERMINAL_GONE if isinstance(error.__cause__, HungUp) else ExitCode.INTERRUPTED
    return next((code for kind, code in CODES.items() if isinstance(error, kind)), ExitCode.DEFECT)


def tell_failure(error: RoadmapError, *, as_json: bool) -> ExitCode:
    """Say in a line why there is no result, and to programs as JSON; how the command ends."""
    code = code_of(error)
    if as_json:
        result_json(exit_code=int(code), error=str(error))
    remark(f"roadmap: {error}", bold=True)
    return code


def conclude(error: BaseException, *, as_json: bool) -> ExitCode:
    """Tell people, and programs if they asked, why a command ends; returns its exit code. No traceback is shown
    unless ROADMAP_DEBUG=1."""
    code = code_of(error)
    if code in (ExitCode.STDOUT_CLOSED, ExitCode.TERMINAL_GONE) and not isinstance(error, HungUp):
        _silence(sys.stdout, sys.stderr)
        return code
    if os.environ.get("ROADMAP_DEBUG") == "1":
        traceback.print_exception(error)
    sentence = _sentence(error)
    if _full(error) and not _of_a_file(error):
        _silence(sys.stdout)
    elif as_json:
        findings = error.findings if isinstance(error, InputFault) else []
        there = [str(file) for file in written()]
        result_json(exit_code=int(code), error=sentence, findings=as_records(findings), written=there)
    if isinstance(error, InputFault):
        remark_findings(error.findings)
    elif isinstance(error, click.UsageError) and error.ctx is not None:
        for line in click.unstyle(error.ctx.get_usage()).splitlines():
            remark(line)
        remark(_("Run `{command} --help` for help.").format(command=error.ctx.command_path))
    remark(f"roadmap: {sentence}", bold=True)
    if not isinstance(error, KeyboardInterrupt) and (files := written()):
        remark(_("These files were already written: {files}.").format(files=_some(files)))
    return code


def _sentence(error: BaseException) -> str:
    if isinstance(error, KeyboardInterrupt | click.Abort | EOFError):
        return _interrupted()
    if isinstance(error, click.ClickException):
        return _of_click(error)
    if isinstance(error, InputFault):
        return _("The input has errors. `roadmap explain CODE` explains each code.")
    if isinstance(error, RoadmapError):
        return str(error)
    if isinstance(error, OSError) and code_of(error) is ExitCode.INPUT:
        return _of_the_system(error)
    where = _place_of(error)
    return _(
        "This is a defect of roadmap, not of your input ({kind} in {where}). Set ROADMAP_DEBUG=1, run the "
        "command again, and report what it prints."
    ).format(kind=type(error).__name__, where=where)


def _of_click(error: click.ClickException) -> str:
    """What click says, in one line; it sets the marks of English between names and sentences of any language."""
    text = " ".join(error.format_message().split())
    return re.sub("(?<=[。，；：？！]) ", "", text.replace("', '", "'、'")) if is_chinese() else text


def _interrupted() -> str:
    """What an interruption leaves behind: nothing, or the files that were written whole before it."""
    files = written()
    if not files:
        return _("Interrupted. Nothing was written.")
    return _("Interrupted. These files were already written: {files}.").format(files=_some(files))


def _some(files: Sequence[Path]) -> str:
    """The first few of many files."""
    return enumerated(map(str, files), most=MOST_FILES)


def _of_the_system(error: OSError) -> str:
    """What the system would not do, with a file that it names or else with standard output."""
    if not _of_a_file(error):
        return _("Cannot write to standard output: {reason}.").format(reason=system_reason(error))
    name = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else str(error.filename)
    return _("Cannot read or write {file}: {reason}.").format(file=name, reason=system_reason(error))


def _of_a_file(error: BaseException) -> bool:
    """Whether the system would not do something with a file that it names: a name too long, a disk that is broken."""
    return isinstance(error, OSError) and error.filename is not None


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
