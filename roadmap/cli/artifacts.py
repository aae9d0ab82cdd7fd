"""Writing what a plan is turned into: to a file, or to standard output where the name is `-`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from requirements.language import _
from roadmap.cli.printing import remark, result_json, result_text
from roadmap.outputs.files import write_whole

STDOUT = Path("-")


def write_artifact(content: str | bytes, output: Path, *, made_from: Path, as_json: bool, **facts: Any) -> None:
    """Write an artifact whole and say where it is; `facts` go into the JSON object for programs.

    Raises a usage error when it would overwrite the plan it is made from, or when standard output would have to hold
    both the artifact and the JSON object.
    """
    if output == STDOUT:
        if as_json:
            raise click.UsageError(_("--json tells about a file: name one with -o."))
        result_text(content)
        return
    if output.exists() and output.samefile(made_from):
        raise click.UsageError(_("{file} is the plan itself; name another file with -o.").format(file=output))
    write_whole(output, content)
    size = len(content.encode() if isinstance(content, str) else content)
    if as_json:
        result_json(file=str(output), bytes=size, **facts)
    else:
        remark(_("Wrote {file} ({size} kB).").format(file=output, size=-(-size // 1000)))
