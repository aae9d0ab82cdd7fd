"""`roadmap init`: a folder that passes, to start from."""

from __future__ import annotations

import contextlib
from pathlib import Path
from shlex import quote

import click

from requirements.errors import RoadmapError
from requirements.language import _
from roadmap.cli.examples import examples_folder, files_of, known_examples
from roadmap.cli.options import Command, examples, json_option
from roadmap.cli.printing import result, result_json
from roadmap.cli.schemas import schema_text
from roadmap.outputs.files import write_whole


@click.command(
    cls=Command,
    help=_(
        "Write a small folder that passes, to start from, or a copy of a shipped example. "
        "The folder must be empty or not there yet; hidden files in it do not count."
    ),
    epilog=examples(
        "roadmap init my-plan",
        "roadmap init chips --example chip-stack",
        "roadmap init --list",
    ),
)
@click.argument("directory", metavar="[DIR]", type=click.Path(path_type=Path), required=False)
@click.option("--example", metavar="NAME", default="first-plan", show_default=True, help=_("The example to copy."))
@click.option("--list", "list_only", is_flag=True, help=_("List the examples and write nothing."))
@json_option
def command(*, directory: Path | None, example: str, list_only: bool, as_json: bool) -> None:
    """Copy an example, or list them."""
    if list_only:
        _list(as_json=as_json)
        return
    if directory is None:
        raise click.UsageError(_("missing DIR, the folder to write; or use --list."))
    if example not in known_examples():
        names = ", ".join(known_examples())
        raise click.UsageError(_("there is no example {name}; there are {names}.").format(name=example, names=names))
    files = start_folder(directory, example)
    if as_json:
        result_json(directory=str(directory), example=example, files=[str(file) for file in files])
        return
    result(_("Wrote {count} files to {folder}. Next:").format(count=len(files), folder=directory))
    result(f"  roadmap check {quote(str(directory))}")
    result(f"  roadmap plan {quote(str(directory))}")
    result(f"  roadmap render {quote(str(directory / 'plan.json'))}")


def start_folder(directory: Path, example: str) -> list[Path]:
    """Copy an example and its JSON Schemas into a folder that is empty or not there yet; returns the files written.

    All files are written or none. Raises RoadmapError when something is in the way.
    """
    _refuse_if_taken(directory)
    root = examples_folder() / example
    contents: dict[Path, str | bytes] = {file: (root / file).read_bytes() for file in files_of(example)}
    if Path("roadmap.yaml") not in contents:
        raise RoadmapError(_("the example {name} is missing from this installation.").format(name=example))
    for kind in ("roadmap", "entities"):
        contents[Path("schema") / f"{kind}.schema.json"] = schema_text(kind)
    written: list[Path] = []
    try:
        for file, content in contents.items():
            _make_folder((directory / file).parent)
            write_whole(directory / file, content)
            written.append(directory / file)
    except BaseException:
        for file in written:
            with contextlib.suppress(OSError):
                file.unlink()
        raise
    return written


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RoadmapError(
            _("the folder {folder} cannot be made: {reason}.").format(folder=folder, reason=error.strerror)
        ) from error


def _refuse_if_taken(directory: Path) -> None:
    try:
        taken = directory.exists() and any(not entry.name.startswith(".") for entry in directory.iterdir())
    except NotADirectoryError:
        raise click.UsageError(_("{path} is a file; name a folder.").format(path=directory)) from None
    except OSError as error:
        raise RoadmapError(
            _("the folder {folder} cannot be read: {reason}.").format(folder=directory, reason=error.strerror)
        ) from error
    if taken:
        raise click.UsageError(
            _("{folder} is not empty, and nothing is overwritten; name a new folder.").format(folder=directory)
        )


def _list(*, as_json: bool) -> None:
    known = known_examples()
    if as_json:
        result_json(examples=[{"name": name, "summary": summary} for name, summary in known.items()])
        return
    width = max(map(len, known))
    for name, summary in known.items():
        result(f"{name:{width}}  {summary}")
