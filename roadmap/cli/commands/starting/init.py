"""`roadmap init`: a folder that passes, to start from."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from shlex import quote

import click

from requirements.catalogue import catalogue_capabilities
from requirements.errors import RoadmapError, system_reason
from requirements.language import _, enumerated, follow_on
from requirements.reading.did_you_mean import did_you_mean
from roadmap.cli.commands.starting.catalogue import called_in_catalogue, taken_for
from roadmap.cli.files.begun_folder import BegunSchedule, begin_folder, begin_schedule
from roadmap.cli.files.examples import examples_folder, files_of, known_examples
from roadmap.cli.files.schemas import schema_text
from roadmap.cli.files.starting import starting_files
from roadmap.cli.files.workflow import WORKFLOW, workflow_text
from roadmap.cli.terminal.findings import as_records, remark_findings
from roadmap.cli.terminal.options import Command, examples, json_option
from roadmap.cli.terminal.printing import result, result_json
from roadmap.cli.text.begun import schedule_steps, steps
from roadmap.outputs.writing.files import write_together
from roadmap.outputs.writing.kinds import FileKind


@click.command(
    cls=Command,
    help=_(
        "Write a small, valid folder as a starting point, with a workflow file for GitHub. The folder is a copy of a "
        "shipped example, or is made for capabilities of the catalogue with their typical work, from a file of deals "
        "that a CRM exported, or from a schedule of Microsoft Project (XML) or TaskJuggler. "
        "DIR must be empty or must not exist; hidden files do not count."
    ),
    epilog=examples(
        "roadmap init my-plan",
        "roadmap init chips --example chip-stack",
        "roadmap init serving --capabilities triton-backend,k8s-device-plugin",
        "roadmap init my-plan --from opportunities.xlsx",
        "roadmap init my-plan --from project.xml",
        "roadmap init repository/plan --no-workflow",
        "roadmap init --list",
    ),
)
@click.argument("directory", metavar="[DIR]", type=click.Path(path_type=Path), required=False)
@click.option("--example", metavar="NAME", help=_("The example to copy. Default: first-plan."))
@click.option(
    "--capabilities",
    metavar="ID,ID...",
    help=_("Instead of an example: a deal that needs these capabilities, with their typical work from the catalogue."),
)
@click.option(
    "--from",
    "source",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("Instead of an example: the deals of this file, as `roadmap import` reads it, and the work they need."),
)
@click.option(
    "--workflow/--no-workflow",
    default=True,
    show_default=True,
    help=_("Also write .github/workflows/roadmap.yml, which runs check, plan and compare on every push."),
)
@click.option("--list", "list_only", is_flag=True, help=_("List the examples and write nothing."))
@json_option
def command(
    *,
    directory: Path | None,
    example: str | None,
    capabilities: str | None,
    source: Path | None,
    workflow: bool,
    list_only: bool,
    as_json: bool,
) -> None:
    """Copy an example, make a folder for capabilities, or list the examples."""
    if list_only:
        _list(as_json=as_json)
        return
    if directory is None:
        raise click.UsageError(_("DIR is missing: name the folder to write, or use --list."))
    if sum(way is not None for way in (example, capabilities, source)) > 1:
        raise click.UsageError(_("Use only one of --example, --capabilities and --from."))
    if source is not None:
        _begin(directory, source, workflow=workflow, as_json=as_json)
        return
    if capabilities is not None:
        names = _named(capabilities)
        contents = starting_files(names, taken_for(names, None), today=today())
        files = write_folder(directory, contents, workflow=workflow)
    else:
        files = start_folder(directory, _known(example or "first-plan"), workflow=workflow)
    if as_json:
        made = {"capabilities": names} if capabilities is not None else {"example": example or "first-plan"}
        result_json(directory=str(directory), **made, files=[str(file) for file in files])
        return
    _tell(directory, files)


def _begin(directory: Path, source: Path, *, workflow: bool, as_json: bool) -> None:
    """Make a folder from a file of deals, and say what it holds and what is still to be done."""
    scheduled = begin_schedule(
        directory,
        source,
        write=lambda contents: write_folder(directory, contents, workflow=workflow),
        today=today(),
    )
    if scheduled is not None:
        _tell_schedule(scheduled, directory, source, as_json=as_json)
        return
    begun = begin_folder(
        directory,
        source,
        taken_for=lambda names: taken_for(names, None),
        write=lambda contents: write_folder(directory, contents, workflow=workflow),
        today=today(),
    )
    seen, imported = begun.seen, begun.imported
    if as_json:
        result_json(
            directory=str(directory),
            files=[str(file) for file in begun.files],
            mapping=str(begun.mapping.target),
            questions=begun.mapping.questions,
            deals=0 if imported is None else len(imported.rows),
            segments=[segment.key for segment in seen.segments],
            capabilities=list(seen.known),
            unknown=list(seen.own),
            findings=as_records(begun.wrong),
        )
        return
    result(_("Wrote {count} files to {folder}.").format(count=len(begun.files) + 1, folder=directory))
    remark_findings(begun.wrong)
    for line in steps(begun, directory, source, today()):
        result(line)


def _tell_schedule(begun: BegunSchedule, directory: Path, source: Path, *, as_json: bool) -> None:
    """Say what was made of a schedule."""
    features = 0 if begun.imported is None else len(begun.imported.rows)
    if as_json:
        result_json(
            directory=str(directory),
            files=[str(file) for file in begun.files],
            mapping=str(begun.mapping),
            features=features,
            findings=as_records(begun.wrong),
        )
        return
    result(_("Wrote {count} files to {folder}.").format(count=len(begun.files) + 1, folder=directory))
    remark_findings(begun.wrong)
    for line in schedule_steps(begun, directory, source):
        result(line)


def _tell(directory: Path, files: Sequence[Path]) -> None:
    """Say what was written, and which commands come next."""
    written = _("Wrote {count} files to {folder}.").format(count=len(files), folder=directory)
    if directory / WORKFLOW in files:
        note = _("{file} runs check, plan and compare on every push to GitHub, once {folder} is a repository.")
        result(follow_on(written, note.format(file=WORKFLOW, folder=directory)))
        result(_("Next steps:"))
    else:
        result(follow_on(written, _("Next steps:")))
    result(f"  roadmap check {quote(str(directory))}")
    result(f"  roadmap plan {quote(str(directory))}")
    result(f"  roadmap render {quote(str(directory / 'plan.json'))}")


def today() -> date:
    """The day on which a folder that is made for capabilities begins to count."""
    return datetime.now(tz=UTC).astimezone().date()


def _known(example: str) -> str:
    if example not in known_examples():
        names = enumerated(known_examples())
        raise click.UsageError(
            _("There is no example {name}. The examples are {names}.").format(name=example, names=names)
        )
    return example


def _named(capabilities: str) -> list[str]:
    names = [called_in_catalogue(name.strip()) for name in capabilities.split(",") if name.strip()]
    if not names:
        raise click.UsageError(_("Name at least one capability. `roadmap catalogue` lists them."))
    known = catalogue_capabilities()
    for name in names:
        if name not in known:
            hint = did_you_mean(name, known) or _("`roadmap catalogue` lists all capabilities.")
            message = _("The catalogue has no capability {name}.").format(name=name)
            raise click.UsageError(follow_on(message, hint))
    return list(dict.fromkeys(names))


def start_folder(directory: Path, example: str, *, workflow: bool = False) -> list[Path]:
    """Copy an example and its JSON Schemas into a folder that is empty or not there yet; returns the files written.

    All files are written or none. Raises RoadmapError when something is in the way.
    """
    root = examples_folder() / example
    contents: dict[Path, str | bytes] = {file: (root / file).read_bytes() for file in files_of(example)}
    if Path("roadmap.yaml") not in contents:
        raise RoadmapError(_("The example {name} is missing from this installation.").format(name=example))
    return write_folder(directory, contents, workflow=workflow)


def write_folder(directory: Path, contents: Mapping[Path, str | bytes], *, workflow: bool = False) -> list[Path]:
    """Write these files, the JSON Schemas and, if wanted, the workflow file into a folder that is empty or not there
    yet; all of them or none.

    Raises RoadmapError when something is in the way.
    """
    _refuse_if_taken(directory)
    contents = dict(contents)
    for kind in ("roadmap", "entities"):
        contents[Path("schema") / f"{kind}.schema.json"] = schema_text(kind)
    if workflow:
        _refuse_if_there(directory / WORKFLOW)
        contents[WORKFLOW] = workflow_text()
    bodies = {directory / file: text.encode() if isinstance(text, str) else text for file, text in contents.items()}
    made = _missing_folders(bodies)
    try:
        for file in bodies:
            _make_folder(file.parent)
        write_together({file: (body, FileKind.NEW) for file, body in bodies.items()}, ready=lambda: None)
    except BaseException:
        for file, body in bodies.items():
            with contextlib.suppress(OSError):
                if file.read_bytes() == body:
                    file.unlink()
        for folder in made:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise
    return list(bodies)


def _missing_folders(files: Iterable[Path]) -> list[Path]:
    """The folders of files that are not there yet, the innermost first."""
    folders = {folder for file in files for folder in file.parents if not folder.exists()}
    return sorted(folders, key=lambda folder: len(folder.parts), reverse=True)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RoadmapError(
            _("the folder {folder} cannot be created: {reason}.").format(folder=folder, reason=system_reason(error))
        ) from error


def _refuse_if_taken(directory: Path) -> None:
    try:
        taken = directory.exists() and any(not entry.name.startswith(".") for entry in directory.iterdir())
    except NotADirectoryError:
        raise click.UsageError(_("{path} is a file. Name a folder.").format(path=directory)) from None
    except OSError as error:
        raise RoadmapError(
            _("Cannot read the folder {folder}: {reason}.").format(folder=directory, reason=system_reason(error))
        ) from error
    if taken:
        raise click.UsageError(
            _("{folder} is not empty, and no file is overwritten. Name a new folder.").format(folder=directory)
        )


def _refuse_if_there(file: Path) -> None:
    """Hidden folders do not count, but a workflow in one is not overwritten."""
    if file.exists():
        raise click.UsageError(_("{file} already exists. Use --no-workflow to keep it.").format(file=file))


def _list(*, as_json: bool) -> None:
    known = known_examples()
    if as_json:
        result_json(examples=[{"name": name, "summary": summary} for name, summary in known.items()])
        return
    width = max(map(len, known))
    for name, summary in known.items():
        result(f"{name:{width}}  {summary}")
