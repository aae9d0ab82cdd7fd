"""Running the command line in tests: in this process, or in one of its own for signals, pipes and exit codes."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from roadmap.cli.program import program
from roadmap.plans.document import Plan
from tests.planner.plans import TRAIN, plan_of
from tests.projects import capability, deal, feature

SMALL = """\
name: Small
start: 2026-01-05
horizon: 2026-03-27
segments:
  isv: {name: ISV, target: 200, win_rate: 1/2, lead_rate: 1/2, lead_time: 0}
"""


def run(*arguments: object, **environment: str) -> Result:
    """Run a command in this process; streams and exit code as a shell would see them."""
    return CliRunner(env=environment).invoke(program, [str(argument) for argument in arguments])


def start(*arguments: object, **options: Any) -> subprocess.Popen[str]:
    """Start a command in a process of its own."""
    command = [sys.executable, "-m", "roadmap", *(str(argument) for argument in arguments)]
    environment = os.environ | options.pop("env", {})
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True} | options
    return subprocess.Popen(command, env=environment, **streams)


def on_terminal(*arguments: str, **environment: str) -> str:
    """What a command writes to a terminal."""
    ours, theirs = pty.openpty()
    clean = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    process = subprocess.Popen(
        [sys.executable, "-m", "roadmap", *arguments],
        stdout=theirs,
        stderr=theirs,
        stdin=theirs,
        env=clean | {"TERM": "xterm"} | environment,
    )
    os.close(theirs)
    shown = b""
    while select.select([ours], [], [], 30)[0]:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    process.wait()
    os.close(ours)
    return shown.decode()


def answer(result: Result) -> dict[str, Any]:
    """The one JSON object on standard output."""
    parsed: dict[str, Any] = json.loads(result.stdout)
    assert parsed["schema_version"] == 1
    return parsed


def folder(path: Path, text: str = SMALL) -> Path:
    """A folder with one file, roadmap.yaml."""
    path.mkdir(exist_ok=True)
    (path / "roadmap.yaml").write_text(text, encoding="utf-8")
    return path


def small_plan(**deal_fields: Any) -> Plan:
    """A plan of one feature of five days, landing in R1, and one deal that is met by it: worth 100, bound 110."""
    fields: dict[str, Any] = {"gates": {"design_in": "2026-02-27"}, "needs": {"design_in": ["api"]}} | deal_fields
    return plan_of(
        (0, [0]),
        capabilities={"api": capability()},
        features={"f": feature()},
        releases={"R1": TRAIN},
        deals={"d": deal(**fields)},
    )
