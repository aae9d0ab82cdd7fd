"""Writing what a plan is turned into: to a file, or to standard output where the name is `-`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from requirements.errors import RoadmapError
from requirements.language import _
from roadmap.cli.terminal.printing import remark, result_json, result_text
from roadmap.outputs.writing.files import write_whole
from roadmap.outputs.writing.kinds import FileKind, refuse_foreign

STDOUT = Path("-")


class OutputFile(click.Path):
    """A file to be written, of one kind.

    What must not be overwritten is refused while the command line is read, before anything is worked out for it.
    `kind` may be a function of the options that were read before.
    """

    def __init__(self, kind: FileKind | Callable[[click.Context], FileKind], *, dash: bool = True) -> None:
        super().__init__(dir_okay=False, allow_dash=dash, path_type=Path)
        self.kind = kind

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; fails where a file of this kind must not be written to it."""
        path = Path(str(super().convert(value, param, ctx)))
        if path != STDOUT or not self.allow_dash:
            kind = self.kind if isinstance(self.kind, FileKind) else self.kind(ctx or click.get_current_context())
            try:
                refuse_foreign(path, kind)
            except RoadmapError as error:
                self.fail(str(error), param, ctx)
        return path


def own_target(path: Path, kind: FileKind) -> Path:
    """A file that a command writes where none is named; a usage error where it must not be overwritten."""
    try:
        refuse_foreign(path, kind)
    except RoadmapError as error:
        raise click.UsageError(str(error)) from error
    return path


def page_option(text: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """`-o`: where a page goes."""
    return click.option("-o", "--output", metavar="FILE", type=OutputFile(FileKind.PAGE), help=text)


def write_artifact(content: str | bytes, output: Path, *, kind: FileKind, as_json: bool, **facts: Any) -> None:
    """Write an artifact whole and say where it is; `facts` go into the JSON object for programs.

    Raises a usage error when standard output would have to hold both the artifact and the JSON object.
    """
    if output == STDOUT:
        if as_json:
            raise click.UsageError(_("--json describes a file. Name one with -o."))
        result_text(content)
        return
    write_whole(output, content, kind=kind)
    size = len(content.encode() if isinstance(content, str) else content)
    if as_json:
        result_json(file=str(output), bytes=size, **facts)
    else:
        remark(_("Wrote {file} ({size} kB).").format(file=output, size=-(-size // 1000)))
